"""interview add, list, show, set, done."""

from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from netui.cli.columns import table
from netui.cli.context import Context
from netui.cli.rows import rows_printed
from netui.cli.streams import piped
from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Interview, InterviewStatus, ItemState, Medium
from netui.domain.text import choose
from netui.domain.time.lengths import read_length

if TYPE_CHECKING:
    from netui.domain.week.debrief import Debrief

_OPEN = (InterviewStatus.SCHEDULED, InterviewStatus.ASKED, InterviewStatus.IDEA)


def add(args: Namespace, context: Context) -> None:
    """Plan an interview with a person."""
    from netui.domain.time.lengths import USUAL

    services = context.services
    contact = context.contact(args.name)
    at, zone, minutes = _when_and_how_long(args, context)
    planned = InterviewStatus.SCHEDULED if at else InterviewStatus.IDEA
    status = _status(args) or planned
    interview = services.interviews.add(
        contact.id,
        status=status,
        at=at,
        zone=zone,
        minutes=USUAL if minutes is None else minutes,
        medium=choose(Medium, args.medium, "medium"),
        place=args.place or "",
        goal=args.goal or "",
        checklist=args.checklist,
    )
    when = f", {_when(interview, context)}" if at else ""
    context.answer(
        context.shapes.interview_page(interview),
        f"Interview with {contact.name}: {interview.status}{when} ({interview.id})",
    )
    _say_overlapping(interview, context)


def listing(args: Namespace, context: Context) -> None:
    """List the interviews."""
    interviews = context.services.interviews.list()
    rows = (
        (
            str(interview.id),
            interview.status,
            _when(interview, context),
            context.services.interviews.name_of(interview),
            f"prep {interview.prep_done} of {interview.prep_total}" if interview.prep_total else "",
            "thanked" if interview.thanked_at else "",
        )
        for interview in interviews
    )
    shapes = [context.shapes.interview(interview) for interview in interviews]
    if rows_printed(args, shapes, "interview list"):
        return
    context.answer(
        shapes,
        () if context.as_json else table(rows, (16, 10, 22, 28, 14, 8), least=(0, 0, 0, 16), spare=(0,)),
    )
    if not interviews:
        context.say_empty("No talk yet: netui interview add NAME")


def show(args: Namespace, context: Context) -> None:
    """Show a talk with its checklist and questions."""
    interview = context.services.interviews.find(args.name)
    context.answer(context.shapes.interview_page(interview), page(interview, context))


def change(args: Namespace, context: Context) -> None:
    """Move an interview, change what is known of it, or close it."""
    interviews = context.services.interviews
    interview = open_one(args, context)
    at, zone, minutes = _when_and_how_long(args, context, interview)
    status = _status(args)
    details = (args.at, args.zone, minutes, args.medium, args.place, args.goal, args.checklist)
    is_given = any(one is not None for one in details)
    happened = _happened(args, context, interview, alone=not is_given and status is None)
    if happened is not None:
        context.answer(context.shapes.interview_page(happened), page(happened, context))
        return
    closes = {
        InterviewStatus.CANCELLED: interviews.closing.cancel,
        InterviewStatus.DECLINED: interviews.closing.decline,
        InterviewStatus.NO_ANSWER: interviews.closing.no_answer,
    }
    if status in closes:
        if is_given:
            raise InvalidValueError(f"--status {status} closes the interview: give it alone")
        changed = closes[status](interview.id)
    elif status is None or status is InterviewStatus.ASKED or (at and status is InterviewStatus.SCHEDULED):
        if status is None and not is_given:
            raise InvalidValueError("there is nothing to change: --at moves it, --status cancelled closes it")
        changed = interviews.change(
            interview.id,
            zone=zone,
            minutes=minutes,
            medium=choose(Medium, args.medium, "medium") if args.medium is not None else None,
            place=args.place,
            goal=args.goal,
            at=at,
            at_zone=zone,
            asked=status is InterviewStatus.ASKED,
            checklist=args.checklist or "",
        )
    else:
        remedies = {
            InterviewStatus.DONE: "`netui interview done` wraps up an interview",
            InterviewStatus.SCHEDULED: "a scheduled interview needs its time: --at WHEN",
        }
        raise InvalidValueError(remedies.get(status, f"an interview does not become {status} again"))
    when = f", {_when(changed, context)}" if changed.at else ""
    context.answer(
        context.shapes.interview_page(changed),
        f"Interview with {interviews.name_of(changed)}: {changed.status}{when} ({changed.id})",
    )
    if args.at is not None:
        _say_overlapping(changed, context)


def _happened(args: Namespace, context: Context, interview: Interview, *, alone: bool) -> Interview | None:
    """Note what happened around an interview, which goes alone; return it, or None for nothing of that."""
    interviews = context.services.interviews
    acts: dict[str, Callable[[], object]] = {}
    if args.notes is not None:
        acts["--notes"] = lambda: interviews.preparation.set_notes(interview.id, piped(args.notes), interview)
    if args.also_asked:
        acts["--also-asked"] = lambda: interviews.also_asked(interview.id)
    if args.second_try:
        acts["--second-try"] = lambda: interviews.second_try(interview.id)
    if args.no_show:
        acts["--no-show"] = lambda: interviews.closing.no_show(interview.id)
    if args.rehearsed is not None:
        acts["--rehearsed"] = lambda: interviews.rehearsals.count(interview.id, read_length(args.rehearsed))
    if not acts:
        return None
    if len(acts) > 1 or not alone:
        raise InvalidValueError(f"{next(iter(acts))} says what happened: give it alone")
    next(iter(acts.values()))()
    return interviews.get(interview.id)


