"""What can be read of a journal that is damaged, as a journal that is whole again."""

import contextlib
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime

import msgspec

from netui.storage.journal_lines import (
    BrokenLineError,
    Cursor,
    Ending,
    Fault,
    HeaderLine,
    Line,
    TransactionLine,
    decode_line,
    encode_line,
    scan,
)

_PIECE = 4096
MOST_UNPACKED = 1 << 28
"""No old journal is larger: it is put away at a megabyte, or at an eighth of the snapshots."""
LOST = "A change that was lost to damage"


@dataclass(slots=True)
class Recovered:
    """The first line, if it can be read, and every line that holds its own checksum, in order."""

    header: HeaderLine | None = None
    lines: list[Line] = field(default_factory=list)
    fault: Fault | None = None

    @property
    def transactions(self) -> list[TransactionLine]:
        """The transactions among the lines."""
        return [line for line in self.lines if isinstance(line, TransactionLine)]

    @property
    def is_broken(self) -> bool:
        """Whether more than a torn end is wrong."""
        return self.fault is not None and self.fault.ending is Ending.BROKEN


def recover(data: bytes) -> Recovered:
    """Read a journal to its end, whatever stands in between."""
    result = scan(data, Cursor())
    found = Recovered(lines=list(result.lines), fault=result.fault)
    if result.lines and isinstance(result.lines[0], HeaderLine):
        found.header = result.lines[0]
    if found.header is None and found.fault is None:
        found.fault = Fault(Ending.BROKEN, 1, 0, "its first line is missing")
    if found.fault is not None:
        last = result.cursor.seq
        for text in data[found.fault.offset :].split(b"\n"):
            try:
                line, _ = decode_line(text)
            except BrokenLineError:
                continue
            if isinstance(line, HeaderLine) and found.header is None:
                found.header, last = line, max(last, line.seq)
                found.lines.insert(0, line)
            elif isinstance(line, TransactionLine) and line.seq > last:
                found.lines.append(line)
                last = line.seq
    return found


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
