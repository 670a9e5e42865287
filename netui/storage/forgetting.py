"""Forgetting one person everywhere, under the lock, in an order in which every step may be the last.

1. every snapshot is made to hold all transactions;
2. the backups, then the old journals, then drafts are written anew without the person, each in one step: the
   person is still in the store, so that the same command, run again, goes on from here;
3. the journal is kept among the old ones as well, without the person; while the present one lives that
   copy is not read;
4. a new journal takes the place of the present one, in one step: its only transaction takes the person out.
   That is the moment of forgetting; it holds no values, so nothing can bring them back;
5. the snapshots are written anew, and whatever a crash had left behind is removed. Should that be cut off,
   any later `forget`, `doctor --repair` or end of a session that wrote makes up for it.
"""

import gzip
import shutil
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Raw

from netui.domain.errors import ImportFileError, NotFoundError, StoreDamagedError
from netui.services.ports import Clock
from netui.services.safekeeping import Erasure, Person
from netui.storage.archive import HISTORY, Archive, archive_name
from netui.storage.backup_files import BESIDE, STORE, BackupFile, replace_backup_file
from netui.storage.backups import Backups
from netui.storage.changes import DocumentChange, difference
from netui.storage.compaction import is_on_disk, write_dirty
from netui.storage.drafts import read_draft
from netui.storage.erasing import Eraser, Traces
from netui.storage.files import discard, replace_file, sync_folder
from netui.storage.journal import JOURNAL, read_journal
from netui.storage.journal_lines import (
    Cursor,
    HeaderLine,
    Line,
    SnapshotMark,
    TransactionLine,
    scan,
)
from netui.storage.recovery import recoded
from netui.storage.restoring import UNPACKED
from netui.storage.sessions import DRAFTS
from netui.storage.snapshots import decode_snapshot, encode_snapshot, file_name, mark_of
from netui.storage.state import State
from netui.storage.transactions import Transactions

_LABEL = "Forget someone"
_NOTHING_LEFT = Raw(b"{}")
_ADDRESSES = ("emails", "phones", "links")


