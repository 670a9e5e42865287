"""Backups of a store: taken at one moment under the lock, written and verified without it, and rotated.

Under the lock every file is only opened. Snapshots, old journals and drafts are never written in place and
the journal only grows, so what was open then can be read at leisure; a text in an editor is read at once. A
new generation of the journal in the meantime may mean that someone was forgotten: then everything is taken
again.
"""

import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from netui.domain.errors import ImportFileError, InvalidValueError, StoreError
from netui.domain.time.calendar_ends import on_clock
from netui.domain.values import replace
from netui.plain_file import NotAFileError, open_file
from netui.services.ports import Clock
from netui.services.safety.safekeeping import Backup
from netui.storage.backups.backup_files import (
    BackupFile,
    Manifest,
    Source,
    write_backup_file,
)
from netui.storage.base.files import NOT_WRITABLE, discard, give_to_owner, make_folder, most_in, put_in_place
from netui.storage.base.in_the_way import refuse_if_in_the_way
from netui.storage.base.lock import WriteLock
from netui.storage.base.owned import (
    ABOUT,
    BACKUPS,
    BESIDE,
    DRAFTS,
    HISTORY,
    STORE,
    TEMPORARY,
    TEXT,
    belongs_in_backup,
    most_next_to_settings,
    own_files,
    own_folders,
    settings_files,
)
from netui.storage.base.registry import KINDS
from netui.storage.changes.file import JOURNAL
from netui.storage.changes.lines import (
    Cursor,
    Ending,
    HeaderLine,
    Line,
    SnapshotMark,
    SnapshotsLine,
    decode_outline,
    scan,
)
from netui.storage.changes.recovery import recover

if TYPE_CHECKING:
    from netui.user_file import IsOwn

SUFFIX = ".zip"
DAILY, BY_HAND, BEFORE_REPAIR = "daily", "by-hand", "before-repair"
DAYS, WEEKS, OTHERS = 10, 4, 10
_STAMP = "%Y%m%dT%H%M%SZ"
_TRIES = 3
_LONGEST_HEADER = 1 << 20
_MOST_LENT = 1_000_000
_NO_HEADER = HeaderLine(
    store="", generation=0, schema=0, seq=0, last_id=0, at=datetime(2020, 1, 1, tzinfo=UTC), snapshots={}
)


