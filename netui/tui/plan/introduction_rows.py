"""The rows of the introductions: one of them, and someone who introduces me to people."""

from collections.abc import Hashable
from datetime import date

from msgspec import Struct

from netui.domain.counted import count_people
from netui.domain.errors import InvalidValueError
from netui.domain.plan.introduction import Introduction
from netui.domain.time.dates import full_day
from netui.services.plan.introduction_views import Connector, Received
from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line, Span


class IntroductionRow(Struct, frozen=True):
    """One introduction, to me or by me."""

    received: Received | None = None
    made: Introduction | None = None

    @property
    def record(self) -> Introduction | None:
        """What is stored of it."""
        return self.made if self.received is None else self.received.record

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
    """Return someone with how many people they introduced me to."""
    about = f"  {one.row.company}" if one.row.company else ""
    count = count_people(len(one.introduced))
    further = f", {one.further:,} more through them" if one.further else ""
    return Line(
        (Span(one.row.name), Span(about, "dim")), (Span(f"{count}{further}", "dim"),), Span(glyphs.up, "dim")
    )


def introduction_of(row: IntroductionRow | Connector) -> IntroductionRow:
    """Return an introduction; raise InvalidValueError for a connector, who is only counted."""
    if isinstance(row, Connector):
        raise InvalidValueError("that line is counted from the introductions below: change those")
    return row
