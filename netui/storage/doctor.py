"""Looking at every file of a store, without writing: what is wrong, where, and what is good all the same."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from netui.domain.errors import ImportFileError
from netui.plain_file import NotAFileError
from netui.services.safekeeping import Finding, Health
from netui.storage.archive import archive_name, generation_of
from netui.storage.backups import Backups, check_state, marks_of
from netui.storage.drafts import read_draft
from netui.storage.files import FILE_MODE, FOLDER_MODE, read_file
from netui.storage.forgetting import is_unfinished
from netui.storage.hand_edits import line_of, read_edit, undecodable
from netui.storage.in_the_way import REMEDY, in_the_way, other_than_file
from netui.storage.journal import JOURNAL
from netui.storage.journal_lines import Cursor, SnapshotMark, scan
from netui.storage.owned import BACKUPS, DAMAGED, DRAFTS, HISTORY, foreign, own_files, own_paths
from netui.storage.problems import Problem
from netui.storage.recovery import recover, unpacked
from netui.storage.references import dangling
from netui.storage.registry import KINDS, Kind
from netui.storage.snapshots import decode_snapshot, file_name, mark_of
from netui.storage.state import State

REPAIR = "run `netui doctor --repair`"
_AGAIN = f"{REPAIR}, or `netui restore` a backup"


class Doctor:
    """Examines one store's folder."""

    def __init__(self, folder: Path, *, schema: int, backups: Backups) -> None:
        self._folder = folder
        self._schema = schema
        self._backups = backups

    def examine(self) -> Health:
        """Look at everything."""
        if not self._folder.is_dir():
            return Health()
        findings = [
            *self._modes(),
            *(Finding(file=name, what=what, remedy=REMEDY) for name, what in self._in_the_way()),
            *self._journal(),
            *self._snapshots(),
            *self._strangers(),
            *self._archives(),
            *self._documents(),
            *self._drafts(),
            *self._other_backups(),
        ]
        return Health(findings=tuple(dict.fromkeys(findings)), good=self._good())

    def marks(self) -> dict[str, list[SnapshotMark]]:
        """Return what each snapshot may look like."""
        return marks_of(scan(self._read(JOURNAL) or b"", Cursor()))

    def _read(self, name: str) -> bytes | None:
        try:
            return read_file(self._folder / name)
        except (FileNotFoundError, NotADirectoryError, NotAFileError):
            return None

    def _in_the_way(self) -> list[tuple[str, str]]:
        header = recover(self._read(JOURNAL) or b"").header
        generations = range(1, header.generation + 1 if header else 1)
        known = [file_name(kind) for kind in self.marks()]
        return list(
            in_the_way(
                self._folder,
                (JOURNAL, *known, *(f"{HISTORY}/{archive_name(each)}" for each in generations)),
            )
        )

    def _is_free(self, name: str) -> bool:
        return not any(name == taken or name.startswith(f"{taken}/") for taken, _ in self._in_the_way())

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
                )

    def _journal(self) -> Iterator[Finding]:
        data = self._read(JOURNAL)
        if data is None and other_than_file(self._folder / JOURNAL):
            return
        if data is None:
            there = [kind.name for kind in KINDS if (self._folder / file_name(kind.name)).is_file()]
            if there:
                what = f"it is missing, though {file_name(there[0])} is there"
                yield Finding(file=JOURNAL, what=what, remedy=_AGAIN)
            return
        found = recover(data)
        if found.fault is None:
            return
        if not found.is_broken:
            yield Finding(
                file=JOURNAL,
                line=found.fault.line,
                what="a change was cut off in the middle and was never saved",
                remedy="nothing to do: the next change cuts it off, a copy is kept",
                damage=False,
            )
            return
        beyond = sum(line.seq > scan(data, Cursor()).cursor.seq for line in found.transactions)
        good = f"{len(found.transactions)} changes can be read" + (
            f", {beyond} of them after it" if beyond else ""
        )
        what = f"{found.fault.what}; {good}"
        yield Finding(file=JOURNAL, line=found.fault.line, column=1, what=what, remedy=_AGAIN)

    def _snapshots(self) -> Iterator[Finding]:
        marks = self.marks()
        has_journal = self._read(JOURNAL) is not None
        for kind in KINDS:
            name = file_name(kind.name)
            data = self._read(name)
            known = marks.get(kind.name, [])
            if data is None:
                if known and not self._is_only_announced(kind.name) and self._is_free(name):
                    yield Finding(file=name, what="it is missing", remedy=_AGAIN)
                continue
            if any(mark_of(data, mark.seq) == mark for mark in known):
                yield from self._unknown_inside(kind, data)
                continue
            edit = read_edit(kind, data)
            for problem in edit.problems:
                yield as_finding(problem)
            if has_journal:
                what = f"it was changed outside netui; {len(edit.documents)} documents in it can be read"
                yield Finding(file=name, what=what, remedy="`netui doctor --repair` takes the edit in")

    def _is_only_announced(self, name: str) -> bool:
        header = recover(self._read(JOURNAL) or b"").header
        return header is not None and name not in header.snapshots

    def _unknown_inside(self, kind: Kind, data: bytes) -> Iterator[Finding]:
        try:
            documents = decode_snapshot(kind.name, data).documents
        except (msgspec.MsgspecError, KeyError) as error:
            yield Finding(file=file_name(kind.name), what=f"it cannot be read ({error})", remedy=_AGAIN)
            return
        text = data.decode("utf-8", "replace")
        for document_id, what in undecodable(kind, documents).items():
            place: dict[str, Any] = line_of(text, document_id)
            yield Finding(
                file=file_name(kind.name),
                what=f"document {document_id}: {what}",
                remedy=f"{REPAIR} takes it out, so that undo can bring it back",
                **place,
            )

    def _strangers(self) -> Iterator[Finding]:
        taken = {name for name, _ in self._in_the_way()}
        for name in foreign(self._folder):
            if name.partition(" (")[0].rstrip("/") in taken:
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

    def _archives(self) -> Iterator[Finding]:
        header = recover(self._read(JOURNAL) or b"").header
        names = [name for name in own_files(self._folder, HISTORY) if generation_of(name)]
        last = header.generation if header else max(map(generation_of, names), default=0) + 1
        ended: int | None = 0
        for generation in range(1, last):
            name = archive_name(generation)
            file = f"{HISTORY}/{name}"
            remedy = f"{REPAIR} takes it from a backup, or names what is lost"
            data = self._read(file)
            if data is None and not self._is_free(file):
                ended = None
                continue
            if data is None:
                yield Finding(file=file, what="it is missing: a part of history is lost", remedy=remedy)
                ended = None
                continue
            found = recover(unpacked(data))
            if found.fault is not None or found.header is None:
                line = found.fault.line if found.fault else 1
                what = found.fault.what if found.fault else "it is empty"
                yield Finding(file=file, line=line, what=what, remedy=remedy)
                ended = None
                continue
            if ended is not None and found.header.seq != ended:
                yield Finding(
                    file=file, line=1, what=f"change {ended + 1} is missing before it", remedy=remedy
                )
            ended = max((line.seq for line in found.transactions), default=found.header.seq)

    def _documents(self) -> Iterator[Finding]:
        state = State(self._folder, KINDS, self._schema)
        try:
            state.open()
            for name, document_id, what in dangling(state.collections):
                yield Finding(
                    file=file_name(name),
                    what=f"document {document_id}: {what}",
                    remedy=f"{REPAIR} takes that reference out, so that undo can bring it back",
                )
            marks = state.on_disk
            for kind in KINDS:
                if state.collections[kind.name].kind and kind.name in state.changed_at:
                    changed = state.changed_at[kind.name] > (
                        marks[kind.name].seq if kind.name in marks else 0
                    )
                    wrong = undecodable(kind, state.collections[kind.name].documents) if changed else {}
                    for document_id, what in wrong.items():
                        yield Finding(
                            file=JOURNAL,
                            what=f"document {document_id} of {kind.name}: {what}",
                            remedy=f"{REPAIR} takes it out, so that undo can bring it back",
                        )
            if is_unfinished(state):
                yield Finding(
                    file=JOURNAL,
                    what="somebody was forgotten, but a snapshot still knows them",
                    remedy=f"{REPAIR} finishes it",
                )
        finally:
            state.close()

    def _drafts(self) -> Iterator[Finding]:
        for name in own_files(self._folder, DRAFTS):
            path = self._folder / DRAFTS / name
            if path.suffix == ".draft" and read_draft(read_file(path)) is None:
                yield Finding(
                    file=self._name(path), what="this draft cannot be read", remedy=f"{REPAIR} puts it aside"
                )

    def _other_backups(self) -> Iterator[Finding]:
        for path in self._backups.paths():
            try:
                check_state(path)
            except ImportFileError as error:
                if "before-re" not in path.name:
                    what = str(error).removeprefix(f"{path} ").removeprefix(f"{path}: ")
                    what = what.partition(": take another")[0]
                    yield Finding(
                        file=f"{BACKUPS}/{path.name}",
                        what=what,
                        remedy=f"{REPAIR} puts it aside, or delete it",
                    )

    def _good(self) -> dict[str, int]:
        state = State(self._folder, KINDS, self._schema)
        try:
            state.open()
            return {
                kind.name: len(documents) - len(undecodable(kind, documents))
                for kind in KINDS
                if (documents := state.collections[kind.name].documents)
            }
        finally:
            state.close()

    def _name(self, path: Path) -> str:
        return "." if path == self._folder else path.relative_to(self._folder).as_posix()


def as_finding(problem: Problem) -> Finding:
    """Return a problem of a file as a finding."""
    what = problem.what if problem.id is None else f"document {problem.id}: {problem.what}"
    return Finding(
        file=problem.file, line=problem.line, column=problem.column, what=what, remedy=problem.remedy
    )
