"""What the services need from the outside: Protocols, each with one real implementation and one fake."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

from msgspec import Struct, field

from netui.domain.entity_change import EntityChange
from netui.domain.interviews.interview import Interview
from netui.domain.people.contact import Contact, ContactRow
from netui.domain.people.follow_up import FollowUp
from netui.domain.people.forgotten import Forgotten
from netui.domain.people.interaction import Interaction
from netui.domain.plan.goal import Goal
from netui.domain.preferences import Preferences

if TYPE_CHECKING:
    from netui.domain.notes.note import NoteTemplate
    from netui.domain.people.collecting import Found, LeftOut, OtherFile, Party, Window
    from netui.domain.people.importing import (
        ColumnMapping,
        Extras,
        GuessedColumn,
        ImportedPerson,
        Messages,
        RejectedRow,
    )

EntityT = TypeVar("EntityT")


class Entity(Protocol):
    """Something stored under an id."""

    @property
    def id(self) -> int:
        """Its id, unique over all collections."""


AnyEntityT = TypeVar("AnyEntityT", bound=Entity)


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""


class Repository(Protocol[EntityT]):
    """The documents of one collection as entities; writes need an open transaction of the store."""

    def get(self, entity_id: int) -> EntityT | None:
        """Return the entity with this id, or None."""

    def get_many(self, ids: Iterable[int]) -> list[EntityT]:
        """Return the entities with these ids, in this order, without those that are missing."""

    def has(self, entity_id: int) -> bool:
        """Whether there is an entity with this id; nothing of it is read."""

    def all(self) -> list[EntityT]:
        """Return every entity, in the order of their ids."""

    def count(self) -> int:
        """Return how many there are."""

    def has_at_most(self, count: int) -> bool:
        """Whether there are surely no more than so many: a long file isn't read to tell."""

    def add(self, entity: EntityT) -> None:
        """Store a new entity under its own id."""

    def save(self, entity: EntityT) -> None:
        """Write the fields that differ from what is stored; raise NotFoundError if nothing is."""

    def remove(self, entity_id: int) -> None:
        """Remove an entity; raise NotFoundError if nothing is."""


class ContactRepository(Repository[Contact], Protocol):
    """Contacts, and the narrow rows that lists are made of."""

    def rows(self) -> Sequence[ContactRow]:
        """Return one narrow row for each contact, in the order of their ids; cheap when nothing changed."""

    def row(self, contact_id: int) -> ContactRow | None:
        """Return one narrow row."""

    def haystack(self, contact_id: int) -> str:
        """Return all searchable text of a contact, folded by `domain.text.fold`, one part a line."""

    def added_at(self) -> Iterator[tuple[int, datetime]]:
        """Yield (contact id, when they were written down) where that is known, in no order."""


class InteractionRepository(Repository[Interaction], Protocol):
    """The log."""

    def for_contact(self, contact_id: int) -> list[Interaction]:
        """Return the interactions with a person, the newest first."""

    def between(self, first: date, last: date) -> list[Interaction]:
        """Return the interactions from `first` to `last`, both included, the newest first."""

    def during(self, first: date, last: date) -> Iterator[Interaction]:
        """Yield the interactions from `first` to `last`, both included, in no order; there may be many."""

    def last_contact_on(self, contact_id: int) -> date | None:
        """Return the day of the last real contact with a person."""

    @property
    def at_hand(self) -> bool:
        """Whether a person's interactions can be returned without reading the whole log first."""

    def gone_names(self) -> Iterator[str]:
        """Yield the names of the people of the log who were deleted, in no order and as often as they are."""

    def contact_days(self) -> Iterator[tuple[int, date]]:
        """Yield (contact id, day) of every real contact, in no order, for the chart over time."""


class FollowUpRepository(Repository[FollowUp], Protocol):
    """Follow-ups."""

    def open(self) -> list[FollowUp]:
        """Return those still to do, without those that wait."""

    def waiting(self) -> list[FollowUp]:
        """Return those that are due only once there was a conversation."""

    def after(self, contact_id: int) -> list[FollowUp]:
        """Return the open ones that wait, or waited, for a conversation with a person."""

    def for_contact(self, contact_id: int) -> list[FollowUp]:
        """Return those promised to a person or about one, the newest first."""

    def for_interview(self, interview_id: int) -> list[FollowUp]:
        """Return those that came from an interview."""


