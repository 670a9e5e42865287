"""Favours noted by hand, for goals that count what was given (the port `goal_counting.Gives`)."""

from collections.abc import Iterable
from datetime import date

from netui.domain.favour import Favour
from netui.domain.interaction import Direction
from netui.services.ports import Store


class NotedFavours:
    """What I gave that stands in no log."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def given_on(self, first: date, last: date) -> Iterable[date]:
        """Return one day for each favour of mine from `first` to `last`."""
        return [
            favour.on
            for favour in self._store.of(Favour).all()
            if favour.direction is Direction.GAVE and first <= favour.on <= last
        ]
