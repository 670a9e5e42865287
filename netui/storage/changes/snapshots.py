"""Snapshot files: one JSON file per collection, which stock TinyDB can open.

`{"_meta": {"1": {"schema": 1, "seq": 7}}, "contacts": {"<id>": {...}, ...}}`, one document a line, in the
order of the ids. `seq` is the last transaction that the file holds.
"""

import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from io import RawIOBase
from itertools import islice
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread

import msgspec
from msgspec import Raw

from netui.memory import require_room
from netui.plain_file import open_file
from netui.storage.base.background import start
from netui.storage.base.decoding import decoder
from netui.storage.base.files import most_in
from netui.storage.base.ids import Id
from netui.storage.base.packed import PackedDocuments
from netui.storage.base.problems import Problem
from netui.storage.changes.lines import SnapshotMark

_AT_ONCE = 256
_PIECE = 1 << 20
_AHEAD = 4
_TURN = 0.1  # seconds
_ROOM = 5  # times the size of a large file is what a command may need to read it and to work on it
_HEAD = 512
_BETWEEN = b",\n"
_END = b"\n}}\n"
META = "_meta"
_decode_tables: Callable[[bytes | Raw], dict[str, Raw]] = decoder(dict[str, Raw])
_decode_values: Callable[[bytes | Raw], dict[int, Raw]] = decoder(dict[Id, Raw])


class SnapshotMeta(msgspec.Struct, frozen=True):
    """What a snapshot says of itself."""

    schema: int
    seq: int


_decode_meta: Callable[[bytes | Raw], dict[str, SnapshotMeta]] = decoder(dict[str, SnapshotMeta])


def _decode_documents(data: bytes | Raw) -> dict[int, Raw]:
    """Read documents by their ids; a checksum proves who wrote a file, not that its values are documents."""
    found = _decode_values(data)
    if min(map(bytes, found.values()), default=b"{") < b"{":  # every other value of JSON begins below it
        raise msgspec.ValidationError("one of its values isn't a document")
    return found


@dataclass(slots=True)
class Snapshot:
    """The content of a snapshot file; `problems` are what could not be read.

    One that other hands changed is `readily` read where it is still laid out as we write it.
    """

    schema: int
    seq: int
    documents: MutableMapping[int, Raw]
    problems: list[Problem] = field(default_factory=list)
    readily: bool = False


def file_name(collection: str) -> str:
    """Return the name of the file a collection is kept in."""
    return f"{collection}.json"


def mark_of(data: bytes, seq: int) -> SnapshotMark:
    """Return what identifies the content of a snapshot file."""
    return SnapshotMark(crc=f"{zlib.crc32(data):08x}", size=len(data), seq=seq)


def is_one_of(data: bytes, marks: Iterable[SnapshotMark]) -> bool:
    """Whether the content of a file is what one of the marks says."""
    crc = f"{zlib.crc32(data):08x}"
    return any(mark.crc == crc and mark.size == len(data) for mark in marks)


def encode_snapshot(
    collection: str, documents: Mapping[int, Raw], *, schema: int, seq: int
) -> Iterator[bytes]:
    """Yield a snapshot file in pieces; the documents have to be in the order of their ids."""
    head = f'{{"_meta": {{"1": {{"schema": {schema}, "seq": {seq}}}}},\n"{collection}": {{'
    yield head.encode()
    comma = b"\n"
    each = iter(documents.items())
    while block := list(islice(each, _AT_ONCE)):
        yield comma + b",\n".join([b'"%d": %s' % pair for pair in block])
        comma = b",\n"
    yield b"\n}}\n"


def decode_snapshot(collection: str, data: bytes) -> Snapshot:
    """Read a snapshot that is as it was written; raise msgspec.MsgspecError if it is not."""
    tables = _decode_tables(data)
    meta = _decode_meta(tables[META])["1"]
    return Snapshot(meta.schema, meta.seq, _decode_documents(tables[collection]))


