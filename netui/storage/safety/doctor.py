"""Looking at every file of a store, without writing: what is wrong, where, and what is good all the same."""

import stat
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from netui.domain.counted import counted
from netui.domain.errors import ImportFileError
from netui.domain.values import replace
from netui.services.safety.safekeeping import Finding, Health
from netui.storage.backups.backups import Backups, check_state, marks_of
from netui.storage.backups.only_backups import only_backups
from netui.storage.base.files import FILE_MODE, FOLDER_MODE, read_file, read_if_there
from netui.storage.base.in_the_way import REMEDY, in_the_way, other_than_file
from netui.storage.base.owned import BACKUPS, DAMAGED, DRAFTS, HISTORY, foreign, own_files, own_paths
from netui.storage.base.places import Places
from netui.storage.base.problems import Problem
from netui.storage.base.registry import KINDS, Kind
from netui.storage.base.unwritable import unreadable, unwritable
from netui.storage.changes.archive import archive_name, generation_of, old_journals
from netui.storage.changes.file import JOURNAL
from netui.storage.changes.lines import Cursor, Ending, HeaderLine, decode_outline, scan
from netui.storage.changes.pieces import CONFLICT_MARKS
from netui.storage.changes.recovery import Recovered, recover, recover_archive
from netui.storage.changes.salvage import Reread, original_of
from netui.storage.changes.snapshots import file_name, holds_documents, is_one_of
from netui.storage.drafts.drafts import read_draft
from netui.storage.meeting.conflict_copies import REMEDY as CONFLICT_REMEDY
from netui.storage.meeting.conflict_copies import conflict_copies
from netui.storage.meeting.two_histories import REMEDY as KEPT_REMEDY
from netui.storage.meeting.two_histories import missing_of_kept
from netui.storage.safety.forgetting import is_unfinished
from netui.storage.safety.hand_edits import Checked, looked_at, read_edit
from netui.storage.safety.references import Known, dangling
from netui.storage.state.state import State

REPAIR = "run `netui doctor --repair`"
AS_WRITTEN = f"{REPAIR}, which writes it as it was"
_AGAIN = f"{REPAIR}, or `netui restore` a backup"
_MOST_MISSING = 1000


