"""Transactions: lock, catch up, run the body on the live collections, append one line or put all back.

The body writes into the collections at once, so that it reads its own writes; what each document was before
is kept in a frame for each level of nesting, and put back where the body, the disk or the lock fails.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Raw

from netui.domain.errors import StoreDamagedError, StoreError, StoreReadOnlyError, StoreTooNewError
from netui.domain.values import replace
from netui.services.ports import Clock
from netui.storage.base.files import NO_ROOM, NOT_WRITABLE, file_of, make_folder
from netui.storage.base.ids import next_id
from netui.storage.base.lock import NO_LOCKS, WriteLock, without_locks
from netui.storage.changes.archive import Archive
from netui.storage.changes.changes import DocumentChange, difference, document_fields
from netui.storage.changes.file import AppendError, RewrittenError, create_journal
from netui.storage.changes.lines import HeaderLine, TransactionLine
from netui.storage.state.state import State

_MOST_RECENT, _MOST_DOCUMENTS = 500, 200
"""How many of its own changes a session keeps in mind, and of how large ones no more than that they were."""


@dataclass(slots=True)
class Frame:
    """What the documents were that one level of a transaction touched, and their change where it is known."""

    before: dict[tuple[str, int], Raw | None] = field(default_factory=dict)
    changes: dict[tuple[str, int], DocumentChange] = field(default_factory=dict)


@dataclass(slots=True)
class Running:
    """The open transaction."""

    label: str
    undoes: int | None = None
    redoes: int | None = None
    schema: int = 0
    overtaken: list[str] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)

    @property
    def full_label(self) -> str:
        """The label, with what others had made of what is changed."""
        return f"{self.label} (meanwhile {', '.join(self.overtaken)})" if self.overtaken else self.label


class Transactions:
    """The one way to write: every commit goes through `run`."""

    def __init__(
        self, state: State, archive: Archive, clock: Clock, session: str, new_store: Callable[[], str]
    ) -> None:
        self._state = state
        self._archive = archive
        self._clock = clock
        self._session = session
        self._new_store = new_store
        self._lock = WriteLock(state.folder, self._refuse_if_moved)
        self._folder_identity = _identity(state.folder)
        self.mutex = threading.RLock()
        self.running: Running | None = None
        self.refusal: str | None = None
        self.wrote = False
        self.recent: deque[tuple[HeaderLine, TransactionLine]] = deque(maxlen=_MOST_RECENT)
        self._last_id = 0

    @property
    def read_only(self) -> str | None:
        """Why nothing can be written, or None."""
        return self._state.damage or self.refusal

    def absorb(self) -> None:
        """Take in what other sessions appended, and keep it to be announced."""
        try:
            with self._state.guard:
                self._state.unannounced += self._state.absorb()
        except StoreTooNewError as error:
            self.refusal = str(error)
        except OSError as error:
            self.refusal = f"{self._state.journal_path} cannot be read: {error.strerror}; restart netui"

    def begin(self, transaction: Running) -> None:
        """Open a transaction, or go one level deeper in the one that is open; `end` has to follow."""
        self.mutex.acquire()
        try:
            if self.running is None:
                self._take_lock()
                self.running = transaction
            self.running.frames.append(Frame())
        except BaseException:
            self.mutex.release()
            raise

    def end(self, *, failed: bool) -> TransactionLine | None:
        """Commit what was begun last, or put all back where it failed; return the line appended, if any."""
        running = self.running
        assert running is not None
        try:
            frame = running.frames.pop()
            if running.frames:
                self._close_level(frame, running.frames[-1], failed=failed)
                return None
            try:
                line = None if failed else self._commit(running, frame)
            except BaseException:
                failed = True
                raise
            finally:
                if failed:
                    self._put_back(frame)
                self.running = None
                self._lock.release()
            return line
        finally:
            self.mutex.release()

    @contextmanager
    def exclusive(self, wait: float | None) -> Iterator[None]:
        """Hold the lock, caught up, without a transaction."""
        with self.mutex:
            self._take_lock(wait)
            try:
                yield
            finally:
                self._lock.release()

    @contextmanager
    def rewriting(self) -> Iterator[None]:
        """Hold the lock to rewrite files."""
        with self.exclusive(None), self.explained():
            yield

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Make of what the disk refuses a StoreError, as it is for a save."""
        try:
            yield
        except AppendError as error:
            raise self._not_saved(error) from error.cause
        except RewrittenError as error:
            raise self._replaced() from error
        except OSError as error:
            raise self._cannot_write(error) from error

    def close(self) -> None:
        """Close the lock's file, and give up every right to write."""
        self.refusal = "the store is closed: open it again"
        self._lock.close()

    def put(
        self, name: str, document_id: int, document: Raw | None, change: DocumentChange | None = None
    ) -> None:
        """Write a document in the open transaction, or remove it with None.

        `change` is what that does to the document as it is now, where the caller knows it.
        """
        if self.running is None:
            raise RuntimeError("a write needs an open transaction")
        collection = self._state.collections[name]
        if collection.kind.single and document is not None and not document_fields(document):
            document = None
        frame, key = self.running.frames[-1], (name, document_id)
        if key in frame.before:
            frame.changes.pop(key, None)
        else:
            frame.before[key] = collection.get(document_id)
            if change is not None:
                frame.changes[key] = change
        collection.put(document_id, document)

    def new_id(self) -> int:
        """Allocate an id in the open transaction."""
        if self.running is None:
            raise RuntimeError("an id is allocated inside a transaction")
        self._last_id = next_id(max(self._last_id, self._state.last_id_there()), self._clock.now())
        return self._last_id

    def _close_level(self, frame: Frame, outer: Frame, *, failed: bool) -> None:
        if failed:
            self._put_back(frame)
            return
        for key, document in frame.before.items():
            if key in outer.before:
                outer.changes.pop(key, None)
                continue
            outer.before[key] = document
            if key in frame.changes:
                outer.changes[key] = frame.changes[key]

    def _put_back(self, frame: Frame) -> None:
        for (name, document_id), document in reversed(frame.before.items()):
            self._state.collections[name].put(document_id, document)

    def _take_lock(self, wait: float | None = None) -> None:
        """Take the lock and be up to date."""
        self._refuse_if_read_only()
        try:
            self._lock.acquire(wait)
        except OSError as error:
            raise self._cannot_write(error) from error
        try:
            self._prepare()
        except BaseException:
            self._lock.release()
            raise

    def _prepare(self) -> None:
        """Be up to date, with a journal that ends in a whole line."""
        state = self._state
        with self.explained():
            if state.journal is None:
                self._create()
            self.absorb()
            self._refuse_if_read_only()
            journal = state.journal
            if journal is not None and journal.header is not None:
                if journal.fault is not None:
                    journal.cut_torn_tail(self._archive.torn_copy(journal.header.generation, journal.size))
                journal.finish_last_line()

    def _create(self) -> None:
        state = self._state
        if state.journal_path.exists():
            return
        header = HeaderLine(
            store=self._new_store(),
            generation=1,
            schema=state.own_schema,
            seq=0,
            last_id=0,
            at=self._clock.now(),
            snapshots={},
        )
        make_folder(state.folder)
        create_journal(state.journal_path, header)

    def _commit(self, running: Running, frame: Frame) -> TransactionLine | None:
        state = self._state
        changes: dict[str, dict[int, DocumentChange]] = {}
        highest = max(self._last_id, state.last_id)
        for (name, document_id), before in frame.before.items():
            collection = state.collections[name]
            change = frame.changes.get((name, document_id))
            if change is None:
                change = difference(before, collection.get(document_id), collection.kind)
            if change is not None:
                changes.setdefault(name, {})[document_id] = change
                highest = max(highest, document_id)
        if not changes and running.undoes is None and running.redoes is None and not running.schema:
            return None
        assert state.journal is not None
        line = TransactionLine(
            prev=state.journal.cursor.crc,
            seq=state.seq + 1,
            at=self._clock.now(),
            session=self._session,
            label=_whole(running.full_label),
            changes=changes,
            undoes=running.undoes,
            redoes=running.redoes,
            last_id=highest if highest > state.last_id else 0,
            schema=running.schema,
        )
        with self.explained():
            state.journal.append(line)
        state.committed(line)
        self.wrote = True
        large = len(frame.before) > _MOST_DOCUMENTS
        if large:
            for name in changes:
                state.collections[name].tighten()
        if state.journal.header is not None:
            self.recent.append((state.journal.header, replace(line, changes={}) if large else line))
        return line

    def _replaced(self) -> StoreError:
        return StoreError(
            f"{self._state.journal_path} was replaced while saving: nothing was saved; try again"
        )

    def _not_saved(self, error: AppendError) -> StoreError:
        """Explain a line that is not on the disk; whatever may not be trusted again closes this session."""
        path, why = self._state.journal_path, error.cause.strerror or str(error.cause)
        if not error.synced:
            self.refusal = (
                f"{path}: the disk did not confirm a save ({why}); the last change is not saved, "
                "and this session writes nothing more: check the disk, then restart netui"
            )
            return StoreReadOnlyError(self.refusal)
        if not error.clean:
            self.refusal = (
                f"{path}: a save failed half-way ({why}); the last change is not saved, "
                "and this session writes nothing more: check the disk, then restart netui"
            )
            return StoreReadOnlyError(self.refusal)
        return self._cannot_write(error.cause)

    def _cannot_write(self, error: OSError) -> StoreError:
        path = self._state.folder
        if error.errno in NO_LOCKS:
            return StoreReadOnlyError(without_locks(path))
        if error.errno in NO_ROOM:
            return StoreError(f"{path}: the disk is full; nothing was saved: make room, then save again")
        if error.errno in NOT_WRITABLE:
            return StoreReadOnlyError(
                f"{file_of(error) or path} cannot be written ({error.strerror}); nothing was saved: "
                "check its owner and mode, and that of its folder"
            )
        return StoreError(
            f"{path}: {error.strerror or error}; nothing was saved: check the disk, then try again"
        )

    def _refuse_if_read_only(self) -> None:
        if self._state.damage is not None:
            raise StoreDamagedError(f"{self._state.damage}; nothing is written until then")
        if self.refusal is not None:
            raise StoreReadOnlyError(self.refusal)

    @property
    def is_moved(self) -> bool:
        """Whether the folder was deleted, or another took its place."""
        return _identity(self._state.folder) != self._folder_identity

    def _refuse_if_moved(self) -> None:
        """Never write to a folder that was deleted, or that took the place of ours.

        Asked before the lock's file is opened; while that stays in its place, the folder does.
        """
        if self.is_moved and self._state.journal is not None:
            self.refusal = (
                f"{self._state.folder} was deleted, moved, unmounted or replaced; nothing was saved: "
                "bring it back, then restart netui"
            )
            raise StoreReadOnlyError(self.refusal)


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino)


def _whole(text: str) -> str:
    """Return a label that can be stored: half a character becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")
