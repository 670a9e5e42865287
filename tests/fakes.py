"""One fake for each port: in memory, fast, and as strict as the real thing."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from netui.domain.entity_change import EntityChange
from netui.domain.errors import ConflictError, InvalidValueError, NotFoundError, StoreReadOnlyError
from netui.domain.interviews.interview import Interview
from netui.domain.notes.mailing import Letter
from netui.domain.people.contact import Contact, ContactRow
from netui.domain.people.follow_up import FollowUp
from netui.domain.people.interaction import Interaction
from netui.domain.plan.goal import Goal
from netui.domain.preferences import PREFERENCES_ID, Preferences
from netui.domain.search.haystack import haystack
from netui.domain.values import field_names, replace
from netui.exchange.mail.message import message_text
from netui.services.lending import LentText
from netui.services.ports import Change, Clock, CopyResult, HistoryEntry, KeptDraft
from netui.storage.base.registry import KINDS, kind_of

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
"""Where a FakeClock stands: a Friday."""

_MERGED_AS_SETS = frozenset({"tags", "roles", "relations", "dismissed"})
_BOOKKEEPING = frozenset({"updated_at", "last_contact_on", "next_due_on"})
_ROW_FIELDS = field_names(ContactRow)
_START = datetime.min.replace(tzinfo=UTC)


class HasId(Protocol):
    @property
    def id(self) -> int: ...


EntityT = TypeVar("EntityT", bound=HasId)


class FakeClock:
    """A clock that shows the time it was given."""

    def __init__(self, now: datetime = NOON) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def set(self, now: datetime) -> None:
        """Put the clock to an aware instant."""
        assert now.tzinfo is not None, "the clock speaks in aware instants"
        self._now = now.astimezone(UTC)

    def advance(self, by: timedelta) -> datetime:
        """Move the clock on and return its time."""
        self._now += by
        return self._now


@dataclass(frozen=True)
class Edit:
    """One document before and after a transaction; None if there was none."""

    collection: str
    id: int
    before: Any
    after: Any

    @property
    def inverse(self) -> "Edit":
        return Edit(self.collection, self.id, self.after, self.before)


@dataclass
class Commit:
    entry: HistoryEntry
    edits: list[Edit]


@dataclass
class Open:
    """The open transaction; `before` holds what each touched document was."""

    label: str
    before: dict[tuple[str, int], Any]
    depth: int = 0
    overtaken: list[str] = field(default_factory=list)

    @property
    def full_label(self) -> str:
        return f"{self.label} (meanwhile {', '.join(self.overtaken)})" if self.overtaken else self.label


class MemoryRepository(Generic[EntityT]):
    def __init__(self, store: "InMemoryStore", collection: str) -> None:
        self._store = store
        self._collection = collection
        self._table: dict[int, EntityT] = store.tables[collection]

    def get(self, entity_id: int) -> EntityT | None:
        return self._table.get(entity_id)

    def get_many(self, ids: Iterable[int]) -> list[EntityT]:
        return [self._table[entity_id] for entity_id in ids if entity_id in self._table]

    def has(self, entity_id: int) -> bool:
        return entity_id in self._table

    def all(self) -> list[EntityT]:
        return [self._table[entity_id] for entity_id in sorted(self._table)]

    def count(self) -> int:
        return len(self._table)

    def has_at_most(self, count: int) -> bool:
        return len(self._table) <= count

    def add(self, entity: EntityT) -> None:
        if entity.id in self._table:
            raise ConflictError(f"{self._collection} already has {entity.id}")
        self._store.write(self._collection, entity.id, entity)

    def save(self, entity: EntityT) -> None:
        if entity.id not in self._table:
            raise NotFoundError(f"{self._collection} has no {entity.id}")
        self._store.write(self._collection, entity.id, entity)

    def remove(self, entity_id: int) -> None:
        if entity_id not in self._table:
            raise NotFoundError(f"{self._collection} has no {entity_id}")
        self._store.write(self._collection, entity_id, None)


class MemoryContacts(MemoryRepository[Contact]):
    def __init__(self, store: "InMemoryStore") -> None:
        super().__init__(store, "contacts")
        self._rows: dict[int, tuple[Contact, ContactRow]] = {}
        self._listed: tuple[int, Sequence[ContactRow]] = (-1, ())

    def rows(self) -> Sequence[ContactRow]:
        generation, rows = self._listed
        if generation != self._store.writes:
            rows = [self._row(self._table[contact_id]) for contact_id in sorted(self._table)]
            self._listed = (self._store.writes, rows)
        return rows

    def row(self, contact_id: int) -> ContactRow | None:
        contact = self._table.get(contact_id)
        return None if contact is None else self._row(contact)

    def added_at(self) -> Iterator[tuple[int, datetime]]:
        for contact in self._table.values():
            if contact.created_at is not None:
                yield contact.id, contact.created_at

    def haystack(self, contact_id: int) -> str:
        contact = self._table.get(contact_id)
        return "" if contact is None else haystack(contact)

    def _row(self, contact: Contact) -> ContactRow:
        known = self._rows.get(contact.id)
        if known is not None and known[0] is contact:
            return known[1]
        row = ContactRow(**{name: getattr(contact, name) for name in _ROW_FIELDS})
        self._rows[contact.id] = (contact, row)
        return row


class MemoryInteractions(MemoryRepository[Interaction]):
    at_hand = True

    def for_contact(self, contact_id: int) -> list[Interaction]:
        return self._newest(entry for entry in self._table.values() if contact_id in entry.contact_ids)

    def between(self, first: date, last: date) -> list[Interaction]:
        return self._newest(entry for entry in self._table.values() if first <= entry.on <= last)

    def last_contact_on(self, contact_id: int) -> date | None:
        return max((entry.on for entry in self.for_contact(contact_id) if entry.real), default=None)

    def gone_names(self) -> Iterator[str]:
        for entry in self._table.values():
            yield from entry.gone

    def during(self, first: date, last: date) -> Iterator[Interaction]:
        yield from reversed(self.between(first, last))

    def contact_days(self) -> Iterator[tuple[int, date]]:
        for entry in self._table.values():
            if entry.real:
                for contact_id in entry.contact_ids:
                    yield contact_id, entry.on

    @staticmethod
    def _newest(entries: Iterable[Interaction]) -> list[Interaction]:
        return sorted(entries, key=lambda entry: (entry.on, entry.id), reverse=True)


class MemoryFollowUps(MemoryRepository[FollowUp]):
    def open(self) -> list[FollowUp]:
        return [follow_up for follow_up in self.all() if follow_up.is_open and not follow_up.waits]

    def waiting(self) -> list[FollowUp]:
        return [follow_up for follow_up in self.all() if follow_up.is_open and follow_up.waits]

    def after(self, contact_id: int) -> list[FollowUp]:
        return [one for one in self.all() if one.is_open and one.after_id == contact_id]

    def for_contact(self, contact_id: int) -> list[FollowUp]:
        return [f for f in reversed(self.all()) if contact_id in {f.contact_id, f.about_id}]

    def for_interview(self, interview_id: int) -> list[FollowUp]:
        return [follow_up for follow_up in self.all() if follow_up.interview_id == interview_id]


class MemoryInterviews(MemoryRepository[Interview]):
    def for_contact(self, contact_id: int) -> list[Interview]:
        interviews = [interview for interview in self._table.values() if interview.contact_id == contact_id]
        return sorted(
            interviews,
            key=lambda interview: (interview.at or interview.created_at or _START, interview.id),
            reverse=True,
        )


class MemoryPreferences:
    def __init__(self, store: "InMemoryStore") -> None:
        self._store = store
        store.tables["preferences"][PREFERENCES_ID] = Preferences()

    def load(self) -> Preferences:
        preferences: Preferences = self._store.tables["preferences"][PREFERENCES_ID]
        return preferences

    def save(self, preferences: Preferences) -> None:
        self._store.write("preferences", PREFERENCES_ID, preferences)


class InMemoryStore:
    """The Store port over plain dicts: transactions, history, undo and redo included.

    `seed` sets a scene without history or announcement; `elsewhere` commits as another session would;
    set `read_only` to a reason and nothing can be written.
    """

    def __init__(self, clock: Clock | None = None, session: str = "here") -> None:
        self.clock: Clock = FakeClock() if clock is None else clock
        self.session = session
        self.read_only: str | None = None
        self.file_problems: list[str] = []
        self.backup_problem = ""
        self.closed = False
        self.writes = 0
        self.tables: dict[str, dict[int, Any]] = {kind.name: {} for kind in KINDS}
        self.contacts = MemoryContacts(self)
        self.interactions = MemoryInteractions(self, "interactions")
        self.follow_ups = MemoryFollowUps(self, "follow_ups")
        self.interviews = MemoryInterviews(self, "interviews")
        self.goals: MemoryRepository[Goal] = MemoryRepository(self, "goals")
        self.preferences = MemoryPreferences(self)
        self._open: Open | None = None
        self._commits: list[Commit] = []
        self._listeners: list[Callable[[Change], None]] = []
        self._last_id = 1000

    def seed(self, *entities: HasId) -> None:
        """Put entities in place before the test begins."""
        for entity in entities:
            self._put(kind_of(type(entity)).name, entity.id, entity)

    def of(self, entity: type[EntityT]) -> MemoryRepository[EntityT]:
        return MemoryRepository(self, kind_of(entity).name)

    def kinds(self) -> tuple[type[Any], ...]:
        return tuple(kind.entity for kind in KINDS if not kind.single)

    @property
    def last_id(self) -> int:
        return self._last_id

    def new_id(self) -> int:
        self._need_transaction()
        self._last_id += 1
        return self._last_id

    @contextmanager
    def transaction(self, label: str) -> Iterator[None]:
        with self._transaction(label, self.session):
            yield

    @contextmanager
    def elsewhere(self, label: str) -> Iterator[None]:
        """Commit what the body does as a change that another session made."""
        with self._transaction(label, "elsewhere"):
            yield

    def relabel(self, label: str) -> None:
        opened = self._need_transaction()
        if opened.depth == 0:
            opened.label = label

    def overtake(self, words: str) -> None:
        if words:
            self._need_transaction().overtaken.append(words)

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def catch_up(self) -> int:
        return 0

    def history(self, limit: int | None = None) -> list[HistoryEntry]:
        return [commit.entry for commit in reversed(self._commits)][:limit]

    def entries(self, *, ours: bool = False) -> Iterator[HistoryEntry]:
        return (entry for entry in self.history() if not ours or entry.session == self.session)

    def entity_changes(self, wanted: Mapping[type[Any], frozenset[str] | None]) -> Iterator[EntityChange]:
        fields = {kind_of(entity).name: some for entity, some in wanted.items()}
        for commit in reversed(self._commits):
            for edit in commit.edits:
                if edit.collection not in fields:
                    continue
                some = fields[edit.collection]
                whole = edit.before is None or edit.after is None
                changed = frozenset() if whole else frozenset(_differing(edit.before, edit.after))
                if whole or some is None or not some.isdisjoint(changed):
                    yield EntityChange(
                        id=edit.id,
                        at=commit.entry.at,
                        fields=changed,
                        came=edit.before is None,
                        before=edit.before if some is None else None,
                    )

    def undo(self, seq: int, refresh: Callable[[], None] | None = None) -> Change:
        commit = self._commit(seq)
        if commit.entry.undone:
            raise ConflictError(f"“{commit.entry.label}” is undone already")
        edits = [edit.inverse for edit in reversed(commit.edits)]
        return self._replay(commit, edits, f"Undo: {commit.entry.label}", refresh, undone=True)

    def redo(self, seq: int, refresh: Callable[[], None] | None = None) -> Change:
        commit = self._commit(seq)
        if not commit.entry.undone:
            raise ConflictError(f"“{commit.entry.label}” is not undone")
        return self._replay(commit, commit.edits, f"Redo: {commit.entry.label}", refresh, undone=False)

    def sessions(self) -> int:
        return 1

    def close(self) -> None:
        self.closed = True

    def write(self, collection: str, entity_id: int, entity: Any) -> None:
        """Put or, with None, remove a document in the open transaction."""
        opened = self._need_transaction()
        opened.before.setdefault((collection, entity_id), self.tables[collection].get(entity_id))
        self._put(collection, entity_id, entity)

    def _put(self, collection: str, entity_id: int, entity: Any) -> None:
        self.writes += 1
        self._last_id = max(self._last_id, entity_id)
        if entity is None:
            self.tables[collection].pop(entity_id, None)
        else:
            self.tables[collection][entity_id] = entity

    def _need_transaction(self) -> Open:
        if self._open is None:
            raise RuntimeError("a write needs an open transaction")
        return self._open

    @contextmanager
    def _transaction(self, label: str, session: str) -> Iterator[None]:
        if self._open is not None:
            self._open.depth += 1
            try:
                yield
            finally:
                self._open.depth -= 1
            return
        if self.read_only is not None:
            raise StoreReadOnlyError(self.read_only)
        opened = self._open = Open(label, {})
        try:
            yield
        except BaseException:
            for (collection, entity_id), entity in opened.before.items():
                self._put(collection, entity_id, entity)
            raise
        finally:
            self._open = None
        self._finish(opened, session)

    def _finish(self, opened: Open, session: str, undoes: int | None = None) -> Change | None:
        edits = []
        for (collection, entity_id), before in opened.before.items():
            after = self.tables[collection].get(entity_id)
            if after != before:
                edits.append(Edit(collection, entity_id, before, after))
        if not edits and undoes is None:
            return None
        touched: dict[str, set[int]] = {}
        for edit in edits:
            touched.setdefault(edit.collection, set()).add(edit.id)
        changed = {collection: frozenset(ids) for collection, ids in touched.items()}
        entry = HistoryEntry(
            seq=len(self._commits) + 1,
            at=self.clock.now(),
            session=session,
            label=opened.full_label,
            undoes=undoes,
            touched=changed,
        )
        self._commits.append(Commit(entry, edits))
        change = Change(
            seq=entry.seq,
            at=entry.at,
            session=session,
            label=entry.label,
            ours=session == self.session,
            touched=changed,
            overtaken=", ".join(opened.overtaken),
        )
        for listener in tuple(self._listeners):
            listener(change)
        return change

    def _commit(self, seq: int) -> Commit:
        if not 1 <= seq <= len(self._commits):
            raise NotFoundError(f"history has no change {seq}")
        return self._commits[seq - 1]

    def _replay(
        self,
        commit: Commit,
        edits: list[Edit],
        label: str,
        refresh: Callable[[], None] | None,
        *,
        undone: bool,
    ) -> Change:
        if self._open is not None:
            raise RuntimeError("undo and redo are transactions of their own")
        if self.read_only is not None:
            raise StoreReadOnlyError(self.read_only)
        what = commit.entry.label
        results = [(e, merged(self.tables[e.collection].get(e.id), e.before, e.after, what)) for e in edits]
        opened = self._open = Open(label, {})
        for edit, entity in results:
            self.write(edit.collection, edit.id, entity)
        if refresh is not None:
            refresh()
        self._open = None
        commit.entry = replace(commit.entry, undone=undone)
        if commit.entry.undoes is not None:
            source = self._commit(commit.entry.undoes)
            source.entry = replace(source.entry, undone=not source.entry.undone)
        change = self._finish(opened, self.session, undoes=commit.entry.seq)
        assert change is not None
        return change


def _differing(before: Any, after: Any) -> Iterator[str]:
    return (name for name in field_names(type(before)) if getattr(before, name) != getattr(after, name))


def merged(now: Any, expected: Any, target: Any, what: str) -> Any:
    """Take a document from `expected` to `target` though it may be another by now; raise ConflictError."""
    if expected is None or target is None:
        if now != expected:
            raise ConflictError(f"“{what}” was changed again since")
        return target
    if now is None:
        raise ConflictError(f"“{what}” is about something that was removed since")
    changes: dict[str, Any] = {}
    for name in field_names(target):
        here, was, wanted = getattr(now, name), getattr(expected, name), getattr(target, name)
        if was == wanted:
            continue
        if here == was:
            changes[name] = wanted
        elif name in _MERGED_AS_SETS:
            kept = [item for item in here if item in wanted or item not in was]
            changes[name] = (*kept, *(item for item in wanted if item not in was and item not in kept))
        elif name not in _BOOKKEEPING:
            raise ConflictError(f"“{what}” was changed again since: {name}")
    return replace(now, **changes)


class FakeDrafts:
    """Drafts in a dict; `left_behind` are the keys of sessions that are gone."""

    def __init__(self, kept: dict[str, str] | None = None, left_behind: Iterable[str] = ()) -> None:
        self.kept = dict(kept or {})
        self.left_behind = list(left_behind)
        self.lent: dict[str, Path] = {}
        self.written = NOON

    def save(self, key: str, text: str) -> None:
        self.kept[key] = text

    def load(self, key: str) -> str | None:
        return self.kept.get(key)

    def is_kept(self, key: str) -> bool:
        return key in self.kept

    def discard(self, key: str) -> None:
        self.kept.pop(key, None)
        if key in self.lent:
            self.take_back(key)
        if key in self.left_behind:
            self.left_behind.remove(key)

    def orphans(self) -> list[str]:
        return list(self.left_behind)

    def listed(self) -> list[KeptDraft]:
        return [KeptDraft(key=key, text=text, written_at=self.written) for key, text in self.kept.items()]

    def lend(self, key: str, text: str) -> LentText:
        path = self.lent.setdefault(key, Path(tempfile.mkdtemp()) / "note.md")
        path.write_text(text)
        return LentText(path=path, lock=os.open(os.devnull, os.O_RDONLY))

    def returned(self, key: str) -> str:
        return self.lent[key].read_text().removesuffix("\n")

    def began_from(self, key: str) -> str:
        return self.kept.get(key, "")

    def in_use(self, key: str) -> bool:
        return False

    def take_back(self, key: str) -> None:
        shutil.rmtree(self.lent.pop(key).parent)


class FakeMailPrograms:
    """Mail programs that remember what was handed to them; `problem` is why the command fails.

    `missing` is why it can't be started at all.
    """

    def __init__(self) -> None:
        self.is_desktop = False
        self.problem = ""
        self.missing = ""
        self.handed: list[tuple[str, Letter]] = []

    def message(self, letter: Letter) -> str:
        return message_text(letter, unsent=True)

    def has_desktop(self) -> bool:
        return self.is_desktop

    def open_link(self, letter: Letter) -> None:
        self.handed.append(("desktop", letter))

    def require(self, _command: str) -> None:
        if self.missing:
            raise InvalidValueError(self.missing)

    def run(self, command: str, letter: Letter) -> None:
        if self.problem:
            raise InvalidValueError(self.problem)
        self.handed.append((command, letter))


class FakeClipboard:
    """A clipboard that remembers every copy and answers with `result`."""

    def __init__(self, result: CopyResult | None = None) -> None:
        self.result = result
        self.copies: list[str] = []

    @property
    def text(self) -> str | None:
        """What was copied last."""
        return self.copies[-1] if self.copies else None

    def copy(self, text: str) -> CopyResult:
        self.copies.append(text)
        if self.result is not None:
            return self.result
        return CopyResult(way="fake", confirmed=True, message=f"Copied {len(text)} characters")
