"""One kind of entry of the plan: got, listed, stored, changed and removed by its id."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Generic, TypeVar
from uuid import uuid4

from netui.domain.edits import NO_PARTS, PEOPLE, met, overtaken
from netui.domain.errors import existing
from netui.domain.values import replace
from netui.services.ports import Entity, Store
from netui.services.present import Present

EntryT = TypeVar("EntryT", bound=Entity)
ValueT = TypeVar("ValueT", bound=Any)


def new_identity(store: Store, present: Present) -> dict[str, Any]:
    """Return the id, the uid and the time of a new entity; in the open transaction."""
    return {"id": store.new_id(), "uid": str(uuid4()), "created_at": present.now()}


def merge_edit(
    store: Store,
    base: ValueT,
    edited: ValueT,
    fresh: ValueT,
    *,
    sets: Collection[str] = PEOPLE,
    parts: Mapping[str, str] = NO_PARTS,
) -> ValueT:
    """Return `fresh` with what was changed from `base`, which was read for the edit, to `edited`.

    The open transaction tells what others had made of the fields that are another value now. `sets` and
    `parts` say how fields of several values meet, as `met` does.
    """
    merged = met(base, edited, fresh, sets=sets, parts=parts)
    store.overtake(overtaken(base, merged, fresh, but=sets, parts=parts))
    return merged


class Entries(Generic[EntryT]):
    """The entries of one kind; `word` is what one is called, `name` returns what tells it from others.

    `tidy` returns an entry as it is stored, and raises InvalidValueError for one that can't be; `verb` is
    what adding one is called in the history.
    """

    def __init__(  # noqa: PLR0917 - one argument for each thing an entry is
        self,
        store: Store,
        present: Present,
        kind: type[EntryT],
        word: str,
        name: Callable[[EntryT], str],
        tidy: Callable[[EntryT], EntryT] = lambda entry: entry,
        *,
        verb: str = "Add",
        parts: Mapping[str, str] = NO_PARTS,
    ) -> None:
        self._store = store
        self._present = present
        self._kind = kind
        self._word = word
        self._name = name
        self._tidy = tidy
        self._verb = verb
        self._parts = parts

    def get(self, entry_id: int) -> EntryT:
        """Return an entry; raise NotFoundError if there is none."""
        return existing(self._store.of(self._kind).get(entry_id), self._word, entry_id)

    def known(self, entry_id: int | None) -> EntryT | None:
        """Return an entry, or None if there is none."""
        return None if entry_id is None else self._store.of(self._kind).get(entry_id)

    def all(self) -> list[EntryT]:
        """Return every entry in the order they were added."""
        return self._store.of(self._kind).all()

    def add(self, draft: EntryT) -> EntryT:
        """Store a draft under a new id; raise InvalidValueError for one that can't be."""
        tidy = self._tidy(draft)
        with self._store.transaction(f"{self._verb} {self._word}: {self._name(tidy)}"):
            entry: EntryT = replace(tidy, **new_identity(self._store, self._present))  # type: ignore[type-var]
            self._store.of(self._kind).add(entry)
        return entry

    def edit(self, changed: EntryT, base: EntryT | None = None) -> EntryT:
        """Store a changed entry; with its `base`, as it was when the edit began, others' changes are kept."""
        return self.save(self._tidy(changed), base=base)

    def save(self, entry: EntryT, label: str = "", base: EntryT | None = None) -> EntryT:
        """Store a changed entry; raise NotFoundError if it is gone.

        What others changed in the meantime is kept: since `base`, or since this session read last.
        """
        base = base or self.known(entry.id)
        with self._store.transaction(label or f"Change {self._word}: {self._name(entry)}"):
            fresh = self.get(entry.id)
            if base is not None:
                entry = merge_edit(self._store, base, entry, fresh, parts=self._parts)
            self._store.of(self._kind).save(entry)
        return entry

    def remove(self, entry_id: int) -> None:
        """Remove an entry; raise NotFoundError if there is none."""
        with self._store.transaction(f"Remove {self._word}: {self._name(self.get(entry_id))}"):
            self._store.of(self._kind).remove(entry_id)
