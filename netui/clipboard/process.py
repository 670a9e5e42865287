"""Other programs, run so that they can neither hang us nor write on our screen."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence


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
    """Return what a program wrote, or None if it failed, is missing, or took too long and was ended.

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
            written, _ = process.communicate(data, timeout=deadline.left())
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            return None
        except OSError:
            process.kill()
            return None
    return written if process.returncode == 0 else None
