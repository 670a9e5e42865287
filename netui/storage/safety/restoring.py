"""Restoring: a backup or an earlier instant, as one transaction; or the files of a backup put in place.

Files are put in place only where the store is empty or damaged, in this order: what is there is kept aside in
a backup; old journals, drafts and snapshots are written; the journal comes last and makes them count. A crash
before that leaves a store that is as damaged or empty as it was, and the restore can be run again.
"""

import shlex
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from pathlib import Path

from msgspec import Raw

from netui.domain.errors import (
    ConflictError,
    ImportFileError,
    StoreError,
    StoreReadOnlyError,
    StoreTooNewError,
)
from netui.domain.text import clean
from netui.domain.time.calendar_ends import on_clock
from netui.domain.values import replace
from netui.services.safety.safekeeping import Restoration
from netui.storage.backups.backup_files import BackupFile, Entry
from netui.storage.backups.backups import Backups, check_state
from netui.storage.base.files import (
    discard,
    file_of,
    make_folder,
    put_in_place,
    replace_file,
    sync_folder,
    write_next_to,
)
from netui.storage.base.in_the_way import refuse_if_in_the_way
from netui.storage.base.lock import LOCK, WriteLock
from netui.storage.base.owned import (
    BESIDE,
    HISTORY,
    STORE,
    foreign,
    is_free,
    own_files,
    own_paths,
    settings_place,
)
from netui.storage.base.registry import KINDS
from netui.storage.changes.archive import generation_of
from netui.storage.changes.file import JOURNAL
from netui.storage.changes.recovery import begins_an_archive
from netui.storage.changes.snapshots import file_name
from netui.storage.safety.past_state import Documents, Moment, last_before, walked_back
from netui.storage.safety.returning import Returning
from netui.storage.state.migrations import MIGRATIONS, migrated
from netui.storage.state.seen_files import Looks, looks_of, refuse_if_changed
from netui.storage.state.state import State
from netui.storage.store.parts import Parts

UNPACKED = ".restore-"
_CONFIG = "config.toml"
Run = Callable[[str, Callable[[], None]], int | None]
"""Runs a body as a transaction and announces it; returns its number, or None where nothing changed."""
Sift = Callable[[bytes], tuple[bytes, list[str]]]
"""Takes out of settings what never comes from a backup; returns them without it, and what that is."""


