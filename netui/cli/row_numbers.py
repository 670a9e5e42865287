"""The numbers that `netui due` gave its rows on this terminal: `netui done 3` means the third.

They are kept in the cache, one file for each terminal, only where a terminal showed them; a row is known by
its id and a checksum of its words, so that no name is kept. A row that changed since is refused.
"""

import os
import sys
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from netui.cached_file import keep
from netui.domain.errors import NotFoundError
from netui.domain.week.agenda import AgendaRow
from netui.plain_file import read_small

_PREFIX = "due-"
_MOST = 20
_LONGEST = 4
_MOST_BYTES = 1 << 20
_AGAIN = "`netui due` numbers the rows again"


def number_rows(rows: Sequence[AgendaRow], cache: Path) -> bool:
    """Keep which row has which number, from 1; return False if that fails or no terminal shows them."""
    file = _file(cache)
    if file is None or sys.stdout is None or not sys.stdout.isatty():
        return False
    with suppress(OSError):  # another `netui due` may remove the same ones
        for old in sorted(cache.glob(f"{_PREFIX}*"), key=lambda path: path.stat().st_mtime)[:-_MOST]:
            old.unlink(missing_ok=True)
    return keep(str(file), "".join(f"{row.id} {_sum(row)}\n" for row in rows))


def is_number(text: str) -> bool:
    """Whether a text is written as the number of a row."""
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST


def numbered(text: str, cache: Path) -> tuple[str, str] | None:
    """Return the id and the checksum of the row with a number on this terminal; None where none has it."""
    if not is_number(text):
        return None
    number, lines = int(text), _lines(cache)
    if not 1 <= number <= len(lines):
        return None
    row_id, _, shown = lines[number - 1].rpartition(" ")
    return row_id, shown


def refuse_if_changed(text: str, row: AgendaRow, shown: str) -> None:
    """Raise NotFoundError if the row with a number no longer has the checksum it was shown with."""
    if shown != _sum(row):
        what = f"{row.kind.word} {row.who} {row.text}".strip()
        raise NotFoundError(f"row {text} has changed, it is “{what}” now: {_AGAIN}")


def _lines(cache: Path) -> list[str]:
    file = _file(cache)
    try:
        return read_small(file, _MOST_BYTES).decode("utf-8").splitlines() if file is not None else []
    except (OSError, UnicodeDecodeError):
        return []


def _file(cache: Path) -> Path | None:
    """Return the file of the terminal that stdin, stdout or stderr is; None where none of them is one."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            key = f"{os.ttyname(stream.fileno())} {os.getsid(0)}"
            return cache / f"{_PREFIX}{zlib.crc32(key.encode()):08x}"
    return None


def _sum(row: AgendaRow) -> str:
    words = f"{row.kind} {row.who} {row.about} {row.text}"
    return f"{zlib.crc32(words.encode('utf-8', 'surrogatepass')):08x}"
