"""Journals that were full: kept compressed in `history`, one file a generation, and read again for undo."""

import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import BinaryIO, cast

from netui.domain.values import replace
from netui.plain_file import open_file
from netui.services.ports import HistoryEntry
from netui.storage.base.files import make_folder, read_file, replace_file
from netui.storage.base.ids import Ids
from netui.storage.base.owned import HISTORY, own_files
from netui.storage.base.problems import REPAIR, Problem
from netui.storage.changes.lines import (
    Cursor,
    Decode,
    HeaderLine,
    Scan,
    TransactionLine,
    decode_ids,
    decode_whole,
    scan,
)
from netui.storage.changes.recovery import MOST_UNPACKED, TOO_LARGE, Recovered, recover_archive

_PIECE = 1 << 20


class Archive:
    """The folder of old journals."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / HISTORY
        self._entries: dict[str, tuple[tuple[int, int], list[HistoryEntry]]] = {}
        self._reading = Lock()
        self.problems: list[Problem] = []

    def keep(self, journal: Path, generation: int) -> None:
        """Compress a journal into the folder, durably; a file of the same generation is replaced."""
        make_folder(self._folder)
        replace_file(self._folder / archive_name(generation), _compressed(journal))

    def torn_copy(self, generation: int, offset: int) -> Path:
        """Return where the copy of a torn last line is kept."""
        make_folder(self._folder)
        return self._folder / f"torn-{generation:06d}-{offset}.jsonl"

    def names(self, before: int) -> list[str]:
        """Return the files of the generations below `before`, the newest first."""
        names = own_files(self._folder.parent, HISTORY)
        found = [name for name in names if 0 < generation_of(name) < before]
        return sorted(found, reverse=True)

    def entries(self, name: str) -> list[HistoryEntry]:
        """Return the transactions of one generation without what they changed; read once, then kept.

        Threads wait for each other: two that read the same large file would hold it twice.
        """
        with self._reading:
            found = (self._folder / name).stat()
            identity = (found.st_mtime_ns, found.st_size)
            known = self._entries.get(name)
            if known is None or known[0] != identity:
                lines = self.transactions(name, decode_ids)
                known = self._entries[name] = (identity, [_kept(entry_of(line)) for line in lines])
            return known[1]

    def transactions(self, name: str, decode: Decode = decode_whole) -> list[TransactionLine]:
        """Return the transactions of one generation, the oldest first."""
        what = ""
        try:
            result = _scanned(self._folder / name, decode)
            if result.fault is None and isinstance(next(iter(result.lines), None), HeaderLine):
                return [line for line in result.lines if isinstance(line, TransactionLine)]
        except (OSError, EOFError, zlib.error) as error:
            what = f"it cannot be unpacked ({error})"
        try:
            found = recover_archive(read_file(self._folder / name), decode, proven=True)
        except OSError:
            found = Recovered()
        fault = "it is empty" if found.fault is None else f"line {found.fault.line}: {found.fault.what}"
        problem = Problem(file=f"{HISTORY}/{name}", what=what or fault, remedy=REPAIR)
        self.problems += [] if problem in self.problems else [problem]
        return found.transactions


def _kept(entry: HistoryEntry) -> HistoryEntry:
    """Return an entry in little room, for it stays."""
    return replace(entry, touched={name: Ids(ids) for name, ids in entry.touched.items()})


def _scanned(path: Path, decode: Decode) -> Scan:
    """Read an old journal a piece at a time: to read all of it at once would stop the screen."""
    import gzip

    found = Scan(Cursor(), decode)
    with gzip.open(path, "rb") as file:
        for lines in _whole_lines(cast("BinaryIO", file)):
            result = scan(lines, found.cursor, decode)
            found.lines += result.lines
            found.cursor, found.fault = result.cursor, result.fault
            if found.fault is not None:
                break
    return found


def _whole_lines(file: BinaryIO) -> Iterator[bytes | bytearray]:
    """Yield a file in pieces that end with a line, and at last what follows the last newline."""
    waiting = bytearray()  # grows: pieces that are joined at the end would be there twice
    left = MOST_UNPACKED
    while piece := file.read(_PIECE):
        left -= len(piece)
        if left < 0:
            raise EOFError(TOO_LARGE)
        waiting += piece
        end = waiting.rfind(b"\n", len(waiting) - len(piece)) + 1
        if end:
            rest = waiting[end:]
            del waiting[end:]
            yield waiting
            waiting = rest
    if waiting:
        yield waiting


def entry_of(line: TransactionLine) -> HistoryEntry:
    """Return a transaction as history shows it; whether it is undone is not known here."""
    return HistoryEntry(
        seq=line.seq,
        at=line.at,
        session=line.session,
        label=line.label,
        undoes=line.undoes if line.undoes is not None else line.redoes,
        touched=line.touched,
        erases=line.erases,
    )


def _compressed(path: Path) -> Iterator[bytes]:
    packer = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    with open(open_file(path), "rb") as file:
        while piece := file.read(_PIECE):
            yield packer.compress(piece)
    yield packer.flush()


def archive_name(generation: int) -> str:
    """Return the file an old journal is kept in."""
    return f"journal-{generation:06d}.jsonl.gz"


def old_journals(store: Path, newest: int) -> Iterator[str]:
    """Yield all that has the name of an old journal of a generation up to the newest, whatever it is.

    A first line may name any number of generations: only the folder says which there are.
    """
    with suppress(OSError):
        yield from (
            f"{HISTORY}/{name}"
            for name in sorted(os.listdir(store / HISTORY))
            if 0 < generation_of(name) < newest
        )
    if newest:
        yield f"{HISTORY}/{archive_name(newest)}"


def generation_of(name: str) -> int:
    """Return the generation a file in `history` holds, 0 for a file of another kind."""
    if not (name.startswith("journal-") and name.endswith(".jsonl.gz")):
        return 0
    digits = name.removeprefix("journal-").removesuffix(".jsonl.gz")
    return int(digits) if digits.isdigit() else 0
