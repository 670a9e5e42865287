"""What went to and fro with a person, as two-line rows."""

from collections.abc import Sequence
from datetime import date

from netui.domain.people.interaction import Direction
from netui.domain.plan.collaboration import Collaboration, CollaborationState
from netui.domain.plan.favour import FAVOUR_WORDS, FavourEntry, FavourSource
from netui.domain.plan.introduction import Introduction, IntroductionState
from netui.domain.time.dates import short_day
from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line, Span

_FROM = {
    FavourSource.NOTED: "noted",
    FavourSource.INTRODUCTION: "",
    FavourSource.LOG: "from the log",
    FavourSource.PROMISE: "a promise kept",
}
_STATES = {
    IntroductionState.IDEA: "ask both first",
    IntroductionState.ASKED_ONE: "one of both asked",
    IntroductionState.ASKED_BOTH: "both asked: introduce them",
    IntroductionState.MADE: "made",
    IntroductionState.DROPPED: "let go",
}


def introduction_lines(made: Introduction, other: str, today: date, glyphs: Glyphs) -> list[Line]:
    """Return to whom I introduced them and the day; beneath, where it stands."""
    when = short_day(made.on, today) if made.on is not None else ""
    sign = Span(glyphs.todo, "accent") if made.is_open else Span(glyphs.tick, "dim")
    beneath = f" {glyphs.dot} ".join(part for part in (_STATES[made.state], made.text) if part)
    return [Line((Span(other),), (Span(when, "dim"),), sign), Line((Span(beneath, "dim"),))]


def favour_lines(entry: FavourEntry, today: date, glyphs: Glyphs) -> list[Line]:
    """Return which way what went and the day; beneath, its words and where it is counted from."""
    gave = entry.direction is Direction.GAVE
    when = short_day(entry.on, today) if entry.on is not None else ""
    words = " ".join(entry.text.split())
    beneath = f" {glyphs.dot} ".join(part for part in (words, _FROM[entry.source]) if part)
    return [
        Line(
            (Span("I gave  " if gave else "they gave  ", "dim"), Span(FAVOUR_WORDS[entry.kind])),
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
            Span(glyphs.met if active else glyphs.todo, tone),
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
