"""Rows of a list as a script wants them: by a format of its own, or parted by tabs."""

from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from string import Formatter
from typing import Any

from netui.cli.arguments import Parser
from netui.cli.output import put
from netui.cli.shapes import Shape
from netui.domain.did_you_mean import did_you_mean
from netui.domain.errors import InvalidValueError
from netui.domain.text import clean

_ESCAPES = (("\\t", "\t"), ("\\n", "\n"))
_TAB = "\t"
_NOT_COLUMNS = frozenset({"uid", "custom", "labels", "created_at", "updated_at"})


def add_row_options(parser: Parser) -> None:
    """Add the options that say how rows are printed."""
    parser.add_argument(
        "--format", metavar="F", help='a line for each, such as "{name}\\t{id}": keys of --json'
    )
    parser.add_argument(
        "--tsv", action="store_true", help="columns parted by tabs, under a line of their names"
    )


def rows_printed(args: Namespace, shapes: Iterable[Shape], command: str) -> bool:
    """Print rows in the form that was asked for; False for none. Raises InvalidValueError."""
    if args.format is None and not args.tsv:
        return False
    from netui.cli.shape_table import keys_of

    if args.json or (args.tsv and args.format is not None):
        raise InvalidValueError("--format, --tsv and --json are three ways to print a list: choose one")
    keys = keys_of(command)
    columns = [key for key in keys if key not in _NOT_COLUMNS]
    for line in _table(columns, shapes) if args.tsv else _lines(_pieces(args.format, keys), shapes):
        put(line)
    return True


def _table(columns: Sequence[str], shapes: Iterable[Shape]) -> Iterator[str]:
    yield _TAB.join(columns)
    for shape in shapes:
        yield _TAB.join(_cell(shape[key]) for key in columns)


def _lines(pieces: Sequence[tuple[str, str | None]], shapes: Iterable[Shape]) -> Iterator[str]:
    for shape in shapes:
        yield "".join(f"{text}{_cell(shape[key]) if key is not None else ''}" for text, key in pieces)


def _pieces(text: str, keys: Sequence[str]) -> list[tuple[str, str | None]]:
    """Return the format as texts, each followed by a key."""
    for typed, meant in _ESCAPES:
        text = text.replace(typed, meant)
    try:
        parts = list(Formatter().parse(text))
    except ValueError as error:
        raise InvalidValueError(f"--format “{text}” can't be read: write {{name}} for a value") from error
    for _, key, spec, conversion in parts:
        if key is not None and (key not in keys or spec or conversion):
            raise InvalidValueError(f"--format: there is no value {{{key}}}{did_you_mean(key, keys)}")
    return [(words, key) for words, key, _, _ in parts]


def _cell(value: Any) -> str:
    """Return a value of JSON on one line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_cell, value))
    if isinstance(value, dict):
        return str(value["name"]) if "name" in value else _words(value)
    return " ".join(clean(str(value)).split())


def _words(value: Shape) -> str:
    """Return an object without a name: a job, or labels."""
    if "since" in value:
        return " @ ".join(_cell(value[key]) for key in ("title", "company") if value[key])
    return "; ".join(f"{_cell(key)}: {_cell(one)}" for key, one in value.items())
