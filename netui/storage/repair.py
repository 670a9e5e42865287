"""Mending a store: nothing readable is lost, and everything is in a backup of its own first.

1. all files as they are go into a `before-repair` backup;
2. what cannot be read is put aside, modes are set, old journals are taken from a backup, or filled
   where a change is lost;
3. where the journal or a snapshot is damaged, the good state is written: the old journal, whole again, into
   `history`, then the snapshots, then a new journal, which makes them count. A crash before that leaves the
   store as damaged as it was, and the repair can be run again;
4. edits of snapshots by hand are taken in as transactions on that state, field by field, so that they can be
   undone and nothing saved since is lost; so are removals of what cannot be used.
"""

import gzip
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from msgspec import Raw

from netui.domain.errors import ImportFileError, StoreError
from netui.plain_file import NotAFileError
from netui.services.ports import Clock
from netui.storage.archive import archive_name, generation_of
from netui.storage.backup_files import BackupFile
from netui.storage.backups import Backups, check_state
from netui.storage.changes import applied, difference
from netui.storage.collection import Collection
from netui.storage.doctor import Doctor
from netui.storage.drafts import read_draft
from netui.storage.files import (
    FILE_MODE,
    FOLDER_MODE,
    discard,
    make_folder,
    read_file,
    replace_file,
    sync_folder,
)
from netui.storage.hand_edits import Edit, read_edit, undecodable
from netui.storage.in_the_way import refuse_if_in_the_way
from netui.storage.journal import JOURNAL, create_journal
from netui.storage.journal_lines import HeaderLine, SnapshotMark, TransactionLine
from netui.storage.lock import WriteLock
from netui.storage.old_journals import OldJournals
from netui.storage.owned import (
    ASIDE,
    BACKUPS,
    DAMAGED,
    DRAFTS,
    HISTORY,
    STORE,
    TEMPORARY,
    own_files,
    own_paths,
)
from netui.storage.recovery import Recovered, invented_header, recoded, recover, whole_again
from netui.storage.references import mended
from netui.storage.registry import KINDS, Kind
from netui.storage.snapshots import decode_snapshot, encode_snapshot, file_name, mark_of

_MOST_LOST = 100_000
Documents = Mapping[int, Raw]


@dataclass(slots=True)
class Base:
    """A collection as it was at a change, as netui itself knew it."""

    seq: int
    documents: Documents


@dataclass(slots=True)
class Taken:
    """An edit to take in: the file as it was edited, and as it was before, where that is known."""

    kind: Kind
    edit: Edit
    before: Documents | None


@dataclass(slots=True)
class Found:
    """The state to write: documents at the last change, and which files are not as they should be."""

    journal: Recovered
    header: HeaderLine
    last: int
    documents: dict[str, Documents] = field(default_factory=dict)
    edits: list[Taken] = field(default_factory=list)
    is_whole: bool = True


class Commit:
    """What the repair needs of the store once its files are whole; see `Safekeeping`."""

    def __init__(
        self,
        collections: Callable[[], dict[str, Collection]],
        write: Callable[[str, dict[tuple[str, int], Raw | None]], None],
    ) -> None:
        self.collections = collections
        self.write = write


