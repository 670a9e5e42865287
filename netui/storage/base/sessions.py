"""Live sessions: each holds a kernel lock on a file of its own, which ends with the process."""

import errno
import fcntl
import os
import platform
import re
from contextlib import suppress
from pathlib import Path

from netui.plain_file import open_file
from netui.storage.base.files import FILE_MODE, discard, give_to_owner, make_folder
from netui.storage.base.owned import DRAFTS, own_files

_PREFIX, _SUFFIX = "session-", ".lock"


class Session:
    """This session among all that are open on one store; it takes its lock when first needed."""

    def __init__(self, folder: Path) -> None:
        host = re.sub(r"[^A-Za-z0-9]+", "", platform.node())[:20] or "host"
        self.folder = folder / DRAFTS
        self.token = f"{host}-{os.getpid()}-{os.urandom(4).hex()}"
        self._fd = -1
        self._made: list[Path] = []

    @property
    def is_held(self) -> bool:
        """Whether this session has shown itself to the others."""
        return self._fd >= 0

    def hold(self) -> None:
        """Show that this session lives; raise OSError if the folder cannot be written or locked."""
        if self._fd >= 0:
            return
        self.make(self.folder)
        while True:
            fd = os.open(self._path(self.token), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
            give_to_owner(fd, self.folder)
            try:
                fcntl.flock(fd, fcntl.LOCK_EX)
                swept = os.fstat(fd).st_nlink == 0
            except BaseException:
                os.close(fd)
                discard(self._path(self.token))
                raise
            if not swept:
                self._fd = fd
                break
            os.close(fd)
        if not self._is_locked(self.token):
            self.release()
            raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK), str(self.folder))

    def make(self, folder: Path) -> None:
        """Create a folder, and those above it, for this session; raise OSError."""
        self._made += make_folder(folder)

    def release(self) -> None:
        """Say that this session is over; drafts it left are orphans from now on."""
        if self._fd < 0:
            return
        discard(self._path(self.token))
        os.close(self._fd)
        self._fd = -1

    def leave_no_trace(self) -> None:
        """Remove the folders this session made, as long as they are empty."""
        with suppress(OSError):
            while self._made:
                self._made.pop().rmdir()

    def live(self) -> set[str]:
        """Return the tokens of the sessions that live, and sweep away the files of those that do not."""
        found = set()
        for name in own_files(self.folder.parent, DRAFTS):
            if name.startswith(_PREFIX) and name.endswith(_SUFFIX):
                token = name.removeprefix(_PREFIX).removesuffix(_SUFFIX)
                if (token == self.token and self.is_held) or self._is_locked(token):
                    found.add(token)
                else:
                    discard(self._path(token))
        return found

    def _is_locked(self, token: str) -> bool:
        try:
            fd = open_file(self._path(token))
        except OSError:
            return False
        try:
            fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
        finally:
            os.close(fd)
        return False

    def _path(self, token: str) -> Path:
        return self.folder / f"{_PREFIX}{token}{_SUFFIX}"
