"""Finds things in the place of a file or folder that a store needs: a FIFO, a folder."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from netui.domain.errors import StoreDamagedError
from netui.plain_file import larger_than, name_of_type
from netui.storage.base.files import most_in
from netui.storage.base.lock import LOCK, not_a_lock
from netui.storage.base.owned import BACKUPS, DRAFTS, HISTORY

REMEDY = "move it away, then run `netui doctor --repair`"


def other_than_file(path: Path, *, link: bool = True) -> str:
    """Say what is in the place of a file, “” where nothing else is; with `link` a link to a file is one."""
    try:
        found = path.stat() if link else path.lstat()
    except OSError:
        leads_nowhere = path.is_symlink() and not Path(os.path.realpath(path)).parent.is_dir()
        return "it is a link to nothing" if leads_nowhere else ""
    if not stat.S_ISREG(found.st_mode):
        return f"it is {name_of_type(found.st_mode)}, not a file"
    return larger_than(most) if found.st_size > (most := most_in(path)) else ""


def in_the_way(store: Path, files: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield name and fault of what is in the place of the lock, of netui's folders, and of other files."""
    for name in dict.fromkeys((LOCK, *files)):
        what = other_than_file(store / name, link=name != LOCK and "/" not in name)
        if what:
            yield name, what
    for name in (HISTORY, DRAFTS, BACKUPS):
        what = other_than_folder(store / name)
        if what:
            yield name, what


def other_than_folder(path: Path) -> str:
    """Say what is in the place of a folder, “” where nothing else is; a link to a folder is one."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return "it is a link to nothing" if path.is_symlink() else ""
    return "" if stat.S_ISDIR(mode) else f"it is {name_of_type(mode)}, not a folder"


def refuse_if_in_the_way(store: Path, files: Iterable[str]) -> None:
    """Raise StoreDamagedError, or StoreReadOnlyError for the lock, where one of them is something else."""
    for name, what in in_the_way(store, files):
        if name == LOCK:
            raise not_a_lock(store / name)
        raise StoreDamagedError(f"{store / name}: {what}; nothing was changed: {REMEDY}")
