"""TinyDB's public face on the store: the same answers as stock tables, but a write costs what it changes.

Stock tables rebuild themselves and write everything on each change; these hand the updater an overlay and
pass on what differs. Documents are decoded each time they are read, so that nothing handed out shares
anything with what is stored.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

import msgspec
from msgspec import Raw
from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from netui.domain.errors import NotFoundError
from netui.storage.base.ids import LIMIT
from netui.storage.changes.changes import encode_document
from netui.storage.state.collection import Collection

_decode = msgspec.json.Decoder(dict[str, Any]).decode
Fields = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]


class TableTarget(Protocol):
    """The store as tables need it."""

    def transaction(self, label: str) -> AbstractContextManager[None]:
        """Commit what the body does."""
        ...

    def put(self, name: str, document_id: int, document: Raw | None) -> None:
        """Write a document in the open transaction, or remove it with None."""
        ...

    def new_id(self) -> int:
        """Allocate an id."""
        ...

    @property
    def collections(self) -> Mapping[str, Collection]:
        """The collections by name."""
        ...


class Documents(Mapping[str, dict[str, Any]]):
    """The documents of a collection as a stock table reads them, decoded one by one."""

    def __init__(self, collection: Collection) -> None:
        self._raw = collection.documents

    def __getitem__(self, key: str) -> dict[str, Any]:
        return _decode(self._raw[int(key)])

    def __iter__(self) -> Iterator[str]:
        return map(str, list(self._raw))

    def __len__(self) -> int:
        return len(self._raw)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key.lstrip("-").isdigit() and int(key) in self._raw


class Overlay(MutableMapping[int, dict[str, Any]]):
    """What an updater works on: a copy of what it touches, over the documents as they are."""

    def __init__(self, raw: Mapping[int, Raw]) -> None:
        self._raw = raw
        self._touched: dict[int, dict[str, Any] | None] = {}
        self._cleared = False

    def __contains__(self, key: object) -> bool:
        if key in self._touched:
            return self._touched[key] is not None
        return not self._cleared and key in self._raw

    def __getitem__(self, key: int) -> dict[str, Any]:
        if key not in self:
            raise KeyError(key)
        document = self._touched.get(key)
        if document is None:
            document = self._touched[key] = _decode(self._raw[key])
        return document

    def __setitem__(self, key: int, document: dict[str, Any]) -> None:
        self._touched[key] = document

    def __delitem__(self, key: int) -> None:
        if key not in self:
            raise KeyError(key)
        self._touched[key] = None

    def __iter__(self) -> Iterator[int]:
        if not self._cleared:
            yield from (key for key in self._raw if self._touched.get(key, ()) is not None)
        for key, document in self._touched.items():
            if document is not None and (self._cleared or key not in self._raw):
                yield key

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Remove every document."""
        self._touched.clear()
        self._cleared = True

    def changes(self) -> Iterator[tuple[int, Raw | None]]:
        """Yield every document that is another than stored."""
        if self._cleared:
            yield from ((key, None) for key in list(self._raw) if self._touched.get(key) is None)
        for key, document in self._touched.items():
            if document is None:
                if key in self._raw:
                    yield key, None
            elif key not in self._raw or _decode(self._raw[key]) != document:
                yield key, encode_document(document)


class JournalStorage(Storage):
    """The storage that TinyDB is given; whole-database reads and writes work, tables go around them."""

    def __init__(self, target: TableTarget) -> None:
        self.target = target

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return all tables that hold anything."""
        tables: dict[str, Any] = {
            name: Documents(collection)
            for name, collection in self.target.collections.items()
            if collection.documents
        }
        return tables or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the tables hold this and nothing else, in one transaction."""
        with self.target.transaction("Rewrite the tables"):
            for name in data:
                self.collection(name)
            for name, collection in self.target.collections.items():
                overlay = Overlay(collection.documents)
                wanted = data.get(name, {})
                overlay.clear()
                for key, document in wanted.items():
                    overlay[int(key)] = dict(document)
                for document_id, raw in list(overlay.changes()):
                    self.target.put(name, document_id, raw)

    def collection(self, name: str) -> Collection:
        """Return a collection; raise NotFoundError for one this store does not keep."""
        try:
            return self.target.collections[name]
        except KeyError:
            known = ", ".join(self.target.collections)
            raise NotFoundError(f"the store has no table “{name}”: it has {known}") from None


