"""Snapshot files: one JSON file per collection, which stock TinyDB can open.

`{"_meta": {"1": {"schema": 1, "seq": 7}}, "contacts": {"<id>": {...}, ...}}`, one document a line, in the
order of the ids. `seq` is the last transaction that the file holds.
"""

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec
from msgspec import Raw

from netui.storage.changes import encode_document
from netui.storage.journal_lines import SnapshotMark
from netui.storage.problems import REPAIR, Problem

_CHUNK = 1 << 20
_META = "_meta"
_decode_tables = msgspec.json.Decoder(dict[str, Raw]).decode
_decode_documents = msgspec.json.Decoder(dict[int, Raw]).decode
_KEY = re.compile(r'"(\d{1,16})"\s*:\s*(?=\{)')


class SnapshotMeta(msgspec.Struct, frozen=True):
    """What a snapshot says of itself."""

    schema: int
    seq: int


_decode_meta = msgspec.json.Decoder(dict[str, SnapshotMeta]).decode


@dataclass(slots=True)
class Snapshot:
    """The content of a snapshot file; `problems` are what could not be read."""

    schema: int
    seq: int
    documents: dict[int, Raw]
    problems: list[Problem] = field(default_factory=list)


def file_name(collection: str) -> str:
    """Return the name of the file a collection is kept in."""
    return f"{collection}.json"


def mark_of(data: bytes, seq: int) -> SnapshotMark:
    """Return what identifies the content of a snapshot file."""
    return SnapshotMark(crc=f"{zlib.crc32(data):08x}", size=len(data), seq=seq)


def encode_snapshot(collection: str, documents: dict[int, Raw], *, schema: int, seq: int) -> Iterator[bytes]:
    """Yield a snapshot file in pieces; the documents have to be in the order of their ids."""
    head = f'{{"_meta": {{"1": {{"schema": {schema}, "seq": {seq}}}}},\n"{collection}": {{'
    parts: list[bytes] = [head.encode()]
    size = 0
    comma = b"\n"
    for document_id, document in documents.items():
        text = bytes(document)
        parts.append(b'%s"%d": %s' % (comma, document_id, text))
        comma = b",\n"
        size += len(text)
        if size > _CHUNK:
            yield b"".join(parts)
            parts, size = [], 0
    parts.append(b"\n}}\n")
    yield b"".join(parts)


def decode_snapshot(collection: str, data: bytes) -> Snapshot:
    """Read a snapshot that is as it was written; raise msgspec.MsgspecError where it is not."""
    tables = _decode_tables(data)
    meta = _decode_meta(tables[_META])["1"]
    return Snapshot(meta.schema, meta.seq, _decode_documents(tables[collection]))


def salvage_snapshot(collection: str, data: bytes) -> Snapshot:
    """Read what can be read of a snapshot that was changed by other hands, and name all that cannot."""
    name = file_name(collection)
    text = data.decode("utf-8-sig", "replace")
    found = Snapshot(0, 0, {})
    if data.startswith(b"\xef\xbb\xbf"):
        found.problems.append(
            Problem(file=name, line=1, column=1, what="it begins with a byte order mark", remedy=REPAIR)
        )
    try:
        tables = json.loads(text)
        meta = tables[_META]["1"]
        found.schema, found.seq = int(meta["schema"]), int(meta["seq"])
    except json.JSONDecodeError as error:
        found.problems.append(
            Problem(
                file=name,
                line=error.lineno,
                column=error.colno,
                what=f"it is no JSON: {error.msg}",
                remedy=REPAIR,
            )
        )
        stated = re.search(r'"schema"\s*:\s*(\d{1,6})\s*,\s*"seq"\s*:\s*(\d{1,15})', text)
        if stated:
            found.schema, found.seq = int(stated[1]), int(stated[2])
    except (KeyError, TypeError, ValueError):
        found.problems.append(Problem(file=name, line=1, what="it does not say its schema", remedy=REPAIR))
    _collect(collection, text, found)
    found.documents = dict(sorted(found.documents.items()))
    return found


def _collect(collection: str, text: str, found: Snapshot) -> None:
    begin = re.search(rf'"{re.escape(collection)}"\s*:\s*\{{', text)
    if begin is None:
        found.problems.append(
            Problem(file=file_name(collection), what=f"it holds no table {collection!r}", remedy=REPAIR)
        )
        return
    doubled: list[str] = []

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        document = dict(pairs)
        if len(document) < len(pairs):
            doubled.extend(sorted({key for key, _ in pairs if sum(key == other for other, _ in pairs) > 1}))
        return document

    decoder = json.JSONDecoder(object_pairs_hook=unique)
    position = begin.end()
    while match := _KEY.search(text, position):
        document_id = int(match[1])
        line = text.count("\n", 0, match.start()) + 1
        doubled.clear()
        what = ""
        try:
            document, position = decoder.raw_decode(text, match.end())
            raw = encode_document(document)
        except json.JSONDecodeError as error:
            line, column = error.lineno, error.colno
            found.problems.append(
                Problem(
                    file=file_name(collection),
                    line=line,
                    column=column,
                    id=document_id,
                    what=f"it cannot be read: {error.msg}",
                    remedy=REPAIR,
                )
            )
            position = match.end()
            continue
        if document_id in found.documents:
            what = "it is there twice"
        elif doubled:
            what = f"it has {', '.join(doubled)} twice"
        if what:
            found.problems.append(
                Problem(file=file_name(collection), line=line, id=document_id, what=what, remedy=REPAIR)
            )
        found.documents.setdefault(document_id, raw)
