"""What happened with a person, as two-line rows."""

from collections.abc import Sequence
from datetime import date, datetime

from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.people.contact import ContactRow
from netui.domain.people.follow_up import FollowUp, FollowUpKind, FollowUpState
from netui.domain.people.interaction import Direction, Interaction
from netui.domain.people.milestone import MILESTONE_WORDS, Milestone, day_of_milestone
from netui.domain.time.calendar_ends import on_clock
from netui.domain.time.dates import describe_day, short_day
from netui.domain.week.agenda import clock_words
from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line, Span

_GAVE = {Direction.GAVE: "I gave", Direction.RECEIVED: "they gave", Direction.BOTH: ""}
_STATUS_TONES = {
    InterviewStatus.SCHEDULED: "accent",
    InterviewStatus.ASKED: "accent",
    InterviewStatus.DONE: "success",
}


def interaction_lines(
    interaction: Interaction, others: Sequence[str], today: date, glyphs: Glyphs
) -> list[Line]:
    """Return the channel, who else was there and the day; beneath, what it was about."""
    words = [f"with {', '.join(others)}" if others else "", _GAVE[interaction.direction]]
    words.append("" if interaction.real else "no contact by itself")
    about = f" {glyphs.dot} ".join(word for word in words if word)
    head = [Span(interaction.kind.value.capitalize())]
    if about:
        head.append(Span(f"  {about}", "dim"))
    said = " ".join(interaction.text.split())
    return [
        Line(head, (Span(short_day(interaction.on, today), "dim"),), Span(glyphs.bullet, "dim")),
        Line((Span(said, "dim"),)),
    ]


def talk_lines(talk: Interview, on: date | None, today: date, glyphs: Glyphs) -> list[Line]:
    """Return where a talk stands and its day; beneath, its goal or what was learned."""
    status = talk.status.value.replace("-", " ")
    tone = _STATUS_TONES.get(talk.status, "dim")
    sign = glyphs.tick if talk.status is InterviewStatus.DONE else glyphs.waiting
    sign = glyphs.todo if talk.status is InterviewStatus.SCHEDULED else sign
    when = short_day(on, today) if on is not None else "no date"
    beneath = talk.insights[0] if talk.insights else talk.goal
    return [
        Line(
            (Span("Interview  "), Span(status, tone)),
            (Span(when, "accent" if on is not None and on >= today else "dim"),),
            Span(sign, tone),
        ),
        Line((Span(beneath or "no goal yet", "dim"),)),
    ]


def follow_up_lines(
    follow_up: FollowUp, about: str, today: date, now: datetime, glyphs: Glyphs
) -> list[Line]:
    """Return what was promised and when it is due; beneath, its kind and what is special about it.

    `now` is on the user's own clock.
    """
    kind = "" if follow_up.kind is FollowUpKind.OTHER else follow_up.kind.value.replace("-", " ")
    words = [kind, about]
    if follow_up.repeats is not None:
        words.append(f"again every {follow_up.repeats}")
    if not follow_up.is_open:
        words.append(follow_up.state.value)
        sign = glyphs.tick if follow_up.state is FollowUpState.DONE else glyphs.skipped
        tone = "success" if follow_up.state is FollowUpState.DONE else "dim"
        closed = (
            short_day(on_clock(follow_up.closed_at, now.tzinfo).date(), today) if follow_up.closed_at else ""
        )
        head = Line((Span(follow_up.text, "dim"),), (Span(closed, "dim"),), Span(sign, tone))
    else:
        due_on = max(follow_up.due_on, follow_up.snoozed_until or follow_up.due_on)
        if due_on != follow_up.due_on:
            words.append("snoozed")
        late = due_on < today or (follow_up.due_at is not None and follow_up.due_at < now)
        tone = "error" if late else "warning" if due_on == today else "dim"
        running = follow_up.due_at is not None and due_on == follow_up.due_on
        due = (
            clock_words(follow_up.due_at, now)
            if running and follow_up.due_at
            else describe_day(due_on, today)
        )
        sign = glyphs.overdue if late else glyphs.todo
        head = Line((Span(follow_up.text),), (Span(due, tone),), Span(sign, tone))
    return [head, Line((Span(f" {glyphs.dot} ".join(word for word in words if word), "dim"),))]


def milestone_lines(milestone: Milestone, today: date, glyphs: Glyphs) -> list[Line]:
    """Return what there was, or is each year, to congratulate on, and the day."""
    on = day_of_milestone(milestone, today)
    again = f"  {glyphs.dot} every year" if milestone.yearly else ""
    tone = "accent" if on >= today else "dim"
    return [
        Line(
            (Span(MILESTONE_WORDS[milestone.kind].capitalize()), Span(again, "dim")),
            (Span(short_day(on, today), tone),),
            Span(glyphs.met, "accent"),
        ),
        Line((Span(milestone.text, "dim"),)),
    ]


def person_lines(row: ContactRow, today: date, glyphs: Glyphs) -> list[Line]:
    """Return a person's name and last contact; beneath, what they do."""
    last = short_day(row.last_contact_on, today) if row.last_contact_on else row.stage.value.replace("-", " ")
    about = f" {glyphs.dot} ".join(part for part in (row.title, row.company) if part)
    return [
        Line((Span(row.name),), (Span(last, "dim"),), Span(glyphs.met, "dim")),
        Line((Span(about, "dim"),)),
    ]
