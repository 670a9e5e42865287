"""History: every transaction still kept, and undoing or redoing one."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from netui.domain.errors import ConflictError, NotFoundError, StoreError
from netui.domain.values import replace
from netui.services.ports import HistoryEntry
from netui.storage.changes.archive import Archive, entry_of
from netui.storage.changes.changes import Obstacle, as_left, taken_back
from netui.storage.changes.file import read_backwards, read_journal
from netui.storage.changes.lines import (
    Decode,
    Ending,
    HeaderLine,
    SnapshotsLine,
    TransactionLine,
    decode_outline,
    decode_whole,
    decode_written,
)
from netui.storage.state.state import State
from netui.storage.state.transactions import Transactions

_BEFORE_NONE = 1 << 30


class History:
    """The transactions of a store, in the journal and in the archive."""

    def __init__(self, state: State, archive: Archive) -> None:
        self._state = state
        self._archive = archive

    def lines(self, decode: Decode = decode_whole) -> Iterator[TransactionLine]:
        """Yield every transaction, the newest first; older journals are opened only when it comes to them."""
        generation = _BEFORE_NONE if self._state.journal is not None else 0
        for line in self._current(decode):
            if isinstance(line, TransactionLine):
                yield line
            else:
                generation = line.generation
        for name in self._archive.names(generation):
            yield from reversed(self._archive.transactions(name, decode))

    def entries(self, *, down_to: int = 0) -> Iterator[HistoryEntry]:
        """Yield every transaction above `down_to`, the newest first, reading no more than is asked for."""
        turns: Counter[int] = Counter()
        for entry in self._plain_entries():
            if entry.seq <= down_to:
                return
            if entry.undoes is not None:
                turns[entry.undoes] += 1
            yield replace(entry, undone=True) if turns[entry.seq] % 2 else entry

    def _plain_entries(self) -> Iterator[HistoryEntry]:
        """Yield every transaction as if none were undone."""
        generation = _BEFORE_NONE if self._state.journal is not None else 0
        for line in self._current(decode_outline):
            if isinstance(line, TransactionLine):
                yield entry_of(line)
            else:
                generation = line.generation
        for name in self._archive.names(generation):
            yield from reversed(self._archive.entries(name))

    def target(self, seq: int, *, redo: bool) -> tuple[TransactionLine, TransactionLine, bool]:
        """Find what undoing or redoing `seq` means.

        Return the transaction that is named, the line whose changes have to be undone, and whether this is a
        redo. Undoing an "Undo" is a redo, and the other way round. Raises NotFoundError, ConflictError.
        """
        later: list[TransactionLine] = []
        line = self._find(seq, later)
        while line.undoes is not None or line.redoes is not None:
            redo = redo is (line.undoes is None)
            target = line.undoes if line.undoes is not None else line.redoes
            assert target is not None
            later.clear()
            line = self._find(target, later)
        newest = next((each for each in later if line.seq in (each.undoes, each.redoes)), line)
        undone = newest.undoes == line.seq
        if undone is not redo:
            raise ConflictError(
                f"“{line.label}” ({line.seq}) is {'undone already' if undone else 'not undone'}"
            )
        if undone:
            candidates = [each for each in later if each.undoes == line.seq]
        else:
            candidates = [*(each for each in later if each.redoes == line.seq), line]
        return line, self._standing(candidates, seq), redo

    def _standing(self, candidates: list[TransactionLine], seq: int) -> TransactionLine:
        """Return the line after which all still is as it left it: the one that was named, or that says most.

        What was undone and redone around other changes to the same tags did something else each time, and
        only the one that fits leads back to the same bytes. Where none fits, the newest is merged.
        """
        if len(candidates) == 1:
            return candidates[0]
        standing = [each for each in candidates if self._is_in_force(each)]
        named = next((each for each in standing if each.seq == seq), None)
        return named or max(standing, key=_size, default=candidates[0])

    def _is_in_force(self, line: TransactionLine) -> bool:
        collections = self._state.collections
        return all(
            name in collections and as_left(collections[name].get(key), change, collections[name].kind)
            for name, documents in line.changes.items()
            for key, change in documents.items()
        )

    def _find(self, seq: int, later: list[TransactionLine]) -> TransactionLine:
        """Return a transaction, and collect all later ones, the newest first."""
        for line in self.lines(decode_written):
            if line.seq == seq:
                return line
            if line.seq < seq:
                break
            later.append(line)
        raise NotFoundError(f"history has no change {seq}: see `netui history`")

    def _current(self, decode: Decode) -> Iterator[TransactionLine | HeaderLine]:
        """Yield the transactions of the journal as it is now, the newest first, and its header last."""
        journal, path = self._state.journal, self._state.journal_path
        if journal is None:
            return
        out_of_order = journal.fault is not None and journal.fault.ending is Ending.BROKEN
        try:
            for line in (
                reversed(read_journal(path, decode)) if out_of_order else read_backwards(path, decode)
            ):
                if not isinstance(line, SnapshotsLine):
                    yield line
        except OSError as error:
            raise StoreError(
                f"{path} cannot be read: {error.strerror}; check the disk, then try again"
            ) from error

    def take_back(self, named: TransactionLine, line: TransactionLine, transactions: Transactions) -> None:
        """Write the inverse of a line into the open transaction; raise ConflictError if it cannot be."""
        if line.erases:
            raise ConflictError(f"“{named.label}” ({named.seq}) is for good: it cannot be undone")
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

    def _called(self, name: str, document_id: int) -> str:
        """Return what a message calls a document: by its name or title, else by its kind and id."""
        document = self._state.collections[name].get(document_id)
        fields = msgspec.json.decode(document, type=dict[str, object]) if document is not None else {}
        known = fields.get("name") or fields.get("title") or fields.get("text")
        kind = name.removesuffix("s").replace("_", "-")
        return f"“{known}”" if isinstance(known, str) else f"{kind} {document_id}"

    def _conflict(
        self, named: TransactionLine, line: TransactionLine, name: str, document_id: int, field: str | None
    ) -> ConflictError:
        start = f"“{named.label}” ({named.seq}) cannot be taken back: "
        who = self._called(name, document_id)
        what = who if field is None else f"the {field.replace('_', ' ')} of {who}"
        for later in self.lines(decode_written):
            if later.seq <= line.seq:
                break
            change = later.changes.get(name, {}).get(document_id)
            whole = field is None or (change is not None and not (change.sets or change.unset))
            if change is not None and (whole or field in change.sets or field in change.unset):
                return ConflictError(
                    start + f"“{later.label}” ({later.seq}) changed {what} since; undo that first, or edit it"
                )
        return ConflictError(start + f"{what} is another by now; edit it by hand")


def _size(line: TransactionLine) -> int:
    """Return how many fields and documents a line changes."""
    return sum(
        1 + len(change.sets) + len(change.unset)
        for documents in line.changes.values()
        for change in documents.values()
    )
