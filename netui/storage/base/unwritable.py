"""Finds what of a store the operating system lets you not read or write; no byte and no time changes."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from netui.storage.base.lock import LOCK
from netui.storage.base.owned import FOLDERS, own_files, own_paths
from netui.storage.base.problems import Problem

_IN_PLACE = frozenset({"journal.jsonl", LOCK})
"""Files that are written where they are; the others are replaced, which their own modes don't prevent."""
_NEVER = frozenset({errno.EPERM, errno.EROFS})
_MOUNT = "mount it for writing, or give another store with --store"
_CHECK = "check its owner, its mode and its attributes (lsattr)"


def unwritable(store: Path) -> list[Problem]:
    """Name what can't be written, and why; of a store where nothing can be, that alone."""
    if not store.is_dir():
        return []
    if whole := _folder(store, "."):
        return [whole]
    folders = (_folder(store / name, name) for name in FOLDERS if (store / name).is_dir())
    return [*filter(None, folders), *_files(store)]


def unreadable(store: Path) -> Iterator[Problem]:
    """Name netui's own files and folders that can't be read: of the rest nothing is known then."""
    for path in own_paths(store, also_folders=True):
        try:
            os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC))
        except FileNotFoundError:  # it was removed just now
            continue
        except OSError as error:
            name = "." if path == store else path.relative_to(store).as_posix()
            yield Problem(file=name, what=f"it cannot be read ({error.strerror})", remedy=_CHECK)


def _folder(folder: Path, name: str) -> Problem | None:
    try:
        disk = os.statvfs(folder)
    except OSError:
        return None
    is_root = os.geteuid() == 0
    room, names = (disk.f_bfree, disk.f_ffree) if is_root else (disk.f_bavail, disk.f_favail)
    if not os.access(folder, os.W_OK | os.X_OK):
        mounted = bool(disk.f_flag & os.ST_RDONLY)
        why = "its disk is mounted for reading only" if mounted else "the system does not allow it"
        remedy = _MOUNT if mounted else _CHECK
    elif (disk.f_blocks and not room) or (disk.f_files and not names):
        why, remedy = "its disk is full", "make room on it"
    else:
        return None
    return Problem(file=name, what=f"{folder} cannot be written ({why})", remedy=remedy)


def _files(store: Path) -> Iterator[Problem]:
    for name in sorted({*own_files(store), "journal.jsonl"}):
        path = store / name
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                continue
            os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_CLOEXEC))
        except OSError as error:
            if error.errno in _NEVER or (name in _IN_PLACE and error.errno == errno.EACCES):
                what = f"it cannot be written ({error.strerror})"
                yield Problem(file=name, what=what, remedy=_CHECK)
