"""How often one can be in touch, each with the digit that picks it wherever that is asked."""

from typing import NamedTuple

from netui.domain.people.cadence import Cadence
from netui.tui.modals.choose import Choice


class CadenceChoice(NamedTuple):
    """A cadence one picks by a digit; `short` is for a narrow line."""

    key: str
    every: str
    words: str
    short: str


CADENCES = (
    CadenceChoice("1", "2 weeks", "every two weeks", "two weeks"),
    CadenceChoice("2", "month", "every month", "month"),
    CadenceChoice("3", "6 weeks", "every six weeks", "six weeks"),
    CadenceChoice("4", "3 months", "every quarter", "quarter"),
    CadenceChoice("5", "6 months", "twice a year", "half a year"),
    CadenceChoice("6", "year", "every year", "year"),
)
NONE_KEY = "0"


def cadence_choices(present: Cadence | None) -> list[Choice[str]]:
    """Return the cadences to choose from; the present one is marked."""
    return [
        Choice(one.every, one.words, "now" if present == Cadence.parse(one.every) else "", key=one.key)
        for one in CADENCES
    ]
