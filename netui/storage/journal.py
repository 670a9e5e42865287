"""The journal file: reading what is new, appending so that it stays, noticing that it was replaced."""

import os
from pathlib import Path

from netui.storage.files import read_from, replace_file, sync_data, write_at
from netui.storage.journal_lines import (
    Cursor,
    Ending,
    Fault,
    HeaderLine,
    Line,
    SnapshotsLine,
    TransactionLine,
    encode_line,
    scan,
)

JOURNAL = "journal.jsonl"


class RewrittenError(Exception):
    """What was read from the journal before is no longer in it: read it from its start again."""


class AppendError(Exception):
    """A line could not be appended; `clean` when the file is as it was before."""

    def __init__(self, cause: OSError, *, clean: bool, synced: bool) -> None:
        super().__init__(str(cause))
        self.cause = cause
        self.clean = clean
        self.synced = synced


class JournalFile:
    """One generation of the journal, held open: it stays readable when the next one takes its place."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._name = str(path)
        self._fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        self._write_fd = -1
        self._identity = _identity(os.fstat(self._fd))
        self.cursor = Cursor()
        self.header: HeaderLine | None = None
        self.fault: Fault | None = None
        self.beyond: list[TransactionLine] = []
        self._seen = -1

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._fd)
        if self._write_fd >= 0:
            os.close(self._write_fd)
        self._fd = self._write_fd = -1

    @property
    def size(self) -> int:
        """How many bytes were taken in."""
        return self.cursor.offset

    def is_unchanged(self) -> bool:
        """Whether the path still leads to this file and nothing was appended; raises FileNotFoundError."""
        found = os.stat(self._name)  # noqa: PTH116  (a Path costs a third more, on every save)
        return found.st_size == self._seen and _identity(found) == self._identity

    def is_replaced(self) -> bool:
        """Whether the path leads to another file by now; raises FileNotFoundError."""
        return _identity(self.path.stat()) != self._identity

    def read_new(self) -> list[Line]:
        """Return the good lines that were not read before; raise RewrittenError."""
        size = os.fstat(self._fd).st_size
        if size < self.cursor.offset:
            raise RewrittenError
        if size == self._seen or (size == self.cursor.offset and self.cursor.line):
            self._seen = size
            if size == self.cursor.offset:
                self.fault = None
            return []
        again = self.cursor.line > 0
        found = scan(read_from(self._fd, self.cursor.offset, size - self.cursor.offset), self.cursor)
        broken = found.fault is not None and found.fault.ending is Ending.BROKEN
        if again and broken:
            raise RewrittenError
        self._seen = size
        self.cursor, self.fault, self.beyond = found.cursor, found.fault, found.beyond
        if not again and found.lines and isinstance(found.lines[0], HeaderLine):
            self.header = found.lines[0]
        if self.header is None and self.fault is None:
            self.fault = Fault(Ending.BROKEN, 1, 0, "the first line is missing")
        return found.lines

    def cut_torn_tail(self, copy: Path) -> None:
        """Keep a copy of a torn last line and cut it off; under the lock, after reading."""
        size = os.fstat(self._fd).st_size
        if self.fault is None or self.fault.ending is not Ending.TORN:
            return
        replace_file(copy, [read_from(self._fd, self.cursor.offset, size - self.cursor.offset)])
        fd = self._writable()
        os.ftruncate(fd, self.cursor.offset)
        os.fsync(fd)
        self.fault = None
        self._seen = self.cursor.offset

    def append(self, line: TransactionLine | SnapshotsLine) -> None:
        """Append one line, durable when this returns; under the lock, caught up. Raises AppendError."""
        text, crc = encode_line(line)
        data = b"\n" * self.cursor.unfinished + text + b"\n"
        before = self.cursor.offset
        written = False
        try:
            fd = self._writable()
            write_at(fd, data, before)
            written = True
            sync_data(fd)
        except OSError as error:
            raise AppendError(error, clean=self._cut_back(before), synced=not written) from error
        except BaseException:
            self._cut_back(before)
            raise
        self.cursor.offset = self._seen = before + len(data)
        self.cursor.unfinished = False
        self.cursor.line += 1
        self.cursor.crc = crc
        if isinstance(line, TransactionLine):
            self.cursor.seq = line.seq

    def _cut_back(self, size: int) -> bool:
        if self._write_fd < 0:
            return True
        try:
            os.ftruncate(self._write_fd, size)
            os.fsync(self._write_fd)
        except OSError:
            return False
        return True

    def _writable(self) -> int:
        if self._write_fd < 0:
            fd = os.open(self.path, os.O_WRONLY | os.O_CLOEXEC)
            if _identity(os.fstat(fd)) != self._identity:
                os.close(fd)
                raise RewrittenError
            self._write_fd = fd
        return self._write_fd


def create_journal(path: Path, header: HeaderLine) -> None:
    """Put a journal with nothing but its first line in the place of `path`, in one step."""
    text, _ = encode_line(header)
    replace_file(path, [text, b"\n"])


def read_journal(path: Path) -> list[Line]:
    """Return all good lines of a journal, those after a broken one included."""
    journal = JournalFile(path)
    try:
        return [*journal.read_new(), *journal.beyond]
    finally:
        journal.close()


def _identity(found: os.stat_result) -> tuple[int, int]:
    return (found.st_dev, found.st_ino)
