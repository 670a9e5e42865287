"""The journal file: reading what is new, appending so that it stays, noticing that it was replaced."""

import os
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from netui.plain_file import open_file
from netui.storage.base.files import MOST_IN_JOURNAL, read_file, read_from, replace_file, sync_data, write_at
from netui.storage.changes.lines import (
    BrokenLineError,
    Cursor,
    Decode,
    Ending,
    Fault,
    HeaderLine,
    Line,
    SnapshotsLine,
    TransactionLine,
    decode_line,
    decode_whole,
    encode_line,
    scan,
    whole_line,
)

JOURNAL = "journal.jsonl"
_BACKWARDS_STEP = 1 << 16
_WINDOW = 1 << 20


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
        self._fd = open_file(path, MOST_IN_JOURNAL)
        self._write_fd = -1
        self._identity = _identity(os.fstat(self._fd))
        self.cursor = Cursor()
        self.header: HeaderLine | None = None
        self.fault: Fault | None = None
        self.beyond: list[TransactionLine] = []
        """Changes that can be read, but not those before them."""
        self._seen = -1

    def close(self) -> None:
        """Close the file."""
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
        return _identity(os.stat(self._name)) != self._identity  # noqa: PTH116

    def read_new(self) -> list[Line]:
        """Return the good lines that were not read before; raise RewrittenError."""
        size = os.fstat(self._fd).st_size
        if size < self.cursor.offset or size > MOST_IN_JOURNAL:
            raise RewrittenError
        if size == self._seen or (size == self.cursor.offset and self.cursor.line):
            self._seen = size
            if size == self.cursor.offset and self.fault is not None and self.fault.ending is Ending.TORN:
                self.fault = None
            return []
        again = self.cursor.line > 0
        data = read_from(self._fd, self.cursor.offset, size - self.cursor.offset)
        found = scan(data, self.cursor)
        broken = found.fault is not None and found.fault.ending is Ending.BROKEN
        if again and broken:
            raise RewrittenError
        self._seen = size
        self.cursor, self.fault, lines = found.cursor, found.fault, found.lines
        if broken:
            lines = self._read_beyond(data)
        if not again and lines and isinstance(lines[0], HeaderLine):
            self.header = lines[0]
        if self.header is None and self.fault is None:
            self.fault = Fault(Ending.BROKEN, 1, 0, "the first line is missing")
        return lines

    def _read_beyond(self, data: bytes) -> list[Line]:
        from netui.storage.changes.recovery import contiguous, recover

        found = recover(data, proven=True)
        self.fault = found.fault
        lines, self.beyond = contiguous(found.lines)
        return lines

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

    def finish_last_line(self) -> None:
        """Give a whole last line its newline, before anything follows it; under the lock, after reading.

        Were both written at once, a torn write could take that line with it. Raises AppendError.
        """
        if self.cursor.unfinished:
            self._write(b"\n")
            self.cursor.unfinished = False

    def append(self, line: TransactionLine | SnapshotsLine) -> None:
        """Append one line, durable when this returns; under the lock, caught up.

        Raises AppendError, and RewrittenError if the path leads to another file.
        """
        text, crc = whole_line(line)
        self._write(text)
        self.cursor.line += 1
        self.cursor.crc = crc
        if isinstance(line, TransactionLine):
            self.cursor.seq = line.seq

    def _write(self, data: bytes | bytearray) -> None:
        self._refuse_if_replaced()
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

    def _cut_back(self, size: int) -> bool:
        if self._write_fd < 0:
            return True
        try:
            os.ftruncate(self._write_fd, size)
            os.fsync(self._write_fd)
        except OSError:
            return False
        return True

    def _refuse_if_replaced(self) -> None:
        """Never write to a file that the path no longer leads to; the store may go while a body runs."""
        try:
            replaced = self.is_replaced()
        except FileNotFoundError:
            replaced = True
        if replaced:
            raise RewrittenError

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
    replace_file(path, [text, b"\n"], linked=True)


def read_journal(path: Path, decode: Decode = decode_whole) -> list[Line]:
    """Return all good lines of a journal, those after a broken one included."""
    data = read_file(path)
    found = scan(data, Cursor(), decode)
    if found.fault is None or found.fault.ending is not Ending.BROKEN:
        return found.lines
    from netui.storage.changes.recovery import recover

    return recover(data, decode, proven=True).lines


def read_backwards(path: Path, decode: Decode = decode_whole) -> Iterator[Line]:
    """Yield the lines of a journal, the newest first and its header last, reading no more than is asked for.

    Each line is held against the `prev` of the line after it; where they do not agree, the rest comes from
    reading the file from its start. Raises OSError.
    """
    seq = 1 << 62
    with open(open_file(path), "rb") as file:
        prev = None
        for text in _lines_backwards(file):
            try:
                line, crc = decode_line(text, decode)
            except BrokenLineError:
                break
            if prev not in (None, crc):
                break
            yield line
            if isinstance(line, HeaderLine):
                return
            prev = line.prev
            if isinstance(line, TransactionLine):
                seq = line.seq
    for line in reversed(read_journal(path, decode)):
        if not isinstance(line, TransactionLine) or line.seq < seq:
            yield line


def _lines_backwards(file: BufferedReader) -> Iterator[bytes]:
    """Yield what is between newlines, from the end of a file, but for nothing after the last one.

    A line longer than a step is read once, from where it begins: a change of all people takes 90 MB.
    """
    end = file.seek(0, os.SEEK_END)
    first = True
    while end >= 0:
        start = max(0, end - _BACKWARDS_STEP)
        data = _between(file, start, end)
        cut = data.find(b"\n") if start else -1
        if start and cut < 0:
            start = _after_newline(file, start)
            data = _between(file, start, end)
        for text in reversed(data[cut + 1 :].split(b"\n") if b"\n" in data else [data]):
            if text or not first:
                yield text
            first = False
        end = start + cut if cut >= 0 else start - 1


def _after_newline(file: BufferedReader, end: int) -> int:
    """Return where the line begins that goes on at `end`."""
    while end > 0:
        start = max(0, end - _WINDOW)
        cut = _between(file, start, end).rfind(b"\n")
        if cut >= 0:
            return start + cut + 1
        end = start
    return 0


def _between(file: BufferedReader, start: int, end: int) -> bytes:
    file.seek(start)
    return file.read(end - start)


def _identity(found: os.stat_result) -> tuple[int, int]:
    return (found.st_dev, found.st_ino)
