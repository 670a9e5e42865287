"""Forgetting one person everywhere, in an order in which every step may be the last.

1. every snapshot is made to hold all transactions;
2. the backups and the old journals are rewritten without the person, each in one step: the person is still
   in the store, so that the same command, run again, goes on from here. That takes long in a large store, and
   is done without the lock, which is held to put each in place; if another session changed or added something
   in the meantime, it is done again, in the end under the lock;
3. drafts follow, and the journal is kept among the old ones as well, without the person; while the present
   one lives that copy is not read;
4. a new journal takes the place of the present one, in one step: its only transaction takes the person out.
   That is the moment of forgetting; it holds no values, so nothing can restore them. What the cache holds of
   people is erased, and drafts are looked at once more: from here on no session writes one about the person,
   and the cache takes nothing in until the snapshots are without them;
5. the snapshots are rewritten, and what a crash left behind is removed. Should that be cut off,
   any later `forget`, of the same person too, `doctor --repair` or end of a session that wrote finishes it.
"""

import gzip
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from msgspec import Raw

from netui.domain.errors import ImportFileError, NotFoundError, StoreDamagedError, StoreError
from netui.domain.people.merging import is_merge
from netui.services.safety.safekeeping import Erasure, Person
from netui.storage.backups.backup_files import BackupFile
from netui.storage.backups.backups import Backups
from netui.storage.base.files import NO_ROOM, file_of, make_folder, read_file, read_if_there, replace_file
from netui.storage.base.in_the_way import refuse_if_in_the_way
from netui.storage.base.owned import HISTORY, STORE
from netui.storage.changes.archive import archive_name, old_journals
from netui.storage.changes.changes import DocumentChange, difference
from netui.storage.changes.encodings import readable
from netui.storage.changes.erasing import Eraser, Traces
from netui.storage.changes.file import JOURNAL, read_journal
from netui.storage.changes.lines import HeaderLine, TransactionLine
from netui.storage.changes.recovery import recoded, recover
from netui.storage.changes.snapshots import decode_snapshot, file_name, mark_of
from netui.storage.drafts.stray import remove_draft, stray_drafts
from netui.storage.safety.files_next_to_store import Cleaned, FilesNextToStore, journal_without
from netui.storage.state.compaction import next_header, write_dirty
from netui.storage.state.state import State
from netui.storage.store.parts import Parts

_TRIES_WITHOUT_THE_LOCK = 3
_LABEL = "Forget someone"
_NOTHING_LEFT = Raw(b"{}")
_ADDRESSES = ("emails", "phones", "links")


