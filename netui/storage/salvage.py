"""A snapshot file that was changed by other hands: what can be read of it, in one pass from start to end.

Where the file as a whole is still JSON, its documents are taken out of it by a decoder, and looked at one by
one only where they are not as they were written. Otherwise the text is searched for documents, one after
another, and the search goes on behind what cannot be read.
"""

import json
import re
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

import msgspec
from msgspec import Raw

from netui.storage.changes import encode_document
from netui.storage.decoding import decoder
from netui.storage.journal_lines import SnapshotMark
from netui.storage.line_ends import BOM, as_written, what_was_added
from netui.storage.places import Places
from netui.storage.problems import REPAIR, Problem
from netui.storage.snapshots import META, Snapshot, decode_snapshot, file_name, is_one_of

_KEY = re.compile(r'"(\d{1,16})"\s*:\s*(?=\{)')
_STATED = re.compile(r'"schema"\s*:\s*(\d{1,6})\s*,\s*"seq"\s*:\s*(\d{1,15})')
_WINDOW = 1 << 12
_LONGEST_TOKEN = 16
_AT_ONCE = 256
_LONG_LINE = 1 << 13
_HEAD = 4096
_NONE: Mapping[int, Raw] = {}
_decode = decoder(Any)
_encode = msgspec.json.Encoder().encode


class UnreadableError(Exception):
    """An object that can't be read, why, and where in the text."""

    def __init__(self, what: str, position: int) -> None:
        super().__init__(what)
        self.what = what
        self.position = position


class JsonObjects:
    """Decodes one JSON object after another, and notes the names that one of them has twice."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._decode = json.JSONDecoder(object_pairs_hook=self._unique).raw_decode
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
                raise UnreadableError("it is nested too deeply", start) from error
            except ValueError as error:
                raise UnreadableError("a number is too long", start) from error
            return document, start + end

    def next(self, start: int) -> tuple[Raw, int]:
        """Return the object that begins there as a document, and where it ends; raise UnreadableError."""
        document, end = self.at(start)
        return encode_document(document), end


def _on_its_line(text: str, start: int) -> tuple[Raw, int] | None:
    """Return a document that still stands on one line as we write it, and where it ends; None for others."""
    end = text.find("\n", start, start + _LONG_LINE)
    if end < 0:
        return None
    body = text[start:end].rstrip().removesuffix(",").encode("utf-8", "replace")
    return (Raw(body), end) if _is_usual(body) else None


def reread_snapshot(collection: str, data: bytes, marks: Collection[SnapshotMark], schema: int) -> Snapshot:
    """Read a snapshot that isn't as it was written, by what the journal says of it."""
    plain = as_written(data)
    if is_one_of(plain, marks):
        found = decode_snapshot(collection, plain)
        file, what = file_name(collection), what_was_added(data)
        found.problems.append(Problem(file=file, line=1, column=1, what=what, remedy=REPAIR))
        return found
    found = salvage_snapshot(collection, data)
    announced = {mark.seq for mark in marks}
    if announced:  # to replay what a file holds already changes nothing, whatever it says of itself
        found.schema = schema
        if found.seq not in announced:
            found.seq = min(announced)
    return found


def salvage_snapshot(collection: str, data: bytes) -> Snapshot:
    """Read what can be read of a snapshot that was changed by other hands, and name all that cannot."""
    name = file_name(collection)
    plain = data.removeprefix(BOM)
    found = read_readily(collection, plain) or search_snapshot(collection, plain.decode("utf-8", "replace"))
    if plain != data:
        what = "it begins with a byte order mark"
        found.problems.insert(0, Problem(file=name, line=1, column=1, what=what, remedy=REPAIR))
    return found


def read_readily(collection: str, data: bytes, known: Mapping[int, Raw] = _NONE) -> Snapshot | None:
    """Read a file that is still written as we write them, whatever its documents say; None for others.

    Documents that are `known` are not looked at again.
    """
    if not data.rstrip().endswith(b"\n}}"):
        return None
    try:
        text = data.decode()
        found = decode_snapshot(collection, data)
    except (msgspec.MsgspecError, UnicodeDecodeError, KeyError):
        return None
    if data.count(b'\n"') != len(found.documents) + 1 or any(each < 0 for each in found.documents):
        return None
    doubled: dict[int, list[str]] = {}
    for document_id, raw in _unusual(found.documents, known):
        objects = JsonObjects(bytes(raw).decode())
        try:
            found.documents[document_id] = encode_document(objects.at(0)[0])
        except UnreadableError:
            return None
        if objects.doubled:
            doubled[document_id] = objects.doubled
    if doubled:
        places = Places(text).of_documents(set(doubled))
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
    found.documents = dict(sorted(found.documents.items()))
    return found


def _unusual(documents: Mapping[int, Raw], known: Mapping[int, Raw]) -> list[tuple[int, Raw]]:
    """Return the documents that aren't written as we write them: only those can have a name twice."""
    fresh = [pair for pair in documents.items() if known.get(pair[0]) != pair[1]]
    found: list[tuple[int, Raw]] = []
    for start in range(0, len(fresh), _AT_ONCE):
        block = fresh[start : start + _AT_ONCE]
        if not _is_usual(b"[%s]" % b",".join([bytes(raw) for _, raw in block])):
            found += (pair for pair in block if not _is_usual(bytes(pair[1])))
    return found


def _is_usual(text: bytes) -> bool:
    try:
        return _encode(_decode(text)) == text
    except (msgspec.MsgspecError, RecursionError):
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
                what=f"it is no JSON: {error.msg}",
                remedy=REPAIR,
            )
        )
        stated = _STATED.search(text, 0, _HEAD) or _STATED.search(text)
        if stated:
            found.schema, found.seq = int(stated[1]), int(stated[2])
    except RecursionError:
        found.problems.append(Problem(file=name, what="it is nested too deeply", remedy=REPAIR))
    except (KeyError, TypeError, ValueError):
        found.problems.append(Problem(file=name, line=1, what="it does not say its schema", remedy=REPAIR))
    _collect(collection, text, found)
    found.documents = dict(sorted(found.documents.items()))
    return found


def _collect(collection: str, text: str, found: Snapshot) -> None:
    file = file_name(collection)
    begin = re.search(rf'"{re.escape(collection)}"\s*:\s*\{{', text)
    if begin is None:
        found.problems.append(Problem(file=file, what=f"it holds no table “{collection}”", remedy=REPAIR))
        return
    places, objects = Places(text), JsonObjects(text)
    position = begin.end()
    is_json = not found.problems
    while match := _KEY.search(text, position):
        between = text[position : match.start()]
        if is_json and "}" in between:
            return  # the table ends here
        if META in between:
            position = match.end()
            continue
        document_id = int(match[1])
        try:
            raw, position = _on_its_line(text, match.end()) or objects.next(match.end())
        except UnreadableError as error:
            found.problems.append(
                Problem(
                    file=file,
                    **places.of(error.position),
                    id=document_id,
                    what=f"it cannot be read: {error.what}",
                    remedy=REPAIR,
                )
            )
            position = match.end()
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
