"""What comes through stdin or a pipe: a text, or a file, kept private while it is read."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from netui.domain.errors import InvalidValueError

STREAM = "-"
_MOST_BYTES = 1024**3
_MOST_TEXT = 1024**2
_PIECE = 64 * 1024


@contextmanager
def on_disk(name: str, *, hint: str) -> Iterator[Path]:
    """Give a file as a path that can be read more than once; `hint` is said where - is a terminal.

    Raises InvalidValueError for more than 1 GB.
    """
    path = Path(name).expanduser()
    if name != STREAM and not path.is_fifo():
        yield path
        return
    if name == STREAM and (sys.stdin is None or sys.stdin.isatty()):
        raise InvalidValueError(hint)
    with TemporaryDirectory(prefix="netui-") as folder:
        kept = Path(folder) / ("stdin" if name == STREAM else path.name)
        if name == STREAM:
            _keep(cast("BufferedIOBase", sys.stdin.buffer), kept)
        else:
            with path.open("rb") as pipe:
                _keep(pipe, kept)
        yield kept


def piped(text: str) -> str:
    """Return what was typed, or for - what comes through stdin; raise InvalidValueError for over 1 MB."""
    if text != STREAM:
        return text
    if sys.stdin is None or sys.stdin.isatty():
        raise InvalidValueError("- reads the text from stdin: write it out, or pipe it in")
    given = sys.stdin.buffer.read(_MOST_TEXT + 1)
    if len(given) > _MOST_TEXT:
        raise InvalidValueError("the text on stdin is over 1 MB: shorten it")
    return given.decode("utf-8", "replace").replace("\r\n", "\n").strip()


def _keep(stream: BufferedIOBase, path: Path) -> None:
    left = _MOST_BYTES
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while piece := stream.read1(_PIECE):  # no more than there is: an interrupt is noticed between two
            left -= len(piece)
            if left < 0:
                raise InvalidValueError(f"{path.name} is over 1 GB: give what is asked for alone")
            file.write(piece)
