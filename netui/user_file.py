"""The one way netui writes a file for its user: exports, maps, notes, the portfolio, backups.

What `-o` names decides how it is written:

- A regular file, or a name that is free: whole or not at all. A private file (0600) is written next to it
  and takes its place in one step. A link stays: the file it leads to is replaced. Of a file with several
  names (hard links) only the given name gets the new content. A file without write permission is refused.
- An open descriptor (`/dev/stdout`, `/dev/fd/N`, `>(command)`): what comes is added at its position, as to
  stdout, so that `>>` still appends.
- A device or a FIFO: written into, never replaced. A FIFO waits a second for a program that reads it.
- A folder or a socket: refused, and so is a link that leads to itself.
- Anything in the folder of a store, ours or another: refused, for it would take the place of saved data. So
  is a file of netui's own elsewhere: its settings, the user's templates, its log and its cache.

A text that reaches a terminal this way is made safe to show.
"""

import errno
import os
import re
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import IO, Self

from netui.domain.errors import InvalidValueError, NetuiError, ReaderGoneError
from netui.domain.text import clean
from netui.typed_path import is_there, real_path

STREAM = Path("-")
_DESCRIPTOR = re.compile(r"/(?:dev|proc/(?:self|thread-self|\d+))/fd/(\d+)")
_MOST_LINKS = 40
_BESIDE_JOURNAL = ("lock", "contacts.json")
_FIFO_WAIT = 1.0  # seconds
_FIFO_TURN = 0.02
_PIECE = 1 << 16
IsOwn = Callable[[Path], bool]
"""Whether a file, with its links followed, is netui's own and not in a store."""


def write_text(path: Path, text: str | Iterable[str], *, is_own: IsOwn = lambda _: False) -> None:
    """Write a text, or pieces of one, in UTF-8 to what a path names; raise NetuiError, ReaderGoneError."""
    with UserFile(path, is_own=is_own) as file:
        file.write((text,) if isinstance(text, str) else text)


def refuse_to_replace(targets: Iterable[Path], *, named: Path | None = None) -> None:
    """Raise InvalidValueError if a file is there already; the one `named` by the user may be replaced."""
    for target in targets:
        if target != named and is_there(target) and not is_stream(target):
            other = "another file" if named is None else "the file itself"
            raise InvalidValueError(f"{target} is there already: name {other}, or say --yes to replace it")


def temporary_folder() -> Path:
    """Return the folder for temporary files; raise NetuiError if none takes any."""
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError as error:
        raise NetuiError(
            "no folder takes temporary files: make room, lift the limit on the size of files, or set TMPDIR"
        ) from error


def is_stream(path: Path) -> bool:
    """Whether a path is written into as a stream: `-`, an open descriptor, a device, a FIFO."""
    if path == STREAM or descriptor_of(path) is not None:
        return True
    mode = _mode(path)
    return mode is not None and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


