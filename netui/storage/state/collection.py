"""One collection in memory: documents as raw JSON by id, read from the disk when first asked for."""

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from threading import Lock
from typing import Protocol

from msgspec import Raw, Struct

from netui.storage.base.packed import PackedDocuments, in_order, last_id
from netui.storage.base.registry import Kind
from netui.storage.changes.changes import applied
from netui.storage.changes.lines import TransactionLine
from netui.storage.changes.snapshots import Snapshot


class View(Protocol):
    """Something derived from a collection that has to hear of every change."""

    def changed(self, document_id: int, before: Raw | None, after: Raw | None) -> None:
        """One document is another now."""
        ...

    def reset(self) -> None:
        """Everything may be another now."""
        ...


class Collection:
    """The documents of one kind. Only `transactions` and `state` may put; everyone may read.

    Which thread may touch what: one thread writes at a time, the one that holds the mutex of `transactions`
    or the guard of `state`. Any thread may read at the same time, without a lock. So no reader walks through
    what a writer can change: it asks `get` for one document and `each` for all of them as they are now.
    `documents` itself is for code that holds the mutex or the guard, and for single lookups. What is derived
    from documents (a view) is swapped as a whole or copied before it is handed out, and what a reader made is
    only kept where `version` is still what it was before it began to read.
    """

    __slots__ = (
        "_documents",
        "_file_size",
        "_in_order",
        "_last",
        "_load",
        "_loading",
        "_views",
        "_writing",
        "kind",
        "packed",
        "version",
    )

    def __init__(
        self, kind: Kind, load: Callable[["Collection"], None], file_size: Callable[[str], int]
    ) -> None:
        self.kind = kind
        self.packed = False
        self._load = load
        self._file_size = file_size
        self._documents: MutableMapping[int, Raw] | None = None
        self._loading = Lock()
        self._writing = Lock()
        self._in_order = True
        self._last = 0
        self._views: list[View] = []
        self.version = 0

    @property
    def name(self) -> str:
        """The name of the collection."""
        return self.kind.name

    @property
    def is_loaded(self) -> bool:
        """Whether the documents are in memory."""
        return self._documents is not None

    @property
    def documents(self) -> MutableMapping[int, Raw]:
        """The documents by id, in the order of the ids; to read only."""
        while (documents := self._documents) is None or not self._in_order:
            if documents is None:
                with self._loading:
                    if self._documents is None:
                        self._load(self)
            else:
                with self._writing:
                    if self._documents is documents and not self._in_order:
                        self.fill(in_order(documents))
        return documents

    def file_size(self) -> int:
        """Return the bytes of its snapshot, as the journal says; 0 if there is none."""
        return self._file_size(self.name)

    def last_id(self) -> int:
        """Return the last id there is; 0 if there is none."""
        return last_id(self.documents)

    def get(self, document_id: int) -> Raw | None:
        """Return one document."""
        documents = self._documents
        return (self.documents if documents is None else documents).get(document_id)

    def each(self) -> Iterable[tuple[int, Raw]]:
        """Return the ids and documents as they are now; they may be written at the same time."""
        documents = self.documents
        return documents.items() if isinstance(documents, PackedDocuments) else dict(documents).items()

    def watch(self, view: View) -> None:
        """Tell a view of every change from now on."""
        self._views.append(view)

    def put(self, document_id: int, document: Raw | None) -> None:
        """Write one document, or remove it with None."""
        if self._documents is None:
            self.documents  # noqa: B018  loads them
        with self._writing:  # a reader that puts them in order would lose what is written at the same time
            documents = self._documents
            assert documents is not None
            before = documents.get(document_id)
            if document is None:
                documents.pop(document_id, None)
            else:
                if before is None:
                    self._in_order = self._in_order and document_id > self._last
                    self._last = max(self._last, document_id)
                documents[document_id] = document
            self.version += 1
        for view in self._views:
            view.changed(document_id, before, document)

    def tighten(self) -> None:
        """Pack a long log again after a change of most of it, which left each document outside the blocks.

        A reader goes on with the documents it has.
        """
        with self._writing:
            documents = self._documents
            if isinstance(documents, PackedDocuments) and documents.is_loose:
                packed = PackedDocuments()
                packed.pack(documents)
                self._documents = packed

    def unload(self) -> MutableMapping[int, Raw] | None:
        """Forget the documents, so that they are read again; return them, or None if there were none."""
        old, self._documents = self._documents, None
        return old

    def put_back(self, documents: MutableMapping[int, Raw] | None) -> None:
        """Accept what `unload` returned again."""
        if documents is not None:
            self.fill(documents)

    def changed_since(self, old: Mapping[int, Raw]) -> frozenset[int]:
        """Read everything again and tell the views; return the ids of what is another than in `old`."""
        if self._documents is None:
            self._load(self)  # the one who asks holds what a loading thread waits for
        new = self.documents
        self.version += 1
        for view in self._views:
            view.reset()
        return frozenset(
            document_id
            for document_id in sorted({*old, *new})
            if old.get(document_id) != new.get(document_id)
        )

    def fill(self, documents: MutableMapping[int, Raw]) -> None:
        """Hold these documents, which are in the order of their ids."""
        self._last = last_id(documents)
        self._in_order = True
        self._documents = documents


class Pending(Struct, frozen=True):
    """A transaction kept aside for a collection that is not loaded.

    `gap` is the last transaction that may be lost before it: only a snapshot that holds that one can take it.
    """

    line: TransactionLine
    gap: int = 0


def brought_up(kind: Kind, snapshot: Snapshot, pending: Iterable[Pending]) -> MutableMapping[int, Raw]:
    """Return the documents of a snapshot with what the journal has beyond it, in the order of their ids."""
    documents = snapshot.documents
    last = last_id(documents)
    ordered = True
    for entry in pending:
        if entry.gap > snapshot.seq:
            break
        if entry.line.seq <= snapshot.seq:
            continue
        for document_id, change in entry.line.changes[kind.name].items():
            before = documents.get(document_id)
            if before is None and not (bytes(change.add) or kind.single):
                continue  # what is missing in a damaged file can't be changed
            after = applied(before, change, kind)
            if after is None:
                documents.pop(document_id, None)
                continue
            if document_id not in documents:
                ordered = ordered and document_id > last
                last = max(last, document_id)
            documents[document_id] = after
    return documents if ordered else in_order(documents)
