"""History: every transaction still kept, and taking one back or bringing it back."""

from collections.abc import Iterator

from netui.domain.errors import ConflictError, NotFoundError
from netui.services.ports import HistoryEntry
from netui.storage.archive import Archive
from netui.storage.changes import Obstacle, taken_back
from netui.storage.journal import read_journal
from netui.storage.journal_lines import HeaderLine, TransactionLine
from netui.storage.state import State
from netui.storage.transactions import Transactions


class History:
    """The transactions of a store, in the journal and in the archive."""

    def __init__(self, state: State, archive: Archive) -> None:
        self._state = state
        self._archive = archive

    def lines(self) -> Iterator[TransactionLine]:
        """Yield every transaction, the newest first."""
        if self._state.journal is None:
            return
        generation, seen = 0, 0
        lines = read_journal(self._state.journal_path)
        for line in lines:
            if isinstance(line, HeaderLine):
                generation, seen = line.generation, line.seq + 1
        yield from (line for line in reversed(lines) if isinstance(line, TransactionLine))
        for older in self._archive.transactions(generation or 1 << 30):
            for line in reversed(older):
                if line.seq < seen or not seen:
                    yield line

    def entries(self) -> list[HistoryEntry]:
        """Return every transaction, the newest first."""
        lines = list(self.lines())
        undone = _undone(lines)
        return [
            HistoryEntry(
                seq=line.seq,
                at=line.at,
                session=line.session,
                label=line.label,
                undone=line.seq in undone,
                undoes=line.undoes if line.undoes is not None else line.redoes,
                touched=line.touched,
            )
            for line in lines
        ]

    def target(self, seq: int, *, redo: bool) -> tuple[TransactionLine, TransactionLine, bool]:
        """Find what taking back or bringing back `seq` means.

        Return the transaction that is named, the line whose changes have to be taken back, and whether this
        brings back. Taking back an "Undo" brings back, and the other way round. Raises NotFoundError,
        ConflictError.
        """
        lines = list(self.lines())
        by_seq = {line.seq: line for line in lines}
        line = by_seq.get(seq)
        if line is None:
            raise NotFoundError(f"history has no change {seq}: see `netui history`")
        while line.undoes is not None or line.redoes is not None:
            redo = redo is (line.undoes is None)
            target = line.undoes if line.undoes is not None else line.redoes
            assert target is not None
            if target not in by_seq:
                raise NotFoundError(f"history has no change {target} any more: see `netui history`")
            line = by_seq[target]
        undone = line.seq in _undone(lines)
        if undone is not redo:
            raise ConflictError(
                f"“{line.label}” ({line.seq}) is {'undone already' if undone else 'not undone'}"
            )
        if not redo:
            last = next((each for each in lines if each.redoes == line.seq), line)
            return line, last, False
        return line, next(each for each in lines if each.undoes == line.seq), True

    def take_back(self, named: TransactionLine, line: TransactionLine, transactions: Transactions) -> None:
        """Write the inverse of a line into the open transaction; raise ConflictError where it cannot be."""
        if line.schema:
            raise ConflictError(
                f"“{named.label}” ({named.seq}) cannot be undone: restore the backup made before it"
            )
        for name, documents in line.changes.items():
            collection = self._state.collections.get(name)
            if collection is None:
                raise ConflictError(
                    f"“{named.label}” ({named.seq}) is about {name}, which this netui does not know"
                )
            for document_id, change in documents.items():
                try:
                    after = taken_back(collection.get(document_id), change, collection.kind)
                except Obstacle as obstacle:
                    raise self._conflict(named, line, name, document_id, obstacle.field) from obstacle
                transactions.put(name, document_id, after)

    def _conflict(
        self, named: TransactionLine, line: TransactionLine, name: str, document_id: int, field: str | None
    ) -> ConflictError:
        start = f"“{named.label}” ({named.seq}) cannot be taken back: "
        what = f"{name} {document_id}" if field is None else f"{field} of {name} {document_id}"
        for later in self.lines():
            if later.seq <= line.seq:
                break
            change = later.changes.get(name, {}).get(document_id)
            whole = field is None or (change is not None and not (change.sets or change.unset))
            if change is not None and (whole or field in change.sets or field in change.unset):
                return ConflictError(
                    start + f"“{later.label}” ({later.seq}) changed {what} since; undo that first, or edit it"
                )
        return ConflictError(start + f"{what} is another by now; edit it by hand")


def _undone(lines: list[TransactionLine]) -> set[int]:
    """Return the sequence numbers of what is taken back; the lines come newest first."""
    undone = set()
    for line in reversed(lines):
        if line.undoes is not None:
            undone.add(line.undoes)
        elif line.redoes is not None:
            undone.discard(line.redoes)
    return undone
