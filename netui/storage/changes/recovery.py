"""What can be read of a journal that is damaged, as a journal that is whole again."""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Struct

from netui.domain.errors import StoreDamagedError
from netui.domain.values import replace
from netui.storage.base.files import MOST_IN_JOURNAL
from netui.storage.changes.encodings import forms, in_utf8, other_encodings
from netui.storage.changes.line_ends import as_written
from netui.storage.changes.lines import (
    BrokenLineError,
    Cursor,
    Decode,
    Ending,
    Fault,
    HeaderLine,
    Line,
    Scan,
    SnapshotsLine,
    TransactionLine,
    decode_line,
    decode_whole,
    encode_line,
    scan,
)
from netui.storage.changes.pieces import pieces

_PIECE = 4096
_LARGE_PIECE = 1 << 20
MOST_UNPACKED = MOST_IN_JOURNAL
MOST_LOST = 100_000
"""More changes than that are never missing in one place."""
TOO_LARGE = "it is larger than a journal may be"
_CRC = b'{"crc":"00000000",'
_HEADER = b'"kind":"header"'
_PACKED = b"\x1f\x8b"
_ZEROS = re.compile(rb"\0*")
LOST = "A change that was lost to damage"


@dataclass(slots=True)
class Recovered:
    """The first line, if it can be read, and every line that can be, in the order of their numbers.

    `unproven` are the changes that don't hold their checksum, but are taken as they are, by line. `others`
    are changes that don't follow the lines before: of another side of a merge, or put in by hand. `lost`
    counts the changes that can't be read at all, and `more_damage` are the damaged lines after the first. Of
    a file that is only altered, `original` is what it was.
    """

    header: HeaderLine | None = None
    lines: list[Line] = field(default_factory=list)
    fault: Fault | None = None
    unproven: dict[int, int] = field(default_factory=dict)
    others: list[TransactionLine] = field(default_factory=list)
    lost: int = 0
    more_damage: list[int] = field(default_factory=list)
    original: bytes | None = None

    @property
    def transactions(self) -> list[TransactionLine]:
        """The transactions among the lines."""
        return [line for line in self.lines if isinstance(line, TransactionLine)]

    @property
    def is_broken(self) -> bool:
        """Whether more than a torn end or line ends are wrong."""
        return self.fault is not None and self.fault.ending is Ending.BROKEN

    @property
    def is_all_there(self) -> bool:
        """Whether the file was changed, but every line can be read and no change is missing in between."""
        complete = self.header is not None and not self.lost and not self.others
        return self.is_broken and complete and not contiguous(self.lines)[1]

    @property
    def is_altered(self) -> bool:
        """Whether every line is there, but not as it was written."""
        return self.fault is not None and self.fault.ending is Ending.ALTERED


class _Read(Struct, frozen=True):
    """A line that was read beyond a fault; not `proven` where it doesn't hold its checksum."""

    line: Line
    own: str
    proven: bool
    number: int

    @property
    def order(self) -> tuple[int, int, bool]:
        """First lines, then changes by their numbers, each followed by the snapshots that hold it."""
        if isinstance(self.line, HeaderLine):
            return (-1, self.line.generation, False)
        if isinstance(self.line, SnapshotsLine):
            return (max((mark.seq for mark in self.line.snapshots.values()), default=0), 1, False)
        return (self.line.seq, 0, not self.proven)


def recover(data: bytes, decode: Decode = decode_whole, *, proven: bool = False) -> Recovered:
    """Read a journal to its end, no matter what is in between.

    With `proven`, only lines that hold their checksum are taken.
    """
    result = scan(data, Cursor(), decode)
    if result.fault is not None and result.fault.ending is Ending.BROKEN:
        if (altered := _in_another_form(data, decode)) is not None:
            return altered
        plain = in_utf8(data)
        if plain is not data:
            result = scan(plain, Cursor(), decode)
            data = plain
    found = Recovered(lines=list(result.lines), fault=result.fault)
    if result.lines and isinstance(result.lines[0], HeaderLine):
        found.header = result.lines[0]
    if found.header is None and found.fault is None:
        found.fault = Fault(Ending.BROKEN, 1, 0, "its first line is missing")
    if found.fault is not None and found.is_broken:
        _read_beyond(data[found.fault.offset :], result, found, proven=proven)
    elif found.is_altered:
        found.original = as_written(data)
    return found


def _in_another_form(data: bytes, decode: Decode) -> Recovered | None:
    """Read a journal that is whole, but for the encoding or the line ends it was saved with."""
    for form, what in forms(data):
        other = scan(form, Cursor(), decode)
        if other.fault is None and other.lines and isinstance(other.lines[0], HeaderLine):
            fault = Fault(Ending.ALTERED, 1, 0, what)
            return Recovered(other.lines[0], list(other.lines), fault, original=form)
    return None


