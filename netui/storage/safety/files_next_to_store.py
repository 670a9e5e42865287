"""Rewrites everything next to the store itself without a person: backups, old journals, drafts.

What takes long is done without the lock: an old journal and a backup are never written in place. What they
are replaced by is put there under the lock, and only where the file is still the one that was read.
"""

import gzip
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import msgspec

from netui.domain.errors import ImportFileError, StoreDamagedError
from netui.domain.people.forgotten import each_field
from netui.domain.values import replace
from netui.services.safety.safekeeping import NOT_OURS
from netui.storage.backups.backup_files import BackupFile, write_changed_backup
from netui.storage.backups.backups import Backups
from netui.storage.base.files import discard, put_in_place, read_file, replace_file, sync_folder
from netui.storage.base.owned import (
    ABOUT,
    ASIDE,
    BACKUPS,
    BESIDE,
    DRAFTS,
    HISTORY,
    STORE,
    SUFFIX,
    TEMPORARY,
    foreign,
    own_files,
    own_folders,
    own_paths,
    remove_unpacked,
)
from netui.storage.changes.erasing import Eraser
from netui.storage.changes.file import JOURNAL
from netui.storage.changes.lines import Line, SnapshotMark, TransactionLine
from netui.storage.changes.recovery import recoded, recover, unpacked
from netui.storage.changes.snapshots import decode_snapshot, encode_snapshot, mark_of
from netui.storage.drafts.drafts import read_draft
from netui.storage.drafts.lent_texts import clean_lent, lent_without
from netui.storage.safety.plain_search import texts_of

_MAYBE_OTHERS = "{} {} and may be another store's: it was left as it is; delete it if it is yours"
_Identity = tuple[int, int, int]
Locked = Callable[[], AbstractContextManager[None]]
"""Holds the lock of the store for a moment; does nothing where it is held already."""


@dataclass(slots=True)
class Cleaned:
    """What was rewritten, what had to go, and which files are known to be without the person."""

    backups: set[str] = field(default_factory=set)
    history: set[str] = field(default_factory=set)
    drafts: int = 0
    left: list[str] = field(default_factory=list)
    known: dict[Path, _Identity] = field(default_factory=dict)
    store: str = ""
    others: set[Path] = field(default_factory=set)


