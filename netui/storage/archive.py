"""Journals that were full: kept compressed in `history`, one file a generation, and read again for undo."""

import gzip
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

from netui.storage.files import make_folder, replace_file
from netui.storage.journal_lines import Cursor, HeaderLine, Line, TransactionLine, scan
from netui.storage.problems import REPAIR, Problem

HISTORY = "history"
_PIECE = 1 << 20


class Archive:
    """The folder of old journals; what was read once is kept, for nothing in it changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / HISTORY
        self._read: dict[str, tuple[tuple[int, int], list[TransactionLine]]] = {}
        self.problems: list[Problem] = []

    def keep(self, journal: Path, generation: int) -> None:
        """Compress a journal into the folder, durably; a file of the same generation is replaced."""
        make_folder(self._folder)
        replace_file(self._folder / _name(generation), _compressed(journal))

    def torn_copy(self, generation: int, offset: int) -> Path:
        """Return where the copy of a torn last line is kept."""
        make_folder(self._folder)
        return self._folder / f"torn-{generation:06d}-{offset}.jsonl"

    def transactions(self, before: int) -> Iterator[list[TransactionLine]]:
        """Yield the transactions of each generation below `before`, the newest generation first."""
        try:
            names = sorted((name for name in os.listdir(self._folder) if _generation(name)), reverse=True)
        except OSError:
            return
        for name in names:
            if _generation(name) < before:
                yield self._lines(name)

    def _lines(self, name: str) -> list[TransactionLine]:
        path = self._folder / name
        found = path.stat()
        identity = (found.st_mtime_ns, found.st_size)
        known = self._read.get(name)
        if known is not None and known[0] == identity:
            return known[1]
        lines: list[Line] = []
        what = ""
        try:
            with gzip.open(path, "rb") as file:
                result = scan(file.read(), Cursor())
            lines = [*result.lines, *result.beyond]
            what = "" if result.fault is None else f"line {result.fault.line}: {result.fault.what}"
            if not what and not isinstance(next(iter(lines), None), HeaderLine):
                what = "it is empty"
        except (OSError, EOFError, zlib.error) as error:
            what = f"it cannot be unpacked ({error})"
        if what:
            problem = Problem(file=f"{HISTORY}/{name}", what=what, remedy=REPAIR)
            self.problems += [] if problem in self.problems else [problem]
        transactions = [line for line in lines if isinstance(line, TransactionLine)]
        self._read[name] = (identity, transactions)
        return transactions


def _compressed(path: Path) -> Iterator[bytes]:
    packer = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield packer.compress(piece)
    yield packer.flush()


def _name(generation: int) -> str:
    return f"journal-{generation:06d}.jsonl.gz"


def _generation(name: str) -> int:
    if not (name.startswith("journal-") and name.endswith(".jsonl.gz")):
        return 0
    digits = name.removeprefix("journal-").removesuffix(".jsonl.gz")
    return int(digits) if digits.isdigit() else 0
