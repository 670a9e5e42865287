"""What comes through stdin or a pipe, kept in a private file while it is read."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from netui.domain.errors import InvalidValueError

STREAM = "-"
_MOST_BYTES = 1024**3
_PIECE = 64 * 1024  # what a pipe holds: between two pieces an interrupt is noticed


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
            _keep(sys.stdin.buffer, kept)
        else:
            with path.open("rb") as pipe:
                _keep(pipe, kept)
        yield kept


def _keep(stream: BinaryIO, path: Path) -> None:
    left = _MOST_BYTES
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while piece := stream.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise InvalidValueError(f"{path.name} is over 1 GB: give what is asked for alone")
            file.write(piece)
