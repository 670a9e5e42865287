"""What can be read of a journal that is damaged, as a journal that is whole again."""

import contextlib
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec

from netui.storage.journal_lines import (
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
)
from netui.storage.journal_pieces import pieces

_PIECE = 4096
MOST_UNPACKED = 1 << 28
"""No old journal is larger: it is put away at a megabyte, or at an eighth of the snapshots."""
_CRC = b'{"crc":"00000000",'
LOST = "A change that was lost to damage"


@dataclass(slots=True)
class Recovered:
    """The first line, if it can be read, and every line that can be, in order.

    `unproven` are the numbers of lines that don't hold their checksum, but are taken as they stand. `others`
    are changes that don't follow the lines before: of another side of a merge, or put in by hand. `lost`
    counts the lines that can't be read at all.
    """

    header: HeaderLine | None = None
    lines: list[Line] = field(default_factory=list)
    fault: Fault | None = None
    unproven: list[int] = field(default_factory=list)
    others: list[TransactionLine] = field(default_factory=list)
    lost: int = 0

    @property
    def transactions(self) -> list[TransactionLine]:
        """The transactions among the lines."""
        return [line for line in self.lines if isinstance(line, TransactionLine)]

    @property
    def is_broken(self) -> bool:
        """Whether more than a torn end or line ends are wrong."""
        return self.fault is not None and self.fault.ending is Ending.BROKEN

    @property
    def is_altered(self) -> bool:
        """Whether every line is there, but not as it was written."""
        return self.fault is not None and self.fault.ending is Ending.ALTERED


def recover(data: bytes, decode: Decode = decode_whole) -> Recovered:
    """Read a journal to its end, whatever stands in between."""
    result = scan(data, Cursor(), decode)
    found = Recovered(lines=list(result.lines), fault=result.fault)
    if result.lines and isinstance(result.lines[0], HeaderLine):
        found.header = result.lines[0]
    if found.header is None and found.fault is None:
        found.fault = Fault(Ending.BROKEN, 1, 0, "its first line is missing")
    if found.fault is not None and found.is_broken:
        _read_beyond(data[found.fault.offset :], found.fault.line, result.cursor, found, decode)
    return found


def _read_beyond(data: bytes, number: int, cursor: Cursor, found: Recovered, decode: Decode) -> None:
    """Take in what follows the first fault: what holds its checksum, what can be read, and what is apart."""
    last, crc = cursor.seq, cursor.crc
    apart: set[str] = set()
    for piece in pieces(data, number):
        read = _line_of(piece.text, decode) if piece.text else None
        if read is None:
            found.lost += piece.is_line
            continue
        line, own, proven = read
        if isinstance(line, HeaderLine):
            if found.header is None:
                found.header, last = line, max(last, line.seq)
                found.lines.insert(0, line)
                crc = own
            continue
        if isinstance(line, SnapshotsLine):
            if line.prev not in apart:
                found.lines.append(line)
                crc = own
            else:
                apart.add(own)
            continue
        follows = line.prev not in apart and line.seq > last and (proven or line.seq == last + 1)
        if not follows:
            if own != crc:
                apart.add(own)
                found.others.append(line)
            continue
        found.lines.append(line)
        last, crc = line.seq, own
        if not proven:
            found.unproven.append(piece.line)


def _line_of(text: bytes, decode: Decode) -> tuple[Line, str, bool] | None:
    """Return a line, its checksum, and whether it holds it: as it is, or but for spaces and order."""
    try:
        line, crc = decode_line(text, decode)
    except BrokenLineError:
        pass
    else:
        return line, crc, True
    try:
        parts = msgspec.json.decode(text, type=dict[str, Any])
        stated = str(parts.pop("crc", ""))
        for form in (parts, _in_order(parts)):
            body = msgspec.json.encode(form)
            line = decode(body)
            for each in (body[1:], encode_line(line)[0][len(_CRC) :]):
                if f"{zlib.crc32(each):08x}" == stated:
                    return line, stated, True
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return line, stated, False


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
    """Write lines as a journal whose every line follows the one before."""
    parts, crc = [], ""
    for line in lines:
        text, crc = encode_line(
            line if isinstance(line, HeaderLine) else msgspec.structs.replace(line, prev=crc)
        )
        parts.append(text + b"\n")
    return b"".join(parts)


def unpacked(data: bytes) -> bytes:
    """Unpack as much of a gzip file as can be, up to what a journal may hold."""
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    parts: list[bytes] = []
    left = MOST_UNPACKED
    with contextlib.suppress(zlib.error):
        for start in range(0, len(data), _PIECE):
            if left <= 0:
                break
            parts.append(unpacker.decompress(data[start : start + _PIECE], left))
            left -= len(parts[-1])
    return b"".join(parts)


def _placeholders(first: int, after: int, at: datetime) -> list[Line]:
    return [
        TransactionLine(prev="", seq=seq, at=at, session="", label=LOST, changes={})
        for seq in range(first, after)
    ]
