"""Repairs a store: nothing readable is lost, and everything is in a backup of its own first.

1. all files as they are go into a `before-repair` backup;
2. what can't be read is moved away, modes are set, old journals are taken from a backup, or filled
   where a change is lost;
3. where the journal or a snapshot is damaged, the good state is written: the old journal, whole again, into
   `history`, then the snapshots, then a new journal, which makes them count. A crash before that leaves the
   store as damaged as it was, and the repair can be run again;
4. edits of snapshots by hand are taken in as transactions on that state, field by field, so that they can be
   undone and nothing saved since is lost; so are removals of what cannot be used.
"""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Raw

from netui.domain.counted import counted
from netui.domain.errors import ImportFileError, StoreDamagedError, StoreError
from netui.services.ports import Clock
from netui.storage.backups.backups import BEFORE_REPAIR, Backups, check_state
from netui.storage.base.files import (
    FILE_MODE,
    FOLDER_MODE,
    discard,
    file_of,
    keep_also_as,
    make_folder,
    put_in_place,
    read_file,
    read_if_there,
    replace_file,
    sync_folder,
    write_next_to,
)
from netui.storage.base.in_the_way import refuse_if_in_the_way
from netui.storage.base.lock import WriteLock
from netui.storage.base.owned import ASIDE, BACKUPS, DAMAGED, DRAFTS, HISTORY, TEMPORARY, own_files, own_paths
from netui.storage.base.registry import KINDS
from netui.storage.changes.archive import archive_name, generation_of, old_journals
from netui.storage.changes.changes import applied, difference, other_than
from netui.storage.changes.file import JOURNAL
from netui.storage.changes.lines import HeaderLine, TransactionLine, encode_line
from netui.storage.changes.recovery import recoded, recover, whole_again
from netui.storage.changes.snapshots import encode_snapshot, file_name, mark_of
from netui.storage.drafts.drafts import read_draft
from netui.storage.meeting.conflict_copies import conflict_copies
from netui.storage.meeting.meeting import Meeting, Met, gone_from, uid_of
from netui.storage.meeting.two_histories import identity_of, missing_of_kept, read_all, settle
from netui.storage.safety.hand_edits import Checked, looked_at, read_edit
from netui.storage.safety.old_journals import OldJournals
from netui.storage.safety.references import repaired
from netui.storage.safety.survey import Found, Survey, Taken
from netui.storage.state.collection import Collection
from netui.storage.state.seen_files import Looks, looks_of, refuse_if_changed

_MOST_MISSING = 1000
_TRIES_WITHOUT_THE_LOCK = 2


class Commit:
    """What the repair needs of the store once its files are whole; see `Safekeeping`."""

    def __init__(
        self,
        collections: Callable[[], dict[str, Collection]],
        last_id: Callable[[], int],
        write: Callable[[str, dict[tuple[str, int], Raw | None]], None],
    ) -> None:
        self.last_id = last_id
        self.collections = collections
        self.write = write


