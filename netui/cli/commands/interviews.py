"""interview add, list, show, done."""

from argparse import Namespace
from datetime import datetime, tzinfo

from netui.cli.columns import table
from netui.cli.context import Context
from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Interview, InterviewStatus, ItemState, Medium
from netui.domain.text import choose
from netui.domain.time.calendar_ends import on_clock


def add(args: Namespace, context: Context) -> None:
    """Plan a talk with a person."""
    services = context.services
    contact = context.contact(args.name)
    at = _instant(args.at, args.zone, context) if args.at else None
    wanted = "asked" if args.status == "requested" else args.status
    planned = InterviewStatus.SCHEDULED if at else InterviewStatus.IDEA
    status = choose(InterviewStatus, wanted, "status") if wanted else planned
    talk = services.interviews.add(
        contact.id,
        status=status,
        at=at,
        zone=args.zone or "",
        minutes=args.minutes,
        medium=choose(Medium, args.medium, "medium"),
        place=args.place or "",
        goal=args.goal or "",
        checklist=args.checklist,
    )
    when = f", {_when(talk, context)}" if at else ""
    context.answer(
        context.shapes.interview_page(talk), f"Talk with {contact.name}: {talk.status}{when} ({talk.id})"
    )


def listing(_: Namespace, context: Context) -> None:
    """List the interviews."""
    talks = context.services.interviews.list()
    rows = (
        (
            str(talk.id),
            talk.status,
            _when(talk, context),
            context.services.interviews.name_of(talk),
            f"prep {talk.prep_done} of {talk.prep_total}" if talk.prep_total else "",
            "thanked" if talk.thanked_at else "",
        )
        for talk in talks
    )
    shapes = [context.shapes.interview(talk) for talk in talks]
    context.answer(
        shapes,
        () if context.as_json else table(rows, (16, 10, 22, 28, 14, 8), least=(0, 0, 0, 16), spare=(0,)),
    )
    if not talks:
        context.say("No talk yet: netui interview add NAME")


def show(args: Namespace, context: Context) -> None:
    """Show a talk with its checklist and questions."""
    talk = context.services.interviews.find(args.name)
    context.answer(context.shapes.interview_page(talk), _page(talk, context))


def done(args: Namespace, context: Context) -> None:
    """Complete an interview: what was learned, what follows."""
    from netui.domain.week.debrief import Debrief

    interviews = context.services.interviews
    open_ones = (InterviewStatus.SCHEDULED, InterviewStatus.ASKED, InterviewStatus.IDEA)
    by_id = args.name.isascii() and args.name.isdigit()
    talk = interviews.find(args.name) if by_id else interviews.find(args.name, among=open_ones)
    debrief = Debrief(
        insights=tuple(args.insight),
        trends=tuple(args.trend),
        actions=tuple(args.action),
        influence="\n".join(args.influence),
        ask_next=tuple(args.ask_next),
    )
    name = interviews.name_of(talk)
    is_early = interviews.is_to_come(talk)
    completed = interviews.complete_early(talk.id, debrief)
    if is_early:
        context.say(f"It was planned for {_when(talk, context)}: taken as held until now")
    words = [f"Completed the talk with {name}"]
    promises = context.services.follow_ups.open_from_interview(completed.id)
    for follow_up in promises:
        due = context.services.present.local(follow_up.due_at) if follow_up.due_at else None
        day = f"{due:%a %d %b %H:%M}" if due else f"{follow_up.due_on:%a %d %b}"
        words.append(f"  due {day}: {follow_up.text}")
    shape = context.shapes.interview_page(completed)
    context.answer({**shape, "follow_ups": [context.shapes.follow_up(one) for one in promises]}, words)


def _instant(text: str, zone_name: str | None, context: Context) -> datetime:
    """Read when an interview is, in a zone; raise InvalidValueError for a day without a time."""
    from netui.domain.people.rules import check_zone
    from netui.domain.time.dates import at_zone, clock_note, parse_when

    zone: tzinfo = check_zone(zone_name) if zone_name else context.services.present.zone
    when = parse_when(text, on_clock(context.services.present.now(), zone), prefer="future")
    if not isinstance(when, datetime):
        raise InvalidValueError(f"{text!r} has no time: write it with one, such as “{text} 14:00”")
    if when.tzinfo is not None:
        return when
    note = clock_note(when, zone)
    if note:
        context.say(note)
    return at_zone(when, zone)


def _when(talk: Interview, context: Context) -> str:
    return f"{context.services.present.local(talk.at):%a %d %b %Y %H:%M}" if talk.at else ""


def _page(talk: Interview, context: Context) -> list[str]:
    lines = [f"{context.services.interviews.name_of(talk)}  {talk.status}  {_when(talk, context)}".rstrip()]
    lines.append(f"{talk.minutes} minutes, {talk.medium}{f', {talk.place}' if talk.place else ''}")
    if talk.goal:
        lines.append(f"Goal: {talk.goal}")
    marks = {ItemState.DONE: "x", ItemState.SKIPPED: "-", ItemState.OPEN: " "}
    if talk.items:
        lines += ["", f"Prep {talk.prep_done} of {talk.prep_total}"]
        lines += [f"  [{marks[item.state]}] {item.due_on}  {item.text}" for item in talk.items]
    if talk.questions:
        lines += ["", "Questions"]
        for question in talk.questions:
            lines.append(f"  {'x' if question.asked else '-'} {question.text}")
            lines += [f"      {line}" for line in question.answer.splitlines()]
    for title, entries in (
        ("Insights", talk.insights),
        ("Trends", talk.trends),
        ("Actions", talk.actions),
        ("Influence on my plan", talk.influence.splitlines()),
        ("Whom to ask next", talk.ask_next),
    ):
        if entries:
            lines += ["", title, *(f"  {entry}" for entry in entries)]
    return lines
