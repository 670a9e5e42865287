"""The store: the repositories, and the one way to write to them."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from itertools import islice
from math import inf
from time import monotonic
from typing import TYPE_CHECKING, Any

from msgspec import Raw

from netui.domain.entity_change import EntityChange
from netui.domain.errors import StoreError, StoreLockedError
from netui.services.ports import Change, Clock, HistoryEntry
from netui.storage.base.problems import Problem
from netui.storage.base.registry import KINDS, kind_of
from netui.storage.base.sessions import Session
from netui.storage.changes.archive import Archive
from netui.storage.changes.file import AppendError, RewrittenError
from netui.storage.changes.lines import TransactionLine
from netui.storage.drafts.drafts import FileDrafts
from netui.storage.state.announced import change_of
from netui.storage.state.collection import Collection
from netui.storage.state.compaction import QUICK, SMALL, compact, worth_writing
from netui.storage.state.history import History
from netui.storage.state.migrations import Migration, migrated
from netui.storage.state.state import State
from netui.storage.state.transactions import Running, Transactions
from netui.storage.state.watching import Watch
from netui.storage.store.daily_backup import DailyBackup
from netui.storage.store.parts import Parts
from netui.storage.tables.contacts import TinyDBContactRepository
from netui.storage.tables.interactions import TinyDBInteractionRepository
from netui.storage.tables.repositories import (
    EntityT,
    TinyDBFollowUpRepository,
    TinyDBGoalRepository,
    TinyDBInterviewRepository,
    TinyDBPreferencesRepository,
    TinyDBRepository,
)

if TYPE_CHECKING:
    from netui.storage.tables.table import JournalDB, JournalTable

_CLOSING_WAIT_SECONDS = 0.5


@cache
def _kinds() -> tuple[type[Any], ...]:
    return tuple(kind.entity for kind in KINDS if not kind.single)


class TinyDBStore:
    """The Store port over one folder; made by `opening.open_store`."""

    def __init__(self, state: State, clock: Clock, session: str, live: Session) -> None:
        self._state = state
        self._clock = clock
        self._live = live
        self._session = session
        self._archive = Archive(state.folder)
        self._transactions = Transactions(state, self._archive, clock, session, lambda: os.urandom(16).hex())
        self._history = History(state, self._archive)
        self._watch = Watch(state)
        self._listeners: list[Callable[[Change], None]] = []
        self._db: JournalDB | None = None
        self._closed = False
        self._opened_at = state.seq
        self.daily = self._stays_open = False
        self._backup = DailyBackup(state.folder, clock, self._is_backed_up)
        self.contacts = TinyDBContactRepository(state.collections["contacts"], self._transactions)
        self.interactions = TinyDBInteractionRepository(state.collections["interactions"], self._transactions)
        self.follow_ups = TinyDBFollowUpRepository(state.collections["follow_ups"], self._transactions)
        self.interviews = TinyDBInterviewRepository(state.collections["interviews"], self._transactions)
        self.goals = TinyDBGoalRepository(state.collections["goals"], self._transactions)
        self.preferences = TinyDBPreferencesRepository(state.collections["preferences"], self._transactions)
        self.drafts = FileDrafts(live, lambda: state.forgotten.for_drafts(state.journal, state.journal_path))
        self._others: dict[type, TinyDBRepository[Any]] = {}

    def of(self, entity: type[EntityT]) -> TinyDBRepository[EntityT]:
        """Return the repository of a kind of entity that has no attribute of its own."""
        if entity not in self._others:
            collection = self._state.collections[kind_of(entity).name]
            self._others[entity] = TinyDBRepository(collection, self._transactions)
        return self._others[entity]

    def kinds(self) -> tuple[type[Any], ...]:
        """Return every kind of entity but preferences."""
        return _kinds()

    @property
    def session(self) -> str:
        """The name of this session in history."""
        return self._session

    @property
    def seq(self) -> int:
        """The number of the last transaction taken in."""
        return self._state.seq

    @property
    def read_only(self) -> str | None:
        """Why nothing can be written, or None."""
        return self._transactions.read_only

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the files, and with the documents that were read so far."""
        repositories = (
            self.contacts,
            self.interactions,
            self.follow_ups,
            self.interviews,
            self.goals,
            self.preferences.documents,
        )
        documents = [problem for each in repositories for problem in list(each.problems.values())]
        return [*self._state.problems, *self._archive.problems, *documents]

    @property
    def file_problems(self) -> list[Problem]:
        """What is wrong with the files themselves."""
        return list(self._state.problems)

    @property
    def collections(self) -> Mapping[str, Collection]:
        """The documents as they are stored, by the name of their collection."""
        return self._state.collections

    def stay_open(self) -> None:
        """Keep what grows without end compressed when it is read."""
        self._stays_open = True
        for collection in self._state.collections.values():
            collection.packed = collection.kind.grows

    def refuse(self, reason: str) -> None:
        """Let nothing be written from now on."""
        self._transactions.refusal = reason

    def table(self, name: str) -> "JournalTable":
        """Return a collection as a TinyDB table."""
        from netui.storage.tables.table import JournalTable

        table = self.db.table(name)
        assert isinstance(table, JournalTable)
        return table

    @property
    def db(self) -> "JournalDB":
        """The store as a TinyDB database; closing that closes nothing here."""
        if self._db is None:
            from netui.storage.tables.table import JournalDB, JournalStorage

            self._db = JournalDB(storage=lambda: JournalStorage(self))
        return self._db

    def new_id(self) -> int:
        """Allocate an id, inside a transaction; ids are unique over all collections and never reused."""
        return self._transactions.new_id()

    @property
    def last_id(self) -> int:
        """The highest id that was ever given in this store, as far as this session has read it."""
        return self._state.last_id

    def put(self, name: str, document_id: int, document: Raw | None) -> None:
        """Write a raw document in the open transaction, or remove it with None."""
        self._transactions.put(name, document_id, document)

    def transaction(self, label: str) -> "StoreTransaction":
        """Lock, catch up with other sessions, run the body, commit it as one durable journal line.

        Nested calls join the outer transaction. A body that raises changes nothing; one that changes nothing
        appends nothing. Raises StoreLockedError, StoreReadOnlyError, StoreDamagedError, StoreError.
        """
        return StoreTransaction(self, self._transactions, Running(label))

    def relabel(self, label: str) -> None:
        """Give the open transaction another label; within a nested one, the outer label counts."""
        if self._transactions.running is None:
            raise RuntimeError("a label is given to an open transaction")
        if len(self._transactions.running.frames) == 1:
            self._transactions.running.label = label

    def overtake(self, words: str) -> None:
        """Note what others had made of what the open transaction changes: its label and its Change say it."""
        if self._transactions.running is None:
            raise RuntimeError("only an open transaction overtakes anything")
        self._transactions.running.overtaken += [words] if words else []

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call `listener` after every commit and for every change of another session; returns the way out."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def catch_up(self) -> int:
        """Take in and announce what other sessions appended; return how many changes; cheap if none."""
        if self._transactions.running is not None or not self._transactions.mutex.acquire(blocking=False):
            return 0
        try:
            self._transactions.absorb()
            if self._transactions.refusal is None or self._state.damage is not None:
                self._watch.look()
        finally:
            self._transactions.mutex.release()
        self._backup.begin()
        return self.announce()

    def history(self, limit: int | None = None) -> list[HistoryEntry]:
        """Return every transaction still kept, the newest first; with `limit`, only so many, at once."""
        return list(islice(self._history.entries(), limit))

    def entries(self, *, ours: bool = False) -> Iterator[HistoryEntry]:
        """Yield what `history` returns, reading only what is asked for; `ours`: of this session."""
        if not ours:
            return self._history.entries()
        mine = self._history.entries(down_to=self._opened_at)
        return (entry for entry in mine if entry.session == self._session)

    def entity_changes(self, wanted: Mapping[type[Any], frozenset[str] | None]) -> Iterator[EntityChange]:
        """Yield what history has of entities of some kinds, the newest first."""
        from netui.storage.state.entity_changes import entity_changes

        return entity_changes(self._history, self._state.collections, wanted)

    def undo(self, seq: int, refresh: Callable[[], None] | None = None) -> Change:
        """Commit the inverse of a transaction; raise ConflictError if a later change prevents it.

        `refresh` runs inside the same transaction afterwards: it updates what is kept for speed.
        """
        return self._replay(seq, refresh, redo=False)

    def redo(self, seq: int, refresh: Callable[[], None] | None = None) -> Change:
        """Redo an undone transaction; raise ConflictError if it no longer applies."""
        return self._replay(seq, refresh, redo=True)

    def sessions(self) -> int:
        """Return how many live sessions are open on this store, this one included."""
        return len(self._live.live() | {self._live.token})

    def compact(self, *, most: int | None = None, seconds: float = inf) -> None:
        """Write fresh snapshots where that is worth it; what is over `most` bytes or `seconds` can wait."""
        free = self.read_only is None and self._transactions.running is None
        if not free or not any(worth_writing(self._state, limit=SMALL, most=most)):
            return
        try:
            with self._transactions.exclusive(_CLOSING_WAIT_SECONDS):
                now, until = self._clock.now(), monotonic() + seconds
                compact(self._state, self._archive, now, limit=SMALL, most=most, until=until)
        except AppendError as error:
            if not error.synced or not error.clean:
                self.refuse(f"{self._state.journal_path}: the disk did not confirm a write: restart netui")
        except (OSError, RewrittenError, StoreLockedError, StoreError, MemoryError):
            return  # the journal holds everything: snapshots only make the next start faster

    @property
    def parts(self) -> Parts:
        """What takes care of the files works on."""
        return Parts(
            state=self._state,
            transactions=self._transactions,
            history=self._history,
            archive=self._archive,
            clock=self._clock,
            announce=self.announce,
        )

    @property
    def backup_problem(self) -> str:
        """Why today's backup could not be made, in a line, or “”."""
        return self._backup.problem

    def _is_backed_up(self) -> bool:
        return self.daily and self._transactions.wrote and self.read_only is None

    def close(self) -> None:
        """Compact and back up if it is worth it, and close every file."""
        if self._closed:
            return
        self._closed = True
        if self._transactions.wrote:
            with suppress(MemoryError, ImportError):  # all is saved: the next session can tidy up
                self._tidy_up()
        nothing_stored = self._state.journal is None
        held = self._transactions.mutex.acquire(timeout=_CLOSING_WAIT_SECONDS)  # a thread may still compact
        self._transactions.close()
        self._state.close()
        if held:
            self._transactions.mutex.release()
        self._live.release()
        if nothing_stored:
            self._live.leave_no_trace()

    def _tidy_up(self) -> None:
        if self._stays_open:  # the next start has more time than an end
            self.compact(most=QUICK, seconds=_CLOSING_WAIT_SECONDS)
        else:
            self.compact()
        if self._stays_open:  # quitting waits no longer: one that is cut off is made after the next change
            self._backup.begin()
            self._backup.wait(_CLOSING_WAIT_SECONDS)
        else:
            self._backup.make()
        if self.daily:
            from netui.storage.meeting.two_histories import keep_what_was_written

            keep_what_was_written(self._state, self._transactions, _CLOSING_WAIT_SECONDS)

    def migrate(self, migrations: tuple[Migration, ...]) -> None:
        """Migrate documents of an older schema to ours; where nothing can be written, in memory alone."""
        if self._state.schema >= self._state.own_schema:
            return
        old, new = self._state.schema, self._state.own_schema
        if self.read_only is not None:
            for (name, document_id), raw in migrated(self._state, migrations).items():
                self._state.collections[name].put(document_id, raw)
            return
        running = Running(f"Migrate from schema {old} to {new}", schema=new)
        with StoreTransaction(self, self._transactions, running):
            if self._state.schema < new:
                from netui.storage.backups.backups import Backups

                Backups(self._state.folder, self._clock).take("before-migration", locked=True)
                for (name, document_id), raw in migrated(self._state, migrations).items():
                    self._transactions.put(name, document_id, raw)
            else:
                running.schema = 0

    def _replay(self, seq: int, refresh: Callable[[], None] | None, *, redo: bool) -> Change:
        if self._transactions.running is not None:
            raise RuntimeError("undo and redo are transactions of their own")
        running = Running("Undo")
        transaction = StoreTransaction(self, self._transactions, running)
        with transaction:
            named, line, bringing_back = self._history.target(seq, redo=redo)
            running.label = f"{'Redo' if bringing_back else 'Undo'}: {named.label}"
            running.redoes = named.seq if bringing_back else None
            running.undoes = None if bringing_back else named.seq
            self._history.take_back(named, line, self._transactions)
            if refresh is not None:
                refresh()
        assert transaction.line is not None
        return change_of(transaction.line)

    def announce(self, line: TransactionLine | None = None, overtaken: str = "") -> int:
        """Tell the listeners of what other sessions appended, and of a line of our own."""
        with self._state.guard:
            unannounced, self._state.unannounced = self._state.unannounced, []
        if not unannounced and (line is None or not self._listeners):
            return 0
        changes = unannounced if line is None else [*unannounced, change_of(line, overtaken)]
        for change in changes:
            for listener in tuple(self._listeners):
                listener(change)
        return len(changes)


class StoreTransaction:
    """One transaction, or one level of it, as a context; `line` is what it appended, after the body.

    A class, for a generator around another costs a save more than all it has to encode.
    """

    __slots__ = ("_running", "_store", "_transactions", "line")

    def __init__(self, store: TinyDBStore, transactions: Transactions, running: Running) -> None:
        self._store = store
        self._transactions = transactions
        self._running = running
        self.line: TransactionLine | None = None

    def __enter__(self) -> None:
        try:
            self._transactions.begin(self._running)
        except BaseException:
            if self._transactions.running is None:
                self._store.announce()
            raise

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        try:
            self.line = self._transactions.end(failed=kind is not None)
        finally:
            if self._transactions.running is None:
                self._store.announce(self.line, ", ".join(self._running.overtaken))
