"""Run as a program: copy standard input by pyperclip's tool, and write what the clipboard then holds.

A process of its own, because pyperclip may block for ever, leaves children behind that keep its output open,
and calls a copy to a dead display a success.
"""

import os
import sys


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
        held = pyperclip.paste()
    except pyperclip.PyperclipException:
        return 3
    with os.fdopen(answer, "wb") as out:
        out.write(held.encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
