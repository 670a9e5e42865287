"""Contacts, and the narrow rows that lists are made of."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from threading import Lock

import msgspec
from msgspec import Raw

from netui.domain.people.contact import Contact, ContactRow
from netui.storage.changes.documents import Reader, UndecodableError
from netui.storage.state.collection import Collection
from netui.storage.tables.contact_rows import read_row
from netui.storage.tables.repositories import DocumentWriter, TinyDBRepository

_Rows = tuple[dict[int, ContactRow], tuple[ContactRow, ...]]
"""The rows by id, and the same in order; neither is changed once it is made."""


class Added(msgspec.Struct, frozen=True, gc=False):
    """When someone was added."""

    created_at: datetime | None = None


class TinyDBContactRepository(TinyDBRepository[Contact]):
    """People. Rows and searchable texts are kept, and made again for what changed."""

    def __init__(self, collection: Collection, writer: DocumentWriter) -> None:
        super().__init__(collection, writer)
        self._rows: _Rows | None = None
        self._stale: dict[int, None] = {}
        self._resets = 0
        self._making = Lock()
        self._haystacks: dict[int, str] = {}
        self._added = Reader(Added, with_id=False)

    def rows(self) -> Sequence[ContactRow]:
        """Return one narrow row for each contact, in the order of their ids; cheap when nothing changed."""
        return self._fresh_rows()[1]

    def row(self, contact_id: int) -> ContactRow | None:
        """Return one narrow row."""
        if self._rows is None:
            document = self._collection.get(contact_id)
            return None if document is None else self._read_row(contact_id, document)
        return self._fresh_rows()[0].get(contact_id)

    def haystack(self, contact_id: int) -> str:
        """Return all searchable text of a contact, folded, one part a line; "" for no one."""
        text = self._haystacks.get(contact_id)
        if text is None:
            from netui.domain.search.haystack import haystack  # only a search needs it

            version = self._collection.version
            contact = self.get(contact_id)
            if contact is None:
                return ""
            text = self._haystacks[contact_id] = haystack(contact)
            if self._collection.version != version:  # it may be another person's by now
                self._haystacks.pop(contact_id, None)
        return text

    def added_at(self) -> Iterator[tuple[int, datetime]]:
        """Yield (contact id, when they were written down) where that is known, in no order."""
        for contact_id, document in self._collection.each():
            try:
                at = self._added.read(contact_id, document).created_at
            except UndecodableError as error:
                self._note(contact_id, str(error))
                continue
            if at is not None:
                yield contact_id, at

    def changed(self, document_id: int, before: Raw | None, after: Raw | None) -> None:
        """Forget what was made of a document that is another now."""
        super().changed(document_id, before, after)
        self._haystacks.pop(document_id, None)
        self._stale[document_id] = None

    def reset(self) -> None:
        """Forget everything that was made."""
        super().reset()
        self._haystacks.clear()
        self._resets += 1
        self._rows = None

    def _fresh_rows(self) -> _Rows:
        """Return the rows; a thread that asks while another makes them waits, a writer never does."""
        rows = self._rows
        if rows is not None and not self._stale:
            return rows
        with self._making:
            while (rows := self._rows) is None or self._stale:
                resets, stale = self._resets, self._taken_stale()
                made = self._read_rows() if rows is None else self._refreshed(rows[0], stale)
                self._rows = (made, tuple(made.values()))
                if self._resets != resets:
                    self._rows = None
            return rows

    def _taken_stale(self) -> list[int]:
        """Take what is stale now; what changes from here on is stale the next time."""
        taken = []
        while self._stale:
            taken.append(self._stale.popitem()[0])
        return sorted(taken)

    def _read_rows(self) -> dict[int, ContactRow]:
        found = {}
        for contact_id, document in self._collection.each():
            try:
                found[contact_id] = read_row(contact_id, document)
            except UndecodableError as error:
                self._note(contact_id, str(error))
        return found

    def _refreshed(self, rows: dict[int, ContactRow], stale: list[int]) -> dict[int, ContactRow]:
        """Return the rows, the stale ones read again; in order unless one came in below the last."""
        rows = dict(rows)
        in_order = True
        last = next(reversed(rows), 0)
        for contact_id in stale:
            document = self._collection.get(contact_id)
            row = None if document is None else self._read_row(contact_id, document)
            if row is None:
                rows.pop(contact_id, None)
                continue
            if contact_id not in rows:
                in_order = in_order and contact_id > last
                last = max(last, contact_id)
            rows[contact_id] = row
        return rows if in_order else dict(sorted(rows.items()))

    def _read_row(self, contact_id: int, document: Raw) -> ContactRow | None:
        try:
            return read_row(contact_id, document)
        except UndecodableError as error:
            self._note(contact_id, str(error))
            return None
