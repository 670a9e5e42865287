"""Rows laid out in columns: as wide as they are for a pipe, no wider than the screen on a terminal."""

import os
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from netui.domain.text import clean

_GAP = 2
_NARROWEST = 6
_LABEL, _LEAST_VALUE = 18, 20


def table(
    rows: Iterable[Sequence[str]],
    widths: Sequence[int],
    *,
    least: Sequence[int] = (),
    spare: Sequence[int] = (),
    room: int | None = None,
) -> list[str]:
    """Format rows in columns of at most these widths; what comes after them takes what it needs.

    In a pipe nothing is cut: a longer cell moves what follows it to the right. On a terminal, or with
    `room`, a line is cut to that many columns. The widest give way first, each down
    to its `least` (0: not at all); where that is not enough, those in `spare` are left out, in this order,
    and the others go below their least.
    """
    cells = [[clean(cell) for cell in row] for row in rows]
    wide = [max(map(cell_width, column)) for column in zip(*cells, strict=True)]
    wide = [*map(min, wide, widths), *wide[len(widths) :]]
    room = _terminal_width() if room is None else room
    kept = _within(room, wide, least, spare) if room else dict(enumerate(wide))
    gap = " " * _GAP
    fit = _fit if room else _padded
    return [gap.join(fit(row[index], width) for index, width in kept.items()).rstrip() for row in cells]


def labelled(label: str, value: str, *, room: int | None = None) -> list[str]:
    """Return a value next to its label; on a terminal that is narrower it goes on below, never cut.

    `room` is the width in cells, by default that of the terminal, 0 for no end.
    """
    import textwrap

    room = _terminal_width() if room is None else room
    width = room - _LABEL
    first, *more = [value] if width < _LEAST_VALUE else textwrap.wrap(value, width, break_long_words=False)
    return [f"{f'{label} ':{_LABEL}}{first}", *(f"{'':{_LABEL}}{line}" for line in more)]


def _terminal_width() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 0
    except (OSError, ValueError, AttributeError):
        return 0


def _within(room: int, wide: Sequence[int], least: Sequence[int], spare: Sequence[int]) -> dict[int, int]:
    """Return which columns stay, and how wide each is."""
    kept = dict(enumerate(wide))
    giving = {index: low for index, low in enumerate(least[: len(wide)]) if low}
    good = {index: min(width, giving.get(index, width)) for index, width in kept.items()}
    for index in spare:
        if _length({each: good[each] for each in kept}) <= room:
            break
        kept.pop(index, None)
    _shrink(kept, good, room)
    _shrink(
        kept, {index: min(low, _NARROWEST) if index in giving else low for index, low in good.items()}, room
    )
    return kept


def _length(columns: Mapping[int, int]) -> int:
    return sum(columns.values()) + _GAP * (len(columns) - 1)


def _shrink(columns: dict[int, int], floors: Mapping[int, int], room: int) -> None:
    while _length(columns) > room:
        giving = [index for index, width in columns.items() if width > floors[index]]
        if not giving:
            return
        columns[max(giving, key=columns.__getitem__)] -= 1


def cell_width(text: str) -> int:
    """Return how many columns a terminal gives a text: two for wide characters, none for marks."""
    if text.isascii():
        return len(text)
    return sum(_columns(ch) for ch in text)


def _columns(ch: str) -> int:
    if unicodedata.category(ch) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(ch) in {"W", "F"} else 1


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - cell_width(cell))


def _fit(cell: str, width: int) -> str:
    if cell_width(cell) <= width:
        return _padded(cell, width)
    kept, room = [], width - 1
    for ch in cell:
        room -= _columns(ch)
        if room < 0:
            break
        kept.append(ch)
    shown = "".join(kept) + "…"
    return _padded(shown, width)