def done(args: Namespace, context: Context) -> None:
    """Wrap up an interview: what was learned, what follows."""
    from netui.domain.week.debrief import Debrief

    interviews = context.services.interviews
    interview = open_one(args, context)
    debrief = Debrief(
        insights=tuple(args.insight),
        trends=tuple(args.trend),
        actions=tuple(args.action),
        influence="\n".join(args.influence),
        ask_next=tuple(args.ask_next),
    )
    name = interviews.name_of(interview)
    is_early = interviews.is_to_come(interview)
    if interview.status is InterviewStatus.DONE and debrief != Debrief():
        completed = interviews.closing.set_debrief(interview.id, _more(interview, debrief), interview)
    else:
        completed = interviews.complete_early(interview.id, debrief)
    if is_early:
        context.say(f"It was planned for {_when(interview, context)}: taken as held until now")
    words = [f"Wrapped up the interview with {name}"]
    follow_ups = context.services.follow_ups.open_from_interview(completed.id)
    for follow_up in follow_ups:
        at = follow_up.due_at
        due = f"due {context.services.present.full_moment(at)}" if at else None
        words.append(f"  {due or context.services.follow_ups.due_words(follow_up)}: {follow_up.text}")
    shape = context.shapes.interview_page(completed)
    context.answer({**shape, "follow_ups": [context.shapes.follow_up(one) for one in follow_ups]}, words)


def _more(interview: Interview, given: "Debrief") -> "Debrief":
    """Return the debrief of a completed interview with more in it."""
    from netui.domain.week.debrief import Debrief

    return Debrief(
        insights=(*interview.insights, *given.insights),
        trends=(*interview.trends, *given.trends),
        actions=(*interview.actions, *given.actions),
        influence="\n".join(filter(None, (interview.influence, given.influence))),
        ask_next=(*interview.ask_next, *given.ask_next),
    )


def _status(args: Namespace) -> InterviewStatus | None:
    """Read --status; raise InvalidValueError for one that does not go with --at."""
    if args.status is None:
        return None
    status = choose(InterviewStatus, "asked" if args.status == "requested" else args.status, "status")
    if args.at is not None and status is not InterviewStatus.SCHEDULED:
        raise InvalidValueError(
            f"an interview with a time is scheduled, not {status}: leave out --at, or --status"
        )
    return status


def open_one(args: Namespace, context: Context) -> Interview:
    """Return the interview a name or an id means; by a name only one that is still open."""
    by_id = args.name.isascii() and args.name.isdigit()
    return context.services.interviews.find(args.name, among=tuple(InterviewStatus) if by_id else _OPEN)


def _when_and_how_long(
    args: Namespace, context: Context, interview: Interview | None = None
) -> tuple[datetime | None, str, int | None]:
    """Read --at, --zone and --minutes: an instant, the IANA name of a zone ("" for none), and the minutes.

    The end of "14:00 - 15:00" counts where --minutes is not given. Raises InvalidValueError, also for a day
    without a time.
    """
    from netui.domain.time.dates import at_zone, clock_note, date_of
    from netui.domain.time.lengths import split_off_length
    from netui.domain.time.zones import read_zone

    present = context.services.present
    minutes = read_length(args.minutes) if args.minutes is not None else None
    if args.at is None:
        day = (present.day_of(interview.at) if interview else None) or present.today()
        return None, read_zone(args.zone, day).key if args.zone is not None else "", minutes
    start, length = split_off_length(args.at)
    when, zone = present.read_when_in(start)
    if args.zone is not None:
        given = read_zone(args.zone, date_of(when))
        if zone is not None and zone != given:
            raise InvalidValueError(f"--at is in {zone.key}, --zone is {given.key}: leave one of them out")
        when, zone = present.read_when_in(start, given)
    if not isinstance(when, datetime):
        raise InvalidValueError(f"“{args.at}” has no time: write it with one, such as “{args.at} 14:00”")
    clock = zone or present.zone
    note = clock_note(when, clock)
    if note:
        context.say(note)
    return at_zone(when, clock), zone.key if zone is not None else "", length if minutes is None else minutes


def _say_overlapping(interview: Interview, context: Context) -> None:
    """Say who else there is a talk with at the time of one."""
    interviews = context.services.interviews
    if interview.at is not None:
        others = interviews.at_that_time(interview.at, interview.minutes, but=interview.id)
        if others:
            context.say(others)


def _when(interview: Interview, context: Context) -> str:
    return f"{context.services.present.full_moment(interview.at)}" if interview.at else ""


def page(interview: Interview, context: Context) -> list[str]:
    """Return an interview in lines: when, the checklist, the questions, what came of it."""
    lines = [
        f"{context.services.interviews.name_of(interview)}  {interview.status}  "
        f"{_when(interview, context)}".rstrip()
    ]
    lines.append(
        f"{interview.minutes} minutes, {interview.medium}{f', {interview.place}' if interview.place else ''}"
    )
    if interview.goal:
        lines.append(f"Goal: {interview.goal}")
    marks = {ItemState.DONE: "x", ItemState.SKIPPED: "-", ItemState.OPEN: " "}
    if interview.items:
        lines += ["", f"Prep {interview.prep_done} of {interview.prep_total}"]
        lines += [f"  [{marks[item.state]}] {item.due_on}  {item.text}" for item in interview.items]
    if interview.questions:
        lines += ["", "Questions"]
        for question in interview.questions:
            lines.append(f"  {'x' if question.asked else '-'} {question.text}")
            lines += [f"      {line}" for line in question.answer.splitlines()]
    for title, entries in (
        ("Insights", interview.insights),
        ("Trends", interview.trends),
        ("Actions", interview.actions),
        ("Influence on my plan", interview.influence.splitlines()),
        ("Who to ask next", interview.ask_next),
    ):
        if entries:
            lines += ["", title, *(f"  {entry}" for entry in entries)]
    return lines
