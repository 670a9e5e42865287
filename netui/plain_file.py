"""Opening a file for reading, and only a file: a FIFO would wait for ever, a device has no end."""

import errno
import os
import stat
from io import BufferedReader, FileIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a prompt opens a file without the time that pathlib takes to import
    from pathlib import Path

MOST_IN_TEMPLATE = 64 << 10
MOST_IN_PAGE = 4 << 20
MOST_IN_SETTINGS = 256 << 10
_TYPES = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISLNK, "a link"),
    (stat.S_ISFIFO, "a FIFO"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISREG, "a file"),
)


class NotAFileError(OSError):
    """Something else than a file is where one is wanted: a folder, a FIFO, a device, a link to nothing."""

    def __init__(self, path: "str | Path", mode: int) -> None:
        super().__init__(errno.EINVAL, f"it is {name_of_type(mode)}, not a file", str(path))


class TooLargeError(NotAFileError):
    """A file is larger than any that is wanted there: one with holes, or of something else."""

    def __init__(self, path: "str | Path", most: int) -> None:
        OSError.__init__(self, errno.EFBIG, larger_than(most), str(path))


def larger_than(most: int) -> str:
    """Say that a file is larger than it may be."""
    return f"it is larger than {f'{most >> 20} MB' if most >> 20 else f'{most >> 10} kB'}"


def name_of_type(mode: int) -> str:
    """Return what something that isn't a file is called."""
    for is_one, name in _TYPES:
        if is_one(mode):
            return name
    return "a device"


def open_file(path: "str | Path", most: int | None = None) -> int:
    """Open a file for reading, and only a file: a FIFO would wait for ever. Raises OSError.

    One of more than `most` bytes is not opened.
    """
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError as error:
        if error.errno != errno.ENXIO:
            raise
        raise NotAFileError(path, os.stat(path).st_mode) from error  # noqa: PTH116  a socket
    found = os.fstat(fd)
    if not stat.S_ISREG(found.st_mode):
        os.close(fd)
        raise NotAFileError(path, found.st_mode)
    if most is not None and found.st_size > most:
        os.close(fd)
        raise TooLargeError(path, most)
    return fd


def read_small(path: "str | Path", most: int) -> bytes:
    """Return a file of at most `most` bytes, and one byte more of a longer one; raise OSError."""
    with open(open_file(path), "rb") as file:
        return file.read(most + 1)


def stamp(path: "str | Path") -> str:
    """Return what a file looks like, to see later whether it is another or was changed; "-" for none."""
    try:
        found = os.stat(path)  # noqa: PTH116
    except OSError:
        return "-"
    return f"{found.st_dev}:{found.st_ino}:{found.st_size}:{found.st_mtime_ns}"


class BoundedFile(BufferedReader):
    """A file to read a ZIP from: its directory says itself how long it is, and may take all memory."""

    def __init__(self, path: "str | Path", most: int) -> None:
        super().__init__(FileIO(open_file(path)))
        self._most = most

    def read(self, size: int | None = -1, /) -> bytes:
        """Read; raise BadZipFile where more than `most` bytes are wanted at once."""
        data = super().read(self._most + 1 if size is None or size < 0 else min(size, self._most + 1))
        if len(data) > self._most:
            from zipfile import BadZipFile

            raise BadZipFile("its directory is too large")
        return data