class Forgetting:
    """Erases people from one open store."""

    def __init__(
        self,
        state: State,
        transactions: Transactions,
        archive: Archive,
        clock: Clock,
        backups: Backups,
        *,
        session: str,
        announce: Callable[[], object],
    ) -> None:
        self._state = state
        self._transactions = transactions
        self._archive = archive
        self._clock = clock
        self._backups = backups
        self._session = session
        self._announce = announce
        self._folder = state.folder

    def gone(self) -> list[Person]:
        """Return the people who were deleted, as history tells of them."""
        found: dict[int, str] = {}
        here = self._state.collections["contacts"].documents
        for line in self._lines():
            for document_id, change in line.changes.get("contacts", {}).items():
                document = change.remove if bytes(change.remove) else change.add
                if document_id not in here and document_id not in found and bytes(document):
                    name = msgspec.json.decode(document, type=dict[str, object]).get("name")
                    found[document_id] = str(name or "")
        return [Person(id=key, name=name, deleted=True) for key, name in found.items() if name]

    def forget(self, person: Person) -> Erasure:
        """Erase one person everywhere."""
        with self._transactions.rewriting():
            traces = self._traces(person)
            eraser = Eraser(traces, self._of_others(person.id))
            now = self._clock.now()
            write_dirty(self._state, now)
            backups, left = self._backups_without(eraser)
            history = self._history_without(eraser)
            drafts = self._drafts_without(eraser)
            removed, changed = self._store_without(eraser)
            self._tidy()
        self._announce()
        return Erasure(
            name=person.name,
            removed=removed,
            changed=changed,
            drafts=drafts,
            history=history,
            backups=backups,
            left=tuple(left),
        )

    def finish(self) -> bool:
        """Write the snapshots that a forgetting was cut off before; return whether there were any."""
        if not is_unfinished(self._state):
            return False
        with self._transactions.rewriting():
            write_dirty(self._state, self._clock.now())
            self._tidy()
        return True

    def _lines(self) -> list[TransactionLine]:
        found: list[TransactionLine] = []
        if self._state.journal is not None:
            lines = read_journal(self._state.journal_path)
            found += [line for line in reversed(lines) if isinstance(line, TransactionLine)]
        for name in self._archive.names(1 << 30):
            found += reversed(self._archive.transactions(name))
        return found

    def _traces(self, person: Person) -> Traces:
        traces = Traces(person.id)
        for name, collection in self._state.collections.items():
            for document_id, document in collection.documents.items():
                traces.see_document(name, document_id, document)
        if self._state.damage is not None:
            raise StoreDamagedError(f"{self._state.damage}; nobody is forgotten until then")
        for line in self._lines():
            traces.see_line(line)
        for path in reversed(self._backups.paths()):
            try:
                self._see_backup(traces, path)
            except (ImportFileError, msgspec.MsgspecError, KeyError):
                continue
        if not traces.names:
            raise NotFoundError(f"nothing is known of {person.name} any more")
        traces.names.add(person.name)
        return traces

    def _see_backup(self, traces: Traces, path: Path) -> None:
        with BackupFile(path) as backup:
            for name in self._state.collections:
                member = f"{STORE}/{file_name(name)}"
                if member in backup.names:
                    for document_id, document in decode_snapshot(name, backup.read(member)).documents.items():
                        traces.see_document(name, document_id, document)
            if f"{STORE}/{JOURNAL}" in backup.names:
                for line in reversed(scan(backup.read(f"{STORE}/{JOURNAL}"), Cursor()).lines):
                    if isinstance(line, TransactionLine):
                        traces.see_line(line)

    def _of_others(self, person_id: int) -> set[str]:
        """Return the names and addresses of everybody else, in small letters."""
        found: set[str] = set()
        for document_id, document in self._state.collections["contacts"].documents.items():
            if document_id != person_id:
                fields = msgspec.json.decode(document, type=dict[str, object])
                values = [fields.get("name"), *(each for f in _ADDRESSES for each in _list(fields.get(f)))]
                found.update(value.strip().casefold() for value in values if isinstance(value, str))
        return found

    # Each file by itself

    def _backups_without(self, eraser: Eraser) -> tuple[int, list[str]]:
        changed, left = 0, []
        known = {path.name for path in self._backups.paths()}
        for path in self._backups.paths():
            try:
                changed += self._backup_without(path, eraser)
            except (ImportFileError, msgspec.MsgspecError, KeyError):
                discard(path)
                left.append(f"backups/{path.name} was damaged and could not be searched: it was deleted")
        if self._backups.folder.is_dir():
            for path in sorted(self._backups.folder.iterdir()):
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                    left.append(f"backups/{path.name}/ could not be searched: it was deleted")
                elif path.name not in known and path.is_file():
                    discard(path)
                    left.append(f"backups/{path.name} could not be searched: it was deleted")
            sync_folder(self._backups.folder)
        return changed, left

    def _backup_without(self, path: Path, eraser: Eraser) -> bool:
        with BackupFile(path) as backup:
            old = {name: backup.read(name) for name in backup.names}
            manifest = backup.manifest
        new: dict[str, bytes] = {}
        marks: dict[str, SnapshotMark] = {}
        for name, data in old.items():
            cleaned = self._member_without(name, data, eraser, marks)
            if cleaned is not None:
                new[name] = cleaned
        journal = f"{STORE}/{JOURNAL}"
        if journal in new:
            new[journal] = _journal_without(old[journal], eraser, marks)
        if new == old:
            return False
        replace_backup_file(path, manifest, new)
        return True

    def _member_without(
        self, name: str, data: bytes, eraser: Eraser, marks: dict[str, SnapshotMark]
    ) -> bytes | None:
        folder, _, rest = name.partition("/")
        if folder == BESIDE:
            text = data.decode("utf-8", "replace")
            return eraser.text(text).encode() if eraser.text(text) != text else data
        if rest == JOURNAL:
            return data
        if rest.endswith(".gz"):
            return _archive_without(data, eraser)
        if rest.endswith(".draft"):
            return _draft_without(data, eraser)
        collection = rest.removesuffix(".json")
        if collection not in self._state.collections:
            return None if eraser.names_them(data.decode("utf-8", "replace")) else data
        snapshot = decode_snapshot(collection, data)
        documents = {}
        for document_id, document in snapshot.documents.items():
            left = eraser.document(collection, document_id, document)
            if left is not None:
                documents[document_id] = left
        if documents == snapshot.documents:
            return data
        cleaned = b"".join(encode_snapshot(collection, documents, schema=snapshot.schema, seq=snapshot.seq))
        marks[mark_of(data, 0).crc] = mark_of(cleaned, snapshot.seq)
        return cleaned

    def _history_without(self, eraser: Eraser) -> int:
        changed = 0
        folder = self._folder / HISTORY
        for path in sorted(folder.glob("*")) if folder.is_dir() else []:
            data = path.read_bytes()
            if path.name.endswith(".gz"):
                cleaned = _archive_without(data, eraser)
                if cleaned != data:
                    replace_file(path, [cleaned])
                    changed += 1
            elif eraser.names_them(data.decode("utf-8", "replace")):
                discard(path)
                changed += 1
        return changed

    def _drafts_without(self, eraser: Eraser) -> int:
        changed = 0
        folder = self._folder / DRAFTS
        for path in sorted(folder.glob("*")) if folder.is_dir() else []:
            if path.name.endswith(".lock") or not path.is_file():
                continue
            data = path.read_bytes()
            cleaned = _draft_without(data, eraser) if path.suffix == ".draft" else None
            if cleaned is None and (
                path.suffix == ".draft" or eraser.names_them(data.decode("utf-8", "replace"))
            ):
                discard(path)
                changed += 1
            elif cleaned is not None and cleaned != data:
                replace_file(path, [cleaned])
                changed += 1
        return changed

    # The store

    def _store_without(self, eraser: Eraser) -> tuple[dict[str, int], int]:
        state = self._state
        assert state.journal is not None
        header = state.journal.header
        assert header is not None
        removed: Counter[str] = Counter()
        rewritten = 0
        changes: dict[str, dict[int, DocumentChange]] = {}
        for name, collection in state.collections.items():
            for document_id, document in collection.documents.items():
                left = eraser.document(name, document_id, document)
                if left is document:
                    continue
                change = difference(document, left, collection.kind)
                if change is not None:
                    changes.setdefault(name, {})[document_id] = _without_values(change)
                    removed[name] += left is None
                    rewritten += left is not None
        kept = _journal_without(state.journal_path.read_bytes(), eraser, {})
        (self._folder / HISTORY).mkdir(0o700, exist_ok=True)
        replace_file(
            self._folder / HISTORY / archive_name(header.generation), [gzip.compress(kept, 6, mtime=0)]
        )
        now = self._clock.now()
        first = HeaderLine(
            store=header.store,
            generation=header.generation + 1,
            schema=state.schema,
            seq=state.seq,
            last_id=state.last_id,
            at=now,
            snapshots=dict(state.on_disk),
        )
        line = TransactionLine(
            prev="",
            seq=state.seq + 1,
            at=now,
            session=self._session,
            label=_LABEL,
            changes=changes,
            erases=True,
        )
        replace_file(state.journal_path, [recoded([first, line])])
        self._transactions.absorb()
        write_dirty(state, now)
        return {name: count for name, count in removed.items() if count}, rewritten

    def _tidy(self) -> None:
        for folder in (self._folder, self._folder / HISTORY, self._backups.folder):
            for path in folder.glob("*.tmp"):
                discard(path)
        for path in self._backups.folder.glob(f"{UNPACKED}*"):
            shutil.rmtree(path, ignore_errors=True)


