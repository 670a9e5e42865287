"""The one way text from people reaches a screen: cleaned, measured in cells, never markup."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len as _cell_len
from rich.cells import set_cell_size
from textual.content import Content

from netui.domain.text import clean

MAX_SHOWN = 2_000
_LEAST_HEAD = 16
"""Cells that say what is wrong, before what to do about it."""


class Span(NamedTuple):
    """A run of text in one tone.

    A tone is "" or words of: dim, ghost, strong, struck, accent, primary, success, warning, error, as in
    "accent strong".
    The text may come from anywhere: it is cleaned when it is painted.
    """

    text: str
    tone: str = ""


class Line(NamedTuple):
    """One line: `left` is shortened, `right` is at the right edge, `glyph` is a cell of state before it."""

    left: Sequence[Span]
    right: Sequence[Span] = ()
    glyph: Span | None = None


@lru_cache(maxsize=8192)
def safe(text: str, limit: int | None = None) -> str:
    """Return text that cannot steer the terminal, on one line; `limit` counts characters."""
    if "\n" in text:
        text = text.replace("\r\n", " ").replace("\n", " ")
    return clean(text, limit=MAX_SHOWN if limit is None else limit)


def safe_lines(text: str, limit: int | None = None) -> str:
    """Return text that cannot steer the terminal, its line feeds kept."""
    return clean(text, newlines=True, limit=limit)


def plain(text: str, style: str = "") -> Content:
    """Return content that shows text as typed, line feeds kept; markup in it is never read."""
    return Content.styled(safe_lines(text), style) if style else Content(safe_lines(text))


def assemble(*parts: str | tuple[str, str]) -> Content:
    """Join texts, or (text, style) pairs, into content; no part is read as markup."""
    pieces = [plain(part) if isinstance(part, str) else plain(part[0], part[1]) for part in parts]
    return Content("").join(pieces)


def sentences(*messages: str) -> str:
    """Join messages into one text; a sentence end tells each from the next."""
    shown = [one for one in messages if one]
    ended = [one if one.endswith((".", "!", "?", "…")) else f"{one}." for one in shown[:-1]]
    return " ".join([*ended, *shown[-1:]])


@lru_cache(maxsize=8192)
def cell_len(text: str) -> int:
    """Return how many terminal cells a text takes."""
    return _cell_len(text)


def fit(text: str, width: int, *, ellipsis: str = "…", pad: bool = True, right: bool = False) -> str:
    """Return cleaned text in exactly `width` cells: cut with an ellipsis, or padded (left if `right`)."""
    if width <= 0:
        return ""
    shown = safe(text)
    taken = cell_len(shown)
    if taken > width:
        room = width - cell_len(ellipsis)
        shown = set_cell_size(shown, room).rstrip() + ellipsis if room >= 0 else ellipsis[:width]
        taken = cell_len(shown)
    if not pad or taken >= width:
        return shown
    return " " * (width - taken) + shown if right else shown + " " * (width - taken)


def fit_around(text: str, width: int, *, ellipsis: str = "…") -> str:
    """Return cleaned text in at most `width` cells; what to do, after the last ";" or ":", is not cut."""
    shown = safe(text)
    for mark in ("; ", ": "):
        head, _, tail = shown.rpartition(mark)
        room = width - cell_len(mark + tail)
        if head and _LEAST_HEAD <= room < cell_len(head):
            return fit(head, room, ellipsis=ellipsis, pad=False) + mark + tail
    return fit(shown, width, ellipsis=ellipsis, pad=False)


def fit_spans(spans: Iterable[Span], width: int, *, ellipsis: str = "…") -> tuple[list[Span], int]:
    """Return spans cut to `width` cells, cleaned, and the cells they take; nothing is padded."""
    fitted: list[Span] = []
    left = width
    for text, tone in spans:
        shown = safe(text)
        if not shown:
            continue
        taken = cell_len(shown)
        if taken > left:
            if left > 0:
                cut = fit(shown, left, ellipsis=ellipsis, pad=False)
                fitted.append(Span(cut, tone))
                left -= cell_len(cut)
            break
        fitted.append(Span(shown, tone))
        left -= taken
    return fitted, width - left


def fit_line(line: Line, width: int, *, ellipsis: str = "…") -> list[Span]:
    """Return one line of exactly `width` cells; the right part is cut to leave the left part two fifths."""
    wanted = sum(cell_len(safe(text)) for text, _ in line.left)
    gap = 2 if wanted else 0
    most = width - gap - min(wanted, width * 2 // 5)
    right, right_taken = fit_spans(line.right, most, ellipsis=ellipsis)
    room = width - right_taken - (gap if right_taken else 0)
    left, left_taken = fit_spans(line.left, max(0, room), ellipsis=ellipsis)
    gap = width - left_taken - right_taken
    return [*left, Span(" " * gap), *right] if gap > 0 else [*left, *right]