class Repair:
    """Repairs one store's folder; `done` says what was done, `lost` how many changes can't be read."""

    def __init__(
        self, folder: Path, *, schema: int, clock: Clock, backups: Backups, checked: Checked
    ) -> None:
        self._folder = folder
        self._schema = schema
        self._clock = clock
        self._backups = backups
        self._checked = checked
        self._old = OldJournals(folder, schema=schema, backups=backups, known=checked.archives)
        self.done: list[str] = []
        self.lost = 0

    def repair_files(self) -> Found:
        """Make the files whole; return what was found, for `take_in`."""
        last = max((generation_of(name) for name in self._old.names()), default=0) + 1
        header = recover(read_if_there(self._folder / JOURNAL) or b"").header
        if header is not None and header.generation > last + _MOST_MISSING:
            raise StoreDamagedError(
                f"{self._folder / JOURNAL}: its first line says that {header.generation - last} old journals "
                "are missing; nothing was changed: restore a backup"
            )
        old = old_journals(self._folder, last if header is None else header.generation)
        refuse_if_in_the_way(self._folder, (JOURNAL, *(file_name(kind.name) for kind in KINDS), *old))
        for attempt in range(_TRIES_WITHOUT_THE_LOCK + 1):
            found = self._repair(held=attempt == _TRIES_WITHOUT_THE_LOCK)
            if found is not None:
                break
        assert found is not None
        self.lost = found.lost
        return found

    def _repair(self, *, held: bool) -> Found | None:
        """Look, then write under the lock; with `held`, look under it too. None if files changed."""
        lock = WriteLock(self._folder)
        try:
            if held:
                lock.acquire()
            before = self._files()
            self._old = OldJournals(
                self._folder, schema=self._schema, backups=self._backups, known=self._checked.archives
            )
            survey = Survey(
                self._folder, schema=self._schema, backups=self._backups, old=self._old, checked=self._checked
            )
            kept = self._backups.take(BEFORE_REPAIR, damaged=True, locked=held)
            found = survey.look()
            if not held:
                lock.acquire()
            now = self._files()
            if now != before:
                discard(kept.path)
                if held:
                    self._refuse_what_changes(before, now)
                return None
            self.done.append(f"kept everything as it was in {BACKUPS}/{kept.path.name}")
            self._put_unreadable_aside()
            self.done += found.messages
            for name in found.aside:
                self._keep_aside(self._folder / name)
            self.done += self._old.repair(found.header.generation)
            if found.whole:
                for name, data in sorted(found.put_back.items(), key=lambda each: each[0] == JOURNAL):
                    self._replace(name, [data], before)
            else:
                self._write(found, survey, before)
            self._set_modes()
        except OSError as error:
            raise StoreError(
                f"{file_of(error) or self._folder}: the repair was not finished ({error.strerror or error}): "
                "check its owner, its mode and the room on the disk, "
                "then run it again"
            ) from error
        finally:
            lock.release()
            lock.close()
        return found

    def _files(self) -> Looks:
        """Return what tells that a file of the state is still the one that was read."""
        names = [JOURNAL, *(file_name(kind.name) for kind in KINDS)]
        return looks_of((*(self._folder / name for name in names), *(self._folder / HISTORY).glob("*.gz")))

    def _refuse_what_changes(self, before: Looks, now: Looks) -> None:
        changed = sorted(path for path, _ in before.items() ^ now.items())
        raise StoreError(
            f"{changed[0]} changes all the time; nothing was repaired: close what writes to it, "
            "then run it again"
        )

    def take_in(self, found: Found, commit: Commit) -> None:
        """Write edits, what others know, and removals of what cannot be used, as transactions."""
        for taken in found.edits:
            self._take_in_edit(taken, found, commit)
        self._bring_in(found, commit)
        settle(self._folder)
        while self._take_out_wrong(commit) or self._take_out_loose(commit):
            pass  # what lost a reference it needs can't be used either, and others may refer to it

    def _take_out_wrong(self, commit: Commit) -> bool:
        """Take out the documents that can't be used; return whether there were any."""
        wrong: dict[tuple[str, int], Raw | None] = {
            (kind.name, document_id): None
            for kind in KINDS
            for document_id in looked_at(kind, commit.collections()[kind.name].documents, self._checked).wrong
        }
        if wrong:
            what = counted(len(wrong), "document that can't be used", "documents that can't be used")
            commit.write(f"Take out {what}", wrong)
            self.done.append(f"took out {what}; `netui undo` brings back what was taken out")
        return bool(wrong)

    def _take_out_loose(self, commit: Commit) -> bool:
        """Take out the references to what isn't there; return whether there were any."""
        loose: dict[tuple[str, int], Raw | None] = {**repaired(commit.collections(), self._checked.kinds)}
        if loose:
            documents = counted(len(loose), "document")
            commit.write(f"Take out references to no one in {documents}", loose)
            self.done.append(f"took references to no one out of {documents}")
        return bool(loose)

    def _take_in_edit(self, taken: Taken, found: Found, commit: Commit) -> None:
        file = file_name(taken.kind.name)
        changes = dict(_changes(taken, commit.collections()[taken.kind.name], commit.last_id()))
        refused = sorted({problem.id for problem in taken.edit.problems if problem.id is not None})
        if refused:
            which = ", ".join(map(str, refused))
            self.done.append(f"left as they were, for the edit of them can't be used: documents {which}")
        if changes:
            if taken.edit.seq > found.last:
                label = f"Take in what {file} knew beyond {JOURNAL}"
            else:
                label = f"Take in the edit of {file}"
                if not any(each.startswith(f"{file} ") for each in found.hurt):
                    found.hurt.append(f"{file} was changed outside netui")
            commit.write(label, changes)
            self.done.append(f"{label}: {counted(len(changes), 'document')}; `netui undo` takes it back")
        elif not refused:
            what = "nothing" if taken.edit.complete else "nothing that can be read"
            self.done.append(f"{file}: {what} in it differs from what was saved; it is as it was written")

    def _bring_in(self, found: Found, commit: Commit) -> None:
        """Merge what a second history knows: in the journal, kept by a machine, or in a conflict copy."""
        kept = missing_of_kept(self._folder)
        names = sorted(path.name for path in self._folder.iterdir())
        copies = [each for each in conflict_copies(self._folder, names) if not each.unfinished]
        if not (found.journal.others or kept or copies):
            return
        here = [line for each in read_all(self._folder) for line in each.transactions]
        known = {identity_of(line) for line in here}
        meeting = Meeting(commit.collections(), gone_from(here), commit.last_id())
        erased = any(line.erases for line in here)  # then what was there before must not come back
        meeting.with_lines(
            line
            for line in found.journal.others
            if identity_of(line) not in known or not (erased or _is_among(line, here))
        )
        for lines in kept.values():
            meeting.with_lines(lines)
        for copy in copies:
            data = read_file(self._folder / copy.name)
            if copy.file == JOURNAL:
                other = recover(data)
                lines = [*other.transactions, *other.others]
                meeting.with_lines(line for line in lines if identity_of(line) not in known)
            else:
                kind = next(kind for kind in KINDS if file_name(kind.name) == copy.file)
                meeting.with_documents(kind.name, read_edit(kind, data, Checked()).documents)
        self._tell_of_meeting(meeting.met, commit)
        for name in (*(copy.name for copy in copies), *(f"{HISTORY}/{name}" for name in kept)):
            self._keep_aside(self._folder / name)
            discard(self._folder / name)

    def _tell_of_meeting(self, met: Met, commit: Commit) -> None:
        if met.documents:
            label = "Take in what other copies of these files knew"
            commit.write(label, met.documents)
            documents = counted(len(met.documents), "document")
            self.done.append(f"{label}: {documents}; `netui undo` takes it back")
        else:
            self.done.append("other copies of these files knew nothing that isn't here")
        if met.differing:
            self.done.append(
                f"changed on both sides: {counted(len(met.differing), 'document')}. What is here was kept, "
                "the rest is in the backup from before"
            )
        for document_id in sorted(met.forgotten):
            self.done.append(
                f"person {document_id} was forgotten in the other history: `netui forget {document_id} --yes`"
            )

    # What is written

    def _replace(self, name: str, chunks: list[bytes], before: Looks) -> None:
        """Give a file of the state new content, unless it was edited since it was looked at."""
        path = self._folder / name
        temporary = write_next_to(path, chunks, linked=True)
        try:
            refuse_if_changed(path, before)
            put_in_place(temporary, path, linked=True)
        except (OSError, StoreError):
            discard(temporary)
            raise

    def _write(self, found: Found, survey: Survey, before: Looks) -> None:
        now = self._clock.now()
        header = found.header
        data = read_if_there(self._folder / JOURNAL)
        if (found.journal.is_broken or found.journal.is_altered) and data is not None:
            place = f"damaged-{header.generation:06d}-{now:%Y%m%dT%H%M%S}.jsonl{DAMAGED}"
            make_folder(self._folder / HISTORY)
            replace_file(self._folder / HISTORY / place, [data])
            self._tell_of_damage(found, place)
        documents_of = dict(survey.documents(found))
        whole = whole_again(header, found.journal.lines, found.last)
        make_folder(self._folder / HISTORY)
        packed = gzip.compress(recoded(whole), 6, mtime=0)
        replace_file(self._folder / HISTORY / archive_name(header.generation), [packed])
        schema = max([header.schema, *(line.schema for line in found.journal.transactions)])
        marks = {}
        for name, documents in documents_of.items():
            if not documents and not (self._folder / file_name(name)).exists():
                continue
            data = b"".join(encode_snapshot(name, documents, schema=schema, seq=found.last))
            self._replace(file_name(name), [data], before)
            marks[name] = mark_of(data, found.last)
        ids = [document_id for documents in documents_of.values() for document_id in documents]
        first = HeaderLine(
            store=header.store,
            generation=header.generation + 1,
            schema=schema,
            seq=found.last,
            last_id=max([header.last_id, *(line.last_id for line in found.journal.transactions), *ids]),
            at=now,
            snapshots=marks,
        )
        self._replace(JOURNAL, [encode_line(first)[0], b"\n"], before)
        self.done.append("wrote every snapshot and a new journal from what is good")

    def _tell_of_damage(self, found: Found, place: str) -> None:
        journal = found.journal
        kept = counted(len(journal.transactions), "change")
        lost = f", {len(journal.others)} of another history" if journal.others else ""
        lost += f", {found.lost} can't be read" if found.lost else ""
        self.done.append(
            f"took the damage out of {JOURNAL}: {kept} kept{lost}; a copy is in {HISTORY}/{place}"
        )
        for line in journal.unproven:
            self.done.append(
                f"{JOURNAL}, line {line}: its words differ from what was written; history shows it as it is"
            )

    def _put_unreadable_aside(self) -> None:
        for name in own_files(self._folder, DRAFTS):
            path = self._folder / DRAFTS / name
            if path.suffix == ".draft" and read_draft(read_file(path)) is None:
                path.replace(path.with_name(path.name + DAMAGED))
                self.done.append(f"put the draft {path.name} aside: it cannot be read")
        for path in self._backups.paths():
            if "before-re" in path.name:
                continue
            try:
                check_state(path)
            except ImportFileError:
                path.replace(path.with_name(path.name + DAMAGED))
                self.done.append(f"put {BACKUPS}/{path.name} aside: it is damaged")
        for path in own_paths(self._folder):
            if path.suffix == TEMPORARY:
                discard(path)

    def _keep_aside(self, path: Path) -> None:
        folder = self._folder / ASIDE
        make_folder(folder)
        place = f"{self._clock.now():%Y%m%dT%H%M%S}-{path.name}"
        keep_also_as(path, folder / place)
        self.done.append(f"kept {path.name} as it was in {ASIDE}/{place}")

    def _set_modes(self) -> None:
        changed = 0
        for path in own_paths(self._folder, also_folders=True):
            if path.stat().st_mode & 0o077:
                path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
                changed += 1
        if changed:
            self.done.append(f"closed {counted(changed, 'file or folder', 'files and folders')} to others")
        sync_folder(self._folder)


def _is_among(line: TransactionLine, lines: list[TransactionLine]) -> bool:
    return any(line.seq == each.seq and line.changes == each.changes for each in lines)


def _changes(
    taken: Taken, collection: Collection, last_id: int
) -> Iterator[tuple[tuple[str, int], Raw | None]]:
    """Yield what an edit changed, on top of what the collection is by now.

    What was added under an id that another document has by now comes in under an id above `last_id`.
    """
    before, edit, kind = taken.before, taken.edit, taken.kind
    unusable = {problem.id for problem in edit.problems}
    for document_id in sorted(
        {*other_than(edit.documents, before)} | (before.keys() - edit.documents.keys())
    ):
        if document_id in unusable or (document_id not in edit.documents and not edit.complete):
            continue
        change = difference(before.get(document_id), edit.documents.get(document_id), kind)
        now = collection.get(document_id)
        if change is None or (now is None and document_id in before):
            continue
        if now is not None and bytes(change.add) and not kind.single:
            if uid_of(change.add) == uid_of(now):
                continue
            last_id += 1
            yield (kind.name, last_id), change.add
            continue
        after = applied(now, change, kind)
        if after != now:
            yield (kind.name, document_id), after
