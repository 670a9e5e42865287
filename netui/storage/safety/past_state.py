"""The state of a store at an earlier change: the history walked back from the present."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import NamedTuple

from msgspec import Raw

from netui.domain.errors import ConflictError
from netui.services.ports import HistoryEntry
from netui.storage.base.registry import Kind
from netui.storage.changes.changes import DocumentChange, document_fields, encode_document
from netui.storage.changes.lines import TransactionLine
from netui.storage.state.collection import Collection

Documents = dict[tuple[str, int], Raw | None]
_EARLIEST = datetime.min.replace(tzinfo=UTC)


class Moment(NamedTuple):
    """A change, and what the clock showed when it was made."""

    seq: int
    at: datetime
    label: str


def last_before(entries: Iterable[HistoryEntry], at: datetime, now: datetime) -> tuple[int, list[Moment]]:
    """Return the number of the last change made up to an instant, 0 if the store began later.

    The order of the changes counts: of a clock that was set back or forth, only what agrees with the order of
    most is believed. The changes whose clock says otherwise come along. An instant after `now` is one of a
    clock that was ahead. The entries come newest first. Raises ConflictError if history does not go back
    that far.
    """
    known = [Moment(entry.seq, entry.at, entry.label) for entry in entries][::-1]
    if not known:
        return 0, []
    low, high = 0, known[-1].seq + 1
    if at == now:
        low = known[-1].seq
    elif at > now:
        low = next((each.seq for each in known if each.at > now), high) - 1
    else:
        for each in _in_order([each for each in known if each.at <= now]):
            if each.at > at:
                high = each.seq
                break
            low = each.seq
    least = now if at > now else _EARLIEST
    last = max((each.seq for each in known if low < each.seq < high and least < each.at <= at), default=low)
    if last < known[0].seq and known[0].seq > 1:
        raise ConflictError(_too_old(known[0].seq))
    return last, [each for each in known if at <= now and (each.at > at) is (each.seq <= last)]


def _in_order(changes: Sequence[Moment]) -> Sequence[Moment]:
    """Return as many changes as possible whose clocks agree with their order."""
    if all(one.at <= other.at for one, other in pairwise(changes)):
        return changes
    ends: list[datetime] = []
    rows: list[int] = []
    previous: list[int] = []
    for row, each in enumerate(changes):
        place = bisect_right(ends, each.at)
        previous.append(rows[place - 1] if place else -1)
        ends[place : place + 1], rows[place : place + 1] = [each.at], [row]
    found, row = [], rows[-1]
    while row >= 0:
        found.append(changes[row])
        row = previous[row]
    return found[::-1]


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
