"""Promises: asked by state, by person and by talk."""

import msgspec

from netui.domain.people.follow_up import FollowUp, FollowUpState
from netui.storage.changes.documents import Reader
from netui.storage.state.collection import Collection
from netui.storage.state.index import Index
from netui.storage.tables.repositories import DocumentWriter, TinyDBRepository


class Links(msgspec.Struct, frozen=True, gc=False):
    """What a promise hangs on."""

    contact_id: int | None = None
    about_id: int | None = None
    interview_id: int | None = None
    state: str = FollowUpState.OPEN.value


class TinyDBFollowUpRepository(TinyDBRepository[FollowUp]):
    """What was promised to whom."""

    def __init__(self, collection: Collection, writer: DocumentWriter) -> None:
        super().__init__(collection, writer)
        reader = Reader(Links, with_id=False)
        self._by_state = Index(collection, reader, lambda part: (part.state,))
        self._by_contact = Index(
            collection, reader, lambda part: [i for i in (part.contact_id, part.about_id) if i is not None]
        )
        self._by_interview = Index(
            collection, reader, lambda part: () if part.interview_id is None else (part.interview_id,)
        )

    def open(self) -> list[FollowUp]:
        """Return those still to do, in the order of their ids."""
        return self.get_many(self._by_state.ids(FollowUpState.OPEN.value))

    def for_contact(self, contact_id: int) -> list[FollowUp]:
        """Return those promised to a person or about one, the newest first."""
        return self.get_many(self._by_contact.ids(contact_id))[::-1]

    def for_interview(self, interview_id: int) -> list[FollowUp]:
        """Return those that came from a talk, in the order of their ids."""
        return self.get_many(self._by_interview.ids(interview_id))
