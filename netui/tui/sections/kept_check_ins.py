"""After an entry: whether it did what was promised, and whether to record what was asked for in it."""

from collections.abc import Sequence

from netui.domain.people.follow_up import FollowUp
from netui.domain.time.dates import short_day
from netui.services.services import Services
from netui.services.week.logged_requests import Request
from netui.tui.modals.ask import ConfirmModal
from netui.tui.modals.host import Host


def ask_whether_kept(services: Services, host: Host, near: Sequence[FollowUp]) -> None:
    """Ask of each thing promised before the entry whether it is done now; one kept open stays."""
    if not near:
        return
    first, rest = near[0], near[1:]
    due = short_day(first.shown_on, services.present.today())

    def answered(kept: bool) -> None:
        if kept:
            services.follow_ups.done(first.id, logged=True)
            host.say(f"Done: {first.text}. u undo")
        ask_whether_kept(services, host, rest)

    host.ask_unasked(
        ConfirmModal(
            "Was this the check-in you promised?"
            if first.checks_in_with is not None
            else "Is this done now?",
            f"“{first.text}”, due {due}",
            yes="yes, it is done",
            no="no, keep it",
        ),
        answered,
    )


def ask_whether_to_record(host: Host, request: Request | None) -> None:
    """Ask whether to record what was asked for in an entry; say why it can't be."""
    if request is None:
        return
    if request.unclear:
        host.say(f"{request.echo}. Press A to write it with the whole name.")
        return

    def answered(wanted: bool) -> None:
        if wanted:
            request.record()
            host.say(f"Recorded: {request.words}. u undo")

    words = request.words[:1].upper() + request.words[1:]
    host.ask_unasked(
        ConfirmModal("Record what you asked for too?", words, yes="record it", no="only the entry"), answered
    )