class Forgetting:
    """Erases people from one open store."""

    def __init__(
        self, parts: Parts, backups: Backups, session: str, erase_cached: Callable[[], None]
    ) -> None:
        self._state = parts.state
        self._transactions = parts.transactions
        self._archive = parts.archive
        self._clock = parts.clock
        self._backups = backups
        self._session = session
        self._erase_cached = erase_cached
        self._announce = parts.announce
        self._folder = parts.state.folder
        self._next_to_store = FilesNextToStore(self._folder, backups, self._state.collections)

    def gone(self) -> list[Person]:
        """Return the people who were deleted, as history tells of them."""
        found: dict[int, str] = {}
        here = self._state.collections["contacts"].documents
        for line in self._lines():
            for document_id, change in line.changes.get("contacts", {}).items():
                document = change.remove if bytes(change.remove) else change.add
                if document_id not in here and document_id not in found and bytes(document):
                    name = msgspec.json.decode(document, type=dict[str, object]).get("name")
                    found[document_id] = str(name or "")
        return [Person(id=key, name=name) for key, name in found.items() if name]

    def merged_into(self, person: Person) -> list[Person]:
        """Return the records that a merge made one with a person's, as history tells of them."""
        return self._merged_into(person, self._lines())

    def _merged_into(self, person: Person, lines: Iterable[TransactionLine]) -> list[Person]:
        here = self._state.collections["contacts"].documents
        last: dict[int, tuple[int, str]] = {}
        for line in lines:
            contacts = line.changes.get("contacts", {})
            stays = [key for key, change in contacts.items() if "updated_at" in change.sets]
            for document_id, change in contacts.items():
                if bytes(change.remove) and document_id not in here and document_id not in last:
                    name = msgspec.json.decode(change.remove, type=dict[str, object]).get("name")
                    into = stays[0] if len(stays) == 1 and is_merge(line.label) else 0
                    last[document_id] = (into, str(name or ""))

        def merged(into: int) -> Iterator[Person]:
            for document_id in [key for key, (stayed, _) in last.items() if stayed == into]:
                yield Person(id=document_id, name=last.pop(document_id)[1])
                yield from merged(document_id)

        return list(merged(person.id))

    def strays(self) -> dict[Path, int]:
        """Return the drafts of people who were forgotten, with the id of what each was about."""
        return stray_drafts(self._folder, self._state.collections, self._each_line())

    def _each_line(self) -> Iterator[TransactionLine]:
        yield from self._lines()

    def refuse_if_in_the_way(self) -> None:
        """Raise StoreDamagedError if something else is in the place of what would be read or written."""
        refuse_if_in_the_way(self._folder, self._files())

    def unsearchable(self) -> int:
        """Count the files that a forgetting deletes because no one can be looked for in them."""
        return self._next_to_store.unsearchable(self._store_name())

    def forget(self, person: Person) -> Erasure:
        """Erase one person everywhere, with the records that were merged into theirs."""
        with (
            self._transactions.mutex,
            self._telling_how_far(person.name, self._generation()),
            self._transactions.explained(),
        ):
            with self._transactions.rewriting():
                write_dirty(self._state, self._clock.now())
            cleaned = Cleaned(store=self._store_name())
            for path in (strays := self.strays()):
                remove_draft(path)
            cleaned.drafts += len(strays)
            if person.id in strays.values():
                return Erasure(name=person.name, drafts=cleaned.drafts)
            removal = self._clean_and_take_out(self._removal(person, None), cleaned)
            self.finish()
        self._announce()
        return Erasure(
            name=person.name,
            removed=removal.removed,
            changed=removal.changed,
            drafts=cleaned.drafts,
            history=len(cleaned.history),
            backups=len(cleaned.backups),
            left=tuple(cleaned.left),
        )

    def _files(self) -> Iterator[str]:
        """Yield every file that forgetting has to read or write."""
        header = self._state.journal.header if self._state.journal is not None else None
        yield JOURNAL
        yield from (file_name(name) for name in {*self._state.on_disk, *self._state.changed_at})
        yield from old_journals(self._folder, 0 if header is None else header.generation)

    def _clean_and_take_out(self, removal: "_Removal", cleaned: Cleaned) -> "_Removal":
        for _ in range(_TRIES_WITHOUT_THE_LOCK):
            self._next_to_store.clean(removal.eraser, cleaned, self._transactions.rewriting)
            with self._transactions.rewriting():
                if removal.seq == self._state.seq and self._next_to_store.are_clean(cleaned):
                    self._take_out(removal, cleaned)
                    return removal
            removal = self._removal_again(removal, cleaned)
        with self._transactions.rewriting():
            removal = self._removal_again(removal, cleaned)
            self._next_to_store.clean(removal.eraser, cleaned, nullcontext)
            self._take_out(removal, cleaned)
        return removal

    def finish(self) -> bool:
        """Write the snapshots that a forgetting was cut off before; return whether there were any."""
        self._erase_cached()
        if not is_unfinished(self._state):
            return False
        with self._telling_how_far("someone", since=0), self._transactions.rewriting():
            write_dirty(self._state, self._clock.now())
            self._next_to_store.tidy()
        return True

    def _lines(self) -> list[TransactionLine]:
        found: list[TransactionLine] = []
        if self._state.journal is not None:
            lines = read_journal(self._state.journal_path)
            found += [line for line in reversed(lines) if isinstance(line, TransactionLine)]
        for name in self._archive.names(1 << 30):
            found += reversed(self._archive.transactions(name))
        return found

    def _traces(self, person: Person, before: Traces | None) -> Traces:
        if self._state.damage is not None:
            raise StoreDamagedError(f"{self._state.damage}; no one is forgotten until then")
        lines = self._lines()
        known = () if before is None else before.ids
        traces = Traces({person.id, *(each.id for each in self._merged_into(person, lines)), *known})
        for name, collection in self._state.collections.items():
            for document_id, document in collection.documents.items():
                traces.see_document(name, document_id, document)
        for line in lines:
            traces.see_line(line)
        others = self._backups.of_others(self._store_name())
        for path in reversed(self._backups.paths()):
            if path in others:
                continue
            try:
                self._see_backup(traces, path)
            except (ImportFileError, msgspec.MsgspecError, KeyError):
                continue
        if before is not None:
            traces.remember(before)
        if not traces.names:
            raise NotFoundError(f"nothing is known of {person.name} any more")
        traces.names.add(person.name)
        return traces

    def _see_backup(self, traces: Traces, path: Path) -> None:
        with BackupFile(path) as backup:
            for name in self._state.collections:
                member = f"{STORE}/{file_name(name)}"
                if member in backup.names:
                    for document_id, document in decode_snapshot(name, backup.read(member)).documents.items():
                        traces.see_document(name, document_id, document)
            if f"{STORE}/{JOURNAL}" in backup.names:
                for line in reversed(recover(backup.read(f"{STORE}/{JOURNAL}"), proven=True).transactions):
                    traces.see_line(line)

    def _store_name(self) -> str:
        journal = self._state.journal
        return journal.header.store if journal is not None and journal.header is not None else ""

    def _of_others(self, ids: Collection[int]) -> set[str]:
        """Return the names and addresses of everybody else, in small letters."""
        found: set[str] = set()
        for document_id, document in self._state.collections["contacts"].documents.items():
            if document_id not in ids:
                fields = msgspec.json.decode(document, type=dict[str, object])
                values = [fields.get("name"), *(each for f in _ADDRESSES for each in _list(fields.get(f)))]
                found.update(value.strip().casefold() for value in values if isinstance(value, str))
        return found

    def _removal(self, person: Person, before: Traces | None) -> "_Removal":
        """Learn of a person, and what the store looks like without them; `before`: what was known already."""
        seq = self._state.seq
        traces = self._traces(person, before)
        removal = _Removal(person, traces, Eraser(traces, self._of_others(traces.ids)), seq)
        for name, collection in self._state.collections.items():
            for document_id, left in removal.eraser.documents(name, collection.documents).items():
                change = difference(collection.documents[document_id], left, collection.kind)
                if change is not None:
                    removal.changes.setdefault(name, {})[document_id] = _without_values(change)
                    removal.counts[name] += left is None
                    removal.changed += left is not None
        return removal

    def _removal_again(self, removal: "_Removal", cleaned: Cleaned) -> "_Removal":
        """Read again what someone wrote in the meantime; check again what is no longer clean."""
        again = self._removal(removal.person, removal.traces)
        if again.eraser.looked_for != removal.eraser.looked_for:
            cleaned.known.clear()
        return again

    def _take_out(self, removal: "_Removal", cleaned: Cleaned) -> None:
        state = self._state
        self._next_to_store.clean_small(removal.eraser, cleaned)
        write_dirty(state, self._clock.now())
        kept = journal_without(read_file(state.journal_path), removal.eraser, {})
        make_folder(self._folder / HISTORY)
        now = self._clock.now()
        first = next_header(state, now)
        archived = archive_name(first.generation - 1)
        replace_file(self._folder / HISTORY / archived, [gzip.compress(kept, 6, mtime=0)])
        changes = {**removal.changes, "contacts": {**removal.changes.get("contacts", {})}}
        for one in removal.traces.ids:
            changes["contacts"].setdefault(one, DocumentChange(remove=_NOTHING_LEFT))
        line = TransactionLine(
            prev="",
            seq=state.seq + 1,
            at=now,
            session=self._session,
            label=_LABEL,
            changes=changes,  # with their id also where they were deleted before: open sessions hear of it
            erases=True,
        )
        replace_file(state.journal_path, [recoded([first, line])], linked=True)
        self._erase_cached()
        self._transactions.absorb()
        self._next_to_store.clean_drafts(removal.eraser, cleaned)

    @contextmanager
    def _telling_how_far(self, name: str, since: int) -> Iterator[None]:
        """Say of what the disk refuses which file it is, and whether the person is in the store still.

        `since` is the generation of the journal in which they were.
        """
        try:
            yield
        except StoreError as error:
            cause = error.__cause__
            if not isinstance(cause, OSError):
                raise
            state = (
                f"forgetting {name} has begun and isn't finished"
                if self._generation() > since
                else f"{name} isn't forgotten yet, though some backups and old journals may be "
                "without them already"
            )
            raise type(error)(
                f"{file_of(cause) or self._folder} can't be written ({cause.strerror or cause}); {state}: "
                f"{'make room on the disk' if cause.errno in NO_ROOM else 'check the file and the disk'}, "
                "then run it again"
            ) from cause

    def _generation(self) -> int:
        """Return the generation of the journal that is in its place; 0 if that can't be read."""
        with suppress(OSError):
            lines = read_journal(self._state.journal_path)
            return max((line.generation for line in lines if isinstance(line, HeaderLine)), default=0)
        return 0


