"""The log: read late, and asked by person or by day."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec
from msgspec import Raw

from netui.domain.people.interaction import Interaction
from netui.storage.changes.documents import Reader, UndecodableError
from netui.storage.state.collection import Collection
from netui.storage.state.index import Index
from netui.storage.tables.repositories import DocumentWriter, TinyDBRepository

_PERSON, _DAY = range(2)
_GONE = b'"gone"'


class Contacted(msgspec.Struct, frozen=True, gc=False):
    """With who, on what day, and whether it counts as a contact."""

    contact_ids: tuple[int, ...]
    on: date
    real: bool = True


class TinyDBInteractionRepository(TinyDBRepository[Interaction]):
    """What happened, and with who."""

    def __init__(self, collection: Collection, writer: DocumentWriter) -> None:
        super().__init__(collection, writer)
        self._contacted = Reader(Contacted, with_id=False)
        self._index: Index[int, Contacted] = Index(
            collection,
            self._contacted,
            lambda part: part.contact_ids,
            lambda part: (part.on.toordinal(),),
        )

    def for_contact(self, contact_id: int) -> list[Interaction]:
        """Return the interactions with a person, the newest first."""
        return _newest(self.get_many(self._index.ids(contact_id, _PERSON)))

    def between(self, first: date, last: date) -> list[Interaction]:
        """Return the interactions from `first` to `last`, both included, the newest first."""
        start, end = first.toordinal(), last.toordinal()
        days = [day for day in self._index.keys(_DAY) if start <= day <= end]
        ids = sorted(one for day in days for one in self._index.ids(day, _DAY))
        return _newest(self.get_many(ids))

    def during(self, first: date, last: date) -> Iterator[Interaction]:
        """Yield the interactions from `first` to `last`, both included, in no order; there may be many."""
        start, end = first.toordinal(), last.toordinal()
        for day in list(self._index.keys(_DAY)):
            if start <= day <= end:
                for interaction_id in list(self._index.ids(day, _DAY)):
                    entry = self.get(interaction_id)
                    if entry is not None:
                        yield entry

    def last_contact_on(self, contact_id: int) -> date | None:
        """Return the day of the last real contact with a person."""
        return max((part.on for part in self._parts(self._stored_of(contact_id)) if part.real), default=None)

    @property
    def at_hand(self) -> bool:
        """Whether a person's interactions can be returned without reading the whole log first."""
        return self._index.is_built

    def gone_names(self) -> Iterator[str]:
        """Yield the names of the people of the log who were deleted, in no order and as often as they are."""
        for interaction_id, document in self._collection.each():
            if _GONE in bytes(document):
                entry = self._read(interaction_id, document)
                yield from entry.gone if entry is not None else ()

    def contact_days(self) -> Iterator[tuple[int, date]]:
        """Yield (contact id, day) of every real contact, in no order."""
        for part in self._parts(self._collection.each()):
            if part.real:
                for contact_id in part.contact_ids:
                    yield contact_id, part.on

    def _stored_of(self, contact_id: int) -> Iterator[tuple[int, Raw]]:
        for interaction_id in self._index.ids(contact_id, _PERSON):
            document = self._collection.get(interaction_id)
            if document is not None:
                yield interaction_id, document

    def _parts(self, documents: Iterable[tuple[int, Raw]]) -> Iterator[Contacted]:
        for interaction_id, document in documents:
            try:
                yield self._contacted.read(interaction_id, document)
            except UndecodableError as error:
                self._note(interaction_id, str(error))


def _newest(entries: Iterable[Interaction]) -> list[Interaction]:
    return sorted(entries, key=lambda entry: (entry.on, entry.id), reverse=True)