class JournalTable(Table):
    """A stock table whose writes are transactions of the store, and cost what they change."""

    _storage: JournalStorage

    def search(self, cond: QueryLike) -> list[Document]:
        """Return all matching documents, each one the caller's own."""
        return [
            self.document_class(document, int(key))
            for key, document in self._read_table().items()
            if cond(document)
        ]

    def get(  # type: ignore[override]
        self,
        cond: QueryLike | None = None,
        doc_id: int | None = None,
        doc_ids: list[int] | None = None,
    ) -> Document | list[Document] | None:
        """Return one document by id or condition, or a list of them by ids."""
        if doc_id is None and doc_ids is not None:
            wanted = set(doc_ids)
            table = self._read_table()
            found = sorted(key for key in wanted if str(key) in table)
            return [self.document_class(table[str(key)], key) for key in found]
        result: Document | list[Document] | None = super().get(cond, doc_id, doc_ids)  # type: ignore[arg-type]
        return result

    def update(
        self,
        fields: Fields,
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        """Update matching documents; only those are decoded for writing."""
        if doc_ids is None and cond is not None:
            with self._transaction():
                return super().update(fields, None, self._matching(cond))
        return super().update(fields, cond, doc_ids)

    def update_multiple(self, updates: Iterable[tuple[Fields, QueryLike]]) -> list[int]:
        """Apply several updates, each document seeing the earlier ones."""
        rules = list(updates)
        updated: list[int] = []

        def updater(table: MutableMapping[int, Any]) -> None:
            for key, document in self._read_table().items():
                document_id = self.document_id_class(key)
                for fields, cond in rules:
                    if cond(document):
                        updated.append(document_id)
                        if callable(fields):
                            fields(document)
                        else:
                            document.update(fields)
                        table[document_id] = document

        self._update_table(updater)
        return updated

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """Remove matching documents; nothing else is decoded for writing."""
        if doc_ids is None and cond is not None:
            with self._transaction():
                return super().remove(None, self._matching(cond))
        return super().remove(cond, doc_ids)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """Update matching documents, or insert one, in one transaction."""
        with self._transaction():
            return super().upsert(document, cond)

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert a document."""
        with self._transaction():
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Insert documents, all or none."""
        with self._transaction():
            return super().insert_multiple(documents)

    def _matching(self, cond: QueryLike) -> list[int]:
        return [self.document_id_class(key) for key, document in self._read_table().items() if cond(document)]

    def _transaction(self) -> AbstractContextManager[None]:
        return self._storage.target.transaction(f"Edit {self.name}")

    def _get_next_id(self) -> int:
        return self._storage.target.new_id()

    def _read_table(self) -> Documents:  # type: ignore[override]
        return Documents(self._storage.collection(self.name))

    def _update_table(self, updater: Callable[[dict[int, Mapping[Any, Any]]], None]) -> None:
        target = self._storage.target
        collection = self._storage.collection(self.name)
        with self._transaction():
            overlay = Overlay(collection.documents)
            updater(overlay)  # type: ignore[arg-type]
            for document_id, raw in list(overlay.changes()):
                if not 0 < document_id < LIMIT and raw is not None:
                    raise ValueError(f"Document ID {document_id} is not between 1 and {LIMIT - 1}")
                target.put(self.name, document_id, raw)
        self.clear_cache()


class JournalDB(TinyDB):
    """TinyDB over the store."""

    table_class = JournalTable
