"""The terminal, taken before the libraries are loaded: what is typed in that time comes as it was typed.

A terminal that no program has taken makes a line feed of enter, acts on backspace by itself, and stops its
output on ctrl+s. Enter is read as enter later on. Where there was a ctrl+s, all that was typed is dropped: a
form must not be filled in and not saved.
"""

import select
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

_INPUT, _LOCAL = 0, 3


class _Taken:
    """How the terminal was set before it was taken early, while no one else restores that."""

    settings: list[Any] | None = None


@contextmanager
def taken_early() -> Iterator[None]:
    """Take the terminal, and give it back unless the full-screen program has taken it over."""
    terminal = sys.__stdin__.fileno() if sys.__stdin__ is not None else -1
    with suppress(termios.error, OSError):
        before = termios.tcgetattr(terminal)
        if not _takes_output(terminal):
            termios.tcflush(terminal, termios.TCIFLUSH)
        settings = list(before)
        settings[_INPUT] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON | termios.IXOFF)
        settings[_LOCAL] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
        termios.tcsetattr(terminal, termios.TCSANOW, settings)
        _Taken.settings = before
    try:
        yield
    finally:
        if (earlier := taken_over()) is not None:
            with suppress(termios.error):
                termios.tcsetattr(terminal, termios.TCSANOW, earlier)


def taken_over() -> list[Any] | None:
    """Return how the terminal was set before, once: who asks restores that from now on."""
    settings, _Taken.settings = _Taken.settings, None
    return settings


def _takes_output(terminal: int) -> bool:
    poller = select.poll()
    poller.register(terminal, select.POLLOUT)
    return bool(poller.poll(0))