class Repair:
    """Mends one store's folder; `done` says what was done."""

    def __init__(self, folder: Path, *, schema: int, clock: Clock, backups: Backups, doctor: Doctor) -> None:
        self._folder = folder
        self._schema = schema
        self._clock = clock
        self._backups = backups
        self._doctor = doctor
        self._old = OldJournals(folder, schema=schema, backups=backups)
        self.done: list[str] = []

    def mend_files(self) -> list[Taken]:
        """Make the files whole, under the lock; return the edits that are to be taken in afterwards."""
        lock = WriteLock(self._folder)
        last = max((generation_of(name) for name in self._old.names()), default=0) + 1
        header = recover(self._read(JOURNAL) or b"").header
        generations = range(1, (last if header is None else header.generation) + 1)
        old = (f"{HISTORY}/{archive_name(generation)}" for generation in generations)
        refuse_if_in_the_way(self._folder, (JOURNAL, *(file_name(kind.name) for kind in KINDS), *old))
        try:
            lock.acquire()
            kept = self._backups.take("before-repair", damaged=True, locked=True)
            self.done.append(f"kept everything as it was in {BACKUPS}/{kept.path.name}")
            self._put_unreadable_aside()
            found = self._look()
            self.done += self._old.mend(found.header.generation)
            if not found.is_whole:
                self._write(found)
            self._set_modes()
        except OSError as error:
            raise StoreError(
                f"{self._folder}: the repair was not finished ({error.strerror or error}): make room, "
                "then run it again"
            ) from error
        finally:
            lock.release()
            lock.close()
        return found.edits

    def take_in(self, edits: list[Taken], commit: Commit) -> None:
        """Write edits, and removals of what cannot be used, as transactions."""
        for taken in edits:
            collection = commit.collections()[taken.kind.name]
            changes = dict(_changes(taken, collection))
            refused = sorted({problem.id for problem in taken.edit.problems if problem.id is not None})
            if refused:
                which = ", ".join(map(str, refused))
                self.done.append(f"left as they were, for the edit of them cannot be used: documents {which}")
            if changes:
                label = f"Take in the edit of {file_name(taken.kind.name)}"
                commit.write(label, changes)
                self.done.append(f"{label}: {len(changes)} documents; `netui undo` takes it back")
        wrong: dict[tuple[str, int], Raw | None] = {
            (kind.name, document_id): None
            for kind in KINDS
            for document_id in undecodable(kind, commit.collections()[kind.name].documents)
        }
        if wrong:
            commit.write(f"Take out {len(wrong)} documents that cannot be used", wrong)
            self.done.append(
                f"took out {len(wrong)} documents that cannot be used; `netui undo` brings them back"
            )
        loose: dict[tuple[str, int], Raw | None] = {**mended(commit.collections())}
        if loose:
            commit.write(f"Take out references to nobody in {len(loose)} documents", loose)
            self.done.append(f"took references to nobody out of {len(loose)} documents")

    # What there is

    def _look(self) -> Found:
        data = self._read(JOURNAL)
        journal = recover(data or b"")
        ended, stored = self._old.end()
        header = journal.header
        snapshots = {kind.name: self._read(file_name(kind.name)) for kind in KINDS}
        edits = {
            kind.name: read_edit(kind, content)
            for kind in KINDS
            if (content := snapshots[kind.name]) is not None
        }
        is_whole = data is None and not edits
        if header is None:
            generation = max((generation_of(name) for name in self._old.names()), default=0) + 1
            header = invented_header(stored or self._old.identity(), generation, ended, self._schema)
        last = max([header.seq, *(line.seq for line in journal.transactions)])
        if journal.header is None:
            last = max([last, *(edit.seq for edit in edits.values() if edit.seq - last < _MOST_LOST)])
        found = Found(journal, header, last)
        found.is_whole = is_whole or (data is not None and not journal.is_broken)
        marks = self._doctor.marks() if data is not None else {}
        lines = [*self._old.lines(header.generation), *journal.transactions]
        for kind in KINDS:
            self._look_at(kind, snapshots[kind.name], marks.get(kind.name, []), lines, found)
        return found

    def _look_at(
        self,
        kind: Kind,
        data: bytes | None,
        marks: list[SnapshotMark],
        lines: list[TransactionLine],
        found: Found,
    ) -> None:
        name = kind.name
        announced = found.journal.header is not None and name not in found.journal.header.snapshots
        if data is None and (not marks or announced):
            start = Base(0 if not found.header.seq else found.header.seq, {})
        elif data is not None and any(mark_of(data, mark.seq) == mark for mark in marks):
            snapshot = decode_snapshot(name, data)
            start = Base(snapshot.seq, snapshot.documents)
        else:
            edit = read_edit(kind, data) if data is not None else Edit(complete=False)
            announced_at = {mark.seq for mark in marks}
            known = edit.seq in announced_at or not announced_at
            base = self._base(kind, edit.seq if known else min(announced_at), lines, marks)
            trusted = found.journal.header is None and edit.complete and base is None
            if base is None:
                start = Base(edit.seq, edit.documents)
                if edit.problems and data is not None:
                    self._keep_aside(file_name(name), data)
                self.done.append(
                    f"{file_name(name)}: kept the {len(edit.documents)} documents that can be read"
                )
            else:
                start = base
                if data is not None:
                    self._keep_aside(file_name(name), data)
                    found.edits.append(Taken(kind, edit, dict(base.documents)))
                else:
                    self.done.append(f"{file_name(name)}: brought back from history")
            found.is_whole = found.is_whole and trusted
        found.documents[name] = _forward(kind, start, lines, found.last)

    def _base(
        self, kind: Kind, seq: int, lines: list[TransactionLine], marks: list[SnapshotMark]
    ) -> Base | None:
        """Return a collection as it was at a change: from the start of history, or from a backup.

        What comes from a backup has to be what the journal says of that snapshot, where it says anything.
        """
        starts = [Base(0, {})]
        for path in reversed(self._backups.paths()):
            starts += self._in_backup(kind, path)
        for start in starts:
            between = [line.seq for line in lines if start.seq < line.seq <= seq]
            if start.seq <= seq and between == list(range(start.seq + 1, seq + 1)):
                documents = _forward(kind, start, lines, seq)
                schemas = range(1, self._schema + 1)
                if (
                    not start.seq
                    or not marks
                    or any(_fits(kind, documents, seq, each, marks) for each in schemas)
                ):
                    return Base(seq, documents)
        return None

    def _in_backup(self, kind: Kind, path: Path) -> Iterator[Base]:
        member = f"{STORE}/{file_name(kind.name)}"
        try:
            if path.name.startswith("before-repair"):
                return
            check_state(path)
            with BackupFile(path) as backup:
                if member in backup.names and backup.manifest.store == self._old.identity():
                    snapshot = decode_snapshot(kind.name, backup.read(member))
                    yield Base(snapshot.seq, snapshot.documents)
        except (ImportFileError, msgspec.MsgspecError, KeyError):
            return

    def _read(self, name: str) -> bytes | None:
        try:
            return read_file(self._folder / name)
        except (FileNotFoundError, NotADirectoryError, NotAFileError):
            return None

    # What is written

    def _write(self, found: Found) -> None:
        now = self._clock.now()
        header = found.header
        data = self._read(JOURNAL)
        if found.journal.is_broken and data is not None:
            place = f"damaged-{header.generation:06d}-{now:%Y%m%dT%H%M%S}.jsonl{DAMAGED}"
            make_folder(self._folder / HISTORY)
            replace_file(self._folder / HISTORY / place, [data])
            kept = len(found.journal.transactions)
            self.done.append(
                f"cut the damage off {JOURNAL}: {kept} changes kept, a copy is in {HISTORY}/{place}"
            )
        whole = whole_again(header, found.journal.lines, found.last)
        make_folder(self._folder / HISTORY)
        packed = gzip.compress(recoded(whole), 6, mtime=0)
        replace_file(self._folder / HISTORY / archive_name(header.generation), [packed])
        schema = max([header.schema, *(line.schema for line in found.journal.transactions)])
        marks = {}
        for name, documents in found.documents.items():
            if not documents and not (self._folder / file_name(name)).exists():
                continue
            data = b"".join(encode_snapshot(name, documents, schema=schema, seq=found.last))
            replace_file(self._folder / file_name(name), [data], linked=True)
            marks[name] = mark_of(data, found.last)
        ids = [document_id for documents in found.documents.values() for document_id in documents]
        create_journal(
            self._folder / JOURNAL,
            HeaderLine(
                store=header.store,
                generation=header.generation + 1,
                schema=schema,
                seq=found.last,
                last_id=max([header.last_id, *(line.last_id for line in found.journal.transactions), *ids]),
                at=now,
                snapshots=marks,
            ),
        )
        self.done.append("wrote every snapshot and a new journal from what is good")

    def _put_unreadable_aside(self) -> None:
        for name in own_files(self._folder, DRAFTS):
            path = self._folder / DRAFTS / name
            if path.suffix == ".draft" and read_draft(read_file(path)) is None:
                path.replace(path.with_name(path.name + DAMAGED))
                self.done.append(f"put the draft {path.name} aside: it cannot be read")
        for path in self._backups.paths():
            try:
                check_state(path)
            except ImportFileError:
                if "before-re" not in path.name:
                    path.replace(path.with_name(path.name + DAMAGED))
                    self.done.append(f"put {BACKUPS}/{path.name} aside: it is damaged")
        for path in own_paths(self._folder):
            if path.suffix == TEMPORARY:
                discard(path)

    def _keep_aside(self, name: str, data: bytes) -> None:
        folder = self._folder / ASIDE
        make_folder(folder)
        place = f"{self._clock.now():%Y%m%dT%H%M%S}-{name}"
        replace_file(folder / place, [data])
        self.done.append(f"kept {name} as it was in {ASIDE}/{place}")

    def _set_modes(self) -> None:
        changed = 0
        for path in own_paths(self._folder, also_folders=True):
            if path.stat().st_mode & 0o077:
                path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
                changed += 1
        if changed:
            self.done.append(f"closed {changed} files and folders to others")
        sync_folder(self._folder)


