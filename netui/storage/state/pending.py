"""Transactions kept aside for collections that are not loaded yet, and bringing a snapshot up with them."""

from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass

from msgspec import Raw

from netui.storage.base.packed import in_order, last_id
from netui.storage.base.registry import Kind
from netui.storage.changes.changes import applied
from netui.storage.changes.lines import TransactionLine
from netui.storage.changes.snapshots import Snapshot


@dataclass(frozen=True, slots=True)
class Pending:
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
