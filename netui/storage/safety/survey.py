"""What a repair finds: which files are as they were written, what was edited, and what the good state is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from msgspec import Raw

from netui.domain.counted import counted
from netui.domain.errors import ImportFileError
from netui.domain.values import replace
from netui.storage.backups.backup_files import BackupFile
from netui.storage.backups.backups import Backups, check_state, marks_of
from netui.storage.base.files import read_if_there
from netui.storage.base.owned import HISTORY, STORE
from netui.storage.base.registry import KINDS, Kind
from netui.storage.changes.archive import generation_of
from netui.storage.changes.changes import NOTHING, applied, other_than
from netui.storage.changes.file import JOURNAL
from netui.storage.changes.lines import Cursor, HeaderLine, SnapshotMark, SnapshotsLine, TransactionLine, scan
from netui.storage.changes.recovery import MOST_LOST, Recovered, invented_header, recover
from netui.storage.changes.salvage import original_of
from netui.storage.changes.snapshots import (
    decode_snapshot,
    encode_snapshot,
    file_name,
    holds_documents,
    is_one_of,
)
from netui.storage.safety.hand_edits import Checked, Edit, read_edit
from netui.storage.safety.lost_lines import put_back_lost
from netui.storage.safety.old_journals import OldJournals

Documents = Mapping[int, Raw]


@dataclass(slots=True)
class Base:
    """A collection as it was at a change, as netui itself knew it; `data` is its file, where that is sure."""

    seq: int
    documents: Documents
    data: bytes | None = None


@dataclass(slots=True)
class Taken:
    """An edit to take in: the file as it was edited, and as it was before."""

    kind: Kind
    edit: Edit
    before: Documents


@dataclass(slots=True)
class Found:
    """What is good and what isn't.

    `put_back` are files that have to be as they were, `aside` what to keep of them, `starts` the collections
    that can't be put back. Where the journal or one of these is damaged, the store isn't `whole`: then its
    good state has to be written.
    """

    journal: Recovered
    header: HeaderLine
    last: int
    whole: bool
    put_back: dict[str, bytes] = field(default_factory=dict)
    aside: list[str] = field(default_factory=list)
    starts: dict[str, Base] = field(default_factory=dict)
    edits: list[Taken] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    hurt: list[str] = field(default_factory=list)
    """The files that were missing, damaged or changed, in words."""

    @property
    def lost(self) -> int:
        """How many changes of the journal can't be read."""
        if not self.journal.is_broken:
            return 0
        seqs = sum(line.seq > self.header.seq for line in self.journal.transactions)
        return max(self.journal.lost, self.last - self.header.seq - seqs)


