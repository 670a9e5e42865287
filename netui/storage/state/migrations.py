"""Migrates documents of an older schema to ours.

The migration at index i takes documents of schema i + 1 to schema i + 2; it changes them in place. All of it
is one journal line that says the new schema, so that a crash leaves the old store or the new one.
"""

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Raw

from netui.storage.changes.changes import encode_document
from netui.storage.state.state import State

Tables = dict[str, dict[int, dict[str, Any]]]
Migration = Callable[[Tables], None]

MIGRATIONS: tuple[Migration, ...] = ()
_decode = msgspec.json.Decoder(dict[str, Any]).decode


def migrated(state: State, migrations: tuple[Migration, ...]) -> dict[tuple[str, int], Raw | None]:
    """Return every document that is another after the migrations from the state's schema on."""
    tables: Tables = {
        name: {document_id: _decode(raw) for document_id, raw in collection.documents.items()}
        for name, collection in state.collections.items()
    }
    for migration in migrations[state.schema - 1 :]:
        migration(tables)
    found: dict[tuple[str, int], Raw | None] = {}
    for name, collection in state.collections.items():
        old, new = collection.documents, tables.get(name, {})
        for document_id in {*old, *new}:
            document = new.get(document_id)
            raw = None if document is None else encode_document(document)
            if document is None or document_id not in old or _decode(old[document_id]) != document:
                found[name, document_id] = raw
    return found
