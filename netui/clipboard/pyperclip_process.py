"""Run as a program: copy standard input by pyperclip's tool, and write what the clipboard then holds.

A process of its own, because pyperclip may block for ever, leaves children behind that keep its output open,
and calls a copy to a dead display a success.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

READ_AGAIN_FOR = 0.5
"""Seconds: xclip has gone to the background a moment before the clipboard is its own."""
READINGS = 5
"""At least so many, on a machine so busy that one takes longer than that."""
_BETWEEN_READINGS = 0.01
_MORE_BYTES = 65_536
"""A clipboard that holds so many bytes more than twice the text holds another one."""


def bounded(most: int) -> type[subprocess.Popen[bytes]]:
    """Return what runs a program and reads at most so many bytes of it: nothing of one that writes more.

    pyperclip reads a clipboard to its end, which a program that repeats itself doesn't have.
    """

    class Bounded(subprocess.Popen[bytes]):
        def __init__(self, command: Sequence[str], **rest: Any) -> None:
            if rest.get("stderr") is not None:
                rest["stderr"] = subprocess.DEVNULL
            super().__init__(command, **rest)

        def communicate(
            self,
            input: bytes | None = None,  # noqa: A002  its name in the class
            timeout: float | None = None,
        ) -> tuple[bytes, bytes]:
            if self.stdout is None:
                return super().communicate(input, timeout)
            with self:
                written = self.stdout.read(most + 1)
                if len(written) > most:
                    self.kill()
            return (b"" if len(written) > most else written), b""

    return Bounded


def read_back(text: str, paste: Callable[[], str]) -> str:
    """Return what the clipboard holds, read again for a while until it is this text."""
    ends = time.monotonic() + READ_AGAIN_FOR
    held = paste()
    readings = 1
    while held.rstrip() != text.rstrip() and (readings < READINGS or time.monotonic() < ends):
        time.sleep(_BETWEEN_READINGS)
        held = paste()
        readings += 1
    return held


def main() -> int:
    """Copy, read back, write it; 3 where pyperclip knows no tool here."""
    import pyperclip

    answer = os.dup(1)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    text = sys.stdin.buffer.read().decode("utf-8")
    subprocess.Popen = bounded(2 * len(text.encode()) + _MORE_BYTES)  # type: ignore[misc, assignment]
    try:
        pyperclip.copy(text)
        held = read_back(text, pyperclip.paste)
    except pyperclip.PyperclipException:
        return 3
    with os.fdopen(answer, "wb") as out:
        out.write(held.encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
