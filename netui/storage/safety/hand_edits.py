"""Snapshot files that other hands changed: what is wrong with them in plain words, and what can be read."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import msgspec
from msgspec import Raw, Struct

from netui.domain.values import replace
from netui.storage.base.places import Places
from netui.storage.base.problems import Problem
from netui.storage.base.registry import Kind
from netui.storage.changes.changes import other_than
from netui.storage.changes.documents import Check, Reader, UndecodableError
from netui.storage.changes.encodings import in_utf8, readable
from netui.storage.changes.line_ends import BOM
from netui.storage.changes.recovery import Recovered
from netui.storage.changes.salvage import NO_SCHEMA, id_of, read_readily, search_snapshot
from netui.storage.changes.snapshots import Snapshot
from netui.storage.safety.references import Known, add_names, names_in

_AT_ONCE = 256
_NONE: Mapping[int, Raw] = {}
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
_ESCAPED = re.compile("[\udc80-\udcff]")
_COMMA = re.compile(r'"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])')
_COMMA_AT_AN_END = re.compile(r",(?=\s*[}\]])")
_WORDS = (
    ("Expecting ',' delimiter", "a comma or a bracket is missing here"),
    ("Expecting property name enclosed in double quotes", "a name in double quotes is missing here"),
    ("Expecting value", "a value is missing here"),
    ("Expecting ':' delimiter", "a colon is missing here"),
    ("Unterminated string", "a text that begins here has no closing quote"),
    ("Extra data", "something stands after the end"),
    ("Invalid control character", "a text holds a line break or a control character"),
    ("Invalid \\escape", "a backslash stands before a character that needs none"),
)
_TYPES = {
    "`str`": "a text",
    "`int`": "a number",
    "`array`": "a list",
    "`object`": "an object",
    "`null`": "nothing",
}
MEND = "fix it, or let `netui doctor --repair` take in what can be read"


class Checked(Struct, frozen=True):
    """What was looked at already and is not looked at again while it stays the same, byte for byte.

    `archives` are the old journals by name, each as its content and what was found.
    """

    kinds: dict[str, Known] = msgspec.field(default_factory=dict)
    archives: dict[str, tuple[bytes, Recovered]] = msgspec.field(default_factory=dict)


@dataclass(slots=True)
class Edit:
    """What a changed snapshot holds; `complete` where what is missing in it was taken out on purpose."""

    documents: dict[int, Raw] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    complete: bool = True
    schema: int = 0
    seq: int = 0


def read_edit(
    kind: Kind,
    data: bytes,
    checked: Checked,
    as_written: Mapping[int, Raw] = _NONE,
    readily: Snapshot | None = None,
) -> Edit:
    """Read a snapshot that is not as it was written; what was `checked` of its documents isn't again.

    Documents that are `as_written` by netui have no name twice. Where the file was `readily` read already,
    it isn't again.
    """
    file = f"{kind.name}.json"
    found = Edit()
    if readily is None:
        known = checked.kinds[kind.name].documents if kind.name in checked.kinds else as_written
        readily = read_readily(kind.name, data.removeprefix(BOM), known)
    places = cache(lambda: Places(readable(data)))  # a file in which all is right needs none

    def note(what: str, offset: int | None = None, **more: Any) -> None:
        place = {} if offset is None else places().of(offset)
        found.problems.append(Problem(file=file, what=what, remedy=MEND, **{**place, **more}))

    if data.startswith(BOM):
        note("it begins with a byte order mark", 0)
    salvaged = readily or _salvaged(kind, data, found, note)
    found.schema, found.seq = salvaged.schema, salvaged.seq
    found.problems += (
        replace(problem, remedy=MEND)
        for problem in salvaged.problems
        if problem.id is not None or problem.what == NO_SCHEMA
    )
    wrong = looked_at(kind, salvaged.documents, checked).wrong
    at = places().of_documents(set(wrong)) if wrong else {}
    for document_id, what in wrong.items():
        note(what, id=document_id, **at.get(document_id, {}))
    found.documents = dict(salvaged.documents)
    for document_id in wrong:
        del found.documents[document_id]
    return found


def looked_at(kind: Kind, documents: Mapping[int, Raw], checked: Checked) -> Known:
    """Return documents with what is wrong with them; only what wasn't `checked` before is looked at."""
    known = checked.kinds.get(kind.name)
    if known is None or known.documents != documents:
        checked.kinds[kind.name] = _look_at(kind, dict(documents), known)  # a collection is written to later
    return checked.kinds[kind.name]