class InterviewRepository(Repository[Interview], Protocol):
    """Informational interviews."""

    def for_contact(self, contact_id: int) -> list[Interview]:
        """Return the talks with a person, the newest first."""


class GoalRepository(Repository[Goal], Protocol):
    """Goals."""


class PreferencesRepository(Protocol):
    """The one document of preferences."""

    def load(self) -> Preferences:
        """Return what was chosen, or the defaults."""

    def save(self, preferences: Preferences) -> None:
        """Write the fields that differ."""


class Change(Struct, frozen=True, kw_only=True):
    """One committed transaction, ours or another session's; `touched` maps collections to ids.

    `forgotten` is set where a person was forgotten: nothing of theirs is kept on the screen or in a draft.
    `overtaken` says of a change of ours what other sessions had made of the same fields.
    """

    seq: int
    at: datetime
    session: str
    label: str
    ours: bool
    touched: dict[str, frozenset[int]] = field(default_factory=dict)
    forgotten: Forgotten | None = None
    overtaken: str = ""


class HistoryEntry(Struct, frozen=True, kw_only=True):
    """One transaction as history shows it; `undoes` is the sequence number it undid or redid.

    `erases` is set where a person was forgotten: that can't be undone.
    """

    seq: int
    at: datetime
    session: str
    label: str
    undone: bool = False
    undoes: int | None = None
    touched: Mapping[str, Collection[int]] = field(default_factory=dict)
    erases: bool = False


class Store(Protocol):
    """The repositories, and the one way to write to them."""

    @property
    def contacts(self) -> ContactRepository:
        """People."""

    @property
    def interactions(self) -> InteractionRepository:
        """The log."""

    @property
    def follow_ups(self) -> FollowUpRepository:
        """Follow-ups."""

    @property
    def interviews(self) -> InterviewRepository:
        """Interviews."""

    @property
    def goals(self) -> GoalRepository:
        """Goals."""

    @property
    def preferences(self) -> PreferencesRepository:
        """Preferences."""

    def of(self, entity: type[AnyEntityT]) -> "Repository[AnyEntityT]":
        """Return the repository of any kind of entity: those of the plan have no attribute of their own."""

    def kinds(self) -> Sequence[type[Any]]:
        """Return every kind of entity `of` knows; preferences are none, for there is one document of them."""

    @property
    def session(self) -> str:
        """The name of this session in history."""

    @property
    def read_only(self) -> str | None:
        """Why nothing can be written, or None."""

    @property
    def file_problems(self) -> Sequence[object]:
        """What is wrong with its files, each of them in words as text."""

    @property
    def backup_problem(self) -> str:
        """Why today's backup could not be made, in a line, or “”."""

    @property
    def last_id(self) -> int:
        """The highest id that was ever given in this store, as far as this session has read it."""

    def new_id(self) -> int:
        """Allocate an id, inside a transaction; ids are unique over all collections and never reused."""

    def transaction(self, label: str) -> AbstractContextManager[None]:
        """Lock, catch up with other sessions, run the body, commit it as one durable journal line.

        Nested calls join the outer transaction (the outer label wins). A body that raises changes nothing.
        A body that changes nothing appends nothing. `relabel` may name what the body found out.
        Raises StoreLockedError, StoreReadOnlyError, StoreDamagedError.
        """

    def relabel(self, label: str) -> None:
        """Give the open transaction another label; inside a nested one nothing, for the outer label wins."""

    def overtake(self, words: str) -> None:
        """Note what others had made of what the open transaction changes: its label and its Change say it."""

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call `listener` after every commit and for every change of another session; returns the way out."""

    def catch_up(self) -> int:
        """Take in and announce what other sessions appended; return how many changes; cheap if none."""

    def history(self, limit: int | None = None) -> list[HistoryEntry]:
        """Return every transaction still kept, the newest first; with `limit`, only so many, at once."""

    def entries(self, *, ours: bool = False) -> Iterator[HistoryEntry]:
        """Yield what `history` returns, reading only what is asked for; `ours`: of this session."""

    def entity_changes(self, wanted: Mapping[type[Any], frozenset[str] | None]) -> Iterator[EntityChange]:
        """Yield what history has of entities of some kinds, the newest first.

        `wanted` names the fields of a kind that count; None means all, and what the entity was before.
        """

    def undo(self, seq: int, refresh: Callable[[], None] | None = None) -> Change:
        """Commit the inverse of a transaction with `refresh`; raise ConflictError if it no longer fits."""

    def redo(self, seq: int, refresh: Callable[[], None] | None = None) -> Change:
        """Redo an undone transaction; raise ConflictError if it no longer applies."""

    def sessions(self) -> int:
        """Return how many live sessions are open on this store, this one included."""

    def close(self) -> None:
        """Compact if it is worth it, and close every file."""


class KeptDraft(Struct, frozen=True, kw_only=True):
    """A half-written text on the disk."""

    key: str
    text: str
    written_at: datetime


class Drafts(Protocol):
    """Half-written texts, kept on disk until they are used; keys are like `note:12:thank-you`."""

    def save(self, key: str, text: str) -> None:
        """Keep a text; durable when this returns."""

    def load(self, key: str) -> str | None:
        """Return a kept text."""

    def is_kept(self, key: str) -> bool:
        """Whether a text that this session saved is still there."""

    def discard(self, key: str) -> None:
        """Discard a text that was used."""

    def orphans(self) -> list[str]:
        """Return the keys of texts left behind by sessions that are gone, the newest first."""

    def listed(self) -> list[KeptDraft]:
        """Return all that `load` would give, the newest first, and leave each where it is."""


class TemplateSource(Protocol):
    """Where note templates are found and rendered."""

    def all(self) -> "list[NoteTemplate]":
        """Return every template that can be used, built-in ones overridden by the user's of the same name."""

    def get(self, name: str) -> "NoteTemplate":
        """Return one template; raise TemplateError for a broken file, NotFoundError if there is none."""

    def problems(self) -> list[str]:
        """Return one line for each file of the user's that cannot be used: file, line, what is wrong."""

    def render(self, template: "NoteTemplate", fields: dict[str, object]) -> tuple[str, str]:
        """Return subject and body; a field without a value becomes a gap. Raises TemplateError."""


