"""The rows of the introductions: one to me, one by me, or who brings me to most people."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from netui.domain.errors import InvalidValueError
from netui.domain.plan.introduction import Introduction
from netui.domain.time.dates import full_day
from netui.services.plan.introduction_views import Connector, Received
from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line, Span


@dataclass(frozen=True, slots=True)
class IntroductionRow:
    """One introduction, to me or by me."""

    received: Received | None = None
    made: Introduction | None = None

    @property
    def id(self) -> Hashable:
        """What the cursor stays on."""
        if self.received is not None:
            return ("to me", self.received.introducer_id, self.received.contact_id)
        return ("by me", self.made.id if self.made is not None else 0)


def is_open(row: IntroductionRow) -> bool:
    """Tell whether there is still something to do."""
    one = row.received or row.made
    return one is not None and one.is_open


def kept_words(on: date | None, *, open_: bool) -> str:
    """Return when thanks or news were given, or that they are owed."""
    if open_:
        return "still to do: space does it, n writes the note"
    return full_day(on) if on is not None else "not noted"


def connector_line(one: Connector, glyphs: Glyphs) -> Line:
    """Return somebody with how many people they brought me to."""
    about = f"  {one.row.company}" if one.row.company else ""
    count = "1 person" if len(one.introduced) == 1 else f"{len(one.introduced):,} people"
    further = f", {one.further:,} more through them" if one.further else ""
    return Line(
        (Span(one.row.name), Span(about, "dim")), (Span(f"{count}{further}", "dim"),), Span(glyphs.up, "dim")
    )


def introduction_of(row: IntroductionRow | Connector) -> IntroductionRow:
    """Return an introduction; raise InvalidValueError for a connector, who is only counted."""
    if isinstance(row, Connector):
        raise InvalidValueError("that line is counted from the introductions below: change those")
    return row