def holds_documents(collection: str, data: bytes) -> bool:
    """Whether a file can be read as a snapshot."""
    try:
        decode_snapshot(collection, data)
    except (msgspec.MsgspecError, UnicodeDecodeError, KeyError):
        return False
    return True


def read_snapshot(
    path: Path, collection: str, *, packed: bool = False
) -> tuple[Snapshot | None, SnapshotMark]:
    """Read a snapshot file in pieces of whole documents; return it, and what its file looks like.

    With `packed` its documents are kept compressed.

    A file is read and checked in another thread while this one decodes, and no piece holds any thread back
    for more than a few milliseconds. The snapshot is None if the lines are not those that we write. It
    may be believed only when its mark is one that the journal gives. Raises OSError.
    """
    with open(open_file(path, most_in(path)), "rb", buffering=0) as file:
        reading = _Reading(file, collection)
        pieces = reading.pieces()
        if (size := os.fstat(file.fileno()).st_size) > _PIECE:
            require_room(size if packed else _ROOM * size)
            pieces = _ahead(pieces)
        found: Snapshot | None = None
        try:
            head = next(pieces)
            meta = _decode_meta(_decode_tables(head)[META])["1"]
            documents: dict[int, Raw] = {}
            packing = PackedDocuments()
            for piece in pieces:
                (packing.pack if packed else documents.update)(_decode_documents(piece))
            found = Snapshot(meta.schema, meta.seq, packing if packed else documents)
        except (msgspec.MsgspecError, UnicodeDecodeError, KeyError, StopIteration):
            found = None
            for _ in pieces:
                pass
    return (found if reading.whole else None), SnapshotMark(
        crc=f"{reading.crc:08x}", size=reading.size, seq=0
    )


class _Reading:
    """A snapshot file, cut between documents: its head first, then objects of whole documents."""

    def __init__(self, file: RawIOBase, collection: str) -> None:
        self._file = file
        self._start = f'"{collection}": {{'.encode()
        self.crc = 0
        self.size = 0
        self.whole = False

    def pieces(self) -> Iterator[bytes]:
        data = part = self._read()
        while part and len(data) < _HEAD:
            part = self._read()
            data += part
        head, _, rest = data.partition(b",\n")
        if not rest.startswith(self._start):
            while self._read():
                pass
            yield b""
            return
        yield head + b"}"
        left = rest.removeprefix(self._start)
        while data := self._read():
            cut = data.rfind(_BETWEEN)
            if cut < 0:
                left += data
                continue
            view = memoryview(data)
            yield b"".join((b"{", left, view[:cut], b"}"))
            left = data[cut + len(_BETWEEN) :]
        self.whole = left.endswith(_END)
        yield b"{%s}" % left.removesuffix(_END)

    def _read(self) -> bytes:
        data: bytes = self._file.read(_PIECE) or b""
        self.crc = zlib.crc32(data, self.crc)
        self.size += len(data)
        return data


def _ahead(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what another thread reads a few pieces ahead; without room for a thread, read here.

    What the reading raises is raised here. The thread ends as soon as no more is taken.
    """
    ready: Queue[bytes | None] = Queue(_AHEAD)
    failed: list[BaseException] = []
    over = Event()

    def read() -> None:
        try:
            for piece in pieces:
                ready.put(piece)
                if over.is_set():
                    break
        except BaseException as error:  # noqa: BLE001  raised by the thread that takes the pieces
            failed.append(error)
        finally:
            ready.put(None)

    reader = start(read, "netui-read")
    if reader is None:
        yield from pieces
        return
    try:
        yield from _taken(ready, reader)
    finally:
        over.set()
        for _ in _taken(ready, reader):
            pass
    if failed:
        raise failed[0]


def _taken(ready: "Queue[bytes | None]", reader: Thread) -> Iterator[bytes]:
    """Yield until None comes, or until the reader has ended: without memory it can't even say so."""
    while reader.is_alive() or not ready.empty():
        try:
            piece = ready.get(timeout=_TURN)
        except Empty:
            continue
        if piece is None:
            return
        yield piece