def _read_beyond(data: bytes, result: Scan, found: Recovered, *, proven: bool) -> None:
    """Take in what follows the first fault: what holds its checksum, what can be read, and what is apart."""
    assert found.fault is not None
    lines, found.lost, unread = _lines_beyond(data, found.fault.line, result.decode)
    damaged = {*unread, *(each.number for each in lines if not each.proven)}
    found.more_damage = sorted(damaged - {found.fault.line})
    read = [each for each in lines if each.proven or not proven]
    if proven:
        found.lost += sum(not each.proven and not isinstance(each.line, HeaderLine) for each in lines)
    read.sort(key=lambda each: each.order)
    seen = {line.prev for line in result.lines if not isinstance(line, HeaderLine)} | {result.cursor.crc}
    _Following(found, result.cursor, seen, read).take_all()


@lru_cache(maxsize=2)
def _lines_beyond(data: bytes, number: int, decode: Decode) -> tuple[tuple[_Read, ...], int, set[int]]:
    """Return the lines that can be read, how many changes can't, and the numbers of the lines that can't.

    It takes long where much can't be read, and a command may ask more than once.
    """
    read: list[_Read] = []
    lost = 0
    unread: set[int] = set()
    for piece in pieces(data, number):
        each = _line_of(piece.text, piece.line, decode) if piece.text else None
        if each is None:
            lost += piece.is_line and _HEADER not in piece.text
            unread.add(piece.line)
        else:
            read.append(each)
    return tuple(read), lost, unread


class _Following:
    """Tells lines that follow one another from those that are apart, which another history has instead."""

    def __init__(self, found: Recovered, cursor: Cursor, seen: set[str], read: list[_Read]) -> None:
        self._found = found
        self._seen = seen
        self._read = read
        self._apart: set[str] = set()
        self._last = cursor.seq
        changes = (each.line for each in read if isinstance(each.line, TransactionLine))
        self._first = next(changes, None)

    def take_all(self) -> None:
        """Take in every line, in order; one that is there twice only once."""
        if self._found.header is None and self._first is not None:
            self._last = self._first.seq - 1
        for each in self._read:
            if each.own in self._seen and each.proven:
                continue
            self._seen.add(each.own)
            if isinstance(each.line, HeaderLine):
                self._take_header(each, each.line)
            elif isinstance(each.line, SnapshotsLine):
                if each.line.prev in self._apart:
                    self._apart.add(each.own)
                else:
                    self._found.lines.append(each.line)
            else:
                self._take_change(each, each.line)

    def _take_header(self, each: _Read, line: HeaderLine) -> None:
        ours = self._found.header
        if ours is None and not each.proven and not self._is_plausible(line):
            self._apart.add(each.own)
        elif ours is None:
            self._found.header = line
            self._last = line.seq
            self._found.lines.insert(0, line)
        elif each.proven and line.store == ours.store and line.generation > ours.generation:
            self._found.lines.append(line)  # the journals of two generations, one behind the other
        else:
            self._apart.add(each.own)

    def _is_plausible(self, line: HeaderLine) -> bool:
        """Whether a first line can be that of the changes here, and each generation before held a change."""
        lost = 0 if self._first is None else self._first.seq - 1 - line.seq
        return 0 <= lost <= MOST_LOST and 0 < line.generation <= line.seq + 1

    def _take_change(self, each: _Read, line: TransactionLine) -> None:
        follows = line.prev not in self._apart and line.seq > self._last
        if not follows or not (each.proven or line.seq == self._last + 1):
            self._apart.add(each.own)
            self._found.others.append(line)
            return
        self._found.lines.append(line)
        self._last = line.seq
        if not each.proven:
            self._found.unproven[each.number] = line.seq


def contiguous(lines: Iterable[Line]) -> tuple[list[Line], list[TransactionLine]]:
    """Return the lines up to the first change that is missing, and the changes beyond it."""
    good: list[Line] = []
    beyond: list[TransactionLine] = []
    seq = -1
    for line in lines:
        if not isinstance(line, TransactionLine):
            seq = line.seq if isinstance(line, HeaderLine) and not good else seq
            good.append(line)
        elif not beyond and line.seq == seq + 1:
            seq = line.seq
            good.append(line)
        else:
            beyond.append(line)
    return good, beyond


