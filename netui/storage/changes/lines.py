"""What a line of the journal is, and how a file of them is read.

Every line is one JSON object that begins `{"crc":"xxxxxxxx",`: the CRC-32 of all that follows on the line, so
that no flipped bit goes unseen. Every line but the first also carries, as `prev`, the checksum of the line
before: a line that was lost, doubled or written over breaks the chain.

- `header`, the first line: the store, the generation of the journal, the schema, the sequence number that
  everything before it ended with, and the checksum of each snapshot.
- `transaction`: one commit.
- `snapshots`: the checksums of snapshots that are about to take the place of the old ones. A snapshot is as
  it was written when its file has the checksum that the header or any such line gives; the lines after its
  own sequence number are then replayed, so that a crash between this line and the rename loses nothing.

What the end of a file can look like:
- no newline and not a whole line: torn by a crash, never acknowledged; a writer keeps a copy and cuts it off;
- zeros instead of a line, of its beginning, of its newline or of a sector of it: torn by a power cut, too;
- a whole line that lacks only its newline: complete; a writer adds the newline first of all;
- a whole line with another byte where the newline was, and any line that does not hold its checksum: damage.

Editors and git change what is around a line: a carriage return or spaces at its end, empty lines, a byte
order mark. The checksum is over the line without them, so that every such line is read; that the file was
altered is a fault all the same, for nothing may follow such a line until it is as it was written.
"""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from operator import attrgetter
from typing import Annotated, Any

import msgspec
from msgspec import Raw, Struct

from netui.domain.errors import StoreDamagedError
from netui.domain.values import replace
from netui.storage.base.decoding import decoder
from netui.storage.base.ids import MOST_ID, Id
from netui.storage.changes.changes import DocumentChange
from netui.storage.changes.line_ends import EMPTY, without_surroundings

_PREFIX = b'{"crc":"'
_PREFIX_END = 18
_OBJECT = b"{"
_added = attrgetter("add")
_removed = attrgetter("remove")
_NO_CHANGE = "what history says of {} can't be read: run `netui doctor`"
_BLANK_LINES = re.compile(rb"(?:[ \t\r]*+\n)++")


class SnapshotMark(msgspec.Struct, frozen=True, gc=False):
    """What a snapshot file looks like: its CRC-32, its size in bytes, the last transaction it holds."""

    crc: str
    size: int
    seq: int


class HeaderLine(msgspec.Struct, frozen=True, tag_field="kind", tag="header", kw_only=True):
    """The first line of a journal; `seq` and `last_id` are what the generation before ended with."""

    store: str
    generation: Annotated[int, msgspec.Meta(ge=1, lt=10**12)]
    schema: int
    seq: int
    last_id: int
    at: datetime
    snapshots: dict[str, SnapshotMark]


class TransactionLine(
    msgspec.Struct, frozen=True, tag_field="kind", tag="transaction", kw_only=True, omit_defaults=True
):
    """One commit; `schema` is set if it migrated the documents to another schema.

    `erases` is set where it took a person out for good: it holds no values and can't be undone.
    """

    prev: str
    seq: int
    at: datetime
    session: str
    label: str
    changes: dict[str, dict[Id, DocumentChange]]
    undoes: int | None = None
    redoes: int | None = None
    last_id: int = 0
    schema: int = 0
    erases: bool = False

    @property
    def touched(self) -> dict[str, frozenset[int]]:
        """The ids it changed, by collection."""
        return {name: frozenset(documents) for name, documents in self.changes.items()}

    @property
    def erased(self) -> dict[str, frozenset[int]]:
        """The ids of what it took out for good, by collection; it must be read by more than its outline."""
        if not self.erases:
            return {}
        return {
            name: frozenset(document_id for document_id, change in documents.items() if bytes(change.remove))
            for name, documents in self.changes.items()
        }


class SnapshotsLine(msgspec.Struct, frozen=True, tag_field="kind", tag="snapshots", kw_only=True):
    """Snapshots that are about to be put in place."""

    prev: str
    at: datetime
    snapshots: dict[str, SnapshotMark]


Line = HeaderLine | TransactionLine | SnapshotsLine


class OutlineLine(TransactionLine, frozen=True, tag="transaction"):
    """A transaction of which only the outline was read: the documents it changed, not how."""

    changes: dict[str, dict[Id, Raw]]  # type: ignore[assignment]


