"""Opening a store: the folder is looked at, nothing is written but what a session needs to show itself."""

import os
from pathlib import Path

from netui.domain.errors import StoreError, StoreReadOnlyError
from netui.services.ports import Clock
from netui.storage.base.files import file_of
from netui.storage.base.in_the_way import other_than_folder
from netui.storage.base.lock import NO_LOCKS, without_locks
from netui.storage.base.owned import (
    BACKUPS,
    DRAFTS,
    FOLDERS,
    HISTORY,
    is_kept,
    is_ours,
    refuse_if_foreign,
    refuse_if_leads_nowhere,
)
from netui.storage.base.problems import Problem
from netui.storage.base.registry import KINDS
from netui.storage.base.sessions import Session
from netui.storage.drafts.stray import sweep_drafts
from netui.storage.state.migrations import MIGRATIONS, Migration
from netui.storage.state.state import State
from netui.storage.store.store import TinyDBStore


def open_store(
    folder: Path,
    *,
    clock: Clock,
    session: str,
    read_only: bool = False,
    migrations: tuple[Migration, ...] = MIGRATIONS,
) -> TinyDBStore:
    """Open the store in `folder`, which is created (mode 0700) where it is missing.

    With `read_only`, nothing at all is written, and a missing folder is an empty store. A store that is
    damaged or cannot be written is opened too: its `read_only` says why. Raises StoreError if nothing can
    be read, StoreTooNewError for a store of a newer netui, and InvalidValueError for a folder that isn't one.
    """
    refuse_if_leads_nowhere(folder)
    folder = Path(os.path.realpath(folder))
    if folder.exists() and not folder.is_dir():
        raise StoreError(
            f"{folder} is a file: give the folder of a store with --store, or move the file away"
        )
    if folder.exists() and not os.access(folder, os.R_OK | os.X_OK):
        raise StoreError(f"{folder} cannot be read: check its owner and mode")
    refuse_if_foreign(folder)
    live = Session(folder)
    reason = (
        "the store was opened for reading only: leave out --read-only to change it"
        if read_only
        else _prepare(folder, live)
    )
    state = State(folder, KINDS, schema=len(migrations) + 1)
    try:
        state.open()
        state.problems += _other_histories(state, clock, write=reason is None)
        if reason is None:
            try:
                live.hold()
                sweep_drafts(folder, state.forgotten.known.ids)
            except OSError as error:
                reason = _not_writable(folder, error)
    except BaseException:
        state.close()
        live.leave_no_trace()
        raise
    store = TinyDBStore(state, clock, session, live)
    if reason is not None:
        store.refuse(reason)
    try:
        store.migrate(migrations)
    except BaseException:
        store.close()
        raise
    return store


def _prepare(folder: Path, live: Session) -> str | None:
    """Make sure of the folder; return why it cannot be written, or None."""
    if folder.exists() and not folder.is_dir():
        raise StoreError(
            f"{folder} is a file: give the folder of a store with --store, or move the file away"
        )
    try:
        live.make(folder)
    except OSError as error:
        raise StoreReadOnlyError(
            f"{folder} cannot be created ({error.strerror}): give another with --store, or make the folder "
            "above it writable"
        ) from error
    if not os.access(folder, os.W_OK):
        from netui.storage.base.unwritable import unwritable

        for found in unwritable(folder):
            return f"{found.what}: {found.remedy}"
        return f"{folder} cannot be written: check its owner and mode"
    return None


def _other_histories(state: State, clock: Clock, *, write: bool) -> list[Problem]:
    """Name other versions of the store's files, and what another copy of the store has replaced."""
    found: list[Problem] = []
    if any(is_kept(name) for name in _names(state.folder / HISTORY)):
        from netui.storage.meeting.two_histories import look_for_another

        found += look_for_another(state, now=f"{clock.now():%Y%m%dT%H%M%S}" if write else None)
    everything = _names(state.folder)
    if state.journal is None and BACKUPS in everything:
        from netui.storage.backups.backups import Backups
        from netui.storage.backups.only_backups import only_backups

        left = only_backups(Backups(state.folder, clock))
        found += [] if left is None else [left]
    names = [name for name in everything if name not in FOLDERS and not is_ours("", name)]
    if names:
        from netui.storage.meeting.conflict_copies import REMEDY, conflict_copies

        copies = conflict_copies(state.folder, names)
        found += (
            Problem(file=each.name, what=each.what, remedy=REMEDY) for each in copies if not each.unfinished
        )
    return found


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _not_writable(folder: Path, error: OSError) -> str:
    if error.errno in NO_LOCKS:
        return without_locks(folder)
    if what := other_than_folder(folder / DRAFTS):
        return f"{folder / DRAFTS}: {what}; nothing was changed: move it away, then try again"
    refused = file_of(error) or folder
    return f"{refused} cannot be written ({error.strerror}): make room or check its mode, then restart netui"
