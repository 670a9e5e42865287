"""After an entry: whether it was the check-in that was promised to the person, or what they promised."""

from collections.abc import Sequence

from netui.domain.people.follow_up import FollowUp
from netui.domain.time.dates import short_day
from netui.services.services import Services
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