def is_unfinished(state: State) -> bool:
    """Whether somebody was forgotten whom a snapshot still knows."""
    if state.journal is None:
        return False
    erased = [
        line for line in read_journal(state.journal_path) if isinstance(line, TransactionLine) and line.erases
    ]
    return any(
        not is_on_disk(state, name) or (name in state.on_disk and state.on_disk[name].seq < line.seq)
        for line in erased
        for name in line.changes
    )


def _journal_without(data: bytes, eraser: Eraser, marks: dict[str, SnapshotMark]) -> bytes:
    result = scan(data, Cursor())
    if result.fault is not None and not result.lines:
        raise KeyError(JOURNAL)
    lines: list[Line] = []
    for line in [*result.lines, *result.beyond]:
        if isinstance(line, TransactionLine):
            lines.append(eraser.line(line))
        elif any(mark.crc in marks for mark in line.snapshots.values()):
            new = {name: marks.get(mark.crc, mark) for name, mark in line.snapshots.items()}
            lines.append(msgspec.structs.replace(line, snapshots=new))
        else:
            lines.append(line)
    return recoded(lines)


def _archive_without(data: bytes, eraser: Eraser) -> bytes:
    try:
        old = gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise KeyError(HISTORY) from error
    new = _journal_without(old, eraser, {})
    return data if new == old else gzip.compress(new, 6, mtime=0)


def _draft_without(data: bytes, eraser: Eraser) -> bytes | None:
    """Return a draft without the person; None where it is about them, or cannot be read."""
    draft = read_draft(data)
    if draft is None or eraser.is_about(draft.key):
        return None
    text = eraser.text(draft.text)
    return data if text == draft.text else msgspec.json.encode(msgspec.structs.replace(draft, text=text))


def _without_values(change: DocumentChange) -> DocumentChange:
    """Return a change that leads to the same, and tells nothing of what was there before."""
    if bytes(change.remove):
        return DocumentChange(remove=_NOTHING_LEFT)
    return DocumentChange(sets=change.sets, unset=change.unset)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
