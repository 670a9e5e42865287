"""The whole store as one JSON text that people and programs can read, and back without loss.

`{"netui": {"schema": 1, "whole": true}, "contacts": [...], "interactions": [...], ...}`: every collection,
one document a line in the order of the ids, each with its `id`. Nothing in it depends on when or where it
was written, so that what is read back gives the same text again, byte for byte.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Raw

from netui.domain.errors import ImportFileError, StoreTooNewError
from netui.domain.text import clean, json_escaped
from netui.plain_file import open_file, read_small
from netui.storage.base.decoding import decoder
from netui.storage.base.ids import LIMIT
from netui.storage.base.registry import KINDS
from netui.storage.changes.changes import document_fields, encode_document
from netui.storage.safety.hand_edits import json_fault, undecodable
from netui.storage.state.migrations import MIGRATIONS, Migration

_HEAD = "netui"
_NONE = Raw(b"[]")
_RELATIONS = "relations"
_MOST = 1 << 29
_HIGHEST_ID = LIMIT >> 1
"""Above it too few ids would be left for what comes later."""

_decode = decoder(Any)
_decode_parts = decoder(dict[str, Raw])
_decode_documents = decoder(list[dict[str, Raw]])
Documents = Mapping[str, Mapping[int, Raw]]


class _Head(msgspec.Struct, frozen=True):
    schema: Annotated[int, msgspec.Meta(ge=1)]
    whole: bool
    uids: bool = False


_decode_head: Callable[[bytes | Raw], _Head] = decoder(_Head)


@dataclass(slots=True)
class StoreText:
    """What such a text holds; where it is not `whole`, what is missing in it means nothing."""

    whole: bool
    documents: dict[str, dict[int, Raw]] = field(default_factory=dict)


def canonical(document: Raw) -> Raw:
    """Return a document as it is rewritten: in the order of its fields, without its id."""
    fields = {name: _decode(value) for name, value in document_fields(document).items() if name != "id"}
    return encode_document(fields)


def store_text(documents: Documents, *, schema: int, whole: bool) -> Iterator[str]:
    """Yield the text in pieces."""
    head = msgspec.json.encode({"schema": schema, "whole": whole}).decode()
    yield f'{{\n"{_HEAD}": {head}'
    for name in (kind.name for kind in KINDS):
        yield f',\n"{name}": ['
        comma = "\n"
        for document_id, document in documents[name].items():
            yield f"{comma}{_line(document_id, canonical(document))}"
            comma = ",\n"
        yield "\n]" if documents[name] else "]"
    yield "\n}\n"


def chosen(documents: Documents, people: frozenset[int]) -> dict[str, dict[int, Raw]]:
    """Return some people with all that is about no one else, and what that refers to in turn.

    Ids are unique over all collections, so a number that is one is a reference.
    """
    everybody = documents["contacts"].keys()
    found: dict[str, dict[int, Raw]] = {name: {} for name in documents}
    for contact_id in sorted(people & everybody):
        found["contacts"][contact_id] = _without_others(documents["contacts"][contact_id], people)
    mentions: dict[tuple[str, int], frozenset[int]] = {}
    for name, table in documents.items():
        if name not in {"contacts", "preferences"}:
            for document_id, document in table.items():
                numbers = frozenset(_numbers(_decode(document)))
                if not (numbers & everybody) - people:
                    mentions[name, document_id] = numbers
    taken = {key for key, numbers in mentions.items() if numbers & people}
    fresh = taken
    while fresh:
        wanted = {number for key in fresh for number in mentions[key]}
        fresh = {key for key in mentions if key[1] in wanted} - taken
        taken |= fresh
    for name, document_id in sorted(taken):
        found[name][document_id] = documents[name][document_id]
    return found


def with_others(document: Raw, there: Raw, people: Container[int]) -> Raw:
    """Return a contact of `chosen` with those that it went without and that are known here.

    That is who introduced them, and their relations to others than these people.
    """
    fields: dict[str, object] = dict(document_fields(document))
    known = document_fields(there).get("introduced_by")
    if known is not None:
        fields = {"introduced_by": known, **fields}
    others = [one for one in _relations(there) if one.get("contact_id") not in people]
    if others:
        fields[_RELATIONS] = [*_relations(document), *others]
    return canonical(encode_document(fields))


def is_store_text(path: Path) -> bool:
    """Whether a file begins as JSON does."""
    try:
        with open(open_file(path), "rb") as file:
            return file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")
    except OSError:
        return False


def read_store_text(path: Path, *, schema: int, migrations: Sequence[Migration] = MIGRATIONS) -> StoreText:
    """Read such a file whole, in the schema wanted; raise ImportFileError, StoreTooNewError."""
    name = clean(path.name)
    try:
        data = read_small(path, _MOST)
    except OSError as error:
        raise ImportFileError(f"{name} cannot be read ({error.strerror}): check the file") from error
    if len(data) > _MOST:
        raise _refused(name, f"it is larger than {_MOST >> 20} MB")
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        parts = _decode_parts(data)
        head = _decode_head(parts.pop(_HEAD))
    except (msgspec.MsgspecError, UnicodeDecodeError, KeyError) as error:
        raise _refused(name, json_fault(data) or "it does not say that netui wrote it") from error
    if head.uids:
        raise _refused(name, "it holds uids in place of ids, to be compared and not restored")
    if head.schema > schema:
        raise StoreTooNewError(
            f"{name} was written by a newer netui (schema {head.schema}, this one knows {schema}): "
            "update netui; nothing was changed"
        )
    found = StoreText(head.whole)
    for kind in KINDS:
        if kind.name not in parts and head.schema == schema:
            raise _refused(name, f"it holds no {kind.name}")
        found.documents[kind.name] = _documents(name, kind.name, parts.pop(kind.name, _NONE))
    if head.schema < schema:
        _migrate(found.documents, migrations[head.schema - 1 :])
    for kind in KINDS:
        wrong = undecodable(kind, found.documents[kind.name])
        for document_id, what in wrong.items():
            raise _refused(name, f"{kind.name}, id {document_id}: {what}")
    if parts:
        raise _refused(name, f"no one knows its “{clean(next(iter(parts)), limit=40)}”")
    return found


def _migrate(documents: dict[str, dict[int, Raw]], migrations: Sequence[Migration]) -> None:
    tables = {
        name: {document_id: _decode(raw) for document_id, raw in table.items()}
        for name, table in documents.items()
    }
    for migration in migrations:
        migration(tables)
    for name in documents:
        documents[name] = {key: encode_document(each) for key, each in sorted(tables[name].items())}


def _documents(file: str, name: str, part: Raw) -> dict[int, Raw]:
    found: dict[int, Raw] = {}
    try:
        for number, fields in enumerate(_decode_documents(part), start=1):
            document_id: object = _decode(fields.pop("id", Raw(b"null")))
            if not isinstance(document_id, int) or not 0 < document_id < _HIGHEST_ID:
                raise _refused(file, f"{name}, entry {number} has no usable id")
            if document_id in found:
                raise _refused(file, f"{name} has the id {document_id} twice")
            found[document_id] = canonical(encode_document(fields))
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _refused(file, f"{name} is no list of entries: {error}") from error
    return dict(sorted(found.items()))


def _refused(file: str, what: str) -> ImportFileError:
    return ImportFileError(
        f"{file}: {what}; nothing was changed: give a file that `netui export json` wrote, or a backup"
    )


def _line(document_id: int, document: Raw) -> str:
    text = bytes(document).decode()
    line = f'{{"id":{document_id}{"," if len(text) > 2 else ""}{text[1:]}'
    return line if clean(line) == line else json_escaped(line)


def _without_others(document: Raw, people: Container[int]) -> Raw:
    """Return a contact that names no one but these people."""
    fields = document_fields(document)
    left: dict[str, object] = dict(fields)
    introducer = fields.get("introduced_by")
    if introducer is not None and msgspec.json.decode(introducer, type=int | None) not in people:
        del left["introduced_by"]
    left[_RELATIONS] = [one for one in _relations(document) if one.get("contact_id") in people]
    if not left[_RELATIONS]:
        del left[_RELATIONS]
    return encode_document(left)


def _relations(document: Raw) -> list[dict[str, Any]]:
    raw = document_fields(document).get(_RELATIONS)
    found = _decode(raw) if raw is not None else []
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _numbers(value: Any) -> Iterator[int]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _numbers(each)
    elif isinstance(value, list):
        for each in value:
            yield from _numbers(each)
    elif isinstance(value, int):
        yield value
