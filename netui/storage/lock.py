"""The lock that every transaction holds; who holds it is written into the file, for those who wait."""

import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING

from netui.domain.errors import StoreLockedError
from netui.storage.files import FILE_MODE

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK = "lock"
WAIT_SECONDS = 2.0
_POLL_SECONDS = 0.005
_OWNER_SIZE = 200


class WriteLock:
    """An advisory lock on the file `lock`; the kernel lets go of it when its holder dies."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK
        self._lock: BaseFileLock | None = None
        self._owner = f"{os.getpid()} {platform.node() or 'this machine'}".encode()[:_OWNER_SIZE].ljust(
            _OWNER_SIZE
        )

    def acquire(self, wait: float = WAIT_SECONDS) -> None:
        """Take the lock; raise StoreLockedError after `wait` seconds, and OSError where there can be none."""
        from filelock import Timeout

        if self._lock is None:
            self._lock = _strict_lock(self._path)
        try:
            self._lock.acquire(timeout=wait, poll_interval=_POLL_SECONDS)
        except Timeout as error:
            raise StoreLockedError(self._who()) from error
        self._sign()

    def release(self) -> None:
        """Let go of the lock."""
        if self._lock is not None:
            self._lock.release()

    def _sign(self) -> None:
        fd = os.open(self._path, os.O_RDWR | os.O_CLOEXEC)
        try:
            if os.pread(fd, _OWNER_SIZE, 0) != self._owner:
                os.pwrite(fd, self._owner, 0)
        except OSError:
            return  # a full disk must not stop a transaction: the name of the owner is a courtesy
        finally:
            os.close(fd)

    def _who(self) -> str:
        try:
            pid, _, host = self._path.read_text("utf-8", "replace").strip().partition(" ")
        except OSError:
            pid, host = "", ""
        owner = f"process {pid} on {host}" if pid and host else "another process"
        return (
            f"{self._path.parent} is being written by {owner}, "
            f"which did not finish within {WAIT_SECONDS:g} seconds: nothing was saved; "
            "try again, or end that process"
        )


def _strict_lock(path: Path) -> "BaseFileLock":
    """Return a kernel lock that is never replaced by one that only exists as a file."""
    from filelock import FileLock

    try:
        return FileLock(path, mode=FILE_MODE, thread_local=False, fallback_to_soft=False)
    except TypeError:
        return FileLock(path, mode=FILE_MODE, thread_local=False)
