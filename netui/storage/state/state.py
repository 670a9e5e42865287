"""What a store holds, in memory: opened from the snapshots and the journal, and kept up with other sessions.

Reading needs no lock. A collection is read when it is first used; until then the transactions that concern
it are kept aside. A file that does not hold what was written makes the whole state damaged: all that is good
can still be read, nothing can be written.
"""

from collections.abc import Iterable
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from netui.domain.errors import StoreError, StoreTooNewError
from netui.plain_file import NotAFileError
from netui.services.ports import Change
from netui.storage.base.files import read_file
from netui.storage.base.in_the_way import REMEDY, other_than_file
from netui.storage.base.owned import HISTORY, own_files
from netui.storage.base.problems import REPAIR, Problem
from netui.storage.base.registry import Kind
from netui.storage.changes.changes import applied
from netui.storage.changes.file import JOURNAL, JournalFile, RewrittenError
from netui.storage.changes.lines import Ending, HeaderLine, Line, SnapshotMark, SnapshotsLine, TransactionLine
from netui.storage.changes.snapshots import Snapshot, file_name, mark_of, read_snapshot
from netui.storage.state.announced import all_read_again, change_of_others
from netui.storage.state.collection import Collection, Pending, brought_up
from netui.storage.state.forgotten_people import ForgottenPeople
from netui.storage.state.seen_files import Seen, SeenFiles

if TYPE_CHECKING:
    from netui.storage.changes.salvage import Reread

_TRIES = 20
_SMALL = 1 << 20
_BRING = "bring it back, or restore a backup"
_GONE = Problem(file=JOURNAL, what="it was deleted, moved or unmounted", remedy=_BRING)


