"""Reads a TOML file that its user writes: settings, checklists, questions, prompts.

Anything else in its place is named in one line with the file and, where it is known, the line; and that
takes little time: what tomllib would need minutes or too many calls for is refused before it begins.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from netui.domain.errors import ConfigError
from netui.plain_file import MOST_IN_SETTINGS, NotAFileError, read_small

_DEEPEST = 32
_MOST_PARTS = 20
_TOKEN = re.compile(
    r'''
      """(?:[^"\\]|\\(?:.|\Z)|"(?!""))*+(?:"""|\Z)
    | \'\'\'(?:[^']|'(?!''))*+(?:\'\'\'|\Z)
    | "(?:[^"\\\n]|\\[^\n]|\\(?=\n|\Z))*+(?:"|(?=\n)|\Z)
    | '[^'\n]*+(?:'|(?=\n)|\Z)
    | \#[^\n]*+
    | [A-Za-z0-9_-]++
    | [][{}.=,\n]
    ''',
    re.DOTALL | re.VERBOSE,
)
_POSITION = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_LONG_NUMBER = re.compile(r"[0-9][0-9_]{4000}")

KeyLines = dict[str, tuple[int, int]]
"""The first and the last line of each key and header of a text, by its full name without quotes."""


def read_toml(path: Path, shown: str) -> str | None:
    """Return the text of a file, None if there is none; raise ConfigError, which calls it `shown`."""
    try:
        data = read_small(path, MOST_IN_SETTINGS)
    except FileNotFoundError:
        return None
    except NotAFileError as error:
        raise ConfigError(f"{shown} can't be read: {error.strerror}. Move it away") from error
    except OSError as error:
        raise ConfigError(f"{shown} can't be read ({error.strerror}): check its mode and owner") from error
    return decoded(data, shown)


def decoded(data: bytes, shown: str) -> str:
    """Return the text in some bytes; raise ConfigError if they are too many, or not UTF-8."""
    if len(data) > MOST_IN_SETTINGS:
        raise ConfigError(f"{shown} is larger than {MOST_IN_SETTINGS >> 10} kB: shorten it")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{shown} line {line} isn't UTF-8: save the file as UTF-8") from error
    zero = text.find("\0")
    if zero >= 0:
        line = text.count("\n", 0, zero) + 1
        raise ConfigError(f"{shown} line {line} holds a zero byte: save the file as text in UTF-8")
    return text


def parse_toml(text: str, shown: str) -> tuple[dict[str, Any], KeyLines]:
    """Return what a text says, and where; raise ConfigError, which calls the text `shown`."""
    import tomllib  # only where there is a file

    lines = _Keys(shown).read(text)
    try:
        return tomllib.loads(text), lines
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        position = _POSITION.search(message)
        line = int(position[1]) if position and position[1] else text.rstrip().count("\n") + 1
        reason = message[: position.start()] if position else message
        reason = reason.replace("', '", ".").replace("('", "“").replace("',)", "”").replace("')", "”")
        raise ConfigError(f"{shown} line {line} isn't valid TOML: {reason[:80]}") from error
    except ValueError as error:  # Python's own limit on the digits of a number
        number = _LONG_NUMBER.search(text)
        line = text.count("\n", 0, number.start() if number else 0) + 1
        raise ConfigError(f"{shown} line {line} isn't valid TOML: a number is too long") from error


def line_of(lines: KeyLines, key: str) -> int:
    """Return the line of a key, or of the first that is a part of it."""
    starts = (first for name, (first, _) in lines.items() if name == key or name.startswith(f"{key}."))
    return next(starts, 1)


class _Keys:
    """One walk through a text that finds its keys, and refuses what is nested without end."""

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._found: KeyLines = {}
        self._line = 1
        self._depth = 0
        self._dots = 0
        self._parts: list[str] = []
        self._at_key = True
        self._header = False
        self._table = ""
        self._last = ""

    def read(self, text: str) -> KeyLines:
        """Return where each key is; raise ConfigError for what is nested too deeply."""
        marks: dict[str, Callable[[], None]] = {
            "\n": self._end_line,
            "[": self._open,
            "{": self._open,
            "]": self._close,
            "}": self._close,
            ".": self._dot,
            "=": self._equals,
            ",": self._comma,
        }
        for match in _TOKEN.finditer(text):
            token = match[0]
            mark = marks.get(token)
            if mark is not None:
                mark()
            elif token[0] != "#":
                self._line += token.count("\n")
                if self._at_key:
                    self._parts.append(token.strip("\"'"))
        self._end_line()
        return self._found

    def _end_line(self) -> None:
        if self._header:  # it is never closed
            self._depth, self._header = 0, False
        if self._depth == 0:
            if self._last:
                self._found[self._last] = (self._found[self._last][0], self._line)
            self._last, self._parts, self._at_key = "", [], True
        self._dots = 0
        self._line += 1

    def _open(self) -> None:
        self._header = self._header or (self._at_key and not self._parts)
        self._depth += 1
        self._dots = 0
        if self._depth > _DEEPEST:
            raise self._too_deep(f"brackets are nested more than {_DEEPEST} deep")

    def _close(self) -> None:
        self._depth = max(self._depth - 1, 0)
        self._dots = 0
        if self._header and self._depth == 0:
            self._table = ".".join(self._parts)
            self._keep(self._table)
            self._header = False

    def _dot(self) -> None:
        self._dots += 1
        if self._dots >= _MOST_PARTS:
            raise self._too_deep(f"a key has more than {_MOST_PARTS} parts")

    def _equals(self) -> None:
        if self._at_key:
            self._keep(".".join((self._table, *self._parts) if self._table else self._parts))
        self._dots = 0

    def _comma(self) -> None:
        self._dots = 0

    def _keep(self, name: str) -> None:
        if name not in self._found:
            self._found[name] = (self._line, self._line)
            self._last = name
        self._parts, self._at_key = [], False

    def _too_deep(self, what: str) -> ConfigError:
        return ConfigError(f"{self._shown} line {self._line}: {what}: write it simpler")
