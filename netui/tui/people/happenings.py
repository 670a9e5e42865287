"""What happened with a person, as two-line rows."""

from collections.abc import Sequence
from datetime import date, datetime

from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.people.contact import ContactRow
from netui.domain.people.follow_up import FollowUp, FollowUpKind, FollowUpState
from netui.domain.people.interaction import FROM_WORDS, Direction, Interaction
from netui.domain.people.milestone import MILESTONE_WORDS, Milestone, day_of_milestone
from netui.domain.plan.collaboration import Collaboration, CollaborationState
from netui.domain.plan.favour import FAVOUR_WORDS, WAY_WORDS, FavourEntry, FavourSource
from netui.domain.plan.introduction import Introduction, IntroductionState, Way
from netui.domain.time.calendar_ends import on_clock
from netui.domain.time.dates import describe_day, short_day
from netui.domain.week.agenda import clock_words
from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line, Span

_STATUS_TONES = {
    InterviewStatus.SCHEDULED: "accent",
    InterviewStatus.ASKED: "accent",
    InterviewStatus.DONE: "success",
}
_FAVOUR_SOURCES = {
    FavourSource.NOTED: "noted",
    FavourSource.INTRODUCTION: "",
    FavourSource.LOG: "from the log",
    FavourSource.PROMISE: "a promise kept",
}
_INTRODUCTION_STATES = {
    IntroductionState.IDEA: "ask both first",
    IntroductionState.ASKED_ONE: "one of both asked",
    IntroductionState.ASKED_BOTH: "both asked: introduce them",
    IntroductionState.MADE: "made",
    IntroductionState.DROPPED: "closed",
}
_ASKED_STATES = {
    IntroductionState.IDEA: "still to ask",
    IntroductionState.ASKED: "asked",
    IntroductionState.DROPPED: "closed",
}


def interaction_lines(
    interaction: Interaction, text: str, others: Sequence[str], today: date, glyphs: Glyphs
) -> list[Line]:
    """Return the channel, who else was there and the day; beneath, what it was about in its `text`."""
    words = [f"with {', '.join(others)}" if others else "", FROM_WORDS[interaction.direction]]
    words.append("" if interaction.real else "no contact by itself")
    about = f" {glyphs.dot} ".join(word for word in words if word)
    head = [Span(interaction.kind.value.capitalize())]
    if about:
        head.append(Span(f"  {about}", "dim"))
    message = " ".join(text.split())
    return [
        Line(head, (Span(short_day(interaction.on, today), "dim"),), Span(glyphs.bullet, "dim")),
        Line((Span(message, "dim"),)),
    ]


def interview_lines(interview: Interview, on: date | None, today: date, glyphs: Glyphs) -> list[Line]:
    """Return the state of an interview and its day; beneath, its goal or what was learned."""
    status = interview.status.value.replace("-", " ")
    tone = _STATUS_TONES.get(interview.status, "dim")
    sign = glyphs.tick if interview.status is InterviewStatus.DONE else glyphs.waiting
    sign = glyphs.todo if interview.status is InterviewStatus.SCHEDULED else sign
    when = short_day(on, today) if on is not None else "no date"
    beneath = interview.insights[0] if interview.insights else interview.goal
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
    elif follow_up.waits:
        head = Line((Span(follow_up.text),), (Span("waits", "dim"),), Span(glyphs.waiting, "dim"))
    else:
        due_on = follow_up.shown_on
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
            Span(glyphs.disc, "accent"),
        ),
        Line((Span(milestone.text, "dim"),)),
    ]


def person_lines(row: ContactRow, today: date, glyphs: Glyphs) -> list[Line]:
    """Return a person's name and last contact; beneath, what they do."""
    last = short_day(row.last_contact_on, today) if row.last_contact_on else row.stage.value.replace("-", " ")
    about = f" {glyphs.dot} ".join(part for part in (row.title, row.company) if part)
    return [
        Line((Span(row.name),), (Span(last, "dim"),), Span(glyphs.disc, "dim")),
        Line((Span(about, "dim"),)),
    ]


def introduction_lines(one: Introduction, other: str, today: date, glyphs: Glyphs) -> list[Line]:
    """Return who it is between and the day; below, its state."""
    to_me = one.way is Way.RECEIVED
    on = one.on or (one.reminded_on or one.asked_on if to_me else None)
    when = short_day(on, today) if on is not None else ""
    closed = glyphs.skipped if to_me else glyphs.tick
    sign = Span(glyphs.todo, "accent") if one.is_open else Span(closed, "dim")
    words = _ASKED_STATES if to_me else _INTRODUCTION_STATES
    beneath = f" {glyphs.dot} ".join(part for part in (words[one.state], one.text) if part)
    return [Line((Span(other),), (Span(when, "dim"),), sign), Line((Span(beneath, "dim"),))]


def favour_lines(entry: FavourEntry, today: date, glyphs: Glyphs) -> list[Line]:
    """Return which way what went and the day; beneath, its words and where it is counted from."""
    gave = entry.direction is Direction.GAVE
    when = short_day(entry.on, today) if entry.on is not None else ""
    words = " ".join(entry.text.split())
    beneath = f" {glyphs.dot} ".join(part for part in (words, _FAVOUR_SOURCES[entry.source]) if part)
    return [
        Line(
            (Span(f"{WAY_WORDS[entry.direction]}  ", "dim"), Span(FAVOUR_WORDS[entry.kind])),
            (Span(when, "dim"),),
            Span(glyphs.right if gave else glyphs.left, "dim" if gave else "accent"),
        ),
        Line((Span(beneath, "dim"),)),
    ]


def collaboration_lines(
    collaboration: Collaboration, others: Sequence[str], today: date, glyphs: Glyphs
) -> list[Line]:
    """Return its title and state; beneath, who else is in it."""
    active = collaboration.state is CollaborationState.ACTIVE
    tone = "accent" if active else "dim"
    since = f"  since {short_day(collaboration.from_on, today)}" if active and collaboration.from_on else ""
    beneath = f"with {', '.join(others)}" if others else collaboration.kind.value
    return [
        Line(
            (Span(collaboration.title),),
            (Span(collaboration.state.value, tone), Span(since, "dim")),
            Span(glyphs.disc if active else glyphs.todo, tone),
        ),
        Line((Span(beneath, "dim"),)),
    ]


def idea_lines(text: str, glyphs: Glyphs) -> list[Line]:
    """Return something to give back on two lines: what, then where it comes from."""
    head, colon, rest = text.partition(": ")
    return [
        Line((Span(head),), (), Span(glyphs.bullet, "accent")),
        Line((Span(rest if colon else "", "dim"),)),
    ]