def _forward(kind: Kind, start: Base, lines: list[TransactionLine], seq: int) -> Documents:
    """Return a collection brought forward; a change to a document that is lost changes nothing."""
    documents = dict(start.documents)
    for line in lines:
        if not start.seq < line.seq <= seq:
            continue
        for document_id, change in line.changes.get(kind.name, {}).items():
            before = documents.get(document_id)
            if before is None and not (bytes(change.add) or kind.single):
                continue
            after = applied(before, change, kind)
            if after is None:
                documents.pop(document_id, None)
            else:
                documents[document_id] = after
    return dict(sorted(documents.items()))


def _changes(taken: Taken, collection: Collection) -> Iterator[tuple[tuple[str, int], Raw | None]]:
    """Yield what an edit changed, on top of what the collection is by now."""
    before, edit, kind = taken.before or {}, taken.edit, taken.kind
    unusable = {problem.id for problem in edit.problems}
    for document_id in sorted({*before, *edit.documents}):
        if document_id in unusable or (document_id not in edit.documents and not edit.complete):
            continue
        change = difference(before.get(document_id), edit.documents.get(document_id), kind)
        now = collection.get(document_id)
        if change is None or (now is None and document_id in before):
            continue
        after = applied(now, change, kind)
        if after != now:
            yield (kind.name, document_id), after


def _fits(kind: Kind, documents: Documents, seq: int, schema: int, marks: list[SnapshotMark]) -> bool:
    data = b"".join(encode_snapshot(kind.name, documents, schema=schema, seq=seq))
    return mark_of(data, seq) in marks
