"""What all repositories share: reading documents as entities, and writing the fields that differ."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Generic, Protocol, TypeVar

import msgspec
from msgspec import Raw

from netui.domain.errors import ConflictError, NotFoundError
from netui.domain.interviews.interview import Interview
from netui.domain.one_line import check_lines
from netui.domain.people.follow_up import FollowUp, FollowUpState
from netui.domain.plan.goal import Goal
from netui.domain.preferences import PREFERENCES_ID, Preferences
from netui.storage.base.problems import REPAIR, Problem
from netui.storage.changes.changes import DocumentChange
from netui.storage.changes.documents import Reader, UndecodableError, Writer
from netui.storage.changes.snapshots import file_name
from netui.storage.state.collection import Collection
from netui.storage.state.index import Index

_LONG = 300
"""The bytes of a document that is rather long, on the disk."""
_KEPT = 10_000
"""So many entities of a kind are kept as they were read; of more, a list costs too much to hold."""


class HasId(Protocol):
    """An entity."""

    @property
    def id(self) -> int:
        """The key of its document."""
        ...


EntityT = TypeVar("EntityT", bound=HasId)


class DocumentWriter(Protocol):
    """Where writes go."""

    def put(
        self, name: str, document_id: int, document: Raw | None, change: DocumentChange | None = None
    ) -> None:
        """Write a document in the open transaction, or remove it with None.

        `change` is what that does to the document as it is now, where the caller knows it.
        """
        ...


class TinyDBRepository(Generic[EntityT]):
    """The documents of one collection as entities; `problems` names those that cannot be read."""

    def __init__(self, collection: Collection, writer: DocumentWriter) -> None:
        kind: type[EntityT] = collection.kind.entity
        self._collection = collection
        self._target = writer
        self._reader = Reader(kind)
        self._writer = Writer(kind)
        self._last_read: tuple[Raw, EntityT] | None = None
        self._all: tuple[int, list[EntityT]] | None = None
        self.problems: dict[int, Problem] = {}
        collection.watch(self)

    def get(self, entity_id: int) -> EntityT | None:
        """Return the entity with this id, or None."""
        document = self._collection.get(entity_id)
        if document is None:
            return None
        entity = self._read(entity_id, document)
        if entity is not None:
            self._last_read = (document, entity)
        return entity

    def get_many(self, ids: Iterable[int]) -> list[EntityT]:
        """Return the entities with these ids, in this order, without those that are missing."""
        return [entity for entity in map(self.get, ids) if entity is not None]

    def has(self, entity_id: int) -> bool:
        """Whether there is an entity with this id; nothing of it is read."""
        return entity_id in self._collection.documents

    def all(self) -> list[EntityT]:
        """Return every entity, in the order of their ids; what did not change is not read again."""
        version = self._collection.version
        known = self._all
        if known is not None and known[0] == version:
            return list(known[1])
        found = list(self._each())
        self._all = (version, found) if len(found) <= _KEPT else None
        return list(found)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._collection.documents)

    def has_at_most(self, count: int) -> bool:
        """Whether there are surely no more than so many: a long file isn't read to tell.

        The file decides before it is read and afterwards, so that the answer stays the same.
        """
        return self._collection.file_size() <= count * _LONG and self.count() <= count

    def add(self, entity: EntityT) -> None:
        """Store a new entity under its own id; raise ConflictError if that is taken."""
        if self._collection.get(entity.id) is not None:
            raise ConflictError(
                f"{self._collection.name} already has {entity.id}: save it instead of adding it"
            )
        check_lines(entity)
        self._target.put(self._collection.name, entity.id, self._writer.new(entity))

    def save(self, entity: EntityT) -> None:
        """Write the fields that differ from what is stored; raise NotFoundError if nothing is."""
        document = self._stored(entity.id)
        last_read = self._last_read
        if last_read is not None and last_read[0] is document:
            old = last_read[1]
        else:
            try:
                old = self._reader.read(entity.id, document)
            except UndecodableError as error:
                self._note(entity.id, str(error))
                raise ConflictError(f"{self.problems[entity.id]}; nothing was saved over it") from error
        check_lines(entity, old)
        changed = self._writer.changed(document, old, entity)
        if changed is not None:
            self._target.put(self._collection.name, entity.id, *changed)

    def remove(self, entity_id: int) -> None:
        """Remove an entity; raise NotFoundError if nothing is."""
        self._stored(entity_id)
        self._target.put(self._collection.name, entity_id, None)

    def changed(self, document_id: int, before: Raw | None, after: Raw | None) -> None:  # noqa: ARG002
        """Forget what was wrong with a document that is another now."""
        self.problems.pop(document_id, None)

    def reset(self) -> None:
        """Forget what was wrong: everything may be another now."""
        self.problems.clear()

    def _stored(self, entity_id: int) -> Raw:
        document = self._collection.get(entity_id)
        if document is None:
            raise NotFoundError(
                f"{self._collection.name} has no {entity_id}: it may have been removed meanwhile"
            )
        return document

    def _each(self) -> Iterator[EntityT]:
        for document_id, document in self._collection.each():
            entity = self._read(document_id, document)
            if entity is not None:
                yield entity

    def _read(self, document_id: int, document: Raw) -> EntityT | None:
        try:
            return self._reader.read(document_id, document)
        except UndecodableError as error:
            self._note(document_id, str(error))
            return None

    def _note(self, document_id: int, what: str) -> None:
        self.problems[document_id] = Problem(
            file=file_name(self._collection.name),
            id=document_id,
            what=f"it cannot be read ({what})",
            remedy=REPAIR,
        )


_WAITS = "waits"


class Links(msgspec.Struct, frozen=True, gc=False):
    """What a follow-up hangs on."""

    contact_id: int | None = None
    about_id: int | None = None
    interview_id: int | None = None
    after_id: int | None = None
    after_on: str | None = None
    latest_on: str | None = None
    state: str = FollowUpState.OPEN.value

    @property
    def place(self) -> str:
        """Its state, or that it waits."""
        waits = self.after_id is not None and self.after_on is None and self.latest_on is None
        return _WAITS if waits and self.state == FollowUpState.OPEN.value else self.state


class TinyDBFollowUpRepository(TinyDBRepository[FollowUp]):
    """What was promised, and to who."""

    def __init__(self, collection: Collection, writer: DocumentWriter) -> None:
        super().__init__(collection, writer)
        reader = Reader(Links, with_id=False)
        self._by_place: Index[str | int, Links] = Index(
            collection,
            reader,
            lambda part: (part.place,),
            lambda part: () if part.after_id is None else (part.after_id,),
        )
        self._by_contact = Index(
            collection, reader, lambda part: [i for i in (part.contact_id, part.about_id) if i is not None]
        )
        self._by_interview = Index(
            collection, reader, lambda part: () if part.interview_id is None else (part.interview_id,)
        )

    def open(self) -> list[FollowUp]:
        """Return those still to do, without those that wait, in the order of their ids."""
        return self.get_many(self._by_place.ids(FollowUpState.OPEN.value))

    def waiting(self) -> list[FollowUp]:
        """Return those that are due only once there was a conversation, in the order of their ids."""
        return self.get_many(self._by_place.ids(_WAITS))

    def after(self, contact_id: int) -> list[FollowUp]:
        """Return the open ones that wait, or waited, for a conversation with a person."""
        return [one for one in self.get_many(self._by_place.ids(contact_id, 1)) if one.is_open]

    def for_contact(self, contact_id: int) -> list[FollowUp]:
        """Return those promised to a person or about one, the newest first."""
        return self.get_many(self._by_contact.ids(contact_id))[::-1]

    def for_interview(self, interview_id: int) -> list[FollowUp]:
        """Return those that came from an interview, in the order of their ids."""
        return self.get_many(self._by_interview.ids(interview_id))


class TinyDBGoalRepository(TinyDBRepository[Goal]):
    """Targets users set themselves."""


_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


class Who(msgspec.Struct, frozen=True, gc=False):
    """With who."""

    contact_id: int | None = None


class TinyDBInterviewRepository(TinyDBRepository[Interview]):
    """Interviews, asked for and held."""

    def __init__(self, collection: Collection, writer: DocumentWriter) -> None:
        super().__init__(collection, writer)
        self._by_contact = Index(
            collection,
            Reader(Who, with_id=False),
            lambda part: () if part.contact_id is None else (part.contact_id,),
        )

    def for_contact(self, contact_id: int) -> list[Interview]:
        """Return the talks with a person, the newest first."""
        interviews = self.get_many(self._by_contact.ids(contact_id))
        return sorted(
            interviews,
            key=lambda interview: (interview.at or interview.created_at or _BEFORE_ALL, interview.id),
            reverse=True,
        )


class TinyDBPreferencesRepository:
    """What the user has chosen for the whole network."""

    def __init__(self, collection: Collection, writer: DocumentWriter) -> None:
        self.documents: TinyDBRepository[Preferences] = TinyDBRepository(collection, writer)
        self._collection = collection

    def load(self) -> Preferences:
        """Return what was chosen, or the defaults."""
        return self.documents.get(PREFERENCES_ID) or Preferences()

    def save(self, preferences: Preferences) -> None:
        """Write the fields that differ."""
        if self._collection.get(PREFERENCES_ID) is not None:
            self.documents.save(preferences)
        elif preferences != Preferences():
            self.documents.add(preferences)