class State:
    """The collections, and how far the journal has been taken in."""

    def __init__(self, folder: Path, kinds: Iterable[Kind], schema: int) -> None:
        self.folder = folder
        self.journal_path = folder / JOURNAL
        self.journal: JournalFile | None = None
        self.collections = {kind.name: Collection(kind, self._load, self._file_size) for kind in kinds}
        self.guard = RLock()
        self.own_schema = schema
        self.schema = schema
        self.seq = 0
        self.last_id = 0
        self.damage: str | None = None
        self.unannounced: list[Change] = []
        self.forgotten = ForgottenPeople(self.collections["contacts"])
        self.problems: list[Problem] = []
        self.marks: dict[str, dict[str, SnapshotMark]] = {name: {} for name in self.collections}
        self.on_disk: dict[str, SnapshotMark] = {}
        self.seen = SeenFiles()
        self.changed_at: dict[str, int] = {}
        self.salvaged: dict[str, Reread] | None = None  # for who looks closer, see Doctor
        self.pending: dict[str, list[Pending]] = {name: [] for name in self.collections}

    def close(self) -> None:
        """Close the journal."""
        if self.journal is not None:
            self.journal.close()
            self.journal = None

    def open(self) -> None:
        """Read the journal, and look whether the snapshots are those it names."""
        if not self._open_journal():
            self._expect_no_more()
            return
        for name in self.collections:
            self.check(name)

    def absorb(self) -> list[Change]:
        """Take in what other sessions appended; cheap where nothing was. Raises StoreTooNewError."""
        with self.guard:
            return self._absorb()

    def _absorb(self) -> list[Change]:
        if self.damage is not None:
            return []
        if self.journal is None:
            return self.start_again() if self.journal_path.exists() else []
        try:
            if self.journal.is_unchanged():
                return []
            changes = self._take_lines(self.journal.read_new())
            if self.journal.is_replaced():
                changes += self._follow()
        except RewrittenError:
            return self.start_again()
        except FileNotFoundError:
            self._damaged(_GONE)
            return []
        self._note_fault()
        return changes

    def _open_journal(self) -> bool:
        """Read the journal from its start; return whether there is one."""
        try:
            journal = JournalFile(self.journal_path)
        except (FileNotFoundError, NotAFileError):
            if what := other_than_file(self.journal_path):
                self._damaged(Problem(file=JOURNAL, what=what, remedy=REMEDY))
            return False
        except OSError as error:
            raise _unreadable(self.journal_path, error) from error
        try:
            lines = journal.read_new()
            self._check_schema(lines)
        except BaseException:
            journal.close()
            raise
        self.journal = journal
        for collection in self.pending.values():
            collection.clear()
        self._adopt_header(journal.header)
        self._take_lines(lines)
        gap = 0
        for line in journal.beyond:
            gap = gap if gap and line.seq == self.seq + 1 else line.seq - 1
            self._keep_aside(line, gap)
            self.seq = line.seq
        self._note_fault()
        return True

    def _adopt_header(self, header: HeaderLine | None) -> None:
        if header is None:
            return
        self.seq = header.seq
        self.last_id = max(self.last_id, header.last_id)
        self.schema = header.schema
        self.on_disk = dict(header.snapshots)
        self.changed_at.clear()
        for name in self.collections:
            mark = header.snapshots.get(name)
            self.marks[name] = {} if mark is None else {mark.crc: mark}

    def _check_schema(self, lines: list[Line]) -> None:
        newest = max((line.schema for line in lines if not isinstance(line, SnapshotsLine)), default=0)
        self.refuse_newer(newest, JOURNAL)

    def refuse_newer(self, schema: int, file: str) -> None:
        """Raise StoreTooNewError for a schema above our own."""
        if schema > self.own_schema:
            raise StoreTooNewError(
                f"{self.folder / file} was written by a newer netui (schema {schema}, this one knows "
                f"{self.own_schema}): update netui; nothing was changed"
            )

    def _take_lines(self, lines: list[Line]) -> list[Change]:
        """Apply lines in order; return the changes they are."""
        self._check_schema(lines)
        changes = []
        for line in lines:
            if not isinstance(line, TransactionLine):
                for name, mark in line.snapshots.items():
                    if name in self.marks:
                        self.marks[name][mark.crc] = mark
                    self.on_disk[name] = mark
            elif line.seq > self.seq:
                forgotten = self.forgotten.forgotten_in(line)
                self.forgotten.note(line)
                self._apply(line)
                changes.append(change_of_others(line, forgotten))
        return changes

    def _apply(self, line: TransactionLine) -> None:
        self.seq = line.seq
        self.last_id = max(self.last_id, line.last_id)
        self.schema = line.schema or self.schema
        for name, documents in line.changes.items():
            self.changed_at[name] = line.seq
            collection = self.collections.get(name)
            if collection is None:
                continue
            if not collection.is_loaded:
                self.pending[name].append(Pending(line))
                continue
            for document_id, change in documents.items():
                collection.put(document_id, applied(collection.get(document_id), change, collection.kind))

    def _keep_aside(self, line: TransactionLine, gap: int) -> None:
        for name in line.changes:
            if name in self.pending:
                self.pending[name].append(Pending(line, gap))

    def last_id_there(self) -> int:
        """Return the last id, found from the documents where the journal names none."""
        if not self.last_id:
            self.last_id = max(each.last_id() for each in self.collections.values())
        return self.last_id

    def committed(self, line: TransactionLine) -> None:
        """Take note of a line of our own, whose changes are in the collections already."""
        self.seq = line.seq
        self.last_id = max(self.last_id, line.last_id)
        self.schema = line.schema or self.schema
        for name in line.changes:
            self.changed_at[name] = line.seq
        self.forgotten.note(line)

    def _follow(self) -> list[Change]:
        """Go on in the generation of the journal that took the place of ours."""
        assert self.journal is not None
        old, seq, store = self.journal, self.seq, self.journal.header
        new = JournalFile(self.journal_path)
        try:
            lines = new.read_new()
            self._check_schema(lines)
        except BaseException:
            new.close()
            raise
        if store is not None and new.header is not None and new.header.store != store.store:
            new.close()
            self._damaged(
                Problem(
                    file=JOURNAL, what="another store has taken the place of this one", remedy="restart netui"
                )
            )
            return []
        self.journal = new
        old.close()
        if new.header is None or new.header.seq != seq or new.fault is not None:
            return self.start_again()
        for pending in self.pending.values():
            pending.clear()
        self._adopt_header(new.header)
        return self._take_lines(lines)

    def start_again(self) -> list[Change]:
        """Read everything from the disk again: what we had read before is not what is there."""
        seq = self.seq
        self.seen = SeenFiles()  # what was right by one journal may be wrong by another
        kept = {name: collection.unload() for name, collection in self.collections.items()}
        try:
            if self.journal is not None:
                self.journal.close()
                self.journal = None
            found = self._open_journal()
        except BaseException:
            for name, documents in kept.items():
                self.collections[name].put_back(documents)
            raise
        if not found:
            for name, documents in kept.items():
                self.collections[name].put_back(documents)
            self._damaged(_GONE)
            return []
        self.forgotten.read(self.journal_path, kept["contacts"] or {})
        touched = {
            name: self.collections[name].changed_since(documents)
            for name, documents in kept.items()
            if documents is not None
        }
        if not any(touched.values()) and self.seq == seq:
            return []
        header = None if self.journal is None else self.journal.header
        return [all_read_again(self.seq, header, touched, self.forgotten.known)]

    def _note_fault(self) -> None:
        journal = self.journal
        if journal is None or journal.fault is None or journal.fault.ending is Ending.TORN:
            return
        fault = journal.fault
        self._damaged(Problem(file=JOURNAL, line=fault.line, what=fault.what, remedy=REPAIR))

    def _damaged(self, problem: Problem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)
        if self.damage is None:
            self.damage = f"{self.folder / problem.file}" + str(problem).removeprefix(problem.file)

    def _expect_no_more(self) -> None:
        """Call the journal missing where snapshots or old journals are there."""
        found = [file_name(name) for name in self.collections if (self.folder / file_name(name)).is_file()]
        found += [f"{HISTORY}/{name}" for name in own_files(self.folder, HISTORY) if name.endswith(".gz")]
        if found and self.damage is None:
            self._damaged(
                Problem(
                    file=JOURNAL,
                    what=f"it is missing, though {found[0]} is there",
                    remedy="restore a backup, or run `netui doctor --repair`",
                )
            )

    def check(self, name: str, *, wholly: bool = False) -> None:
        """Compare a snapshot with what the journal says of it: small ones wholly, others by their size.

        One that looks as it did the last time isn't read. With `wholly`, a large one is read as well.
        Raises StoreError.
        """
        for _ in range(_TRIES):
            path = self.folder / file_name(name)
            try:
                seen = Seen.of(path)
                if self.seen.is_same(name, seen, wholly=wholly):
                    return
                size = seen.size
                crc = mark_of(read_file(path), 0).crc if wholly or size <= _SMALL else None
            except (FileNotFoundError, NotAFileError):
                size, crc = -1, None
            except OSError as error:
                raise _unreadable(path, error) from error
            marks = self.marks[name]
            if size < 0:
                good = not marks or (self.journal is not None and self._only_announced(name))
            elif crc is not None:
                good = crc in marks
            else:
                good = any(mark.size == size for mark in marks.values())
            if good:
                if size >= 0:
                    self.seen.note(name, seen, wholly=crc is not None)
                return
            if not self._moved():
                break
        self._mismatch(name, missing=size < 0)

    def _moved(self) -> bool:
        """Read what came in the meantime; return whether anything did."""
        journal, size = self.journal, self.journal.size if self.journal else 0
        with self.guard:
            self.unannounced += self.absorb()
        return self.journal is not journal or (self.journal is not None and self.journal.size != size)

    def _only_announced(self, name: str) -> bool:
        """Whether the journal began without this snapshot, and only said that one was coming."""
        header = self.journal.header if self.journal is not None else None
        return header is not None and name not in header.snapshots

    def _mismatch(self, name: str, *, missing: bool) -> None:
        if self.journal is None or self.journal.header is None:
            return
        odd = other_than_file(self.folder / file_name(name))
        what = odd or ("it is missing" if missing else "it was changed outside netui")
        self._damaged(Problem(file=file_name(name), what=what, remedy=REMEDY if odd else REPAIR))

    def _load(self, collection: Collection) -> None:
        """Read a collection, in whatever thread asks for it first; other threads go on at the same time."""
        while True:
            journal = self.journal
            snapshot = self._read_snapshot(collection.name, packed=collection.packed)
            self.refuse_newer(snapshot.schema, file_name(collection.name))
            with self.guard:
                if collection.is_loaded:
                    return
                if journal is self.journal:
                    collection.fill(brought_up(collection.kind, snapshot, self.pending[collection.name]))
                    self.pending[collection.name].clear()
                    return

    def _read_snapshot(self, name: str, *, packed: bool) -> Snapshot:
        path = self.folder / file_name(name)
        missing = False
        for _ in range(_TRIES):
            try:
                found, mark = read_snapshot(path, name, packed=packed)
                missing = False
            except (FileNotFoundError, NotAFileError):
                marks = self.marks[name]
                if not marks or self._only_announced(name):
                    base = self.journal.header.seq if self.journal and self.journal.header else 0
                    return Snapshot(self.schema, base, {})
                missing = True
            except OSError as error:
                raise _unreadable(path, error) from error
            if not missing and self._is_known(name, mark):
                if found is None:
                    break
                return found
            if not self._moved():
                break
        self._mismatch(name, missing=missing)
        if missing:
            return Snapshot(self.schema, 0, {})
        from netui.storage.changes.salvage import reread_snapshot

        known, data = self.marks[name].values(), read_file(path)
        laid_out = found if not packed and mark == mark_of(data, 0) else None
        found = reread_snapshot(name, data, known, self.schema, kept=self.salvaged, laid_out=laid_out)
        self.problems += [problem for problem in found.problems if problem not in self.problems]
        return found

    def _file_size(self, name: str) -> int:
        return max((mark.size for mark in tuple(self.marks[name].values())), default=0)

    def _is_known(self, name: str, mark: SnapshotMark) -> bool:
        known = self.marks[name].get(mark.crc)
        return known is not None and known.size == mark.size


def _unreadable(path: Path, error: OSError) -> StoreError:
    return StoreError(f"{path} cannot be read: {error.strerror}; check its owner and mode")
