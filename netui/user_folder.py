"""A folder of the user's in which netui keeps a file for each thing; all else in it is left alone.

What is new is written into a hidden folder inside it, thousands of files at a time. All of these are put on
the disk, and then each takes its place in one step: a crash leaves every file whole, the old or the new one.
A file that another program changed since it was read stays as it is.

The hidden folder holds a mark that is locked as long as the program runs: what a killed one left is removed
by the next, and nothing else is.
"""

import fcntl
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from errno import EACCES
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from netui.domain.journal.exporting import FolderWritten, MadeFile
from netui.user_file import IsOwn, UserFile, reported, sync_folder

_HIDDEN = ".netui."
_MARK = "netui-is-writing"
_AT_ONCE = 2_000
_SYNCED_AT_ONCE = 32
"""A disk takes as long for so many files as for one of them."""


class UserFolder:
    """The files in a folder: `put` new content for some, `settle` at the end.

    `written` counts those that are in their place, and `left` names those that another program changed since.
    """

    def __init__(self, path: Path, *, is_own: IsOwn) -> None:
        """Raise NetuiError for a folder that takes no file of the user's: the one of a store."""
        self.written = 0
        self.left: list[str] = []
        self._path = path
        self._new: Path | None = None
        self._mark: int | None = None
        self._staged: dict[str, bytes | None] = {}
        with UserFile(path / ".netui", is_own=is_own):
            pass

    def __enter__(self) -> Self:
        _remove_left(self._path)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._new is not None:
            with suppress(OSError):
                _remove(self._new)
        if self._mark is not None:
            os.close(self._mark)

    def entries(self) -> Iterator[tuple[str, bool]]:
        """Yield what is there, by name in order, and whether it is a file itself and no link to one."""
        with reported(self._path):
            found = sorted(os.scandir(self._path), key=lambda one: one.name)
        for entry in found:
            is_file = False
            with suppress(OSError):
                is_file = stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode)
            yield entry.name, is_file

    def open(self, name: str) -> IO[bytes] | None:
        """Open a file for reading; None for a link, and for what can't be read."""
        try:
            fd = os.open(self._path / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            return os.fdopen(fd, "rb")
        except OSError:
            return None

    def read(self, name: str, most: int) -> bytes | None:
        """Return what a file holds, and one byte more than `most` of a longer one; None as for `open`."""
        file = self.open(name)
        if file is None:
            return None
        with file:
            try:
                return file.read(most + 1)
            except OSError:
                return None

    def put(self, name: str, data: bytes, known: bytes | None) -> None:
        """Give a file new content; `known` is what it held when it was read, None where it isn't there."""
        path = self._path / name
        with reported(path):
            if known is not None and not os.access(path, os.W_OK):
                raise PermissionError(EACCES, os.strerror(EACCES))
            if self._new is None:
                self._new = Path(tempfile.mkdtemp(prefix=_HIDDEN, dir=self._path))  # mode 0700
                self._mark = _marked(self._new)
            with open(self._new / name, "wb", opener=_private) as file:
                file.write(data)
        self._staged[name] = known
        if len(self._staged) >= _AT_ONCE:
            self.settle()

    def settle(self) -> None:
        """Put on the disk what was written, and then in its place."""
        if self._new is None or not self._staged:
            return
        with reported(self._path):
            with ThreadPoolExecutor(_SYNCED_AT_ONCE) as threads:
                for _ in threads.map(_sync, [self._new / name for name in self._staged]):
                    pass
            for name, known in self._staged.items():
                if self._is_still(name, known):
                    (self._new / name).replace(self._path / name)
                    self.written += 1
                else:
                    self.left.append(name)
        self._staged.clear()
        sync_folder(self._path)

    def remove(self, files: Mapping[str, bytes]) -> int:
        """Remove files that hold what is given; return how many did."""
        removed = {name for name, known in files.items() if self._is_still(name, known)}
        with reported(self._path):
            for name in removed:
                (self._path / name).unlink(missing_ok=True)
        self.left += [name for name in files if name not in removed]
        sync_folder(self._path)
        return len(removed)

    def _is_still(self, name: str, known: bytes | None) -> bool:
        if known is None:
            return not os.path.lexists(self._path / name)
        return self.read(name, len(known)) == known


def write_folder(
    path: Path, files: Mapping[str, str], made: MadeFile, *, is_own: IsOwn = lambda _: False
) -> FolderWritten:
    """Make the files that netui keeps in a folder these, by their names; raise NetuiError.

    `made` tells what netui wrote there from what is someone else's. What is no longer among the files is
    removed.
    """
    with UserFolder(path, is_own=is_own) as folder:
        known: dict[str, bytes] = {}
        for name, is_file in folder.entries():
            file = folder.open(name) if is_file and not name.startswith(".") else None
            if file is not None:
                with file, suppress(OSError):
                    if (data := made(name, file)) is not None:
                        known[name] = data
        unchanged = 0
        for name, text in files.items():
            before, data = known.pop(name, None), text.encode("utf-8", "replace")
            if before == data:
                unchanged += 1
            else:
                folder.put(name, data, before)
        folder.settle()
        removed = folder.remove(known)
        return FolderWritten(
            written=folder.written, unchanged=unchanged, removed=removed, left=tuple(folder.left)
        )


def _marked(folder: Path) -> int | None:
    """Mark a folder as in use by this program, and return the lock; None where the disk has none."""
    unlocked = folder / f"{_MARK}.new"
    descriptor = os.open(unlocked, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.write(descriptor, _this_machine())
        unlocked.rename(folder / _MARK)  # no one sees it without its lock
    except OSError:
        os.close(descriptor)
        unlocked.unlink(missing_ok=True)
        return None
    return descriptor


def _this_machine() -> bytes:
    return os.uname().nodename.encode()


def _remove_left(path: Path) -> None:
    """Remove what killed programs of this user on this machine left in a folder."""
    with suppress(OSError):
        for name in os.listdir(path):
            if name.startswith(_HIDDEN):
                with suppress(OSError):
                    _remove_if_left(path / name)


def _remove_if_left(folder: Path) -> None:
    """Remove a hidden folder if it is netui's own, of this user and machine, and of a program that ended."""
    if stat.S_IMODE(_own_mode(folder)) != stat.S_IRWXU or folder.is_symlink():
        return
    descriptor = os.open(folder / _MARK, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        whole = all(stat.S_ISREG(_own_mode(folder / name)) for name in os.listdir(folder))
        if whole and os.read(descriptor, 1_000) == _this_machine():
            _remove(folder)
    finally:
        os.close(descriptor)


def _own_mode(path: Path) -> int:
    """Return the mode of what is there itself, and 0 for what is another user's."""
    found = path.lstat()
    return found.st_mode if found.st_uid == os.geteuid() else 0


def _remove(folder: Path) -> None:
    """Remove a folder with its files; the mark goes last, so that a kill leaves it to the next."""
    for name in sorted(os.listdir(folder), key=lambda name: name == _MARK):
        (folder / name).unlink()
    folder.rmdir()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_EXCL, 0o600)


def _sync(path: Path) -> None:
    with open(path, "rb") as file:
        os.fsync(file.fileno())