def _line_of(text: bytes, number: int, decode: Decode) -> _Read | None:
    """Return a line and whether it holds its checksum: as it is, or but for spaces, order and encoding."""
    for form in (text, *(() if text.isascii() else other_encodings(text))):
        try:
            line, crc = decode_line(form, decode)
        except BrokenLineError:
            continue
        return _Read(line, crc, True, number)
    try:
        decode(text)
        parts = msgspec.json.decode(text, type=dict[str, Any])
        stated = str(parts.pop("crc", ""))
        for form in (parts, _in_order(parts)):
            body = msgspec.json.encode(form)
            line = decode(body)
            for each in (body[1:], encode_line(line)[0][len(_CRC) :]):
                if f"{zlib.crc32(each):08x}" == stated:
                    return _Read(line, stated, True, number)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    return _Read(line, stated, False, number)


def _in_order(value: Any) -> Any:
    """Return a value with every object in the order of its names, numbers by their size."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: (0, int(name), "") if name.isdecimal() else (1, 0, name))
        return {name: _in_order(value[name]) for name in names}
    return [_in_order(each) for each in value] if isinstance(value, list) else value


def whole_again(header: HeaderLine, lines: list[Line], end: int) -> list[Line]:
    """Return lines without a gap up to the change `end`: what is lost is named in its place."""
    whole: list[Line] = [header]
    seq, at = header.seq, header.at
    for line in lines:
        if isinstance(line, HeaderLine):
            continue
        if isinstance(line, TransactionLine):
            if line.seq <= seq:
                continue
            whole += _placeholders(seq + 1, line.seq, at)
            seq, at = line.seq, line.at
        whole.append(line)
    return whole + _placeholders(seq + 1, end + 1, at)


def invented_header(store: str, generation: int, seq: int, schema: int) -> HeaderLine:
    """Return a first line for a journal that lost its own."""
    at = datetime(2020, 1, 1, tzinfo=UTC)
    return HeaderLine(
        store=store, generation=generation, schema=schema, seq=seq, last_id=0, at=at, snapshots={}
    )


def recoded(lines: list[Line]) -> bytes:
    """Write lines as a journal whose every line follows the previous one."""
    parts, crc = [], ""
    for line in lines:
        text, crc = encode_line(line if isinstance(line, HeaderLine) else replace(line, prev=crc))
        parts.append(text + b"\n")
    return b"".join(parts)


def recover_archive(data: bytes, decode: Decode = decode_whole, *, proven: bool = False) -> Recovered:
    """Read an old journal to its end, as far as it can be unpacked; one that isn't packed too."""
    plain, what = _unpacked(data)
    if what == TOO_LARGE:
        return Recovered(fault=Fault(Ending.BROKEN, 1, 0, what))
    found = recover(plain, decode, proven=proven)
    if what and found.fault is None:
        found.fault = Fault(Ending.ALTERED, 1, 0, what)
    return found


def begins_an_archive(data: bytes) -> bool:
    """Whether the beginning of a file is that of an old journal, as far as it can be unpacked."""
    return b'"crc":' in _unpacked(data)[0]


def unpacked(data: bytes) -> bytes:
    """Unpack a gzip file that is whole; raise ValueError, also for one larger than a journal may be."""
    plain, what = _unpacked(data)
    if what:
        raise ValueError(what)
    return plain


def _unpacked(data: bytes, largest: int = _LARGE_PIECE) -> tuple[bytes, str]:
    """Unpack as much of a gzip file as can be, up to what a journal may hold; say what is wrong with it.

    Pieces grow, for one may hold many files of a few bytes. A damaged file is gone through once more in
    small pieces: of the piece with the damage nothing can be unpacked.
    """
    if not data.startswith(_PACKED) and b'"crc"' in in_utf8(data[:_PIECE]):
        return (b"", TOO_LARGE) if len(data) > MOST_UNPACKED else (data, "it isn't compressed")
    parts: list[bytes] = []
    left, position, what = MOST_UNPACKED, 0, ""
    while position < len(data) and left > 0 and not what:
        size = _PIECE
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            while position < len(data) and left > 0 and not unpacker.eof:
                piece = data[position : position + size]
                parts.append(unpacker.decompress(piece, left))
                left -= len(parts[-1])
                position += len(piece) - len(unpacker.unused_data)
                size = min(2 * size, largest)
        except zlib.error:
            if largest > _PIECE:
                return _unpacked(data, _PIECE)
            what = "it is damaged, and only its beginning can be unpacked"
            continue
        what = "" if unpacker.eof else "its end is missing"
        if left <= 0:
            return b"", TOO_LARGE
        zeros = _ZEROS.match(data, position)
        position = zeros.end() if zeros else position
        if position < len(data) and not data.startswith(_PACKED, position):
            what = "something stands after its end"
    return b"".join(parts), what


def _placeholders(first: int, after: int, at: datetime) -> list[Line]:
    if after - first > MOST_LOST:
        raise StoreDamagedError(f"changes {first} to {after - 1} are missing: restore a backup")
    return [
        TransactionLine(prev="", seq=seq, at=at, session="", label=LOST, changes={})
        for seq in range(first, after)
    ]
