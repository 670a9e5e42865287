"""The state of a store at an earlier change: the history walked back from the present."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Raw

from netui.domain.errors import ConflictError
from netui.storage.base.registry import Kind
from netui.storage.changes.changes import DocumentChange, document_fields, encode_document
from netui.storage.changes.lines import TransactionLine
from netui.storage.state.collection import Collection

Documents = dict[tuple[str, int], Raw | None]


def last_before(lines: Iterable[TransactionLine], at: datetime) -> int:
    """Return the number of the last change made up to an instant, 0 if the store began later.

    The lines come newest first. Raises ConflictError if history does not go back that far.
    """
    oldest = 0
    for line in lines:
        if line.at <= at:
            return line.seq
        oldest = line.seq
    if oldest > 1:
        raise ConflictError(_too_old(oldest))
    return 0


def walked_back(
    lines: Iterable[TransactionLine], collections: dict[str, Collection], *, now: int, seq: int
) -> Documents:
    """Return every document that was another when `seq` was the last change; None if there was none.

    The lines come newest first, `now` is the number of the newest. Raises ConflictError if one is missing
    in between. What was erased for good stays erased.
    """
    found: Documents = {}
    expected = now
    for line in lines:
        if line.seq <= seq:
            break
        if line.seq != expected:
            raise ConflictError(_too_old(expected + 1))
        expected -= 1
        if line.schema:
            raise ConflictError(
                f"before change {line.seq} the store had another format: restore the backup made before it"
            )
        if line.erases:
            continue
        for name, changes in line.changes.items():
            collection = collections.get(name)
            if collection is None:
                continue
            for document_id, change in changes.items():
                key = (name, document_id)
                document = found[key] if key in found else collection.get(document_id)
                found[key] = reverted(document, change, collection.kind)
    if expected != seq:
        raise ConflictError(_too_old(expected + 1))
    return {
        (name, document_id): document
        for (name, document_id), document in found.items()
        if document != collections[name].get(document_id)
    }


def reverted(document: Raw | None, change: DocumentChange, kind: Kind) -> Raw | None:
    """Return the document as it was right before a change that was the last one made to it."""
    if bytes(change.add):
        return None
    if bytes(change.remove):
        return change.remove
    fields = {} if document is None else document_fields(document)
    for name in (*change.sets, *change.unset):
        fields.pop(name, None)
    fields.update(change.was)
    return encode_document(fields) if fields or not kind.single else None


def _too_old(seq: int) -> str:
    return f"history begins with change {seq}: choose a later time, or a backup that `netui backup` lists"
