"""References that lead nowhere: what a document says of somebody or something that is not there."""

from collections.abc import Iterator, Mapping

import msgspec
from msgspec import Raw

from netui.storage.changes import document_fields, encode_document
from netui.storage.collection import Collection

_TARGETS = {
    ("contacts", "introduced_by"): "contacts",
    ("interactions", "contact_ids"): "contacts",
    ("interactions", "interview_id"): "interviews",
    ("follow_ups", "contact_id"): "contacts",
    ("follow_ups", "about_id"): "contacts",
    ("follow_ups", "interview_id"): "interviews",
    ("interviews", "contact_id"): "contacts",
}


def dangling(collections: Mapping[str, Collection]) -> Iterator[tuple[str, int, str]]:
    """Yield collection, id and what is wrong. A closed promise may outlive the person it was made to."""
    for name, document_id, field, missing in _each(collections):
        yield name, document_id, f"{field} names {missing}, who or which is not there"


def mended(collections: Mapping[str, Collection]) -> dict[tuple[str, int], Raw]:
    """Return the documents that have such references, without them."""
    found: dict[tuple[str, int], Raw] = {}
    for name, document_id, field, missing in list(_each(collections)):
        key = (name, document_id)
        document = found.get(key) or collections[name].get(document_id)
        assert document is not None
        fields: dict[str, object] = dict(document_fields(document))
        if field == "contact_ids":
            fields[field] = [each for each in _value(document, field) if each != missing]
        else:
            del fields[field]
        found[key] = encode_document(fields)
    return found


def _each(collections: Mapping[str, Collection]) -> Iterator[tuple[str, int, str, int]]:
    for (name, field), target in _TARGETS.items():
        there = collections[target].documents
        needle = f'"{field}"'.encode()
        for document_id, document in collections[name].documents.items():
            if needle not in bytes(document):
                continue
            if (
                name == "follow_ups"
                and b'"state":"open"' not in bytes(document)
                and b'"state"' in bytes(document)
            ):
                continue
            for missing in _value(document, field):
                if missing not in there:
                    yield name, document_id, field, missing


def _value(document: Raw, field: str) -> list[int]:
    raw = document_fields(document).get(field)
    value = None if raw is None else msgspec.json.decode(raw)
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, int)]
