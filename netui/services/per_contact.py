"""Something known of each contact, worked out anew only for those who changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from netui.domain.people.contact import ContactRow
from netui.services.ports import Store

ByT = TypeVar("ByT")
ValueT = TypeVar("ValueT")


class PerContact(Generic[ByT, ValueT]):
    """What `derive(row, by)` says of each contact, by id; None leaves somebody out.

    `by` is what else it depends on, such as the day; with another one all are worked out anew. It asks the
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