class Backups:
    """The backups of one store; `settings` is the settings file, for backups that move netui."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        settings: Path | None = None,
        is_own: "IsOwn" = lambda _: False,
    ) -> None:
        self._store = folder
        self.folder = folder / BACKUPS
        self._clock = clock
        self._settings = settings
        self._is_own = is_own

    def take(self, kind: str, *, damaged: bool = False, locked: bool = False) -> Backup:
        """Put a backup into the folder and delete those that are too many.

        With `damaged` the files are taken as they are; `locked` means that the caller holds the lock. Raises
        StoreError, StoreLockedError.
        """
        now = self._clock.now()
        refuse_if_in_the_way(self._store, ())
        try:
            make_folder(self.folder)
            target = self._free(f"{kind}-{on_clock(now, UTC):{_STAMP}}")
            made = self._write(target, kind, now, settings=False, damaged=damaged, locked=locked)
            give_to_owner(target, self.folder)
            self._rotate(keep=target.name)
        except OSError as error:
            allowed = error.errno not in NOT_WRITABLE
            raise StoreError(
                f"{self.folder}: no backup could be written ({error.strerror or error}): "
                f"{'make room' if allowed else 'check its owner and mode'}, then try again"
            ) from error
        return made

    def write(self, target: Path, *, damaged: bool = False) -> Backup:
        """Write store, settings, templates and drafts into a file of the user's choice, verified first.

        Raises OSError, and NetuiError for a file that cannot be written, a terminal too.
        """
        from netui.user_file import UserFile

        with UserFile(target, is_own=self._is_own) as file:
            if file.is_terminal:
                raise InvalidValueError("a backup isn't a text to show: netui backup - | age -r KEY > FILE")
            made = self._write(file.staged(), BY_HAND, self._clock.now(), settings=True, damaged=damaged)
            file.commit()
        return replace(made, path=target)

    def is_due(self) -> bool:
        """Whether today's daily backup is still missing; cheap."""
        today = f"{DAILY}-{on_clock(self._clock.now(), UTC):%Y%m%d}"
        return not any(name.startswith(today) for name in self._names())

    def all(self) -> list[Backup]:
        """Return the backups in the folder that can be read, the newest first."""
        found = []
        for name in self._names():
            try:
                found.append(read_backup(self.folder / name))
            except (ImportFileError, OSError):
                continue
        return sorted(found, key=lambda each: (each.at, each.seq, each.path.name), reverse=True)

    def paths(self) -> list[Path]:
        """Return every backup file in the folder, damaged ones too."""
        return [self.folder / name for name in self._names()]

    def _names(self) -> list[str]:
        return [name for name in own_files(self._store, BACKUPS) if name.endswith(SUFFIX)]

    def _free(self, stem: str) -> Path:
        number = 1
        while os.path.lexists(path := self.folder / f"{stem}{f'-{number}' if number > 1 else ''}{SUFFIX}"):
            number += 1
        return path

    def _write(
        self, target: Path, kind: str, now: datetime, *, settings: bool, damaged: bool, locked: bool = False
    ) -> Backup:
        for _ in range(_TRIES):
            left_out: list[str] = []
            with ExitStack() as opened:
                with self._locked(held=locked):
                    sources = _open(opened, self._files())
                first, header, lines = _journal_of(sources)
                if settings:
                    sources += _open(opened, self._next_to_store(), left_out)
                manifest = Manifest(
                    format=1,
                    kind=kind,
                    at=now,
                    store=header.store,
                    schema=header.schema,
                    generation=header.generation,
                    seq=lines,
                    files=[],
                )
                stored = kind == BEFORE_REPAIR  # a repair waits for it, and soon it makes room for others
                temporary = write_backup_file(target, manifest, sources, stored=stored)
            try:
                if not damaged:
                    check_state(temporary)
                with self._locked(held=locked):
                    if self._first_line() == first:
                        put_in_place(temporary, target)
                        size = target.stat().st_size
                        return Backup(
                            path=target,
                            kind=kind,
                            at=now,
                            seq=lines,
                            size=size,
                            left_out=tuple(left_out),
                            as_it_was=damaged,
                        )
            except ImportFileError as error:
                raise StoreError(f"the backup could not be verified: {error}") from error
            finally:
                discard(temporary)
        raise StoreError(f"{self._store} changed all the time: no backup was written; try again")

    @contextmanager
    def _locked(self, *, held: bool) -> Iterator[None]:
        if held or not self._store.is_dir() or not os.access(self._store, os.W_OK):
            yield
            return
        lock = WriteLock(self._store)
        try:
            lock.acquire()
            yield
        finally:
            lock.release()
            lock.close()

    def _files(self) -> Iterator[tuple[str, Path]]:
        for name in (*(f"{kind.name}.json" for kind in KINDS), JOURNAL):
            yield f"{STORE}/{name}", self._store / name
        for folder in (HISTORY, DRAFTS):
            for name in own_files(self._store, folder):
                if belongs_in_backup(member := f"{STORE}/{folder}/{name}"):
                    yield member, self._store / folder / name

        for lent in own_folders(self._store, DRAFTS):
            for name in (TEXT, ABOUT):
                yield f"{STORE}/{DRAFTS}/{lent.name}/{name}", lent / name

    def _next_to_store(self) -> Iterator[tuple[str, Path]]:
        if self._settings is not None:
            for name, path in settings_files(self._settings):
                yield f"{BESIDE}/{name}", path

    def _first_line(self) -> bytes:
        """Return what tells one generation of the journal from the next, damaged or not."""
        try:
            with open(open_file(self._store / JOURNAL), "rb") as file:
                return file.readline(_LONGEST_HEADER)
        except (FileNotFoundError, NotAFileError):
            return b""

    def of_others(self, store: str) -> set[Path]:
        """Return the backups in the folder that another store made, which may share it."""
        found = set()
        for path in self.paths():
            try:
                with BackupFile(path) as backup:
                    if store and backup.manifest.store not in {"", store}:
                        found.add(path)
            except (ImportFileError, OSError):
                continue
        return found

    def _rotate(self, *, keep: str) -> None:
        with BackupFile(self.folder / keep) as backup:
            foreign = {path.name for path in self.of_others(backup.manifest.store)}
        names = [name for name in self._names() if not name.startswith("netui-") and name not in foreign]
        daily = sorted((name for name in names if name.startswith(f"{DAILY}-")), reverse=True)
        others = sorted(
            (name for name in names if not name.startswith(f"{DAILY}-")), key=_stamp_of, reverse=True
        )
        kept = {keep, *daily[:DAYS], *others[:OTHERS]}
        weeks: dict[tuple[int, int], str] = {}
        for name in daily[DAYS:]:
            weeks.setdefault(_week(name), name)
        kept.update(islice(weeks.values(), WEEKS))
        for name in names:
            if name not in kept:
                discard(self.folder / name)
        self._sweep()

    def _sweep(self) -> None:
        """Remove what a process that was ended had written of a backup."""
        for name in own_files(self._store, BACKUPS):
            *_, process, ending = name.rsplit(".", 2)
            if f".{ending}" == TEMPORARY and process.isdecimal() and not _lives(int(process)):
                discard(self.folder / name)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def read_backup(path: Path) -> Backup:
    """Return what a backup says of itself; raise ImportFileError."""
    with BackupFile(path) as file:
        found = file.manifest
    return Backup(path=path, kind=found.kind, at=found.at, seq=found.seq, size=path.stat().st_size)


