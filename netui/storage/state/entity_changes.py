"""What history says of single entities: when each was changed, and what it was before."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Raw

from netui.domain.entity_change import EntityChange
from netui.storage.base.decoding import decoder
from netui.storage.base.registry import kind_of
from netui.storage.changes.changes import DocumentChange, document_fields, encode_document
from netui.storage.changes.documents import Reader, UndecodableError
from netui.storage.changes.lines import decode_outline
from netui.storage.state.collection import Collection
from netui.storage.state.history import History

_decode = decoder(DocumentChange)
_Fields = dict[str, Raw]


def entity_changes(
    history: History,
    collections: Mapping[str, Collection],
    wanted: Mapping[type[Any], frozenset[str] | None],
) -> Iterator[EntityChange]:
    """Yield the changes of entities, the newest first; what of them can't be read is left out.

    Of a kind of which only some fields are wanted a change is read no further than to their names: people
    are touched by every entry of the log.
    """
    names = {kind_of(entity).name: fields for entity, fields in wanted.items()}
    pasts = {
        kind_of(entity).name: _Pasts(entity, collections[kind_of(entity).name])
        for entity, fields in wanted.items()
        if fields is None
    }
    for line in history.lines(decode_outline):
        for name in names.keys() & line.changes.keys():
            written: Any  # an outline has the text of a change
            for document_id, written in line.changes[name].items():
                try:
                    change: DocumentChange = _decode(written)
                    past = pasts.get(name)
                    before = past.before(document_id, change) if past is not None else None
                except msgspec.MsgspecError:
                    continue
                fields = frozenset((*change.sets, *change.unset))
                if fields and (some := names[name]) is not None and some.isdisjoint(fields):
                    continue
                yield EntityChange(
                    id=document_id, at=line.at, fields=fields, came=bool(bytes(change.add)), before=before
                )


class _Pasts:
    """The documents of a collection, as they were before each of their changes."""

    def __init__(self, entity: type[Any], collection: Collection) -> None:
        self._reader: Reader[Any] = Reader(entity)
        self._collection = collection
        self._known: dict[int, _Fields | None] = {}

    def before(self, document_id: int, change: DocumentChange) -> Any:
        """Return the entity as it was before its newest change that wasn't undone yet, or None."""
        fields = self._known[document_id] = self._taken_back(document_id, change)
        if fields is None:
            return None
        try:
            return self._reader.read(document_id, encode_document(fields))
        except UndecodableError:
            return None

    def _taken_back(self, document_id: int, change: DocumentChange) -> _Fields | None:
        if bytes(change.add):
            return None
        if bytes(change.remove):
            return document_fields(change.remove)
        if document_id not in self._known:
            document = self._collection.get(document_id)
            self._known[document_id] = None if document is None else document_fields(document)
        fields = dict(self._known[document_id] or {})
        for name in (*change.sets, *change.unset):
            if name in change.was:
                fields[name] = change.was[name]
            else:
                fields.pop(name, None)
        return fields
