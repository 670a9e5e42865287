"""Which documents go with which key: built by a narrow decode when first asked, kept up with every change."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

from msgspec import Raw

from netui.storage.collection import Collection
from netui.storage.documents import Reader, UndecodableError

PartT = TypeVar("PartT")
KeyT = TypeVar("KeyT", bound=Hashable)


class Index(Generic[KeyT, PartT]):
    """Ids by key, each list in the order of the ids; documents that cannot be read are in none."""

    def __init__(
        self, collection: Collection, reader: Reader[PartT], keys: Callable[[PartT], Iterable[KeyT]]
    ) -> None:
        self._collection = collection
        self._reader = reader
        self._keys = keys
        self._ids: dict[KeyT, array[int]] | None = None
        collection.watch(self)

    def ids(self, key: KeyT) -> Iterable[int]:
        """Return the ids that go with a key."""
        return self._built().get(key, ())

    def keys(self) -> Iterable[KeyT]:
        """Return every key that anything goes with."""
        return self._built().keys()

    def changed(self, document_id: int, before: Raw | None, after: Raw | None) -> None:
        """Move one document to the keys it has now."""
        if self._ids is None or before == after:
            return
        old, new = self._keys_of(document_id, before), self._keys_of(document_id, after)
        for key in old - new:
            ids = self._ids[key]
            ids.remove(document_id)
            if not ids:
                del self._ids[key]
        for key in new - old:
            ids = self._ids.setdefault(key, array("q"))
            ids.insert(bisect_left(ids, document_id), document_id)

    def reset(self) -> None:
        """Build everything again when it is next asked for."""
        self._ids = None

    def _built(self) -> dict[KeyT, "array[int]"]:
        if self._ids is None:
            built: dict[KeyT, array[int]] = {}
            for document_id, document in self._collection.documents.items():
                for key in self._keys_of(document_id, document):
                    ids = built.get(key)
                    if ids is None:
                        ids = built[key] = array("q")
                    ids.append(document_id)
            self._ids = built
        return self._ids

    def _keys_of(self, document_id: int, document: Raw | None) -> set[KeyT]:
        if document is None:
            return set()
        try:
            return set(self._keys(self._reader.read(document_id, document)))
        except UndecodableError:
            return set()
