"""A row of This week, as the model says it."""

from datetime import date
from typing import NamedTuple

from tests.year.network import Network


class Row(NamedTuple):
    """A row of This week; `words` are those of the user, "" where netui finds its own."""

    kind: str
    who: str
    words: str
    day: date
    state: str


def placed(network: Network, kind: str, who: str, day: date, words: str = "") -> Row:
    """Return a row in the section of its day."""
    if day <= network.today:
        state = "today" if day == network.today else "overdue"
    else:
        state = "week" if day <= network.week_end() else "later"
    return Row(kind, who, words, day, state)