class Restoring:
    """Restores an earlier state into one open store."""

    def __init__(
        self, parts: Parts, backups: Backups, *, settings: Path | None, sift: Sift, run: Run, zone: tzinfo
    ) -> None:
        self._state = parts.state
        self._transactions, self._history = parts.transactions, parts.history
        self._clock = parts.clock
        self._backups = backups
        self._returning = Returning(parts.state)
        self._settings = settings
        self._sift = sift
        self._run, self._zone = run, zone

    def plan_instant(self, at: datetime, after: int | None = None) -> Restoration:
        """Say what going back to an instant would do; with `after`, to right after that change."""
        return self._instant(at, after)[0]

    def restore_instant(self, at: datetime, after: int | None = None) -> Restoration:
        """Make the state that of an instant, or right after a change, as one transaction."""
        done: Restoration | None = None

        def body() -> None:
            nonlocal done
            done, documents = self._instant(at, after)
            self._put(documents)

        seq = self._run(f"Restore the state of {self._local(at)}", body)
        assert done is not None
        return replace(done, seq=seq)

    def _instant(self, at: datetime, after: int | None) -> tuple[Restoration, Documents]:
        if self._state.damage is not None:
            raise ConflictError(f"{self._state.damage}: fix that first")
        last, odd = after, list[Moment]()
        if last is None:
            last, odd = last_before(self._history.entries(), at, self._clock.now())
        lines, collections = self._history.lines(), self._state.collections
        documents = walked_back(lines, collections, now=self._state.seq, seq=last)
        done = self._restoration(documents, "state", at)
        named = (f"“{clean(each.label)}” ({each.seq}, {self._local(each.at)})" for each in odd)
        return replace(done, out_of_order=tuple(named)), documents

    def plan_file(self, source: Path) -> Restoration:
        """Say what restoring a backup would do."""
        with BackupFile(source) as backup:
            backup.verify()
            self._check(source, backup)
            if self._is_whole():
                new, there = self._settings_of(backup)
                return self._whole(backup, new, there)
            return self._restoration(self._difference(backup), "backup", backup.manifest.at)

    def restore_file(self, source: Path) -> Restoration:
        """Make the state that of a backup: by a transaction, or by its files where it is empty or damaged."""
        with BackupFile(source) as backup:
            backup.verify()
            self._check(source, backup)
            if self._is_whole():
                return self._put_files(backup)
            done = self._restoration({}, "backup", backup.manifest.at)

            def body() -> None:
                nonlocal done
                documents = self._difference(backup)
                done = self._restoration(documents, "backup", backup.manifest.at)
                self._put(documents)

            seq = self._run(done.label, body)
            new, there = self._settings_of(backup)
            return replace(done, seq=seq, kept=tuple(there), missing=tuple(new))

    def _local(self, at: datetime) -> str:
        return f"{on_clock(at, self._zone):%Y-%m-%d %H:%M %Z}"

    def _restoration(self, documents: Documents, what: str, at: datetime) -> Restoration:
        what = f"Restore the {what} of {self._local(at)}"
        return restoration_of(self._state, self._returning, documents, what, at)

    def _put(self, documents: Documents) -> None:
        for (name, document_id), document in documents.items():
            self._transactions.put(name, document_id, document)

    def _check(self, source: Path, backup: BackupFile) -> None:
        """Refuse what is not a whole store, what is too new, another store's backup, what is in the way."""
        refuse_if_in_the_way(self._state.folder, ())
        manifest = backup.manifest
        if manifest.schema > self._state.own_schema:
            raise StoreTooNewError(
                f"{source.name} was written by a newer netui (schema {manifest.schema}, this one knows "
                f"{self._state.own_schema}): update netui; nothing was changed"
            )
        try:
            check_state(source)
        except ImportFileError as error:
            raise ImportFileError(f"{error}: that backup cannot be restored; nothing was changed") from error
        own = self._identity()
        if manifest.store and own and manifest.store != own and not self._is_empty():
            raise ConflictError(
                f"{source.name} is the backup of another store; nothing was changed: restore it into an "
                f"empty folder with `netui --store {shlex.quote(f'{self._state.folder}-restored')} restore "
                f"{shlex.quote(str(source))}`"
            )

    def _identity(self) -> str:
        journal = self._state.journal
        return journal.header.store if journal is not None and journal.header is not None else ""

    def _is_empty(self) -> bool:
        if self._state.damage is not None:
            return False
        return self._state.journal is None or self._state.seq == 0

    def _is_whole(self) -> bool:
        return self._is_empty() or self._state.damage is not None

    def _difference(self, backup: BackupFile) -> Documents:
        with self._unpacked(backup) as other:
            found: Documents = {}
            for name, collection in self._state.collections.items():
                ours, theirs = collection.documents, other[name]
                for document_id in sorted({*ours, *theirs}):
                    document = theirs.get(document_id)
                    if document != ours.get(document_id):
                        found[name, document_id] = document
            return dict(sorted(found.items()))

    @contextmanager
    def _unpacked(self, backup: BackupFile) -> Iterator[dict[str, dict[int, Raw]]]:
        """Open the store in a backup, in our schema."""
        make_folder(self._backups.folder)
        with tempfile.TemporaryDirectory(prefix=UNPACKED, dir=self._backups.folder) as folder:
            try:
                backup.unpack(STORE, Path(folder))
            except OSError as error:
                raise _not_written(self._backups.folder, error) from error
            state = State(Path(folder), KINDS, self._state.own_schema)
            try:
                state.open()
                documents = {each.name: dict(each.documents) for each in state.collections.values()}
                if state.problems:
                    raise ImportFileError(f"{backup.path}: {state.problems[0]}")
                if backup.manifest.store and state.schema < state.own_schema:
                    for (name, document_id), raw in migrated(state, MIGRATIONS).items():
                        if raw is None:
                            documents[name].pop(document_id, None)
                        else:
                            documents[name][document_id] = raw
            finally:
                state.close()
            yield documents

    # Files

    def _whole(self, backup: BackupFile, new: list[str], there: list[str]) -> Restoration:
        return Restoration(
            label=f"Restore the backup of {self._local(backup.manifest.at)}",
            at=backup.manifest.at,
            whole=True,
            damaged=self._state.damage is not None,
            settings=tuple(new),
            kept=tuple(there),
            left_out=self._left_out(backup),
            left=tuple(foreign(self._state.folder)),
            forgotten=self._returning.in_backup(backup) if self._state.damage is not None else (),
        )

    def _put_files(self, backup: BackupFile) -> Restoration:
        new, there = self._settings_of(backup)
        done = self._whole(backup, new, there)
        if not done.damaged and self._transactions.refusal is not None:
            raise StoreReadOnlyError(self._transactions.refusal)
        if self._transactions.refusal is not None and "reading only" in self._transactions.refusal:
            raise StoreReadOnlyError(self._transactions.refusal)
        folder = self._state.folder
        refuse_if_in_the_way(folder, (JOURNAL, *(place.as_posix() for place, _ in backup.under(STORE))))
        lock = WriteLock(folder)
        try:
            lock.acquire()
            before = looks_of(folder / name for name in (JOURNAL, *(file_name(kind.name) for kind in KINDS)))
            if not done.damaged and not self._is_still_empty():
                raise ConflictError(f"{folder} is not empty any more: nothing was changed; run it again")
            if done.damaged or any(
                path.name != LOCK and path.suffix != ".lock" for path in own_paths(folder)
            ):
                self._backups.take("before-restore", damaged=True, locked=True)
            self._replace_store(backup, before)
            self._write_settings(backup, set(new))
        except OSError as error:
            raise StoreError(
                f"{file_of(error) or folder}: the restore was not finished ({error.strerror or error}): "
                "check its owner, its mode and the room on the disk, "
                "then run it again"
            ) from error
        finally:
            lock.release()
            lock.close()
        return done

    def _is_still_empty(self) -> bool:
        self._transactions.absorb()
        return self._is_empty()

    def _replace_store(self, backup: BackupFile, before: Looks) -> None:
        folder = self._state.folder
        make_folder(folder)
        no_journals = set(_no_journals(backup))
        incoming = {
            place.as_posix(): entry
            for place, entry in backup.under(STORE)
            if place.as_posix() not in no_journals
        }
        prepared = self._written_to_temporary(backup, incoming)
        try:
            self._put_in_place(prepared, before)
        except (OSError, StoreError):
            for temporary in prepared.values():
                discard(temporary)
            raise

    def _put_in_place(self, prepared: dict[str, Path], before: Looks) -> None:
        folder = self._state.folder

        def put(place: str) -> None:
            path = folder / place
            refuse_if_changed(path, before)
            if place in prepared:
                put_in_place(prepared[place], path, linked="/" not in place)
            else:
                discard(path)

        for place in prepared:
            if place != JOURNAL:
                put(place)
        for place in (*own_files(folder), *(f"{HISTORY}/{name}" for name in own_files(folder, HISTORY))):
            if place not in prepared and place != LOCK and not place.startswith(JOURNAL):
                put(place)
        put(JOURNAL)
        sync_folder(folder)

    def _written_to_temporary(self, backup: BackupFile, incoming: dict[str, Entry]) -> dict[str, Path]:
        """Write every file next to its place; where one can't be written, nothing was changed."""
        prepared: dict[str, Path] = {}
        for place, entry in incoming.items():
            path = self._state.folder / place
            try:
                make_folder(path.parent)
                prepared[place] = write_next_to(path, backup.pieces(entry), linked="/" not in place)
            except OSError as error:
                for temporary in prepared.values():
                    discard(temporary)
                raise _not_written(path, error) from error
        return prepared

    def _settings_of(self, backup: BackupFile) -> tuple[list[str], list[str]]:
        """Return the files to put next to the settings: those that are new here, and those that are there."""
        new: list[str] = []
        there: list[str] = []
        for place, entry in backup.under(BESIDE):
            if place.as_posix() == _CONFIG and not self._sifted(backup, entry)[0]:
                continue  # nothing of it comes along, and no empty file says otherwise
            if self._settings is not None:
                (new if is_free(self._settings, place.as_posix()) else there).append(place.as_posix())
        return new, there

    def _sifted(self, backup: BackupFile, entry: Entry) -> tuple[bytes, list[str]]:
        return self._sift(b"".join(backup.pieces(entry)))

    def _write_settings(self, backup: BackupFile, new: set[str]) -> None:
        for place, entry in backup.under(BESIDE):
            if self._settings is None or place.as_posix() not in new:
                continue
            target = settings_place(self._settings, place.as_posix())
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if place.as_posix() == _CONFIG:
                replace_file(target, [self._sifted(backup, entry)[0]])
            else:
                replace_file(target, backup.pieces(entry))

    def _left_out(self, backup: BackupFile) -> tuple[str, ...]:
        """Return what a backup holds and is never restored."""
        found = [*backup.left_out, *(f"{name}, which isn't an old journal" for name in _no_journals(backup))]
        for place, entry in backup.under(BESIDE):
            if place.as_posix() == _CONFIG:
                found += self._sifted(backup, entry)[1]
        return tuple(clean(each, limit=160) for each in found)


def _no_journals(backup: BackupFile) -> Iterator[str]:
    """Yield the files that a backup holds under the name of an old journal, and that aren't one."""
    for place, entry in backup.under(STORE):
        begins = next(iter(backup.pieces(entry)), b"") if generation_of(place.name) else None
        if begins is not None and not begins_an_archive(begins):
            yield place.as_posix()


def restoration_of(
    state: State, returning: Returning, documents: Documents, label: str, at: datetime
) -> Restoration:
    """Say what documents do to a store, as a restoration to an instant."""
    added = changed = removed = 0
    for (name, document_id), document in documents.items():
        if document is None:
            removed += 1
        elif state.collections[name].get(document_id) is None:
            added += 1
        else:
            changed += 1
    here = state.collections["contacts"]
    people = {
        each: raw
        for (name, each), raw in documents.items()
        if name == "contacts" and raw is not None and here.get(each) is None
    }
    return Restoration(
        label=label,
        at=at,
        added=added,
        changed=changed,
        removed=removed,
        forgotten=returning.among(people),
    )


def _not_written(path: Path, error: OSError) -> StoreError:
    return StoreError(
        f"{path} can't be written ({error.strerror or error}); nothing was changed: check its owner, "
        "its mode and the room on the disk, then run it again"
    )