FILE_WAY = "file"
"""The way a text goes where no clipboard can be reached."""


class CopyResult(Struct, frozen=True, kw_only=True):
    """What became of a copy: the way, whether it was read back, and one line that reports it."""

    way: str
    confirmed: bool
    message: str
    path: Path | None = None


class Clipboard(Protocol):
    """The chain of ways to copy."""

    def copy(self, text: str) -> CopyResult:
        """Copy a text by the best way there is; never raises for a way that fails, never blocks over 2 s."""


class PeopleReader(Protocol):
    """A reader of foreign files of people."""

    def read(self, path: Path) -> "Iterator[ImportedPerson | RejectedRow]":
        """Yield every row in order; raise ImportFileError for a file that is not what it was taken for."""


@runtime_checkable
class TableReader(PeopleReader, Protocol):
    """A reader of tables, of which the user can say what the columns hold."""

    def with_mapping(self, mapping: "ColumnMapping") -> "PeopleReader":
        """Return a reader that goes by the user's word for some columns."""

    def columns(self, path: Path) -> "Sequence[GuessedColumn]":
        """Return the columns of a file, as they are guessed; raise ImportFileError if it isn't a table."""


@runtime_checkable
class ExportReader(PeopleReader, Protocol):
    """A reader of exports that hold more than people."""

    def extras(self, path: Path, messages: "Messages", mine: Collection[str]) -> "Extras":
        """Return what else a file holds; `mine` are the user's addresses and the keys of their profiles."""


class TraceReader(Protocol):
    """A reader of mail, calendars and messages: who was in touch with who, and when."""

    def read(self, path: Path, window: "Window") -> "Iterator[Found | LeftOut | OtherFile]":
        """Yield messages and meetings of the days wanted, why not, or unread files; raise ImportFileError."""

    def people_in(self, path: Path) -> "tuple[Party, tuple[Party, ...]]":
        """Return who wrote the message in a file, and to which people; raise ImportFileError."""
