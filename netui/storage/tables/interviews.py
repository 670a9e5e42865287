"""Informational talks."""

from datetime import UTC, datetime

import msgspec

from netui.domain.interviews.interview import Interview
from netui.storage.changes.documents import Reader
from netui.storage.state.collection import Collection
from netui.storage.state.index import Index
from netui.storage.tables.repositories import DocumentWriter, TinyDBRepository

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


class Who(msgspec.Struct, frozen=True, gc=False):
    """With whom."""

    contact_id: int | None = None


class TinyDBInterviewRepository(TinyDBRepository[Interview]):
    """Talks, asked for and held."""

    def __init__(self, collection: Collection, writer: DocumentWriter) -> None:
        super().__init__(collection, writer)
        self._by_contact = Index(
            collection,
            Reader(Who, with_id=False),
            lambda part: () if part.contact_id is None else (part.contact_id,),
        )

    def for_contact(self, contact_id: int) -> list[Interview]:
        """Return the talks with a person, the newest first."""
        talks = self.get_many(self._by_contact.ids(contact_id))
        return sorted(
            talks, key=lambda talk: (talk.at or talk.created_at or _BEFORE_ALL, talk.id), reverse=True
        )