class Doctor:
    """Examines one store's folder."""

    def __init__(self, folder: Path, *, schema: int, backups: Backups, checked: Checked) -> None:
        self._folder = folder
        self._schema = schema
        self._backups = backups
        self._checked = checked

    def is_hurt(self) -> bool:
        """Whether it shows at a glance, from the journal and the checksums alone, that something is wrong."""
        data = read_if_there(self._folder / JOURNAL)
        journal = recover(data or b"")
        is_new = data is None and not own_files(self._folder, HISTORY)
        marks = marks_of(journal.lines)
        files = (
            (read_if_there(self._folder / file_name(kind.name)), marks.get(kind.name, [])) for kind in KINDS
        )
        is_damaged = journal.fault is not None and not is_new
        return is_damaged or any(each and not is_one_of(each, known) for each, known in files)

    def examine(self) -> Health:
        """Look at everything."""
        if not self._folder.is_dir():
            return Health()
        state = State(self._folder, KINDS, self._schema)
        try:
            state.salvaged = {}
            state.open()
            return self.examine_held(state)
        finally:
            state.close()

    def examine_held(self, state: State) -> Health:
        """Look at everything; what the files of the store hold was read into `state` already."""
        known = {
            kind.name: looked_at(kind, state.collections[kind.name].documents, self._checked)
            for kind in KINDS
        }
        good = {name: len(each.documents) - len(each.wrong) for name, each in known.items() if each.documents}
        refused = tuple(replace(as_finding(each), refused=True) for each in unwritable(self._folder))
        if unread := tuple(replace(as_finding(each), refused=True) for each in unreadable(self._folder)):
            return Health(findings=(*unread, *refused, *self._modes()), good=good)
        data = read_if_there(self._folder / JOURNAL)
        journal = recover(data or b"")
        taken = self._in_the_way(journal)
        findings = [
            *refused,
            *self._modes(),
            *(Finding(file=name, what=what, remedy=REMEDY) for name, what in taken.items()),
            *self._journal(data, journal),
            *self._snapshots(data is not None, journal, known, taken, state),
            *self._strangers(taken),
            *(archives := list(self._archives(journal.header, taken))),
            *self._other_histories(hurt=data is None or journal.is_broken or bool(archives)),
            *self._references(state),
            *self._drafts(),
            *self._other_backups(),
        ]
        return Health(findings=tuple(dict.fromkeys(findings)), good=good)

    def _in_the_way(self, journal: Recovered) -> dict[str, str]:
        known = [file_name(kind) for kind in marks_of(journal.lines)]
        old = old_journals(self._folder, self._generations(journal.header) if journal.header else 0)
        return dict(in_the_way(self._folder, (JOURNAL, *known, *old)))

    def _modes(self) -> Iterator[Finding]:
        for path in own_paths(self._folder, also_folders=True):
            try:
                mode = stat.S_IMODE(path.stat().st_mode)
            except OSError:
                continue
            if mode & 0o077:
                right = FOLDER_MODE if path.is_dir() else FILE_MODE
                yield Finding(
                    file=self._name(path),
                    what=f"others on this machine may look into it (mode {mode:04o})",
                    remedy=f"{REPAIR}, or chmod {right:o}",
                    exposed=True,
                )

    def _journal(self, data: bytes | None, found: Recovered) -> Iterator[Finding]:
        if data is None and other_than_file(self._folder / JOURNAL):
            return
        if data is None:
            there = [kind.name for kind in KINDS if (self._folder / file_name(kind.name)).is_file()]
            if there:
                what = f"it is missing, though {file_name(there[0])} is there"
                yield Finding(file=JOURNAL, what=what, remedy=_AGAIN)
            return
        if found.fault is None:
            return
        line, changes = found.fault.line, len(found.transactions)
        first = found.fault.what
        if data[found.fault.offset :].startswith(CONFLICT_MARKS):
            first = "a merge left its conflict mark here"
        why = f"{first}{_more_damage(found)}"
        if found.is_altered or found.is_all_there:
            good = counted(changes, "change")
            what = f"{why}; it was changed outside netui, but everything in it ({good}) can be read"
            remedy = AS_WRITTEN if found.is_altered else _AGAIN
            yield Finding(file=JOURNAL, line=line, column=1, what=what, remedy=remedy)
            return
        if not found.is_broken:
            yield Finding(
                file=JOURNAL,
                line=line,
                what="a change was cut off in the middle and was never saved",
                remedy="nothing to do: the next change cuts it off, a copy is kept",
                damage=False,
            )
            return
        good_end = scan(data[: found.fault.offset], Cursor()).cursor.seq
        beyond = sum(each.seq > good_end for each in found.transactions)
        after = f", {beyond} of them after it" if beyond else ""
        what = f"{why}; {counted(changes, 'change')} can be read{after}"
        yield Finding(file=JOURNAL, line=line, column=1, what=what, remedy=_AGAIN)

    def _snapshots(
        self,
        has_journal: bool,
        journal: Recovered,
        known: Mapping[str, Known],
        taken: Collection[str],
        state: State,
    ) -> Iterator[Finding]:
        salvaged, odd = state.salvaged or {}, {problem.file for problem in state.problems}
        marks = marks_of(journal.lines)
        announced = journal.header.snapshots if journal.header is not None else None
        for kind in KINDS:
            name = file_name(kind.name)
            data = read_if_there(self._folder / name)
            of_this = marks.get(kind.name, [])
            if data is None:
                expected = of_this and (announced is None or kind.name in announced)
                if expected and _is_free(name, taken):
                    yield Finding(file=name, what="it is missing", remedy=_AGAIN)
                continue
            if is_one_of(data, of_this) and (name not in odd or holds_documents(kind.name, data)):
                yield from self._unusable(kind, data, known[kind.name])
                continue
            seen = salvaged.get(kind.name)
            if seen is None or seen.data != data:
                original = original_of(data, of_this)
                seen = Reread(data, original="" if original is None else original[1])
            if seen.original:
                what = f"{seen.original}; nothing else in it differs"
                yield Finding(file=name, line=1, column=1, what=what, remedy=AS_WRITTEN)
                continue
            edit = read_edit(kind, data, self._checked, readily=seen.readily)
            for problem in edit.problems:
                yield as_finding(problem)
            if has_journal:
                good = counted(len(edit.documents), "document")
                what = f"it was changed outside netui; {good} in it can be read"
                remedy = "`netui doctor --repair` takes the edit in"
                if edit.complete and edit.seq > max((mark.seq for mark in of_this), default=0):
                    if _is_cut(journal):
                        what, remedy = f"it is newer than {JOURNAL}, whose end was cut off", REPAIR
                    elif journal.is_broken:
                        what = f"it is newer than what can be read of {JOURNAL}"
                        remedy = f"{REPAIR}, which keeps what is in it"
                yield Finding(file=name, what=what, remedy=remedy)

    def _unusable(self, kind: Kind, data: bytes, known: Known) -> Iterator[Finding]:
        """Name what can't be used of a collection, in its file or in what the journal has beyond it."""
        if not known.wrong:
            return
        places = Places(data.decode("utf-8", "replace")).of_documents(set(known.wrong))
        for document_id, what in known.wrong.items():
            place: dict[str, Any] = places.get(document_id, {})
            which = f"document {document_id}" + ("" if place else f" of {kind.name}")
            yield Finding(
                file=file_name(kind.name) if place else JOURNAL,
                what=f"{which}: {what}",
                remedy=f"{REPAIR}, which takes it out, so that undo can bring it back",
                **place,
            )

    def _strangers(self, taken: Collection[str]) -> Iterator[Finding]:
        copies = {copy.name for copy in conflict_copies(self._folder, foreign(self._folder))}
        for name in foreign(self._folder):
            if name.partition(" (")[0].rstrip("/") in taken or name in copies:
                continue
            yield Finding(file=name, what="it isn't netui's", remedy="it is left as it is", damage=False)
        for path in sorted(own_paths(self._folder)):
            if path.suffix in {".tmp", DAMAGED}:
                what = (
                    "a write that a crash cut off" if path.suffix == ".tmp" else "damage that was put aside"
                )
                yield Finding(
                    file=self._name(path),
                    what=what,
                    remedy="it may be deleted; nothing reads it",
                    damage=False,
                )

    def _archives(self, header: HeaderLine | None, taken: Collection[str]) -> Iterator[Finding]:
        last = self._generations(header)
        ended: int | None = 0
        for generation in range(1, last):
            name = archive_name(generation)
            file = f"{HISTORY}/{name}"
            remedy = f"{REPAIR}, which takes it from a backup, or names what is lost"
            data = read_if_there(self._folder / file)
            if data is None and not _is_free(file, taken):
                ended = None
                continue
            if data is None:
                yield Finding(file=file, what="it is missing: a part of history is lost", remedy=remedy)
                ended = None
                continue
            seen = self._checked.archives.get(name)
            found = seen[1] if seen and seen[0] == data else recover_archive(data, decode_outline)
            if found.fault is not None or found.header is None:
                line = found.fault.line if found.fault else 1
                what = f"{found.fault.what}{_more_damage(found)}" if found.fault else "it is empty"
                yield Finding(file=file, line=line, what=what, remedy=remedy)
                ended = None
                continue
            if ended is not None and found.header.seq != ended:
                yield Finding(
                    file=file, line=1, what=f"change {ended + 1} is missing before it", remedy=remedy
                )
            ended = max((line.seq for line in found.transactions), default=found.header.seq)
        yield from self._strays(last)

    def _strays(self, last: int) -> Iterator[Finding]:
        """Name what can't be read under the name of an old journal that is yet to come."""
        for name in own_files(self._folder, HISTORY):
            data = read_if_there(self._folder / f"{HISTORY}/{name}") if generation_of(name) >= last else None
            found = None if data is None else recover_archive(data, decode_outline)
            if found is not None and (found.fault is not None or found.header is None):
                yield Finding(
                    file=f"{HISTORY}/{name}",
                    what="it can't be read, and it isn't part of this store's history",
                    remedy="move it to another folder: until then no one can be forgotten",
                )

    def _generations(self, header: HeaderLine | None) -> int:
        """Return the generation of the journal, which is never far beyond those in history."""
        last = max(map(generation_of, own_files(self._folder, HISTORY)), default=0) + 1
        return min(header.generation, last + _MOST_MISSING) if header else last

    def _other_histories(self, *, hurt: bool) -> Iterator[Finding]:
        for name, missing in missing_of_kept(self._folder).items():
            last = max(line.at for line in missing)
            changes = counted(len(missing), "change")
            when = f", the last on {last:%Y-%m-%d at %H:%M} UTC,"
            what = f"two histories met: {changes} made elsewhere or before{when} aren't in the store"
            if hurt:
                what = f"it holds {changes}{when} that can't be read in the damaged files"
            yield Finding(file=f"{HISTORY}/{name}", what=what, remedy=KEPT_REMEDY)
        for copy in conflict_copies(self._folder, sorted(entry.name for entry in self._folder.iterdir())):
            yield Finding(
                file=copy.name,
                what=copy.what,
                remedy="it is left as it is" if copy.unfinished else CONFLICT_REMEDY,
                damage=not copy.unfinished,
            )

    def _references(self, state: State) -> Iterator[Finding]:
        damaged = {problem.file for problem in state.problems if problem.line and problem.id is None}
        unread = {kind.name for kind in KINDS if file_name(kind.name) in damaged}
        for name, document_id, what in dangling(state.collections, self._checked.kinds, unread):
            yield Finding(
                file=file_name(name),
                what=f"document {document_id}: {what}",
                remedy=f"{REPAIR}, which takes that reference out, so that undo can bring it back",
            )
        if is_unfinished(state):
            yield Finding(
                file=JOURNAL,
                what="someone was forgotten, but a snapshot still knows them",
                remedy=f"{REPAIR}, which finishes it",
            )

    def _drafts(self) -> Iterator[Finding]:
        for name in own_files(self._folder, DRAFTS):
            path = self._folder / DRAFTS / name
            if path.suffix == ".draft" and read_draft(read_file(path)) is None:
                yield Finding(
                    file=self._name(path),
                    what="this draft can't be read",
                    remedy=f"{REPAIR}, which puts it aside",
                )

    def _other_backups(self) -> Iterator[Finding]:
        if (left := only_backups(self._backups)) is not None:
            yield as_finding(left)
        for path in self._backups.paths():
            if "before-re" in path.name:
                continue
            try:
                check_state(path)
            except ImportFileError as error:
                what = str(error).removeprefix(f"{path} ").removeprefix(f"{path}: ")
                what = what.partition(": take another")[0]
                yield Finding(
                    file=f"{BACKUPS}/{path.name}",
                    what=what,
                    remedy=f"{REPAIR}, which puts it aside, or delete it",
                )

    def _name(self, path: Path) -> str:
        return "." if path == self._folder else path.relative_to(self._folder).as_posix()


def _more_damage(found: Recovered) -> str:
    """Name the damaged lines of a journal after the first, which is named already."""
    match found.more_damage:
        case []:
            return ""
        case [line]:
            return f", and line {line} is damaged too"
        case more:
            return f", and {len(more):,} more lines are damaged"


def _is_cut(journal: Recovered) -> bool:
    return journal.fault is not None and journal.fault.ending is Ending.TORN


def _is_free(name: str, taken: Collection[str]) -> bool:
    return not any(name == each or name.startswith(f"{each}/") for each in taken)


def as_finding(problem: Problem) -> Finding:
    """Return a problem of a file as a finding."""
    what = problem.what if problem.id is None else f"document {problem.id}: {problem.what}"
    return Finding(
        file=problem.file, line=problem.line, column=problem.column, what=what, remedy=problem.remedy
    )
