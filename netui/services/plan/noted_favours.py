"""What I gave that the log does not tell of, for goals that count it (the port `goal_counting.Gives`)."""

from collections.abc import Iterable, Iterator
from datetime import date

from netui.domain.people.follow_up import FollowUp, FollowUpState
from netui.domain.people.interaction import Direction
from netui.domain.plan.favour import OF_PROMISE, Favour, favour_in
from netui.services.ports import Store
from netui.services.present import Present


class NotedFavours:
    """Favours noted by hand, and promises kept to send something or to congratulate."""

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._present = present

    def given_on(self, first: date, last: date) -> Iterable[date]:
        """Return one day for each of them from `first` to `last`; a promise kept by a note is in the log."""
        noted = (one.on for one in self._store.of(Favour).all() if one.direction is Direction.GAVE)
        return [day for day in (*noted, *self._kept(first, last)) if first <= day <= last]

    def _kept(self, first: date, last: date) -> Iterator[date]:
        for promise in self._store.follow_ups.all():
            if promise.kind not in OF_PROMISE or promise.state is not FollowUpState.DONE:
                continue
            on = self._present.local(promise.closed_at).date() if promise.closed_at is not None else None
            if on is not None and first <= on <= last and not self._is_logged(promise, on):
                yield on

    def _is_logged(self, promise: FollowUp, on: date) -> bool:
        if promise.contact_id is None:
            return False
        return any(
            entry.on == on
            and entry.direction is Direction.GAVE
            and favour_in(entry) is OF_PROMISE[promise.kind]
            for entry in self._store.interactions.for_contact(promise.contact_id)
        )
