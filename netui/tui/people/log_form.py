"""The form that logs what happened with some people, and the follow-up it led to."""

from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind
from netui.services.services import Services
from netui.tui.modals.form import Ask, FormModal
from netui.tui.modals.host import Host
from netui.tui.people.asking import names
from netui.tui.people.log_keys import DIRECTIONS, KINDS
from netui.tui.sections.answers import Answers
from netui.tui.sections.keep_in_touch import offer_to_keep_in_touch
from netui.tui.sections.kept_check_ins import ask_whether_kept, ask_whether_to_record

_KEPT = [("done", "done by this"), ("open", "still open")]
_MINE = frozenset({FollowUpKind.SEND, FollowUpKind.UPDATE, FollowUpKind.CONGRATULATE})


def ask_log(
    services: Services, host: Host, ids: tuple[int, ...], follow_up_ids: tuple[int, ...] = ()
) -> None:
    """Ask what happened with some people, and log it with the follow-up it led to.

    `follow_up_ids` may have one that was to be done: its words are filled in, and it is done by the entry
    unless the user says that it is still open. Thanks have a key of their own.
    """
    answers = Answers(services)
    due = next(map(services.follow_ups.get, follow_up_ids), None)
    if due is not None and (not due.is_open or due.kind is FollowUpKind.THANK_YOU):
        due = None
    kept = [] if due is None else [Ask("kept", "Follow-up", "done", choices=_KEPT)]
    is_mine = due is not None and due.kind in _MINE

    def logged(values: dict[str, str]) -> None:
        promised = answers.new_follow_up(values["promise"]) if values["promise"] else None
        on = answers.past_day(values["on"] or "today")
        kind = InteractionKind(values["kind"])
        who = names(services, ids)
        direction = Direction(values["direction"])
        kept = services.follow_ups.kept.surely(ids, values["text"], on, direction)
        perhaps = services.follow_ups.kept.perhaps(ids, values["text"], on, direction)
        if due is not None:
            kept = [*([due] if values["kept"] == "done" else []), *(one for one in kept if one.id != due.id)]
        request = services.quick.requests.of(ids, values["text"], on, direction)
        near = [one for one in perhaps if due is None or one.id != due.id]
        _, made = services.follow_ups.log_with_follow_ups(
            () if promised is None else (promised,),
            contact_ids=ids,
            kind=kind,
            on=on,
            direction=direction,
            text=values["text"],
            kept=kept,
        )
        done = f"; done: {', '.join(one.text for one in kept)}" if kept else ""
        to = names(services, [one.contact_id for one in made if one.contact_id is not None])
        owed = f"; promised{f' {to}' if len(ids) > 1 else ''}: {promised.text}" if promised else ""
        host.say(f"Logged {kind} with {who}{done}{owed}. u undo")
        thanked = [one.contact_id for one in kept if one.kind is FollowUpKind.THANK_YOU]
        offer_to_keep_in_touch(services, host, [one for one in thanked if one is not None])
        ask_whether_kept(services, host, near)
        ask_whether_to_record(host, request)

    host.ask(
        FormModal(
            f"Log with {names(services, ids)}",
            [
                Ask("text", "What it was about", due.text if due is not None else "", overtype=True),
                *kept,
                Ask("kind", "Channel", InteractionKind.MESSAGE.value, choices=KINDS),
                answers.ask_past_day("on", "When", required=False),
                Ask(
                    "direction",
                    "From",
                    (Direction.GAVE if is_mine else Direction.BOTH).value,
                    choices=DIRECTIONS,
                ),
                Ask(
                    "promise",
                    "I promised",
                    placeholder="send article by fri",
                    check=answers.check_new_follow_up,
                ),
            ],
            about=ids,
        ),
        logged,
    )