class FilesNextToStore:
    """The backups, old journals and drafts of one store; `collections` are the kinds that it knows."""

    def __init__(self, folder: Path, backups: Backups, collections: Collection[str]) -> None:
        self._folder = folder
        self._backups = backups
        self._collections = collections

    def clean(self, eraser: Eraser, done: Cleaned, locked: Locked) -> None:
        """Rewrite backups and old journals that are not known to be clean."""
        done.others |= self._backups.of_others(done.store)
        for path in sorted({*self._backups.paths()} - done.others):
            self._clean(path, eraser, done, locked)
        for path in self._old_journals():
            self._clean(path, eraser, done, locked)

    def are_clean(self, done: Cleaned) -> bool:
        """Whether nothing came since that was not looked at."""
        there = [*self._backups.paths(), *self._old_journals()]
        return all(done.known.get(path) == _identity(path) for path in there if path not in done.others)

    def clean_small(self, eraser: Eraser, done: Cleaned) -> None:
        """Clean drafts, and remove from the folders what cannot be searched; under the lock."""
        self._clean_history(eraser, done)
        self._clean_backups_folder(eraser, done)
        self.clean_drafts(eraser, done)

    def tidy(self) -> None:
        """Remove what a crash had left behind; under the lock."""
        for path in own_paths(self._folder):
            if path.suffix == TEMPORARY and path.parent != self._backups.folder:
                discard(path)
        remove_unpacked(self._backups.folder)

    def _old_journals(self) -> list[Path]:
        return [path for path in self._own(HISTORY) if path.suffix == ".gz"]

    def _own(self, where: str) -> list[Path]:
        return [self._folder / where / name for name in own_files(self._folder, where)]

    def _clean(self, path: Path, eraser: Eraser, done: Cleaned, locked: Locked) -> None:
        """Rewrite one file; if another session replaced it in the meantime, that one is left for later."""
        identity = _identity(path)
        if identity is None or done.known.get(path) == identity:
            return
        is_backup = path.parent == self._backups.folder
        try:
            if is_backup:
                temporary = self._backup_without(path, eraser)
            else:
                data = read_file(path)
                cleaned = _archive_without(data, eraser)
        except FileNotFoundError:
            return
        except (ImportFileError, msgspec.MsgspecError, KeyError):
            if not is_backup:
                raise StoreDamagedError(
                    f"{HISTORY}/{path.name} is damaged: run `netui doctor --repair`, "
                    "or do what it says there; no one is forgotten until then"
                ) from None
            with locked():
                if _identity(path) == identity:
                    self._give_up(path, identity, eraser, done)
            return
        with locked():
            if _identity(path) != identity:
                if is_backup and temporary is not None:
                    discard(temporary)
                return
            if is_backup and temporary is not None:
                put_in_place(temporary, path)
                done.backups.add(path.name)
            elif not is_backup and cleaned != data:
                replace_file(path, [cleaned])
                done.history.add(path.name)
            identity = _identity(path)
        if identity is not None:
            done.known[path] = identity

    def _give_up(self, backup: Path, identity: _Identity, eraser: Eraser, done: Cleaned) -> None:
        """Search a backup that can't be read as one; delete it where the person is or may be in it."""
        if not (why := _why_it_goes(backup, eraser)):
            done.known[backup] = identity
        elif not self._is_deleted(backup, why, done):
            done.others.add(backup)

    def _is_deleted(self, path: Path, why: str, done: Cleaned) -> bool:
        """Delete a file, but not where it may be another store's; return whether it is gone."""
        name = path.relative_to(self._folder).as_posix()
        if self._is_shared(done):
            done.left.append(_MAYBE_OTHERS.format(name, why))
            return False
        discard(path)
        done.left.append(f"{name} {why}: it was deleted")
        return True

    def unsearchable(self, store: str) -> int:
        """Count what a forgetting deletes because no one can be looked for in it.

        A backup with a list of its files is rewritten, so it isn't unpacked here. If that fails because the
        backup is damaged inside, the forgetting says afterwards what became of it.
        """
        if self._is_shared(Cleaned(store=store, others=self._backups.of_others(store))):
            return 0
        rewritten = {backup.path for backup in self._backups.all()}
        paths = {*self._own(ASIDE), *self._own(BACKUPS)} - rewritten
        return sum(texts_of(path) is None for path in paths)

    def _is_shared(self, done: Cleaned) -> bool:
        """Whether another store may keep its backups in the same folder."""
        return bool(done.others) or self._backups.folder.is_symlink()

    def _clean_history(self, eraser: Eraser, done: Cleaned) -> None:
        for path in self._own(HISTORY):
            if not path.name.endswith(".gz") and eraser.names_them(
                read_file(path).decode("utf-8", "replace")
            ):
                discard(path)
                done.history.add(path.name)

    def _clean_backups_folder(self, eraser: Eraser, done: Cleaned) -> None:
        known = set(self._backups.paths())
        for path in (*self._own(ASIDE), *self._own(BACKUPS)):
            if path not in known and (why := _why_it_goes(path, eraser)):
                self._is_deleted(path, why, done)
        remove_unpacked(self._backups.folder)
        if self._backups.folder.is_dir():
            sync_folder(self._backups.folder)
        done.left += [
            f"backups/{path.name} is another store's: it was left as it is"
            for path in sorted(done.others)
            if not any(f"backups/{path.name} " in each for each in done.left)
        ]
        done.left += [f"{name} {NOT_OURS}" for name in foreign(self._folder)]

    def clean_drafts(self, eraser: Eraser, done: Cleaned) -> None:
        """Take the person out of every draft; one about them goes."""
        for lent in own_folders(self._folder, DRAFTS):
            done.drafts += clean_lent(lent, eraser)
        for path in self._own(DRAFTS):
            if path.name.endswith(".lock"):
                continue
            with suppress(FileNotFoundError):  # a live session removes its drafts when it likes
                data = read_file(path)
                cleaned = _draft_without(data, eraser) if path.suffix == ".draft" else None
                if cleaned is None and (
                    path.suffix == ".draft" or eraser.names_them(data.decode("utf-8", "replace"))
                ):
                    discard(path)
                    done.drafts += 1
                elif cleaned is not None and cleaned != data:
                    replace_file(path, [cleaned])
                    done.drafts += 1

    def _backup_without(self, path: Path, eraser: Eraser) -> Path | None:
        """Write a backup next to `path` that is without the person; None if it tells nothing of them."""
        with BackupFile(path) as backup:
            old = {name: backup.read(name) for name in backup.names}
            manifest = backup.manifest
        new: dict[str, bytes] = {}
        marks: dict[str, SnapshotMark] = {}
        for name in old:
            cleaned = self._member_without(name, old, eraser, marks)
            if cleaned is not None:
                new[name] = cleaned
        journal = f"{STORE}/{JOURNAL}"
        if journal in new:
            new[journal] = journal_without(old[journal], eraser, marks)
        return None if new == old else write_changed_backup(path, manifest, new)

    def _member_without(
        self, name: str, members: dict[str, bytes], eraser: Eraser, marks: dict[str, SnapshotMark]
    ) -> bytes | None:
        data = members[name]
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
        if PurePosixPath(rest).parent.suffix == SUFFIX:
            about = members.get(str(PurePosixPath(name).with_name(ABOUT)), b"")
            return lent_without(PurePosixPath(rest).name, data, about, eraser)
        collection = rest.removesuffix(".json")
        if collection not in self._collections:
            return None if eraser.names_them(data.decode("utf-8", "replace")) else data
        snapshot = decode_snapshot(collection, data)
        changed = eraser.documents(collection, snapshot.documents)
        if not changed:
            return data
        left = {**snapshot.documents, **changed}
        documents = {document_id: document for document_id, document in left.items() if document is not None}
        cleaned = b"".join(encode_snapshot(collection, documents, schema=snapshot.schema, seq=snapshot.seq))
        marks[mark_of(data, 0).crc] = mark_of(cleaned, snapshot.seq)
        return cleaned


