"""interview add, list, show, done."""

from argparse import Namespace
from datetime import datetime, tzinfo

from netui.cli.columns import table
from netui.cli.context import Context
from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Interview, InterviewStatus, ItemState, Medium
from netui.domain.text import choose


def add(args: Namespace, context: Context) -> None:
    """Plan a talk with a person."""
    services = context.services
    contact = context.contact(args.name)
    at = _instant(args.at, args.zone, context) if args.at else None
    wanted = "asked" if args.status == "requested" else args.status
    planned = InterviewStatus.SCHEDULED if at else InterviewStatus.IDEA
    status = choose(InterviewStatus, wanted, "status") if wanted else planned
    interview = services.interviews.add(
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
    when = f", {_when(interview, context)}" if at else ""
    context.answer(
        context.shapes.interview_page(interview),
        f"Talk with {contact.name}: {interview.status}{when} ({interview.id})",
    )


def listing(_: Namespace, context: Context) -> None:
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
    context.answer(
        shapes,
        () if context.as_json else table(rows, (16, 10, 22, 28, 14, 8), least=(0, 0, 0, 16), spare=(0,)),
    )
    if not interviews:
        context.say_empty("No talk yet: netui interview add NAME")


def show(args: Namespace, context: Context) -> None:
    """Show a talk with its checklist and questions."""
    interview = context.services.interviews.find(args.name)
    context.answer(context.shapes.interview_page(interview), _page(interview, context))


def done(args: Namespace, context: Context) -> None:
    """Complete an interview: what was learned, what follows."""
    from netui.domain.week.debrief import Debrief

    interviews = context.services.interviews
    open_ones = (InterviewStatus.SCHEDULED, InterviewStatus.ASKED, InterviewStatus.IDEA)
    by_id = args.name.isascii() and args.name.isdigit()
    interview = interviews.find(args.name) if by_id else interviews.find(args.name, among=open_ones)
    debrief = Debrief(
        insights=tuple(args.insight),
        trends=tuple(args.trend),
        actions=tuple(args.action),
        influence="\n".join(args.influence),
        ask_next=tuple(args.ask_next),
    )
    name = interviews.name_of(interview)
    is_early = interviews.is_to_come(interview)
    completed = interviews.complete_early(interview.id, debrief)
    if is_early:
        context.say(f"It was planned for {_when(interview, context)}: taken as held until now")
    words = [f"Completed the talk with {name}"]
    follow_ups = context.services.follow_ups.open_from_interview(completed.id)
    for follow_up in follow_ups:
        due = context.services.present.local(follow_up.due_at) if follow_up.due_at else None
        day = f"{due:%a %d %b %H:%M}" if due else f"{follow_up.due_on:%a %d %b}"
        words.append(f"  due {day}: {follow_up.text}")
    shape = context.shapes.interview_page(completed)
    context.answer({**shape, "follow_ups": [context.shapes.follow_up(one) for one in follow_ups]}, words)


def _instant(text: str, zone_name: str | None, context: Context) -> datetime:
    """Read when an interview is, in a zone; raise InvalidValueError for a day without a time."""
    from netui.domain.people.rules import check_zone
    from netui.domain.time.dates import at_zone, clock_note

    zone: tzinfo = check_zone(zone_name) if zone_name else context.services.present.zone
    when = context.services.present.read_when(text, zone=zone)
    if not isinstance(when, datetime):
        raise InvalidValueError(f"“{text}” has no time: write it with one, such as “{text} 14:00”")
    if when.tzinfo is not None:
        return when
    note = clock_note(when, zone)
    if note:
        context.say(note)
    return at_zone(when, zone)


def _when(interview: Interview, context: Context) -> str:
    return f"{context.services.present.local(interview.at):%a %d %b %Y %H:%M}" if interview.at else ""


def _page(interview: Interview, context: Context) -> list[str]:
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
        ("Whom to ask next", interview.ask_next),
    ):
        if entries:
            lines += ["", title, *(f"  {entry}" for entry in entries)]
    return lines