class WrittenChanges(Mapping[int, DocumentChange]):
    """The changes of a line as they are written: each is decoded when it is asked for."""

    __slots__ = ("_written",)

    def __init__(self, written: Mapping[int, Raw]) -> None:
        self._written = written

    def __getitem__(self, document_id: int) -> DocumentChange:
        """Return one change; raise StoreDamagedError for what isn't one."""
        try:
            change: DocumentChange = _decode_change(self._written[document_id])
        except msgspec.MsgspecError as error:
            raise StoreDamagedError(_NO_CHANGE.format(document_id)) from error
        if not all(_is_document(whole) for whole in (change.add, change.remove)):
            raise StoreDamagedError(_NO_CHANGE.format(document_id))
        return change

    def __iter__(self) -> Iterator[int]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)


class Unread(Struct, frozen=True, gc=False):
    """A change that is there, whatever it says."""


class IdsLine(TransactionLine, frozen=True, tag="transaction"):
    """A transaction of which only the ids of the documents were read."""

    changes: dict[str, dict[Id, Unread]]  # type: ignore[assignment]


Decode = Callable[[bytes | memoryview], Line]
_encode_into = msgspec.json.Encoder().encode_into
_decode_whole: Decode = decoder(Line)
_decode_outline: Decode = decoder(HeaderLine | OutlineLine | SnapshotsLine)
_decode_change = decoder(DocumentChange)
_decode_ids: Decode = decoder(HeaderLine | IdsLine | SnapshotsLine)


def decode_outline(data: bytes | memoryview) -> Line:
    """Read a line but for how it changes documents; raise msgspec.MsgspecError."""
    return _usable(_decode_outline(data))


def decode_written(data: bytes | memoryview) -> Line:
    """Read a line whose changes are decoded one by one, as they are asked for; raise msgspec.MsgspecError."""
    line = decode_outline(data)
    if not isinstance(line, OutlineLine):
        return line
    changes: Any = {name: WrittenChanges(written) for name, written in line.changes.items()}
    return replace(line, changes=changes)


def decode_ids(data: bytes | memoryview) -> Line:
    """Read only which documents a line changes, in little room; raise msgspec.MsgspecError."""
    return _usable(_decode_ids(data))


def decode_erasing(data: bytes | memoryview) -> Line:
    """Read a line whole if it takes a person out for good, else its outline; raise msgspec.MsgspecError."""
    line = decode_outline(data)
    return decode_whole(data) if isinstance(line, TransactionLine) and line.erases else line


def decode_whole(data: bytes | memoryview) -> Line:
    """Read a line; raise msgspec.MsgspecError, also where what it adds or removes isn't a document."""
    line = _usable(_decode_whole(data))
    if isinstance(line, TransactionLine):
        for documents in line.changes.values():
            for whole in (_added, _removed):
                values = filter(None, map(bytes, map(whole, documents.values())))
                if min(values, default=_OBJECT) < _OBJECT:  # every other JSON begins below
                    wrong = next(each for each, one in documents.items() if not _is_document(whole(one)))
                    raise msgspec.ValidationError(f"what it says of {wrong} isn't a document")
    return line


def _is_document(whole: Raw) -> bool:
    """Whether what a change adds or removes is nothing or a JSON object."""
    return not b"" < bytes(whole) < _OBJECT


def _usable(line: Line) -> Line:
    """Return a line without a last id that leaves no other: that one is found from what is there."""
    if isinstance(line, SnapshotsLine) or line.last_id < MOST_ID:
        return line
    return replace(line, last_id=0)


class Ending(Enum):
    """What the part of a file that was not taken in is."""

    TORN = "torn"
    BROKEN = "broken"
    ALTERED = "altered"


class Fault(Struct, frozen=True):
    """Where the good part of a journal ends, and why; `line` counts from 1.

    Of one that is only altered every line is good, and this is the first that isn't as it was written.
    """

    ending: Ending
    line: int
    offset: int
    what: str


@dataclass(slots=True)
class Cursor:
    """How far a journal has been read; `unfinished` when the last line still lacks its newline."""

    offset: int = 0
    line: int = 0
    crc: str = ""
    seq: int = 0
    unfinished: bool = False


@dataclass(slots=True)
class Scan:
    """What a scan found: the good lines, where it ended, and what is wrong there."""

    cursor: Cursor
    decode: Decode = decode_whole
    lines: list[Line] = field(default_factory=list)
    fault: Fault | None = None


class BrokenLineError(ValueError):
    """A line that does not hold what was written."""


def encode_line(line: Line) -> tuple[bytes, str]:
    """Return a line without its newline, and its checksum."""
    text, crc = whole_line(line)
    return bytes(text[:-1]), crc


def whole_line(line: Line) -> tuple[bytearray, str]:
    """Return a line with its newline, and its checksum; it may be large, so that none of it is copied."""
    text = bytearray(_PREFIX_END)
    _encode_into(line, text, _PREFIX_END - 1)  # what it begins with makes room for the checksum
    crc = f"{zlib.crc32(memoryview(text)[_PREFIX_END:]):08x}"
    text[:_PREFIX_END] = b'%s%s",' % (_PREFIX, crc.encode())
    text += b"\n"
    return text, crc


