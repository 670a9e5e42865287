"""A verb that the user presses on a row of This week."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from netui.domain.week.agenda import AgendaRow
from tests.year.network import Network
from tests.year.row import Row

Follows = Callable[[], None] | None
"""What follows in the network once netui has done it; None if it is done, or can't be."""


class Press(NamedTuple):
    """A verb for a row: as the model says the row, and as the program has it."""

    row: Row
    actual: AgendaRow
    verb: str
    until: date

    @property
    def number(self) -> int:
        """The id of what the row is about."""
        return int(self.actual.id.split(":")[1])

    def puts_away(self, network: Network, row_key: tuple[str, object]) -> Callable[[], None]:
        """Return what follows where netui remembers the row alone: that it is settled, or snoozed."""
        return lambda: network.put_away.update({row_key: self.until if self.verb == "snooze" else None})