class Survey:
    """Looks at the journal and the snapshots of one store; nothing is written."""

    def __init__(
        self, folder: Path, *, schema: int, backups: Backups, old: OldJournals, checked: Checked
    ) -> None:
        self._folder = folder
        self._schema = schema
        self._backups = backups
        self._old = old
        self._checked = checked
        self._bases: dict[tuple[str, int], Base | None] = {}

    def look(self) -> Found:
        """Read the journal, and of the snapshots those that are not as they were written."""
        data = read_if_there(self._folder / JOURNAL)
        journal = recover(data or b"")
        last_old = max((generation_of(name) for name in self._old.names()), default=0)
        came = put_back_lost(journal, self._folder, last_old + 1)
        if journal.is_broken:
            self._lower_schema(journal)
        header = journal.header
        if header is None:
            ended, stored = self._old.end()
            header = invented_header(stored or self._old.identity(), last_old + 1, ended, self._schema)
        last = max([header.seq, *(line.seq for line in journal.transactions)])
        found = Found(journal, header, last, whole=data is not None and not journal.is_broken)
        for name, count in came.items():
            found.messages.append(f"{JOURNAL}: {counted(count, 'change')} came back from {HISTORY}/{name}")
        if journal.is_altered and data is not None:
            found.put_back[JOURNAL] = journal.original or data
            found.whole = scan(found.put_back[JOURNAL], Cursor()).fault is None
            kept = counted(len(journal.transactions), "change")
            found.messages.append(f"{JOURNAL}: wrote its lines as they were: {kept} kept, none lost")
        edited = list(self._edited(found, marks_of(journal.lines)))
        if journal.header is None:
            seqs = (edit.seq for _, _, edit, _ in edited if edit.seq - found.last < MOST_LOST)
            found.last = max([found.last, *seqs])
            found.whole = data is None and not edited and not self._old.names()
        if journal.is_altered:
            found.hurt.append(f"{JOURNAL} was changed outside netui")
        elif not found.whole:
            found.hurt.append(f"{JOURNAL} was {'missing' if data is None else 'damaged'}")
        for kind, content, edit, marks in edited:
            self._take(kind, content, edit, marks, found)
        return found

    def _lower_schema(self, journal: Recovered) -> None:
        """Let damage to a digit not make a newer program's store of ours."""
        own = self._schema
        journal.lines = [
            replace(line, schema=own) if not isinstance(line, SnapshotsLine) and line.schema > own else line
            for line in journal.lines
        ]
        if journal.header is not None and journal.header.schema > own:
            journal.header = replace(journal.header, schema=own)

    def documents(self, found: Found) -> Iterator[tuple[str, Documents]]:
        """Yield every collection as it is by the last change."""
        lines = [*self._old.lines(found.header.generation), *found.journal.transactions]
        for kind in KINDS:
            start = found.starts.get(kind.name)
            if start is None:
                name = file_name(kind.name)
                data = found.put_back.get(name) or read_if_there(self._folder / name)
                if data is None and found.journal.header is None:
                    start = self._base(kind, found.header.seq, found, []) or Base(0, {})
                elif data is None:
                    start = Base(found.header.seq, {})
                else:
                    snapshot = decode_snapshot(kind.name, data)
                    start = Base(snapshot.seq, snapshot.documents)
            yield kind.name, _forward(kind, start, lines, found.last)

    def _edited(
        self, found: Found, marks: Mapping[str, list[SnapshotMark]]
    ) -> Iterator[tuple[Kind, bytes | None, Edit, list[SnapshotMark]]]:
        """Yield the snapshots that are neither as they were written nor only laid out in another way."""
        for kind in KINDS:
            name = file_name(kind.name)
            data = read_if_there(self._folder / name)
            known = marks.get(kind.name, [])
            if data is None:
                announced = found.journal.header is not None and kind.name not in found.header.snapshots
                if known and not announced:
                    yield kind, None, Edit(complete=False), known
            elif not (is_one_of(data, known) and holds_documents(kind.name, data)):
                if (original := original_of(data, known)) is not None:
                    found.put_back[name] = original[0]
                    found.aside.append(name)
                    found.messages.append(f"{name}: wrote its lines as they were; nothing else in it differs")
                else:
                    base = self._last_written(kind, found, known)
                    yield kind, data, read_edit(kind, data, self._checked, base), known

    def _last_written(self, kind: Kind, found: Found, marks: list[SnapshotMark]) -> Documents:
        """Return the documents of the file that was edited, where it is sure which it was."""
        if found.journal.header is None or not marks:
            return {}
        base = self._base(kind, max(mark.seq for mark in marks), found, marks)
        return {} if base is None or base.data is None else base.documents

    def _take(
        self, kind: Kind, data: bytes | None, edit: Edit, marks: list[SnapshotMark], found: Found
    ) -> None:
        name = file_name(kind.name)
        announced_at = {mark.seq for mark in marks}
        is_known = edit.seq in announced_at or not announced_at
        base = self._base(kind, edit.seq if is_known else max(announced_at), found, marks)
        if data is None or edit.problems or not edit.complete:
            found.hurt.append(f"{name} was {'missing' if data is None else 'damaged'}")
        if base is None:
            if edit.problems and data is not None:
                found.aside.append(name)
            found.starts[kind.name] = Base(edit.seq, edit.documents)
            kept = counted(len(edit.documents), "document")
            found.messages.append(f"{name}: kept {kept} that can be read")
            found.whole = False
            return
        if data is not None:
            found.aside.append(name)
            found.edits.append(
                Taken(kind, edit, base.documents if is_known else self._nearest(kind, edit, base, found))
            )
        else:
            found.messages.append(f"{name}: brought back from history")
        if base.data is None:
            found.starts[kind.name] = base
            found.whole = False
        else:
            found.put_back[name] = base.data

    def _nearest(self, kind: Kind, edit: Edit, last: Base, found: Found) -> Documents:
        """Return what was edited where the journal doesn't know a file: the last one, or an older one."""
        older = self._base(kind, edit.seq, found, [])
        if older is None or _differing(edit, older) >= _differing(edit, last):
            return last.documents
        if edit.documents and edit.complete and older.documents == edit.documents and older.seq < last.seq:
            found.messages.append(
                f"{file_name(kind.name)} was an older version: the last one is in its place again"
            )
        return older.documents

    def _base(self, kind: Kind, seq: int, found: Found, marks: list[SnapshotMark]) -> Base | None:
        """Return a collection as it was at a change: from the start of history, or from a backup.

        What comes from a backup has to be what the journal says of that snapshot, where it says anything.
        """
        key = (kind.name, seq)
        if not marks or key not in self._bases:
            base = self._find_base(kind, seq, found, marks)
            if not marks:
                return base
            self._bases[key] = base
        return self._bases[key]

    def _find_base(self, kind: Kind, seq: int, found: Found, marks: list[SnapshotMark]) -> Base | None:
        lines = [*self._old.lines(found.header.generation), *found.journal.transactions]
        for start in self._starts(kind):
            between = [line.seq for line in lines if start.seq < line.seq <= seq]
            if start.seq <= seq and between == list(range(start.seq + 1, seq + 1)):
                documents = _forward(kind, start, lines, seq)
                data = self._file(kind, documents, seq, marks)
                if not start.seq or not marks or data is not None:
                    return Base(seq, documents, data)
        return None

    def _starts(self, kind: Kind) -> Iterator[Base]:
        yield Base(0, {})
        for path in reversed(self._backups.paths()):
            yield from self._in_backup(kind, path)

    def _file(self, kind: Kind, documents: Documents, seq: int, marks: list[SnapshotMark]) -> bytes | None:
        """Return the file that the journal says was written of these documents, where it is that one."""
        for schema in range(self._schema, 0, -1):
            data = b"".join(encode_snapshot(kind.name, documents, schema=schema, seq=seq))
            if is_one_of(data, marks):
                return data
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


def _differing(edit: Edit, base: Base) -> int:
    return len(
        {*other_than(edit.documents, base.documents)} | (base.documents.keys() - edit.documents.keys())
    )


def _forward(kind: Kind, start: Base, lines: list[TransactionLine], seq: int) -> Documents:
    """Return a collection with the journal applied; a change to a document that is lost changes nothing."""
    documents = dict(start.documents)
    for line in lines:
        if not start.seq < line.seq <= seq:
            continue
        for document_id, change in line.changes.get(kind.name, {}).items():
            if change.add is not NOTHING:
                documents[document_id] = change.add
                continue
            before = documents.get(document_id)
            if before is None and not kind.single:
                continue
            after = applied(before, change, kind)
            if after is None:
                documents.pop(document_id, None)
            else:
                documents[document_id] = after
    return dict(sorted(documents.items()))
