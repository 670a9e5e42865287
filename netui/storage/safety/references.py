"""References that lead nowhere: references to people or things that don't exist."""

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import chain, islice
from operator import attrgetter
from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct

from netui.storage.changes.changes import document_fields, encode_document
from netui.storage.state.collection import Collection

_TARGETS = {
    ("contacts", "introduced_by"): "contacts",
    ("contacts", "relations"): "contacts",
    ("interactions", "contact_ids"): "contacts",
    ("interactions", "interview_id"): "interviews",
    ("follow_ups", "contact_id"): "contacts",
    ("follow_ups", "about_id"): "contacts",
    ("follow_ups", "after_id"): "contacts",
    ("follow_ups", "interview_id"): "interviews",
    ("interviews", "contact_id"): "contacts",
}
_LISTS = {"contact_ids"}
_RELATIONS = "relations"
"""A list of objects, each of which names a contact."""


class _References(msgspec.Struct, gc=False):
    """What a document refers to, whatever type its values have; all else in it is skipped."""

    introduced_by: Any = None
    relations: Any = None
    contact_ids: Any = None
    contact_id: Any = None
    about_id: Any = None
    after_id: Any = None
    interview_id: Any = None
    state: Any = None


_Block = list[tuple[int, _References]]
_AT_ONCE = 1000
_decode = msgspec.json.Decoder(_References).decode
_decode_many = msgspec.json.Decoder(list[_References]).decode


class Known(Struct, frozen=True):
    """Documents of a kind that were looked at already, and what is wrong with those that can't be used.

    `named` are the ids that each field of those that can be used refers to, and maybe more.
    """

    documents: Mapping[int, Raw]
    wrong: Mapping[int, str]
    named: Mapping[str, set[int]]


def names_in(name: str) -> dict[str, set[int]]:
    """Return the fields of a collection that refer to others, with no id yet."""
    return {field: set() for of, field in _TARGETS if of == name}


def add_names(named: Mapping[str, set[int]], records: Iterable[Any]) -> None:
    """Add the ids that some documents refer to."""
    for field, ids in named.items():
        values = map(attrgetter(field), records)
        if field in _LISTS:
            ids.update(chain.from_iterable(filter(None, values)))
        elif field == _RELATIONS:
            ids.update(one.contact_id for value in values if value for one in value)
        else:
            ids.update(set(values) - {None, UNSET})


def dangling(
    collections: Mapping[str, Collection], known: Mapping[str, Known], unread: Container[str] = ()
) -> Iterator[tuple[str, int, str]]:
    """Yield collection, id and what is wrong. A closed follow-up may outlive the person it was made to.

    Of a collection that is `known` and names only what is there, no document is looked at; nor is a
    reference into what is `unread`.
    """
    for name, document_id, field, missing in _each(collections, known, unread):
        yield name, document_id, f"{field} names {missing}, who or which is not there"


def repaired(collections: Mapping[str, Collection], known: Mapping[str, Known]) -> dict[tuple[str, int], Raw]:
    """Return the documents that have such references, without them."""
    found: dict[tuple[str, int], Raw] = {}
    for name, document_id, field, missing in list(_each(collections, known)):
        key = (name, document_id)
        document = found.get(key) or collections[name].get(document_id)
        assert document is not None
        fields: dict[str, object] = dict(document_fields(document))
        if field == "contact_ids":
            fields[field] = [each for each in _numbers(getattr(_decode(document), field)) if each != missing]
        elif field == _RELATIONS:
            found_there = getattr(_decode(document), field)
            fields[field] = [each for each in found_there if missing not in _numbers(each)]
        else:
            del fields[field]
        found[key] = encode_document(fields)
    return found


def _each(
    collections: Mapping[str, Collection], known: Mapping[str, Known], unread: Container[str] = ()
) -> Iterator[tuple[str, int, str, int]]:
    for name in dict.fromkeys(name for name, _ in _TARGETS):
        fields = {
            field: collections[target].documents
            for (of, field), target in _TARGETS.items()
            if of == name and target not in unread
        }
        documents = collections[name].documents
        seen = known.get(name)
        if seen is not None and not seen.wrong and seen.documents == documents:
            fields = {
                field: there for field, there in fields.items() if not seen.named[field] <= there.keys()
            }
        for block in _decoded(documents) if fields else ():
            if not _may_lead_nowhere(block, fields):
                continue
            for document_id, found in block:
                if name == "follow_ups" and found.state not in {None, "open"}:
                    continue
                for field, there in fields.items():
                    for missing in _numbers(getattr(found, field)):
                        if missing not in there:
                            yield name, document_id, field, missing


def _may_lead_nowhere(block: _Block, fields: Mapping[str, Mapping[int, Raw]]) -> bool:
    """Whether any of many documents may name what isn't there: asked for all of them at once."""
    for field, there in fields.items():
        values = [
            value for value in map(attrgetter(field), [found for _, found in block]) if value is not None
        ]
        if field == _RELATIONS:
            values = [number for value in values for number in _numbers(value)]
        named = {value for value in values if isinstance(value, int)}
        try:
            named.update(chain.from_iterable(value for value in values if isinstance(value, list)))
        except TypeError:
            return True
        if not all(map(there.__contains__, named)):
            return True
    return False


def _decoded(documents: Mapping[int, Raw]) -> Iterator[_Block]:
    """Yield what documents refer to, decoded many at a time."""
    each = iter(documents.items())
    while block := list(islice(each, _AT_ONCE)):
        text = b"[%s]" % b",".join([bytes(document) for _, document in block])
        yield list(zip((document_id for document_id, _ in block), _decode_many(text), strict=True))


def _numbers(value: object) -> list[int]:
    values = value if isinstance(value, list) else [value]
    ids = (each.get("contact_id") if isinstance(each, dict) else each for each in values)
    return [each for each in ids if isinstance(each, int)]