def undecodable(kind: Kind, documents: Mapping[int, Raw]) -> Mapping[int, str]:
    """Return what is wrong with the documents that are not what their kind demands."""
    return _look_at(kind, documents, None).wrong


def _look_at(kind: Kind, documents: Mapping[int, Raw], known: Known | None) -> Known:
    reader: Reader[Any] = Reader(kind.entity)
    check = Check(kind.entity)
    known = known or Known({}, {}, names_in(kind.name))
    fresh = other_than(documents, known.documents)
    wrong = {each: what for each, what in known.wrong.items() if documents.get(each) == known.documents[each]}
    for start in range(0, len(fresh), _AT_ONCE):
        block = fresh[start : start + _AT_ONCE]
        records = check.records(map(documents.__getitem__, block))
        if records is None:
            records = []
            for document_id in block:
                try:
                    records.append(reader.read(document_id, documents[document_id]))
                except UndecodableError as error:
                    wrong[document_id] = _plain(str(error))
        add_names(known.named, records)
    return Known(documents, dict(sorted(wrong.items())), known.named)


def json_fault(data: bytes) -> str:
    """Return where some bytes aren't a JSON object, and why; nothing if they are one."""
    text = data.decode("utf-8", "replace")
    try:
        data.decode("utf-8")
        found = json.loads(text)
    except UnicodeDecodeError as error:
        place = Places(text).of(len(data[: error.start].decode("utf-8", "replace")))
        return f"line {place['line']}, column {place['column']}: it isn't UTF-8 here"
    except json.JSONDecodeError as error:
        place = Places(text).of(error.pos)
        return f"line {place['line']}, column {place['column']}: it isn't JSON: {_in_words(error)}"
    except RecursionError:
        return "it is nested too deeply"
    except ValueError:
        return "a number is too long"
    return "" if isinstance(found, dict) else "it isn't a JSON object"


def _salvaged(kind: Kind, data: bytes, found: Edit, note: Any) -> Snapshot:
    """Note what keeps a file from being as we write one; return what it holds."""
    text = readable(data)
    if (escaped := _ESCAPED.search(text)) is not None:
        found.complete = False
        note("it isn't UTF-8 here", escaped.start())
    elif in_utf8(data) is not data or not _is_utf8(data):
        note("it is saved in another encoding than UTF-8", 0)
    for match in _CONFLICT.finditer(text):
        found.complete = False
        note("a merge left its conflict mark here", match.start())
    commas = _commas_too_many(text)
    if commas:
        for offset in commas:
            note("a comma too many", offset)
        starts = (0, *(each + 1 for each in commas))
        text = " ".join(text[start:end] for start, end in zip(starts, (*commas, None), strict=True))
        if (readily := read_readily(kind.name, text.encode("utf-8", "surrogateescape"))) is not None:
            return readily
    _note_json(kind, text, found, note)
    return search_snapshot(kind.name, text)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _commas_too_many(text: str) -> list[int]:
    if _COMMA_AT_AN_END.search(text) is None:
        return []
    return [match.start() for match in _COMMA.finditer(text) if match[0] == ","]


def _note_json(kind: Kind, text: str, found: Edit, note: Any) -> None:
    try:
        tables = json.loads(text)
    except json.JSONDecodeError as error:
        found.complete = False
        if not _CONFLICT.search(text):
            note(f"it isn't JSON: {_in_words(error)}", error.pos)
        return
    except RecursionError:
        found.complete = False
        note("it is nested too deeply")
        return
    except ValueError:
        found.complete = False
        note("a number is too long")
        return
    if not isinstance(tables, dict) or not isinstance(tables.get(kind.name), dict):
        found.complete = False
        note(f"it holds no table “{kind.name}”")
        return
    for name in tables:
        if name not in {"_meta", kind.name}:
            note(f"netui doesn't know the table “{name}”", max(text.find(json.dumps(name)), 0))
    offset = 0
    for key, document in tables[kind.name].items():
        if id_of(key) is None or not isinstance(document, dict):
            found.complete = False
            offset = max(text.find(f'"{key}"', offset), offset)
            note(f"“{key[:40]}” isn't a document: it needs an id of up to 16 digits and an object", offset)


def _in_words(error: json.JSONDecodeError) -> str:
    return next((words for start, words in _WORDS if error.msg.startswith(start)), error.msg)


def _plain(what: str) -> str:
    for kind, words in _TYPES.items():
        what = what.replace(kind, words)
    what, _, where = what.partition(" - at `$.")
    return f"“{where.rstrip('`')}” cannot be used: {what[:1].lower()}{what[1:]}" if where else what
