"""The lock that every transaction holds; who holds it is written into the file, for those who wait.

A plain `flock` on a file that stays open: it costs 2 µs instead of the 60 of a lock library, on a save whose
floor is 160, and the kernel releases it when its holder dies. A file system without it has no fallback.
"""

import errno
import fcntl
import os
import platform
import stat
import time
from collections.abc import Callable
from pathlib import Path

from netui.domain.errors import StoreLockedError, StoreReadOnlyError
from netui.plain_file import name_of_type
from netui.storage.base.files import FILE_MODE, give_to_owner, read_file

LOCK = "lock"
WAIT_SECONDS = 2.0
_POLL_SECONDS = 0.003
_OWNER_SIZE = 200
_NO_FILE = frozenset({errno.EISDIR, errno.ELOOP, errno.ENXIO})
NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP})


def without_locks(folder: Path) -> str:
    """Say that nothing may be written where locks do not keep two sessions apart."""
    return (
        f"{folder} is on a file system whose locks do not work, where sessions could undo each other: "
        "nothing is written there; move the store to a local disk, or give another with --store"
    )


def not_a_lock(path: Path) -> StoreReadOnlyError:
    """Say that something else is in the place of the lock."""
    return StoreReadOnlyError(
        f"{path}: it is {name_of_type(path.lstat().st_mode)}, not a file; nothing was changed: "
        "move it away, then try again"
    )


class WriteLock:
    """An exclusive lock on the file `lock` of a store's folder; `before_opening` may refuse the folder."""

    def __init__(self, folder: Path, before_opening: Callable[[], None] = lambda: None) -> None:
        self._path = folder / LOCK
        self._name = str(self._path)
        self._before_opening = before_opening
        self._fd = -1
        self._identity = (0, 0)
        name = f"{os.getpid()} {platform.node() or 'this machine'}"
        self._owner = name.encode()[:_OWNER_SIZE].ljust(_OWNER_SIZE)

    def acquire(self, wait: float | None = None) -> None:
        """Take the lock; raise StoreLockedError after `wait` seconds.

        Raises StoreReadOnlyError if something else is in its place, and OSError if there can be none.
        """
        if not self._try():
            deadline = time.monotonic() + (WAIT_SECONDS if wait is None else wait)
            while not self._try():
                if time.monotonic() >= deadline:
                    raise StoreLockedError(self._who())
                time.sleep(_POLL_SECONDS)
        self._sign()

    def release(self) -> None:
        """Release the lock."""
        if self._fd >= 0:
            fcntl.flock(self._fd, fcntl.LOCK_UN)

    def close(self) -> None:
        """Close the file."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def _try(self) -> bool:
        """Lock the file that the path leads to; one that was replaced or removed guards nothing."""
        if self._fd < 0:
            self._before_opening()
            flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
            try:
                self._fd = os.open(self._path, flags, FILE_MODE)
            except OSError as error:
                if error.errno not in _NO_FILE:
                    raise
                raise not_a_lock(self._path) from error
            ours = os.fstat(self._fd)
            if not stat.S_ISREG(ours.st_mode):
                self.close()
                raise not_a_lock(self._path)
            give_to_owner(self._fd, self._path.parent)
            self._identity = (ours.st_dev, ours.st_ino)
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        try:
            there = os.stat(self._name)  # noqa: PTH116  (a Path costs a third more, on every save)
            if (there.st_dev, there.st_ino) == self._identity:
                return True
        except FileNotFoundError:
            pass
        self.close()
        return False

    def _sign(self) -> None:
        try:
            if os.pread(self._fd, _OWNER_SIZE, 0) != self._owner:
                os.pwrite(self._fd, self._owner, 0)
        except OSError:
            return  # a full disk must not stop a transaction: the name of the owner is a courtesy

    def _who(self) -> str:
        try:
            pid, _, host = read_file(self._path).decode("utf-8", "replace").strip().partition(" ")
        except OSError:
            pid, host = "", ""
        owner = f"process {pid} on {host}" if pid and host else "another process"
        return (
            f"{self._path.parent} is being written by {owner}, "
            f"which did not finish within {WAIT_SECONDS:g} seconds: nothing was saved; "
            "try again, or end that process"
        )
