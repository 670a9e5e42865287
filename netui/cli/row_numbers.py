"""The numbers that `netui due` gave its rows on this terminal: `netui done 3` means the third.

They are kept in the cache, one file for each terminal, only where a terminal showed them; a row is known by
its id and a checksum of its words, so that no name is kept. A row that changed since is refused.
"""

import os
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

from netui.domain.errors import NotFoundError
from netui.domain.week.agenda import AgendaRow

_PREFIX = "due-"
_MOST = 20
_LONGEST = 4
_AGAIN = "`netui due` numbers the rows again"


def number_rows(rows: Sequence[AgendaRow], cache: Path) -> bool:
    """Keep which row has which number, from 1; return False where no terminal shows them."""
    file = _file(cache)
    if file is None:
        return False
    cache.mkdir(parents=True, exist_ok=True)
    for old in sorted(cache.glob(f"{_PREFIX}*"), key=lambda path: path.stat().st_mtime)[:-_MOST]:
        old.unlink(missing_ok=True)
    file.write_text("".join(f"{row.id} {_sum(row)}\n" for row in rows), encoding="utf-8")
    return True


def numbered_id(text: str, cache: Path) -> str | None:
    """Return the id of the row that has a number on this terminal; None where none has it."""
    lines = _lines(cache) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else []
    number = int(text) if lines else 0
    return lines[number - 1].rpartition(" ")[0] if 1 <= number <= len(lines) else None


def refuse_if_changed(text: str, row: AgendaRow, cache: Path) -> None:
    """Raise NotFoundError if the row with a number is no longer what was shown."""
    if _lines(cache)[int(text) - 1].rpartition(" ")[2] != _sum(row):
        what = f"{row.kind.word} {row.who} {row.text}".strip()
        raise NotFoundError(f"row {text} has changed, it is “{what}” now: {_AGAIN}")


def _lines(cache: Path) -> list[str]:
    file = _file(cache)
    try:
        return file.read_text(encoding="utf-8").splitlines() if file is not None else []
    except (OSError, UnicodeDecodeError):
        return []


def _file(cache: Path) -> Path | None:
    """Return the file of this terminal; None where stdout is none."""
    try:
        terminal = os.ttyname(sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return None
    key = f"{terminal} {os.getsid(0)}"
    return cache / f"{_PREFIX}{zlib.crc32(key.encode()):08x}"


def _sum(row: AgendaRow) -> str:
    words = f"{row.kind} {row.who} {row.about} {row.text}"
    return f"{zlib.crc32(words.encode('utf-8', 'surrogatepass')):08x}"
