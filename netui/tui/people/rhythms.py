"""How often one can be in touch, each with the digit that picks it wherever that is asked."""

from typing import NamedTuple

from netui.domain.people.cadence import Cadence
from netui.tui.modals.choose import Choice


class Rhythm(NamedTuple):
    """A rhythm one picks by a digit; `short` is for a narrow line."""

    key: str
    every: str
    words: str
    short: str


RHYTHMS = (
    Rhythm("1", "2 weeks", "every two weeks", "two weeks"),
    Rhythm("2", "month", "every month", "month"),
    Rhythm("3", "6 weeks", "every six weeks", "six weeks"),
    Rhythm("4", "3 months", "every quarter", "quarter"),
    Rhythm("5", "6 months", "twice a year", "half a year"),
    Rhythm("6", "year", "every year", "year"),
)
NONE_KEY = "0"


def rhythm_choices(present: Cadence | None) -> list[Choice[str]]:
    """Return the rhythms to choose from; the present one is marked."""
    return [
        Choice(one.every, one.words, "now" if present == Cadence.parse(one.every) else "", key=one.key)
        for one in RHYTHMS
    ]