@dataclass(slots=True)
class _Removal:
    """A person, what is known of them, and what taking them out changes in the store as it was at `seq`."""

    person: Person
    traces: Traces
    eraser: Eraser
    seq: int
    changes: dict[str, dict[int, DocumentChange]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    changed: int = 0

    @property
    def removed(self) -> dict[str, int]:
        """How many documents go, by collection."""
        return {name: count for name, count in self.counts.items() if count}


def is_unfinished(state: State) -> bool:
    """Whether someone was forgotten who is still in a snapshot."""
    if state.journal is None:
        return False
    last = {
        name: line
        for line in read_journal(state.journal_path)
        if isinstance(line, TransactionLine) and line.erases
        for name in line.changes
    }
    return any(_is_from_before(state, name, line) for name, line in last.items())


def _is_from_before(state: State, name: str, line: TransactionLine) -> bool:
    """Whether a snapshot is older than a line that forgot someone.

    One that was edited says how old it is, or else what it holds does.
    """
    data = read_if_there(state.folder / file_name(name))
    if data is None:
        return False
    mark = state.marks.get(name, {}).get(mark_of(data, 0).crc)
    if mark is not None:
        return mark.seq < line.seq
    from netui.storage.changes.salvage import search_snapshot, stated_in

    text = readable(data)
    if (seq := stated_in(text)[1]) > 0:
        return seq < line.seq
    held = search_snapshot(name, text).documents
    return any(bytes(change.remove) and key in held for key, change in line.changes[name].items())


def _without_values(change: DocumentChange) -> DocumentChange:
    """Return a change that leads to the same, and tells nothing of what was there before."""
    if bytes(change.remove):
        return DocumentChange(remove=_NOTHING_LEFT)
    return DocumentChange(sets=change.sets, unset=change.unset)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
