"""One backup in one file: a ZIP of the store's files as they were at one moment, with a list of checksums.

`netui-backup.json` names the store, its schema, the last change and every file with its size and SHA-256.
`store/` holds the store's folder, `beside/` has the settings, checklists, questions and templates.
"""

import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Self

import msgspec
from msgspec import Struct

from netui.domain.errors import ImportFileError
from netui.domain.text import clean
from netui.domain.values import replace
from netui.plain_file import BoundedFile, larger_than
from netui.storage.base.files import FILE_MODE, discard, make_folder, replace_file
from netui.storage.base.owned import BESIDE, belongs_in_backup, most_next_to_settings

MANIFEST = "netui-backup.json"
_FORMAT = 1
_FIRST_YEAR, _LAST_YEAR = 1980, 2107
_PIECE = 1 << 20
_LARGEST = 8 << 30
_LARGEST_LIST = 16 << 20
_LARGEST_READ = 16 << 20
_TIMES = 64
"""How much smaller than its content a backup may be: JSON packs to a tenth."""
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BROKEN = (OSError, EOFError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error)
_NOT_ONE = "is no backup of netui: give a file that `netui backup` wrote"


class Entry(msgspec.Struct, frozen=True):
    """One file of a backup, by its name in the ZIP."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself; `store` is "" for a store that was never written to."""

    format: int
    kind: str
    at: datetime
    store: str
    schema: int
    generation: int
    seq: int
    files: list[Entry]


class Source(Struct, frozen=True):
    """A file to be taken in: open, and only so far as it was whole when it was looked at."""

    name: str
    handle: IO[bytes]
    size: int

    def pieces(self) -> Iterator[bytes]:
        """Yield the content; raise OSError if less is there than was."""
        left, offset = self.size, 0
        while left:
            self.handle.seek(offset)
            piece = self.handle.read(min(left, _PIECE))
            if not piece:
                raise OSError(f"{self.name} became shorter while it was read")
            yield piece
            offset += len(piece)
            left -= len(piece)


def write_backup_file(
    target: Path, manifest: Manifest, sources: Iterable[Source], *, stored: bool = False
) -> Path:
    """Write a backup next to `target`, sync and verify it; return the temporary file. Raises OSError.

    With `stored` it isn't compressed, which takes a tenth of the time.
    """
    return _write(target, manifest, ((source.name, source.pieces()) for source in sources), stored=stored)


def write_changed_backup(target: Path, manifest: Manifest, files: Mapping[str, bytes]) -> Path:
    """Write a backup with other content next to `target`; return the temporary file. Raises OSError."""
    return _write(target, manifest, ((name, iter((data,))) for name, data in files.items()))


def _write(
    target: Path, manifest: Manifest, files: Iterable[tuple[str, Iterator[bytes]]], *, stored: bool = False
) -> Path:
    temporary = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    fd = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, FILE_MODE)
    try:
        os.fchmod(fd, FILE_MODE)
        with os.fdopen(fd, "w+b") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
                entries = [_add(packed, name, pieces, manifest.at, stored=stored) for name, pieces in files]
                listed = replace(manifest, files=entries)
                _add(packed, MANIFEST, iter((msgspec.json.encode(listed),)), manifest.at)
            out.flush()
            os.fsync(out.fileno())
        with BackupFile(temporary) as written:
            written.verify()
    except BaseException:
        discard(temporary)
        raise
    return temporary


def _add(
    packed: zipfile.ZipFile, name: str, pieces: Iterator[bytes], at: datetime, *, stored: bool = False
) -> Entry:
    info = zipfile.ZipInfo(name, _zip_date(at))
    info.external_attr = FILE_MODE << 16
    stored = stored or name.endswith(".gz")
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    digest, size = hashlib.sha256(), 0
    with packed.open(info, "w", force_zip64=True) as member:
        for piece in pieces:
            member.write(piece)
            digest.update(piece)
            size += len(piece)
    return Entry(name, size, digest.hexdigest())


def _zip_date(at: datetime) -> tuple[int, int, int, int, int, int]:
    """Return a date as a ZIP can hold it: its years go from 1980 to 2107."""
    if at.year < _FIRST_YEAR:
        return _FIRST_YEAR, 1, 1, 0, 0, 0
    if at.year > _LAST_YEAR:
        return _LAST_YEAR, 12, 31, 23, 59, 58
    return at.year, at.month, at.day, at.hour, at.minute, at.second


