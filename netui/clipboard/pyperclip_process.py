"""Run as a program: copy standard input by pyperclip's tool, and write what the clipboard then holds.

A process of its own, because pyperclip may block for ever, leaves children behind that keep its output open,
and calls a copy to a dead display a success.
"""

import os
import sys
import time
from collections.abc import Callable

READ_AGAIN_FOR = 0.5
"""Seconds: xclip has gone to the background a moment before the clipboard is its own."""
READINGS = 5
"""At least so many, on a machine so busy that one takes longer than that."""
_BETWEEN_READINGS = 0.01


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
