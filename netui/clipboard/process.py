"""Other programs, run so that they can neither hang us nor write on our screen."""

import contextlib
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence

MOST_BYTES = 16_000_000
"""The most that is read of a program: one that writes more does not give back a text."""
_PIECE = 65_536


class Deadline:
    """The instant by which everything has to be over."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds left, 0 when it is over."""
        return max(0.0, self._ends - time.monotonic())


def run(
    command: Sequence[str], *, data: bytes = b"", env: Mapping[str, str], deadline: Deadline
) -> bytes | None:
    """Return what a program wrote, or None if it failed, is missing, or was ended: it took too long or
    wrote too much.

    It runs in a session of its own: what it leaves behind, as xclip does on purpose, outlives our terminal.
    """
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(env),
            start_new_session=True,
        )
    except (OSError, ValueError):
        return None
    with process:
        try:
            written = _exchange(process, data, deadline)
            process.wait(deadline.left())
        except (OSError, subprocess.TimeoutExpired):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            return None
    return written if process.returncode == 0 else None


def _exchange(process: subprocess.Popen[bytes], data: bytes, deadline: Deadline) -> bytes:
    """Give a program its input, return its output; raise OSError if it takes too long or writes too much."""
    assert process.stdin is not None
    assert process.stdout is not None
    given, written = 0, bytearray()
    os.set_blocking(process.stdin.fileno(), False)
    with selectors.DefaultSelector() as pipes:
        pipes.register(process.stdin, selectors.EVENT_WRITE)
        pipes.register(process.stdout, selectors.EVENT_READ)
        while pipes.get_map():
            ready = pipes.select(deadline.left())
            if not ready or not deadline.left() or len(written) > MOST_BYTES:
                raise TimeoutError
            for key, _ in ready:
                if key.fileobj is process.stdout:
                    piece = os.read(key.fd, _PIECE)
                    written += piece
                    is_over = not piece
                else:
                    try:
                        given += os.write(key.fd, data[given : given + _PIECE])
                    except BrokenPipeError:  # it reads no more, and may still answer
                        given = len(data)
                    is_over = given >= len(data)
                if is_over:
                    pipes.unregister(key.fileobj)
                    if key.fileobj is process.stdin:
                        process.stdin.close()
    return bytes(written)
