"""What is made from a store and kept in the cache until someone is forgotten: it may hold names.

`forget` erases the files of all stores: one store can be reached by many paths, and each file can be made
again.
"""

# pathlib takes longer to import than all that a completion does.
# ruff: noqa: PTH108, PTH118

import os
import stat
import zlib
from collections.abc import Callable
from contextlib import suppress

from netui.cached_file import keep
from netui.plain_file import open_file

_PREFIX = "store-"
_MOST = 64 << 20
_WRITTEN_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_READ_OR_WRITTEN_BY_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class PrivateFile:
    """One file of the cache with what was made from a store; `kind` says what that is."""

    def __init__(self, folder: str, kind: str, store: str) -> None:
        store = os.path.realpath(store)
        self._folder = folder
        self._file = os.path.join(folder, f"{_PREFIX}{kind}-{zlib.crc32(os.fsencode(store)):08x}")
        self._first = ascii(["netui", kind, store])

    def read(self, key: str) -> bytes | None:
        """Return what was kept with a key; None if there is nothing, or it isn't as it was written."""
        try:
            if not self._is_safe():
                return None
            with open(open_file(self._file, _MOST), "rb") as file:
                if not _is_ours(os.fstat(file.fileno()), _READ_OR_WRITTEN_BY_OTHERS):
                    return None
                first, _, data = file.read(_MOST).partition(b"\n")
        except OSError:
            return None
        return data if first == self._line(key, data) else None

    def write(self, key: str, data: bytes, is_current: Callable[[], bool]) -> None:
        """Keep data, but not where others could read or replace it, nor data that isn't current any more.

        `is_current` is asked after the file is there: who forgets someone changes the store first, then
        erases the file.
        """
        with suppress(OSError):
            os.makedirs(self._folder, mode=0o700, exist_ok=True)  # noqa: PTH103
            if not self._is_safe():
                return
            line = self._line(key, data)
            if (
                len(line) + len(data) < _MOST
                and keep(self._file, b"%s\n%s" % (line, data))
                and not is_current()
            ):
                os.unlink(self._file)

    def _is_safe(self) -> bool:
        """Whether the cache is a folder, and no link to one, that no one else may change."""
        found = os.lstat(self._folder)
        return stat.S_ISDIR(found.st_mode) and _is_ours(found, _WRITTEN_BY_OTHERS)

    def _line(self, key: str, data: bytes) -> bytes:
        return f"{self._first} {key!a} {len(data)} {zlib.crc32(data):08x}".encode()


def erase(folder: str) -> None:
    """Remove the private files of every store from the cache, and those that are half-written."""
    with suppress(OSError):
        for name in os.listdir(folder):
            if name.startswith(_PREFIX):
                with suppress(OSError):
                    os.unlink(os.path.join(folder, name))


def _is_ours(found: os.stat_result, others: int) -> bool:
    return found.st_uid == os.geteuid() and not found.st_mode & others