class BackupFile:
    """A backup to read; raises ImportFileError for a file that is none, or that is damaged."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._file = BoundedFile(path, _LARGEST_READ)
            self._packed = zipfile.ZipFile(self._file)
        except FileNotFoundError as error:
            raise ImportFileError(f"{path} is not there: check its name") from error
        except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise ImportFileError(f"{path.name} {_NOT_ONE}; nothing was changed") from error
        try:
            self.manifest = self._read_manifest()
            self._entries = {entry.name: entry for entry in self.manifest.files}
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._packed.close()
        self._file.close()

    @property
    def names(self) -> list[str]:
        """The files in it."""
        return [entry.name for entry in self.manifest.files]

    def verify(self) -> None:
        """Read everything and compare it with the checksums."""
        for entry in self.manifest.files:
            for _ in self.pieces(entry):
                pass

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """Yield the content of one file; raise at its end where it is not what was written."""
        digest, size = hashlib.sha256(), 0
        try:
            with self._packed.open(entry.name) as member:
                while piece := member.read(_PIECE):
                    digest.update(piece)
                    size += len(piece)
                    if size > entry.size:
                        break
                    yield piece
        except (*_BROKEN, KeyError) as error:
            raise self._damaged(entry.name) from error
        if size != entry.size or digest.hexdigest() != entry.sha256:
            raise self._damaged(entry.name)

    def read(self, name: str) -> bytes:
        """Return one file."""
        return b"".join(self.pieces(self._entries[name]))

    def under(self, folder: str) -> list[tuple[PurePosixPath, Entry]]:
        """Return netui's own files of `store` or `beside`, each with its path there."""
        return [
            (PurePosixPath(entry.name).relative_to(folder), entry)
            for entry in self.manifest.files
            if entry.name.startswith(f"{folder}/") and belongs_in_backup(entry.name) and not _too_large(entry)
        ]

    @property
    def left_out(self) -> list[str]:
        """What is in it, but is never restored."""
        large = [f"{entry.name}: {_too_large(entry)}" for entry in self.manifest.files if _too_large(entry)]
        return [*(name for name in self.names if not belongs_in_backup(name)), *large]

    def unpack(self, folder: str, target: Path) -> None:
        """Write the files of `store` or `beside` into a folder of our own, private and synced."""
        for place, entry in self.under(folder):
            make_folder((target / place).parent)
            replace_file(target / place, self.pieces(entry))

    def _read_manifest(self) -> Manifest:
        try:
            members = self._members()
            manifest = msgspec.json.decode(self._packed.read(MANIFEST), type=Manifest)
        except KeyError as error:
            raise ImportFileError(f"{self.path} {_NOT_ONE}; nothing was changed") from error
        except _BROKEN as error:
            raise self._damaged(MANIFEST) from error
        if manifest.format > _FORMAT:
            raise ImportFileError(
                f"{self.path} was written by a newer netui: update netui; nothing was changed"
            )
        for name in (*members, *(entry.name for entry in manifest.files)):
            if name != MANIFEST and belongs_in_backup(name) is False:
                raise ImportFileError(
                    f"{self.path} holds {clean(name, limit=80)}, which isn't netui's: nothing was changed"
                )
        listed = {entry.name: entry.size for entry in manifest.files}
        if len(listed) < len(manifest.files) or listed != members:
            raise self._damaged(MANIFEST)
        return manifest

    def _members(self) -> dict[str, int]:
        """Return the size of each file but the list; refuse what would unpack to more than netui writes."""
        infos = self._packed.infolist()
        sizes = {info.filename: info.file_size for info in infos}
        if MANIFEST not in sizes:
            raise KeyError(MANIFEST)
        packed = sum(info.compress_size for info in infos)
        if (
            len(sizes) < len(infos)
            or sizes[MANIFEST] > _LARGEST_LIST
            or sum(sizes.values()) > min(_LARGEST, packed * _TIMES + _LARGEST_LIST)
            or any(info.flag_bits & 1 or info.compress_type not in _METHODS for info in infos)
        ):
            raise ImportFileError(
                f"{self.path} unpacks to more than a backup holds, or in another way: it isn't a backup of "
                "netui; nothing was changed"
            )
        del sizes[MANIFEST]
        return sizes

    def _damaged(self, name: str) -> ImportFileError:
        return ImportFileError(
            f"{self.path} is damaged (at {name}): take another backup; nothing was changed"
        )


def _too_large(entry: Entry) -> str:
    """Say that a file of `beside` is larger than netui reads, “” where it isn't."""
    most = most_next_to_settings(entry.name)
    return larger_than(most) if entry.name.startswith(f"{BESIDE}/") and entry.size > most else ""
