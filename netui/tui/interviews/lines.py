"""How interviews are painted: a row of the list, the card of one interview, its checklist and questions."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from netui.domain.counted import counted
from netui.domain.interviews.interview import ChosenQuestion, Interview, InterviewStatus, Item, ItemState
from netui.domain.interviews.preparation import theme_title
from netui.domain.interviews.rules import BothClocks, RequestStep
from netui.domain.time.calendar_ends import on_clock
from netui.domain.time.dates import describe_day, short_day
from netui.services.interviews.views import InterviewGroups, InterviewRow, InterviewSummary
from netui.services.present import Present
from netui.tui.interviews.times import clock_there, distance, say_clocks
from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line, Span
from netui.tui.widgets.line_list import BLANK, Heading

STEPS = {
    RequestStep.ASK_ELSE: "also ask someone else?",
    RequestStep.RESEND: "one more try?",
    RequestStep.CLOSE: "close it: no answer?",
}
_CLOSED = {
    InterviewStatus.DECLINED: "declined",
    InterviewStatus.NO_ANSWER: "no answer",
    InterviewStatus.CANCELLED: "cancelled",
}
_MEDIA = {"video": "video", "phone": "phone", "in-person": "in person", "chat": "chat"}
_SOON = 3


class Learned(Struct, frozen=True):
    """A line from an interview, shown below its heading; `key` is unique among them."""

    key: str
    text: str
    tone: str = ""


def interview_rows(groups: InterviewGroups) -> list[object]:
    """Return the rows of the list of interviews, in their groups."""
    rows: list[object] = []
    for title, tone, interviews in (
        ("OVER", "warning", groups.over),
        ("UPCOMING", "primary", groups.upcoming),
        ("ASKED", "accent", groups.asked),
        ("TO THANK", "error", groups.to_thank),
        ("IDEAS", "primary", groups.ideas),
    ):
        if interviews:
            rows += [Heading(title, tone=tone), *interviews, BLANK]
    if groups.past or groups.held_this_year:
        rows += [Heading("DONE", tone="dim", right=f"{groups.held_this_year} this year"), *groups.past]
    return rows


def interview_row(row: InterviewRow, present: Present, glyphs: Glyphs) -> Sequence[Line]:
    """Return the two lines of an interview in the list."""
    interview, today = row.interview, present.today()
    who = f" {glyphs.dot} ".join(part for part in (row.title, row.company) if part)
    below, below_right = Span(who, "dim"), Span("")
    name, glyph = Span(row.name), Span(" ")
    match interview.status:
        case InterviewStatus.SCHEDULED if row.needs_outcome:
            right, glyph = Span(_day(row, today), "dim"), Span(glyphs.waiting, "warning")
            below = Span("how did it go?", "warning")
        case InterviewStatus.SCHEDULED if row.starts is not None:
            days = (row.starts.date() - today).days
            near = days <= _SOON
            right = Span(f"{_day(row, today)} {row.starts:%H:%M}", "accent" if near else "dim")
            below_right = Span(
                f"{interview.prep_done}/{interview.prep_total}" if interview.prep_total else "", "dim"
            )
        case InterviewStatus.ASKED:
            right = Span(_days(row.waiting), "accent" if row.step else "dim")
            if row.step:
                glyph, below = Span(glyphs.waiting, "accent"), Span(STEPS[row.step], "accent")
        case InterviewStatus.DONE if row.hours_left is not None:
            right, glyph = Span(_hours(row.hours_left), "error"), Span(glyphs.overdue, "error")
        case InterviewStatus.DONE:
            right, name = Span(_day(row, today), "dim"), Span(row.name, "dim")
            below_right = Span(glyphs.tick, "success") if interview.thanked_at else Span("not thanked", "dim")
        case InterviewStatus.IDEA:
            right, below = Span(""), Span(interview.goal or who, "dim")
        case _:
            right, name = Span(_CLOSED.get(interview.status, ""), "dim"), Span(row.name, "dim")
    return (Line((name,), (right,), glyph), Line((below,), (below_right,)))


def interview_card(summary: InterviewSummary, present: Present, glyphs: Glyphs) -> list[Line]:
    """Return the card of an interview: who, when on both clocks, what for and through who."""
    row, interview = summary.row, summary.interview
    contact = summary.contact
    place = contact.location if contact is not None else ""
    there = clock_there(contact.time_zone, present) if contact is not None else ""
    who = f" {glyphs.dot} ".join(part for part in (row.title, row.company, there or place) if part)
    lines = [Line((Span(row.name, "strong"), Span("  "), Span(who, "dim"))), _when(summary, present)]
    goal = (
        (Span("Goal: ", "dim"), Span(interview.goal))
        if interview.goal
        else (Span("No goal yet: e sets it", "dim"),)
    )
    through = (Span("through ", "dim"), Span(summary.introducer)) if summary.introducer else ()
    lines.append(Line(goal, through))
    if interview.place:
        lines.append(Line((Span("Place: ", "dim"), Span(interview.place))))
    return lines


def preparation_rows(summary: InterviewSummary) -> list[object]:
    """Return the checklist and the questions of an interview; the results of a done interview come first."""
    interview = summary.interview
    rows: list[object] = []
    if interview.status is InterviewStatus.DONE:
        rows += _learned(interview)
    if interview.items:
        rows += [
            Heading("PREP", tone="accent", right=f"{interview.prep_done} of {interview.prep_total}"),
            *interview.items,
        ]
        rows.append(BLANK)
    if interview.questions:
        rows.append(Heading("QUESTIONS", right=summary.question_hint))
        for question in interview.questions:
            rows.append(question)
            rows += [
                Learned(f"answer:{question.id}:{place}", line, "dim")
                for place, line in enumerate(question.answer.splitlines())
                if line.strip()
            ]
    return rows


def preparation_row(row: Any, now: datetime, glyphs: Glyphs) -> Line:
    """Return the line of a checklist item, a question, or what was learned; `now` on the user's own clock."""
    today = now.date()
    match row:
        case Item(state=ItemState.DONE):
            done = (
                "done"
                if row.closed_at is None
                else f"done {_short(on_clock(row.closed_at, now.tzinfo).date(), today)}"
            )
            return Line((Span(row.text, "dim"),), (Span(done, "dim"),), Span(glyphs.tick, "success"))
        case Item(state=ItemState.SKIPPED):
            return Line((Span(row.text, "dim"),), (Span("skipped", "dim"),), Span(glyphs.skipped, "dim"))
        case Item():
            tone = "error" if row.due_on < today else "accent" if row.due_on == today else "dim"
            return Line((Span(row.text),), (Span(describe_day(row.due_on, today), tone),), Span(glyphs.todo))
        case ChosenQuestion():
            glyph = Span(glyphs.tick, "success") if row.asked else Span(glyphs.dot, "dim")
            return Line((Span(row.text),), (Span(theme_title(row.theme).lower(), "dim"),), glyph)
        case _:
            return Line((Span("  "), Span(row.text, row.tone)))


