"""The texts inside an export: a lone file, or those of a ZIP or a folder, read within limits."""

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from netui.domain.errors import ImportFileError
from netui.domain.people.importing import RejectedRow
from netui.domain.text import clean
from netui.exchange.reading.csv_text import MAX_BYTES, read_bytes
from netui.exchange.reading.folder_walk import shown_name, walked
from netui.plain_file import BoundedFile, read_small
from netui.typed_path import is_folder

HEAD_BYTES = 64 * 1024
_MAX_MEMBERS = 10_000
_MAX_ARCHIVE = 1024**3
_MAX_UNPACKED = 4 * MAX_BYTES
"""What the files of a ZIP that are read may unpack to in all: a bomb has thousands of the largest size."""
_PIECE = 1 << 20
_MOST_AT_ONCE = 4 << 20
"""A directory of some 50,000 members is no longer."""
_ENCRYPTED = 0x1
_MAX_FILES = 500
_MOST_LOOKED_AT = 20_000
_DEEPEST = 3
_OF_TEXT = frozenset({".csv", ".tsv", ".txt", ".vcf", ".vcard", ".ldif", ".ldi"})
"""What is looked at in a folder: so many files of these names among so many, so many folders below it."""
# The other methods can unpack any amount of memory from one small read.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    KeyError,
    OverflowError,
)


def is_zip(path: Path) -> bool:
    """Whether a file begins as a ZIP does."""
    try:
        return read_small(path, 3) in {b"PK\x03\x04", b"PK\x05\x06"}
    except (OSError, ValueError):
        return False


def _zip_alone_in(folder: Path) -> Path | None:
    """Return the ZIP that a folder holds, if that is all there is in it."""
    try:
        shown = [name for name in os.listdir(folder) if not name.startswith(".")]
    except OSError:
        return None
    return folder / shown[0] if len(shown) == 1 and is_zip(folder / shown[0]) else None


class ExportArchive:
    """An export opened for reading: members by name, their heads, and their whole bytes up to 50 MB.

    A lone file is an archive of one member, and a folder is one of its files; one with nothing but a ZIP in
    it is that ZIP. Raises ImportFileError if it cannot be read. `unread` are the members that could not be
    unpacked, as far as the heads were looked at.
    """

    def __init__(self, path: Path) -> None:
        self._path = path = _zip_alone_in(path) or path
        self.folder = is_folder(path)
        self.zipped = not self.folder and is_zip(path)
        self.name = shown_name(path)
        self.unread: list[str] = []
        self._opened: zipfile.ZipFile | None = None
        self._unpacked = 0

    def heads(self) -> Iterator[tuple[str, bytes]]:
        """Yield (member, first 64 kB) of each member; of a lone file all of it."""
        if self.folder:
            yield from self._heads_of_files()
            return
        if not self.zipped:
            yield "", read_bytes(self._path)
            return
        archive = self._open()
        for info in self._members(archive):
            try:
                if info.compress_type not in _METHODS:
                    raise zipfile.BadZipFile
                with archive.open(info) as stream:
                    head = stream.read(HEAD_BYTES)
            except _BROKEN:  # another member may be whole, and only the one that is read has to be
                self.unread.append(info.filename)
            else:
                yield info.filename, head

    def files(self) -> list[str]:
        """Return the files of a folder that may be about people; raise ImportFileError for far too many."""
        names: list[str] = []
        for folder, files in walked(self._path, deepest=_DEEPEST, hidden=False, most=_MOST_LOOKED_AT):
            inside = folder.relative_to(self._path)
            fitting = (name for name in files if PurePosixPath(name).suffix.lower() in _OF_TEXT)
            names += [str(inside / name) for name in fitting if not name.startswith(".")]
            if len(names) > _MAX_FILES:
                raise ImportFileError(f"{self.name} has over {_MAX_FILES} files: name the file inside it")
        return sorted(names)

    def members(self) -> list[tuple[str, bool]]:
        """Return each member of a ZIP, and whether it needs a password."""
        members = self._members(self._open()) if self.zipped else ()
        return [(info.filename, bool(info.flag_bits & _ENCRYPTED)) for info in members]

    def read(self, member: str) -> bytes:
        """Return the bytes of a member."""
        if not self.zipped:
            return read_bytes(self._path / member if member else self._path)
        if self._unpacked > _MAX_UNPACKED:
            most = f"{_MAX_UNPACKED // 1024**2} MB"
            raise ImportFileError(f"{self.label(member)} is refused: others unpack to over {most}")
        try:
            with self._open().open(member) as stream:
                data = b"".join(self._pieces(stream))
        except _BROKEN as error:
            raise ImportFileError(f"{self.label(member)} is damaged: download the export again") from error
        if len(data) > MAX_BYTES:
            raise ImportFileError(f"{self.label(member)} unpacks to over {MAX_BYTES // 1024**2} MB: refused")
        return data

    def read_or_reject(self, member: str) -> bytes | RejectedRow:
        """Return the bytes of a member, or what names it and why it can't be read: the others still are.

        Raises ImportFileError for a file that is alone.
        """
        try:
            return self.read(member)
        except ImportFileError as error:
            if not member:
                raise
            file = self.label(member)
            reason = str(error)
            for name in (file, clean(PurePosixPath(member).name)):
                reason = reason.removeprefix(name).strip()
            return RejectedRow(file=file, line=1, reason=f"the file {reason}")

    def label(self, member: str) -> str:
        """Return what the ledger calls a member: `export.zip/Connections.csv`."""
        return f"{self.name}/{clean(member, limit=120)}" if member else self.name

    def _heads_of_files(self) -> Iterator[tuple[str, bytes]]:
        for name in self.files():
            try:
                yield name, read_small(self._path / name, HEAD_BYTES)[:HEAD_BYTES]
            except (OSError, ValueError):
                self.unread.append(name)

    def _open(self) -> zipfile.ZipFile:
        """Return the archive, whose directory is read once."""
        try:
            if self._opened is None and self._path.stat().st_size <= _MAX_ARCHIVE:
                self._opened = zipfile.ZipFile(BoundedFile(self._path, _MOST_AT_ONCE))
            if self._opened is not None:
                return self._opened
        except _BROKEN as error:
            raise ImportFileError(f"{self.name} is a damaged ZIP file: download it again") from error
        raise ImportFileError(f"{self.name} is over 1 GB: unpack it and import Connections.csv")

    def _members(self, archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
        if len(archive.infolist()) > _MAX_MEMBERS:
            raise ImportFileError(f"{self.name} has over {_MAX_MEMBERS:,} files: unpack it, and import less")
        for info in archive.infolist():
            name = PurePosixPath(info.filename)
            apple_fork = name.name.startswith("._") or "__MACOSX" in name.parts
            if not info.is_dir() and not apple_fork:
                yield info

    def _pieces(self, stream: IO[bytes]) -> Iterator[bytes]:
        """Yield what a member unpacks to, up to one piece more than is taken."""
        size = 0
        while size <= MAX_BYTES and (piece := stream.read(_PIECE)):
            size += len(piece)
            self._unpacked += len(piece)
            yield piece
