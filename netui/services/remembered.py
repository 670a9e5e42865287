"""What takes long to work out from the store: once, and again after a change of what it is made of."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from netui.services.ports import Change, Store

T = TypeVar("T")


class Remembered(Generic[T]):
    """The answer of `work`, kept until a change touches one of the collections it is made of.

    `by` returns what else it is made of, such as the day. Changes count once they are committed: inside a
    transaction ask `work` itself. Any thread may ask.
    """

    def __init__(
        self,
        store: Store,
        work: Callable[[], T],
        *collections: str,
        by: Callable[[], Hashable] = lambda: None,
    ) -> None:
        self._work = work
        self._by = by
        self._collections = frozenset(collections)
        self._known: tuple[Hashable, T] | None = None
        self._changes = 0
        store.subscribe(self._changed)

    def __call__(self) -> T:
        """Return the answer; not to be changed."""
        known, changes, by = self._known, self._changes, self._by()
        if known is None or known[0] != by:
            known = (by, self._work())
            self._known = known
            if changes != self._changes:  # something changed while a worker looked
                self._known = None
        return known[1]

    @property
    def is_known(self) -> bool:
        """Whether the answer is at hand."""
        known = self._known
        return known is not None and known[0] == self._by()

    def _changed(self, change: Change) -> None:
        if not self._collections.isdisjoint(change.touched):
            self._changes += 1
            self._known = None
