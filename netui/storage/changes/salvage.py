"""A snapshot file that was changed by other hands: what can be read of it, in one pass from start to end.

Where the file as a whole is still JSON, its documents are taken out of it by a decoder, and looked at one by
one only where they are not as they were written. Otherwise the text is searched for documents, one after
another, and the search goes on behind what cannot be read.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from copy import copy
from typing import Any

import msgspec
from msgspec import Raw, Struct

from netui.domain.errors import InvalidValueError
from netui.storage.base.decoding import decoder
from netui.storage.base.ids import MOST_ID
from netui.storage.base.places import Places
from netui.storage.base.problems import REPAIR, Problem
from netui.storage.changes.changes import encode_document, other_than
from netui.storage.changes.encodings import forms, readable
from netui.storage.changes.line_ends import BOM, what_was_added
from netui.storage.changes.lines import SnapshotMark
from netui.storage.changes.snapshots import (
    META,
    Snapshot,
    decode_snapshot,
    file_name,
    is_one_of,
)

_KEY = re.compile(r'"((?:[^"\\\n]|\\.){0,200})"\s*:\s*(?=\{)')
_NEXT_LINE = re.compile(r'\n(?:"\d{1,16}":\{|\})')
_BRACKET = re.compile(r'"(?:[^"\\\n]|\\.)*"|[{}]')
TOO_DEEP = "it is nested too deeply"
NO_SCHEMA = "it does not say its schema"
_STATED = re.compile(r'"schema"\s*:\s*(\d{1,6})\s*,\s*"seq"\s*:\s*(\d{1,15})')
_WINDOW = 1 << 12
_LONGEST_TOKEN = 16
_AT_ONCE = 256
_LONG_LINE = 1 << 13
_HEAD = 4096
_CRLF = b"\r\n"
_NONE: Mapping[int, Raw] = {}
_decode = decoder(dict[str, Any])
_decode_block = decoder(list[dict[str, Any]])
_encode = msgspec.json.Encoder().encode


class UnreadableError(Exception):
    """An object that can't be read, why, and where in the text; its end where that is known."""

    def __init__(self, what: str, position: int, end: int | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.position = position
        self.end = end


class JsonObjects:
    """Decodes one JSON object after another, and notes the names that one of them has twice."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._decode = json.JSONDecoder(object_pairs_hook=self._unique, strict=False).raw_decode
        self.doubled: list[str] = []

    def _unique(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        document = dict(pairs)
        if len(document) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            self.doubled.extend(sorted(key for key, count in counts.items() if count > 1))
        return document

    def at(self, start: int) -> tuple[dict[str, Any], int]:
        """Return the object that begins there, and where it ends; raise UnreadableError.

        Only so much of the text is looked at as it needs: an error tells its place by counting all lines.
        """
        size = _WINDOW
        while True:
            self.doubled.clear()
            window = self._text[start : start + size]
            cut = start + size < len(self._text)
            try:
                document, end = self._decode(window)
            except json.JSONDecodeError as error:
                near_the_end = error.pos > len(window) - _LONGEST_TOKEN
                if cut and (near_the_end or error.msg.startswith("Unterminated string")):
                    size *= 8
                    continue
                raise UnreadableError(error.msg, start + error.pos) from error
            except RecursionError as error:
                raise UnreadableError(TOO_DEEP, start) from error
            except ValueError as error:
                raise UnreadableError("a number is too long", start) from error
            return document, start + end

    def next(self, start: int) -> tuple[Raw, int]:
        """Return the object that begins there as a document, and where it ends; raise UnreadableError."""
        document, end = self.at(start)
        try:
            return encode_document(document), end
        except InvalidValueError as error:
            raise UnreadableError("a letter in it isn't UTF-8", start, end) from error


def _on_its_line(text: str, start: int) -> tuple[Raw, int] | None:
    """Return a document that is still on one line as we write it, and where it ends; None for others."""
    end = text.find("\n", start, start + _LONG_LINE)
    if end < 0:
        return None
    try:
        body = text[start:end].rstrip().removesuffix(",").encode()
    except UnicodeEncodeError:
        return None
    return (Raw(body), end) if _is_usual(body) else None


class Reread(Struct, frozen=True):
    """A file that isn't as it was written: what was read readily, or how it differs from what it was."""

    data: bytes
    readily: Snapshot | None = None
    original: str = ""


def original_of(data: bytes, marks: Iterable[SnapshotMark]) -> tuple[bytes, str] | None:
    """Return what a file was, and what was done to it since, where all of it is still there.

    That is so where only its line ends, its encoding, or what is around its lines differ.
    """
    marks = list(marks)
    if b"\r" in data and is_one_of(form := data.replace(_CRLF, b"\n"), marks):
        return form, what_was_added(data)
    return next(((form, what) for form, what in forms(data) if is_one_of(form, marks)), None)


def reread_snapshot(
    collection: str,
    data: bytes,
    marks: Collection[SnapshotMark],
    schema: int,
    *,
    kept: dict[str, Reread] | None = None,
    laid_out: Snapshot | None = None,
) -> Snapshot:
    """Read a snapshot that isn't as it was written, by what the journal says of it.

    Into `kept` goes what was found, so that it need not be found again. `laid_out` is what the file holds,
    where it was read already.
    """
    original = original_of(data, marks)
    if original is not None and (found := _decoded(collection, original[0])) is not None:
        file, what = file_name(collection), original[1]
        found.problems.append(Problem(file=file, line=1, column=1, what=what, remedy=REPAIR))
        if kept is not None:
            kept[collection] = Reread(data, original=what)
        return found
    found = salvage_snapshot(collection, data, laid_out)
    if kept is not None and found.readily:
        again = copy(found)
        again.documents = dict(found.documents)
        kept[collection] = Reread(data, again)
    announced = {mark.seq for mark in marks}
    if announced:  # to replay what a file holds already changes nothing, whatever it says of itself
        found.schema = schema
        if found.seq not in announced:
            found.seq = min(announced)
    return found


def salvage_snapshot(collection: str, data: bytes, laid_out: Snapshot | None = None) -> Snapshot:
    """Read what can be read of a snapshot that was changed by other hands, and name all that cannot."""
    name = file_name(collection)
    plain = data.removeprefix(BOM)
    found = read_readily(collection, plain, laid_out=laid_out) or search_snapshot(collection, readable(plain))
    if plain != data:
        what = "it begins with a byte order mark"
        found.problems.insert(0, Problem(file=name, line=1, column=1, what=what, remedy=REPAIR))
    return found


def read_readily(
    collection: str, data: bytes, known: Mapping[int, Raw] = _NONE, laid_out: Snapshot | None = None
) -> Snapshot | None:
    """Read a file that is still written as we write them, whatever its documents say; None for others.

    Documents that are `known` are not looked at again; `laid_out` is what it holds, where that is known.
    """
    if not data[-_HEAD:].rstrip().endswith(b"\n}}"):
        return None
    found = laid_out or _decoded(collection, data)
    if found is None:
        return None
    lines = len(found.documents) + 3
    if data.count(b"\n") != lines and data.count(b'\n"') != lines - 2:
        return None
    doubled: dict[int, list[str]] = {}
    for document_id, raw in _unusual(found.documents, known):
        try:
            objects = JsonObjects(bytes(raw).decode())
            found.documents[document_id] = encode_document(objects.at(0)[0])
        except (UnicodeDecodeError, UnreadableError):
            return None
        if objects.doubled:
            doubled[document_id] = objects.doubled
    if doubled:
        places = Places(data.decode()).of_documents(set(doubled))
        found.problems = [
            Problem(
                file=file_name(collection),
                line=places[document_id]["line"],
                id=document_id,
                what=_twice(names),
                remedy=REPAIR,
            )
            for document_id, names in doubled.items()
        ]
    ids = list(found.documents)
    if ids != sorted(ids):
        found.documents = dict(sorted(found.documents.items()))
    found.readily = True
    return found


def _decoded(collection: str, data: bytes) -> Snapshot | None:
    try:
        return decode_snapshot(collection, data)
    except (msgspec.MsgspecError, UnicodeDecodeError, KeyError):
        return None


def _unusual(documents: Mapping[int, Raw], known: Mapping[int, Raw]) -> list[tuple[int, Raw]]:
    """Return the documents that aren't written as we write them: only those can have a name twice."""
    fresh = other_than(documents, known)
    found: list[tuple[int, Raw]] = []
    for start in range(0, len(fresh), _AT_ONCE):
        block = fresh[start : start + _AT_ONCE]
        raws = list(map(documents.__getitem__, block))
        if not _is_usual(b"[%s]" % b",".join(raws), _decode_block):
            found += ((each, raw) for each, raw in zip(block, raws, strict=True) if not _is_usual(bytes(raw)))
    return found


def _is_usual(text: bytes, decode: Callable[[bytes | Raw], Any] = _decode) -> bool:
    """Whether a document, or a block of them, is written as we write it."""
    try:
        return _encode(decode(text)) == text
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False


def _twice(names: list[str]) -> str:
    return f"it has {', '.join(names)} twice"


def search_snapshot(collection: str, text: str) -> Snapshot:
    """Read the documents of a text that need not be JSON as a whole."""
    found = Snapshot(0, 0, {})
    name = file_name(collection)
    try:
        tables = json.loads(text)
        meta = tables[META]["1"]
        found.schema, found.seq = int(meta["schema"]), int(meta["seq"])
    except json.JSONDecodeError as error:
        found.problems.append(
            Problem(
                file=name,
                line=error.lineno,
                column=error.colno,
                what=f"it isn't JSON: {error.msg}",
                remedy=REPAIR,
            )
        )
        found.schema, found.seq = stated_in(text)
    except RecursionError:
        found.problems.append(Problem(file=name, what=TOO_DEEP, remedy=REPAIR))
    except (KeyError, TypeError, ValueError):
        found.problems.append(Problem(file=name, line=1, what=NO_SCHEMA, remedy=REPAIR))
    _collect(collection, text, found)
    found.documents = dict(sorted(found.documents.items()))
    return found


def stated_in(text: str) -> tuple[int, int]:
    """Return the schema and the last change that a snapshot says it holds, whatever else it is; or zeros."""
    stated = _STATED.search(text, 0, _HEAD) or _STATED.search(text)
    return (int(stated[1]), int(stated[2])) if stated else (0, 0)


def id_of(key: str) -> int | None:
    """Return the id that a name in a snapshot is; None for one that can't be an id."""
    return int(key) if key.isascii() and key.isdecimal() and int(key) <= MOST_ID else None


def _behind(text: str, start: int) -> int:
    """Return where an object ends that no decoder can read; the end of the text where it has none."""
    if (usual := _NEXT_LINE.search(text, start)) is not None:
        return usual.start()
    depth = 0
    for match in _BRACKET.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
    return len(text)


def _collect(collection: str, text: str, found: Snapshot) -> None:
    file = file_name(collection)
    begin = re.search(rf'"{re.escape(collection)}"\s*:\s*\{{', text)
    if begin is None:
        what = f"it holds no table “{collection}”"
        found.problems.append(Problem(file=file, what=what, remedy=REPAIR))
        return
    places, objects = Places(text), JsonObjects(text)
    position = begin.end()
    end = len(text)
    if not found.problems:  # it is JSON, which says where the table ends
        _, end = json.JSONDecoder().raw_decode(text, position - 1)
    while (match := _KEY.search(text, position)) and match.start() < end:
        if match[1] == collection:  # the table begins once more
            position = match.end()
            continue
        document_id = id_of(match[1])
        try:
            raw, position = _on_its_line(text, match.end()) or objects.next(match.end())
        except UnreadableError as error:
            behind = _behind(text, match.end()) if error.what == TOO_DEEP else match.end()
            position = behind if error.end is None else error.end
            if document_id is not None:
                place, what = places.of(error.position), f"it can't be read: {error.what}"
                found.problems.append(Problem(file=file, **place, id=document_id, what=what, remedy=REPAIR))
            continue
        if document_id is None:
            continue
        what = ""
        if document_id in found.documents:
            what = "it is there twice"
        elif objects.doubled:
            what = _twice(objects.doubled)
        if what:
            line = places.of(match.start())["line"]
            found.problems.append(Problem(file=file, line=line, id=document_id, what=what, remedy=REPAIR))
        found.documents.setdefault(document_id, raw)