def preparation_key(row: Any) -> str:
    """Return the id of a row of the preparation."""
    match row:
        case Item():
            return f"item:{row.id}"
        case ChosenQuestion():
            return f"question:{row.id}"
        case _:
            return str(row.key)


def _learned(interview: Interview) -> list[object]:
    rows: list[object] = []
    for title, lines in (
        ("INSIGHTS", interview.insights),
        ("TRENDS", interview.trends),
        ("ACTIONS", interview.actions),
        ("INFLUENCE ON MY PLAN", tuple(interview.influence.splitlines())),
        ("WHO ELSE TO ASK", interview.ask_next),
        ("NOTES", tuple(line for line in interview.talk_notes.splitlines() if line.strip())),
    ):
        if lines:
            rows += [Heading(title), *(Learned(f"{title}:{n}", text) for n, text in enumerate(lines)), BLANK]
    return rows


def _when(summary: InterviewSummary, present: Present) -> Line:
    row, interview = summary.row, summary.interview
    medium = _MEDIA[interview.medium]
    today = present.today()
    match interview.status:
        case InterviewStatus.SCHEDULED | InterviewStatus.DONE if summary.clocks is not None:
            held = "held " if interview.status is InterviewStatus.DONE else ""
            message = f"{held}{say_clocks(summary.clocks, present)}, {interview.minutes} minutes, {medium}"
            return Line((Span(message),), _state(summary, summary.clocks, present))
        case InterviewStatus.ASKED if interview.asked_on is not None:
            spans = [Span(f"asked {short_day(interview.asked_on, today)}, {_waited(row.waiting)}")]
            if interview.also_asked_on is not None:
                spans.append(Span("   someone else asked too", "dim"))
            if interview.second_try_on is not None:
                spans.append(Span(f"   second try {short_day(interview.second_try_on, today)}", "dim"))
            return Line(spans)
        case InterviewStatus.IDEA:
            return Line(
                (Span("an idea, not asked yet", "dim"), Span(f"   {interview.minutes} minutes, {medium}"))
            )
        case _:
            return Line((Span(_CLOSED.get(interview.status, interview.status.value), "dim"),))


def _state(summary: InterviewSummary, clocks: BothClocks, present: Present) -> tuple[Span, ...]:
    row, interview = summary.row, summary.interview
    if row.hours_left is not None:
        return (Span(f"thank-you: {_hours(row.hours_left)} of 24", "error"),)
    if interview.thanked_at is not None:
        day = present.local(interview.thanked_at).date()
        return (Span(f"thanked {_short(day, present.today())}", "dim"),)
    if row.needs_outcome:
        return (Span("how did it go?", "warning"),)
    return (Span(distance(clocks.mine, present), "accent"),) if interview.closed_at is None else ()


def _day(row: InterviewRow, today: date) -> str:
    return "" if row.starts is None else short_day(row.starts.date(), today)


def _days(count: int) -> str:
    return "today" if count == 0 else counted(count, "day")


def _waited(days: int) -> str:
    if days == 0:
        return "time to answer"
    return f"waiting for {counted(days, 'working day')}"


def _hours(left: int) -> str:
    if left < 0:
        return f"{-left} h over"
    return "under 1 h left" if left == 0 else f"{left} h left"


def _short(day: date, today: date) -> str:
    back = (today - day).days
    return "today" if back == 0 else f"{day:%a}" if 0 < back < 7 else short_day(day, today)