def check_state(path: Path) -> None:
    """Make sure that a backup holds a store that opens: journal and snapshots fit. Raises ImportFileError."""
    with BackupFile(path) as backup:
        names = {str(place): entry for place, entry in backup.under(STORE)}
        if JOURNAL not in names:
            if any(name.endswith(".json") for name in names):
                raise ImportFileError(f"{path} holds no {JOURNAL}")
            return
        result = scan(backup.read(names[JOURNAL].name), Cursor())
        if result.fault is not None and result.fault.ending is Ending.BROKEN:
            raise ImportFileError(f"{path}: {JOURNAL}, line {result.fault.line}: {result.fault.what}")
        if not result.lines:
            raise ImportFileError(f"{path}: {JOURNAL} is empty")
        for name, marks in marks_of(result.lines).items():
            entry = names.get(f"{name}.json")
            if entry is None:
                continue
            crc = 0
            for piece in backup.pieces(entry):
                crc = zlib.crc32(piece, crc)
            if not any(mark.crc == f"{crc:08x}" and mark.size == entry.size for mark in marks):
                raise ImportFileError(f"{path}: {name}.json is not as it was written")


def marks_of(lines: Iterable[Line]) -> dict[str, list[SnapshotMark]]:
    """Return what each snapshot may look like by the lines of a journal."""
    marks: dict[str, list[SnapshotMark]] = {}
    for line in lines:
        if isinstance(line, HeaderLine | SnapshotsLine):
            for name, mark in line.snapshots.items():
                marks.setdefault(name, []).append(mark)
    return marks


def _open(
    opened: ExitStack, files: Iterable[tuple[str, Path]], left_out: list[str] | None = None
) -> list[Source]:
    """Open files until the stack closes; those that are not there are left out.

    With `left_out` they are files next to the settings: it gets those that can't be read.
    """
    sources = []
    for name, path in files:
        most = most_in(path) if left_out is None else most_next_to_settings(name)
        try:
            handle = opened.enter_context(os.fdopen(open_file(path, most), "rb"))
        except FileNotFoundError:
            continue
        except OSError as error:
            if left_out is not None:
                left_out.append(f"{path}: {error.strerror}")
            elif not isinstance(error, NotAFileError):
                raise
            continue
        if path.name == TEXT:  # an editor writes it in place
            data = handle.read(_MOST_LENT)
            sources.append(Source(name, BytesIO(data), len(data)))
        else:
            sources.append(Source(name, handle, os.fstat(handle.fileno()).st_size))
    return sources


def _journal_of(sources: Iterable[Source]) -> tuple[bytes, HeaderLine, int]:
    """Return the first line of the journal that was taken in, as it is and read, and its last change."""
    for source in sources:
        if source.name == f"{STORE}/{JOURNAL}":
            data = b"".join(source.pieces())
            found = recover(data, decode_outline, proven=True)
            header = found.header or _NO_HEADER
            last = max((line.seq for line in found.transactions), default=header.seq)
            return BytesIO(data).readline(_LONGEST_HEADER), header, last
    return b"", _NO_HEADER, 0


def _stamp_of(name: str) -> str:
    return name.removesuffix(SUFFIX).rpartition("-20")[2]


def _week(name: str) -> tuple[int, int]:
    digits = name.removeprefix(f"{DAILY}-")[:8]
    try:
        year, week, _ = datetime.strptime(digits, "%Y%m%d").replace(tzinfo=UTC).isocalendar()
    except ValueError:
        return (0, 0)
    return (year, week)