def decode_line(text: bytes | memoryview, decode: Decode = decode_whole) -> tuple[Line, str]:
    """Return a line and its checksum; raise BrokenLineError."""
    crc = f"{zlib.crc32(memoryview(text)[_PREFIX_END:]):08x}"  # a line may be large: not copied
    if text[:_PREFIX_END] != b'%s%s",' % (_PREFIX, crc.encode()):
        raise BrokenLineError("its checksum does not match")
    try:
        return decode(text), crc
    except msgspec.MsgspecError as error:
        raise BrokenLineError(f"it is no line this program knows ({error})") from error


def scan(data: bytes | bytearray, start: Cursor, decode: Decode = decode_whole) -> Scan:
    """Read lines from the position of `start`; `data` begins at that offset."""
    cursor = copy(start)
    found = Scan(cursor, decode)
    position = 0
    if cursor.unfinished and data:
        if data[:1] != b"\n":
            found.fault = Fault(Ending.BROKEN, cursor.line, cursor.offset, "its newline is damaged")
            return found
        cursor.unfinished = False
        cursor.offset += 1
        position = 1
    while position < len(data):
        end = data.find(b"\n", position)
        if end < 0:
            _read_tail(bytes(data[position:]), found)
            break
        if (blank := _BLANK_LINES.match(data, position)) is not None:
            _pass_blank(blank[0], found)
            position = blank.end()
            continue
        large = end - position > 1 << 20  # then it isn't copied
        try:
            _take(memoryview(data)[position:end] if large else bytes(data[position:end]), found)
        except BrokenLineError as error:
            text = bytes(data[position:end])
            if not _take_altered(text, found):
                torn = bool(cursor.crc) and not found.fault and end == len(data) - 1 and _holds_no_write(text)
                found.fault = _fault(Ending.TORN if torn else Ending.BROKEN, cursor, str(error))
                break
        cursor.offset += end + 1 - position
        position = end + 1
    return found


def _take_altered(text: bytes, found: Scan) -> bool:
    """Take a line that is whole except for what is around it; return whether it is."""
    plain, what = without_surroundings(text)
    if not what:
        return False
    altered = _fault(Ending.ALTERED, found.cursor, what)
    if plain:
        try:
            _take(plain, found)
        except BrokenLineError:
            return False
    else:
        found.cursor.line += 1
    found.fault = found.fault or altered
    return True


def _pass_blank(lines: bytes, found: Scan) -> None:
    """Pass lines that hold nothing, however many they are."""
    found.fault = found.fault or _fault(Ending.ALTERED, found.cursor, EMPTY)
    found.cursor.line += lines.count(b"\n")
    found.cursor.offset += len(lines)


def _take(text: bytes | memoryview, found: Scan) -> None:
    line, crc = decode_line(text, found.decode)
    cursor = found.cursor
    if isinstance(line, HeaderLine):
        if cursor.crc:
            raise BrokenLineError("it is a first line in the middle")
        cursor.seq = line.seq
    else:
        if not cursor.crc or line.prev != cursor.crc:
            raise BrokenLineError("it does not follow the line before")
        if isinstance(line, TransactionLine):
            if line.seq != cursor.seq + 1:
                raise BrokenLineError(f"change {cursor.seq + 1} is missing before it")
            cursor.seq = line.seq
    cursor.line += 1
    cursor.crc = crc
    found.lines.append(line)


def _read_tail(text: bytes, found: Scan) -> None:
    """Judge what follows the last newline."""
    cursor = found.cursor
    whole = text.rstrip(b"\0")
    for length, ending in ((len(whole), Ending.TORN), (len(text) - 1, Ending.BROKEN)):
        try:
            _take(text[:length], found)
        except BrokenLineError:
            continue
        cursor.offset += length
        cursor.unfinished = ending is Ending.TORN
        if length < len(text):
            found.fault = Fault(ending, cursor.line, cursor.offset, "its newline is damaged")
        return
    if _take_altered(text, found):
        cursor.offset += len(text)
        return
    torn = _fault(Ending.TORN if cursor.crc else Ending.BROKEN, cursor, "it ends in the middle")
    found.fault = found.fault if cursor.crc and found.fault is not None else torn


def _holds_no_write(text: bytes) -> bool:
    """Whether a line has zeros where a power cut kept the length of a write, but not all of its sectors.

    One flipped bit makes no zero of the first byte of a line, nor a sector of them.
    """
    return text.startswith(b"\0") or bytes(512) in text  # a sector


def _fault(ending: Ending, cursor: Cursor, what: str) -> Fault:
    return Fault(ending, cursor.line + 1, cursor.offset, what)
