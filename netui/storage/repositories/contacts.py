"""Contacts, and the narrow rows that lists are made of."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec
from msgspec import Raw

from netui.domain.contact import Contact, ContactRow
from netui.domain.haystack import haystack
from netui.storage.collection import Collection
from netui.storage.documents import Reader, UndecodableError
from netui.storage.repositories.base import DocumentWriter, TinyDBRepository
from netui.storage.repositories.contact_rows import read_row


class Added(msgspec.Struct, frozen=True, gc=False):
    """When somebody was written down."""

    created_at: datetime | None = None


class TinyDBContactRepository(TinyDBRepository[Contact]):
    """People. Rows and searchable texts are kept, and made anew for what changed."""

    def __init__(self, collection: Collection, writer: DocumentWriter) -> None:
        super().__init__(collection, writer)
        self._rows: dict[int, ContactRow] | None = None
        self._listed: Sequence[ContactRow] | None = None
        self._stale: set[int] = set()
        self._haystacks: dict[int, str] = {}
        self._added = Reader(Added, with_id=False)

    def rows(self) -> Sequence[ContactRow]:
        """Return one narrow row for each contact, in the order of their ids; cheap when nothing changed."""
        rows = self._fresh_rows()
        if self._listed is None:
            self._listed = tuple(rows.values())
        return self._listed

    def row(self, contact_id: int) -> ContactRow | None:
        """Return one narrow row."""
        if self._rows is None:
            document = self._collection.get(contact_id)
            return None if document is None else self._read_row(contact_id, document)
        return self._fresh_rows().get(contact_id)

    def haystack(self, contact_id: int) -> str:
        """Return all searchable text of a contact, folded, one part a line; "" for nobody."""
        text = self._haystacks.get(contact_id)
        if text is None:
            contact = self.get(contact_id)
            if contact is None:
                return ""
            text = self._haystacks[contact_id] = haystack(contact)
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
        if self._rows is not None:
            self._stale.add(document_id)

    def reset(self) -> None:
        """Forget everything that was made."""
        super().reset()
        self._haystacks.clear()
        self._rows = self._listed = None
        self._stale.clear()

    def _fresh_rows(self) -> dict[int, ContactRow]:
        if self._rows is None:
            self._rows = self._read_rows()
            self._stale.clear()
        elif self._stale:
            self._refresh(self._rows)
        return self._rows

    def _read_rows(self) -> dict[int, ContactRow]:
        found = {}
        for contact_id, document in self._collection.documents.items():
            try:
                found[contact_id] = read_row(contact_id, document)
            except UndecodableError as error:
                self._note(contact_id, str(error))
        return found

    def _refresh(self, rows: dict[int, ContactRow]) -> None:
        """Read the stale rows again; the order holds unless one came in below the last."""
        in_order = True
        last = next(reversed(rows), 0)
        stale, self._stale = self._stale, set()  # what changes meanwhile is stale the next time
        for contact_id in sorted(stale):
            document = self._collection.get(contact_id)
            row = None if document is None else self._read_row(contact_id, document)
            if row is None:
                rows.pop(contact_id, None)
                continue
            if contact_id not in rows:
                in_order = in_order and contact_id > last
                last = max(last, contact_id)
            rows[contact_id] = row
        self._listed = None
        if not in_order:
            self._rows = dict(sorted(rows.items()))

    def _read_row(self, contact_id: int, document: Raw) -> ContactRow | None:
        try:
            return read_row(contact_id, document)
        except UndecodableError as error:
            self._note(contact_id, str(error))
            return None