def _why_it_goes(path: Path, eraser: Eraser) -> str:
    """Return why a file that can't be rewritten is deleted; nothing where the person isn't in it."""
    texts = texts_of(path)
    if texts is None:
        return "could not be searched"
    return "names them" if any(map(eraser.names_them, texts)) else ""


def journal_without(data: bytes, eraser: Eraser, marks: dict[str, SnapshotMark]) -> bytes:
    """Return a journal without the person; `marks` are those of snapshots that changed, by their former."""
    found = recover(data, proven=True)
    if found.header is None:
        raise KeyError(JOURNAL)
    lines: list[Line] = []
    for line in found.lines:
        if isinstance(line, TransactionLine):
            lines.append(eraser.line(line))
        elif any(mark.crc in marks for mark in line.snapshots.values()):
            new = {name: marks.get(mark.crc, mark) for name, mark in line.snapshots.items()}
            lines.append(replace(line, snapshots=new))
        else:
            lines.append(line)
    return recoded(lines)


def _archive_without(data: bytes, eraser: Eraser) -> bytes:
    try:
        old = unpacked(data)
    except ValueError as error:
        raise KeyError(HISTORY) from error
    new = journal_without(old, eraser, {})
    return data if new == old else gzip.compress(new, 6, mtime=0)


def _draft_without(data: bytes, eraser: Eraser) -> bytes | None:
    """Return a draft without the person; None if it is about them, or cannot be read."""
    draft = read_draft(data)
    if draft is None or eraser.is_draft_of_them(draft.key):
        return None
    text = each_field(draft.text, eraser.text)
    return data if text == draft.text else msgspec.json.encode(replace(draft, text=text))


def _identity(path: Path) -> _Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns, found.st_size)
