"""Questions on the terminal, answered with y; never asked where there is none."""

import sys

from netui.domain.errors import InvalidValueError
from netui.domain.text import clean


def can_ask() -> bool:
    """Whether someone sits at a terminal who can answer."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str) -> bool:
    """Ask on the terminal; no answer is no."""
    print(f"{clean(question)} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}


def sure(question: str) -> bool:
    """Ask before a change; raise InvalidValueError without a terminal, for a script has to say --yes."""
    if not can_ask():
        raise InvalidValueError(f"{question} Nothing was changed: say --yes to go on without being asked")
    return ask(question)
