"""The two ways out: data on stdout, as words or as JSON, and messages on stderr; none steers a terminal."""

import errno
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from netui.cli.prompt import drop_output, speaks_utf8
from netui.domain.errors import NetuiError
from netui.domain.text import clean, json_escaped

_BOLD, _RED = "1", "31"


class Output:
    """Answers a command in the way that was asked for."""

    def __init__(self, *, as_json: bool, colour: bool = False) -> None:
        self.as_json = as_json
        self._colour = colour
        self._says = self._answers = True

    def keep_quiet(self, *, data: bool) -> None:
        """Say nothing but errors from now on, and answer with data alone: JSON, or what was asked for."""
        self._says, self._answers = False, data

    def answer(self, shape: Any, words: str | Iterable[str]) -> None:
        """Print the shape as JSON where it was asked for, else the words, one a line."""
        if self.as_json:
            self.print_json(shape)
            return
        if not self._answers:
            return
        for line in (words,) if isinstance(words, str) else words:
            put(clean(line))

    def wrote(self, path: Path, shape: Any, lines: Sequence[str]) -> None:
        """Tell that a file was written: not among what was written, where that goes to stdout."""
        from netui.user_file import is_stream

        if is_stream(path) and not self.as_json:
            for line in lines:
                self.say(line)
        else:
            self.answer(shape, lines)

    def print_json(self, shape: Any) -> None:
        """Print JSON; what a terminal could take for a command stays escaped."""
        put(json_text(shape, ascii_only=not speaks_utf8()))

    def head(self, words: str) -> None:
        """Print a heading of lines, bold where colour is wanted."""
        put(_styled(words, _BOLD) if self._colour else words)

    def line(self, words: str, *, late: bool) -> None:
        """Print a line under a heading, red where it is late and colour is wanted."""
        put(_styled(words, _RED) if self._colour and late else words)

    def print_text(self, text: str) -> None:
        """Print a text of several lines."""
        put(clean(text, newlines=True).removesuffix("\n"))

    def say(self, words: str) -> None:
        """Tell the user something that is not data."""
        if self._says:
            say(words)


def wants_colour(choice: str) -> bool:
    """Tell whether stdout is to be coloured; “auto” is for a terminal, and NO_COLOR turns that off."""
    if choice != "auto":
        return choice == "always"
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM", "dumb") == "dumb"
    return not is_plain and sys.stdout is not None and sys.stdout.isatty()


def _styled(words: str, style: str) -> str:
    return f"\x1b[{style}m{words}\x1b[0m"


def put(text: str, end: str = "\n") -> None:
    """Print a text on stdout; raise NetuiError if it can't be written."""
    with to_stdout():
        if sys.stdout is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        print(text, end=end)


@contextmanager
def to_stdout() -> Iterator[None]:
    """Say in one line that stdout can't be written: what the command changed is saved by now, and stays."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        drop_output()
        raise NetuiError(
            f"stdout can't be written ({error.strerror or error}): make room, or send it elsewhere. "
            "Whatever the command changed is saved"
        ) from error


def say(words: str) -> None:
    """Write one line on stderr, where there is one."""
    if sys.stderr is not None:
        print(clean(words), file=sys.stderr)


def json_text(shape: Any, *, ascii_only: bool = False) -> str:
    """Return indented JSON, one value a line; a line that is not safe to print is escaped whole."""
    from msgspec import json  # the standard encoder takes ten times as long as soon as it indents

    try:
        text = json.format(json.encode(shape), indent=2).decode()
    except UnicodeEncodeError:  # half a character, as only a damaged file can hold
        from json import dumps

        return dumps(shape, indent=2)
    if text.isascii() and "\x7f" not in text:
        return text
    return "\n".join(
        line if not ascii_only and clean(line) == line else json_escaped(line) for line in text.split("\n")
    )
