"""Which documents go with which key: built by a narrow decode when first asked, kept up with every change."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Sequence
from threading import Lock
from typing import Generic, TypeVar

from msgspec import Raw

from netui.storage.changes.documents import Reader, UndecodableError
from netui.storage.state.collection import Collection

PartT = TypeVar("PartT")
KeyT = TypeVar("KeyT", bound=Hashable)
Ids = dict[KeyT, "array[int]"]


class Index(Generic[KeyT, PartT]):
    """Ids by key, each list in the order of the ids; documents that cannot be read are in none.

    There may be several sides, each with keys of its own: a document is read once for all of them. Any
    thread may ask first: it builds, with the others going on, and starts again if they changed something.
    """

    def __init__(
        self,
        collection: Collection,
        reader: Reader[PartT],
        *sides: Callable[[PartT], Iterable[KeyT]],
    ) -> None:
        self._collection = collection
        self._reader = reader
        self._sides = sides
        self._building = Lock()
        self._ids: Sequence[Ids[KeyT]] | None = None
        collection.watch(self)

    @property
    def is_built(self) -> bool:
        """Whether an answer needs no reading of all documents."""
        return self._ids is not None

    def ids(self, key: KeyT, side: int = 0) -> Iterable[int]:
        """Return the ids that go with a key, as they are now."""
        listed = self._built()[side].get(key)
        return () if listed is None else listed[:]

    def keys(self, side: int = 0) -> Iterable[KeyT]:
        """Return every key that anything goes with, as they are now."""
        return list(self._built()[side])

    def changed(self, document_id: int, before: Raw | None, after: Raw | None) -> None:
        """Move one document to the keys it has now."""
        built = self._ids
        if built is None or before == after:
            return
        old, new = self._read(document_id, before), self._read(document_id, after)
        for ids, keys_of in zip(built, self._sides, strict=True):
            gone = set() if old is None else set(keys_of(old))
            come = set() if new is None else set(keys_of(new))
            for key in gone - come:
                _take_out(ids, key, document_id)
            for key in come - gone:
                _put_in(ids, key, document_id)

    def reset(self) -> None:
        """Build everything again when it is next asked for."""
        self._ids = None

    def _built(self) -> Sequence[Ids[KeyT]]:
        built = self._ids
        if built is None:
            with self._building:
                while (built := self._ids) is None:
                    version = self._collection.version
                    built = self._build()
                    self._ids = built
                    if self._collection.version == version:
                        break
                    self._ids = None
        return built

    def _build(self) -> Sequence[Ids[KeyT]]:
        built: list[Ids[KeyT]] = [{} for _ in self._sides]
        sides = list(zip(built, self._sides, strict=True))
        read = self._reader.read
        for document_id, document in self._collection.each():
            try:
                part = read(document_id, document)
            except UndecodableError:
                continue
            for ids, keys_of in sides:
                for key in keys_of(part):
                    listed = ids.get(key)
                    if listed is None:
                        ids[key] = array("q", (document_id,))
                    elif listed[-1] != document_id:
                        listed.append(document_id)
        return built

    def _read(self, document_id: int, document: Raw | None) -> PartT | None:
        if document is None:
            return None
        try:
            return self._reader.read(document_id, document)
        except UndecodableError:
            return None


def _take_out(ids: Ids[KeyT], key: KeyT, document_id: int) -> None:
    listed = ids.get(key)
    if listed is None:
        return
    at = bisect_left(listed, document_id)
    if at < len(listed) and listed[at] == document_id:
        del listed[at]
        if not listed:
            del ids[key]


def _put_in(ids: Ids[KeyT], key: KeyT, document_id: int) -> None:
    listed = ids.setdefault(key, array("q"))
    at = bisect_left(listed, document_id)
    if at == len(listed) or listed[at] != document_id:
        listed.insert(at, document_id)
