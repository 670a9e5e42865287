"""What comes through stdin or a pipe: a text, or a file, kept private while it is read."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase, UnsupportedOperation
from pathlib import Path
from select import select
from tempfile import TemporaryDirectory
from typing import cast

from netui.domain.errors import InvalidValueError, NetuiError
from netui.typed_path import typed_path

STREAM = "-"
_MOST_BYTES = 1024**3
_MOST_TEXT = 1024**2
_PIECE = 64 * 1024
_TURN = 0.2  # seconds
_FIFO_WAIT = 1.0
_FIFO_TURN = 0.02


@contextmanager
def on_disk(name: str, *, hint: str) -> Iterator[Path]:
    """Give a file as a path that can be read more than once; `hint` is shown when - is a terminal.

    Raises InvalidValueError for more than 1 GB, NetuiError for a FIFO that no program writes to.
    """
    path = typed_path(name)
    if name != STREAM and not path.is_fifo():
        yield path
        return
    if name == STREAM and (sys.stdin is None or sys.stdin.isatty()):
        raise InvalidValueError(hint)
    from netui.user_file import descriptor_of, temporary_folder

    with TemporaryDirectory(prefix="netui-", dir=temporary_folder()) as folder:
        kept = Path(folder) / ("stdin" if name == STREAM else path.name)
        if name == STREAM:
            _keep(_pieces(cast("BufferedIOBase", sys.stdin.buffer)), kept)
        else:
            number = descriptor_of(path)
            opened = _open_fifo(path) if number is None else os.dup(number)
            with os.fdopen(opened, "rb") as pipe:
                _keep(_fifo_pieces(pipe, path) if number is None else _pieces(pipe), kept)
        yield kept


def piped(text: str) -> str:
    """Return what was typed, or for - what comes through stdin.

    Raises InvalidValueError for nothing at all, and for over 1 MB.
    """
    if text != STREAM:
        return text
    if sys.stdin is None or sys.stdin.isatty():
        raise InvalidValueError("- reads the text from stdin: write it out, or pipe it in")
    given = bytearray()
    for piece in _pieces(cast("BufferedIOBase", sys.stdin.buffer)):
        given += piece
        if len(given) > _MOST_TEXT:
            raise InvalidValueError("the text on stdin is over 1 MB: shorten it")
    read = given.decode("utf-8", "replace").replace("\r\n", "\n").strip()
    if not read:
        raise InvalidValueError("nothing came on stdin: write the text out, or pipe it in")
    return read


def _open_fifo(path: Path) -> int:
    return os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)


def _fifo_pieces(stream: BufferedIOBase, path: Path) -> Iterator[bytes]:
    """Yield what comes through a FIFO: it is at its end while no program writes, so wait a moment for one."""
    ends = time.monotonic() + _FIFO_WAIT
    number = stream.fileno()
    while True:
        try:
            first = os.read(number, _PIECE)
        except BlockingIOError:  # a program has it open and takes its time
            break
        if first:
            yield first
            break
        if time.monotonic() > ends:
            raise NetuiError(f"no program writes to {path}: start the one that does, then try again")
        time.sleep(_FIFO_TURN)
    os.set_blocking(number, True)
    yield from _pieces(stream)


def _keep(pieces: Iterator[bytes], path: Path) -> None:
    left = _MOST_BYTES
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for piece in pieces:
            left -= len(piece)
            if left < 0:
                raise InvalidValueError(f"{path.name} is over 1 GB: give what is asked for alone")
            file.write(piece)


def _pieces(stream: BufferedIOBase) -> Iterator[bytes]:
    """Yield what comes, no more at once than there is.

    Waiting is done in short turns: an interrupt that comes just before a call that waits does not wake it,
    and is noticed only once it returns.
    """
    try:
        number = stream.fileno()
    except UnsupportedOperation:  # a text in memory, which is all there
        number = None
    while True:
        while number is not None and not select([number], [], [], _TURN)[0]:
            pass
        piece = stream.read1(_PIECE)
        if not piece:
            return
        yield piece