class UserFile:
    """A file on its way to the user: `write` it, or fill the one at `staged` and then `commit`."""

    def __init__(self, path: Path, *, is_own: IsOwn) -> None:
        self.path = path
        self._is_own = is_own
        self._opened = ExitStack()
        self._staged: Path | None = None
        self._out: IO[bytes] | None = None
        self._streams = is_stream(path)

    def __enter__(self) -> Self:
        with reported(self.path):
            self._refuse()
        return self

    def __exit__(self, *_: object) -> None:
        if self._staged is not None:
            with suppress(OSError):
                self._staged.unlink()
        self._opened.close()

    @property
    def is_terminal(self) -> bool:
        """Whether what is written is seen at once."""
        if not self._streams:
            return False
        with reported(self.path):
            return self._stream().isatty()

    def staged(self) -> Path:
        """Return a private file that is still empty, for the content: next to the target if it can be."""
        with reported(self.path):
            if self._staged is None:
                if self._streams:
                    folder, name = temporary_folder(), "netui"
                else:
                    target = self._target()
                    folder, name = target.parent, target.name[:40]
                handle, made = tempfile.mkstemp(prefix=f".{name}.", dir=folder)  # mode 0600
                os.close(handle)
                self._staged = Path(made)
            return self._staged

    def write(self, pieces: Iterable[str]) -> None:
        """Write the whole content, piece by piece."""
        if self._streams:
            with reported(self.path):
                write_stream(self._stream(), pieces)
            return
        staged = self.staged()
        with reported(self.path), staged.open("wb") as file:
            for piece in pieces:
                file.write(piece.encode("utf-8", "replace"))
        self.commit()

    def commit(self) -> None:
        """Put what was staged in its place, or copy it into the stream."""
        assert self._staged is not None
        with reported(self.path):
            if self._streams:
                with self._staged.open("rb") as source:
                    _write_all(self._stream(), iter(partial(source.read, _PIECE), b""))
                return
            target = self._target()
            with self._staged.open("rb") as file:
                os.fsync(file.fileno())
            self._staged.replace(target)
            self._staged = None
            sync_folder(target.parent)

    def _target(self) -> Path:
        return real_path(self.path)

    def _refuse(self) -> None:
        if not self._streams:
            target = self._target()
            if target.is_symlink():  # what is left of a way that leads round in a circle
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
            if any(_is_store(folder) for folder in target.parents):
                raise InvalidValueError(f"{self.path} lies in the folder of a store: choose another")
            if self._is_own(target):
                raise InvalidValueError(f"{self.path} is one of netui's own files: choose another name")
        mode = None if self._streams and self.path == STREAM else _mode(self.path)
        if mode is None or descriptor_of(self.path) is not None:
            return
        if stat.S_ISDIR(mode):
            raise InvalidValueError(f"{self.path} is a folder: give the name of a file in it")
        if stat.S_ISSOCK(mode):
            raise InvalidValueError(f"{self.path} is a socket, which can't be written to: choose a file")
        if stat.S_ISREG(mode) and not os.access(self.path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    def _stream(self) -> IO[bytes]:
        """Open what is written into, once: to open a FIFO again would end it for its reader."""
        if self._out is None and self.path == STREAM:
            self._out = getattr(sys.stdout, "buffer", None)  # the full screen has none, nor has a closed one
            if self._out is None:
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        if self._out is None:
            number = descriptor_of(self.path)
            fd = self._open_named() if number is None else os.dup(number)
            self._out = self._opened.enter_context(os.fdopen(fd, "wb", buffering=0))
        return self._out

    def _open_named(self) -> int:
        """Open a device or a FIFO; a FIFO only once something reads it, which is waited for in turns."""
        ends = time.monotonic() + _FIFO_WAIT
        while True:
            try:
                fd = os.open(self.path, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
            except OSError as error:
                fifo = stat.S_ISFIFO(_mode(self.path) or 0)
                if error.errno != errno.ENXIO or not fifo:
                    raise
                if time.monotonic() > ends:
                    raise NetuiError(
                        f"no program reads from {self.path}: start the one that does, then try again"
                    ) from error
                time.sleep(_FIFO_TURN)
            else:
                os.set_blocking(fd, True)
                return fd


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """Say in one line what kept a file or a folder from being written; raise NetuiError, ReaderGoneError."""
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderGoneError(f"what reads {path} has stopped: start it again") from error
    except OSError as error:
        raise NetuiError(
            f"{path} can't be written ({error.strerror or error}): choose another file or folder"
        ) from error


def _is_store(folder: Path) -> bool:
    """Whether a folder is a store by its names; damage to its files changes nothing in that."""
    return any(_is_file(folder / name) for name in _BESIDE_JOURNAL) and _is_file(folder / "journal.jsonl")


def _is_file(path: Path) -> bool:
    return stat.S_ISREG(_mode(path) or 0)


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except OSError:
        return None


def descriptor_of(path: Path) -> int | None:
    """Return the number of our own open file that a path stands for, such as 1 for `/dev/stdout`."""
    here = os.path.abspath(path)  # noqa: PTH100  # as typed: the link that is a descriptor is not followed
    for _ in range(_MOST_LINKS):
        found = _DESCRIPTOR.fullmatch(here)
        if found is not None:
            ours = here.startswith(("/dev/", "/proc/self/", "/proc/thread-self/", f"/proc/{os.getpid()}/"))
            return int(found[1]) if ours else None
        try:
            here = os.path.normpath(Path(here).parent / os.readlink(here))  # noqa: PTH115
        except OSError:
            return None
    return None


def write_stream(out: IO[bytes], pieces: Iterable[str]) -> None:
    """Write pieces of a text to a stream; a terminal is not steered by what is in them."""
    shown = (clean(piece, newlines=True) for piece in pieces) if out.isatty() else pieces
    _write_all(out, _in_blocks(shown))


def _in_blocks(pieces: Iterable[str]) -> Iterator[bytes]:
    """Yield a text in blocks of some length: each is a call of the system."""
    block = bytearray()
    for piece in pieces:
        block += piece.encode("utf-8", "replace")
        if len(block) >= _PIECE:
            yield bytes(block)
            block.clear()
    yield bytes(block)


def _write_all(out: IO[bytes], pieces: Iterable[bytes]) -> None:
    """Write without a buffer, so that what fails does so here and not when the file is closed."""
    for piece in pieces:
        left = memoryview(piece)
        while left:
            left = left[out.write(left) :]
    out.flush()


def sync_folder(folder: Path) -> None:
    """Put on the disk which files a folder holds."""
    with suppress(OSError):  # not every file system lets a folder be synced
        fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
