"""Caches an expensive answer from the store: once, and again after a change of what it is made of."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from netui.domain.people.contact import ContactRow
from netui.services.ports import Change, Store

T = TypeVar("T")


class Remembered(Generic[T]):
    """The answer of `work`, kept until a change touches one of the collections it is made of.

    `by` returns what else it is made of, such as the day; `also` says which other changes count. Changes
    count once they are committed: inside a transaction ask `work` itself. Any thread may ask.
    """

    def __init__(
        self,
        store: Store,
        work: Callable[[], T],
        *collections: str,
        by: Callable[[], Hashable] = lambda: None,
        also: Callable[[Change], bool] = lambda _: False,
    ) -> None:
        self._work = work
        self._by = by
        self._also = also
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
        """Whether the answer is cached."""
        known = self._known
        return known is not None and known[0] == self._by()

    def _changed(self, change: Change) -> None:
        if not self._collections.isdisjoint(change.touched) or self._also(change):
            self._changes += 1
            self._known = None


ByT = TypeVar("ByT")
ValueT = TypeVar("ValueT")


class PerContact(Generic[ByT, ValueT]):
    """What `derive(row, by)` says of each contact, by id; None leaves someone out.

    `by` is what else it depends on, such as the day; with another one all are computed again. It asks the
    store itself who changed, so it may be asked in a transaction, and by any thread.
    """

    def __init__(self, store: Store, derive: Callable[[ContactRow, ByT], ValueT | None]) -> None:
        self._store = store
        self._derive = derive
        self._known: tuple[ByT, tuple[ContactRow, ...], dict[int, ValueT]] | None = None

    def __call__(self, by: ByT) -> Mapping[int, ValueT]:
        """Return it for everybody it is known of; not to be changed."""
        known, rows = self._known, tuple(self._store.contacts.rows())
        if known is None or known[0] != by:
            found = self._derived(rows, by)
        elif known[1] is rows:
            return known[2]
        else:
            gone, changed = _differences(known[1], rows)
            found = dict(known[2])
            for contact_id in gone:
                found.pop(contact_id, None)
            found |= self._derived(changed, by)
        self._known = (by, rows, found)
        return found

    def _derived(self, rows: Iterable[ContactRow], by: ByT) -> dict[int, ValueT]:
        derive = self._derive
        return {row.id: value for row in rows if (value := derive(row, by)) is not None}


def _differences(
    before: Sequence[ContactRow], after: Sequence[ContactRow]
) -> tuple[Sequence[int], Sequence[ContactRow]]:
    """Return the ids of the rows that are others now or gone, and the rows that are new."""
    pairs = [(old, new) for old, new in zip(before, after, strict=False) if old is not new]
    if len(before) == len(after) and all(old.id == new.id for old, new in pairs):
        return [old.id for old, _ in pairs], [new for _, new in pairs]
    same = {id(row) for row in before} & {id(row) for row in after}
    return [row.id for row in before if id(row) not in same], [row for row in after if id(row) not in same]
