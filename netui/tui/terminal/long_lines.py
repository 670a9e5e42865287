"""Wrapping and painting a line of 100,000 letters where it is in sight: with Textual each key took 0.1 s."""

from collections.abc import Callable
from functools import cache, wraps
from importlib import import_module
from typing import Any

from rich.style import Style
from rich.text import Text
from textual.strip import Strip
from textual.widgets import TextArea

from netui.tui.terminal.private_textual import Part, is_whole

_LONG = 2_000
"""Letters of a line from which on it counts."""


def row_starts(text: str, width: int) -> list[int]:
    """Return where the rows of a line of plain letters begin, but for the first; as Textual breaks it."""
    found = []
    start, end = 0, len(text)
    while end - start > width:
        start = _next_row(text, start, start + width)
        found.append(start)
    return found


def _next_row(text: str, start: int, stop: int) -> int:
    """Return where the row after that from `start` to `stop` begins: at a word, or in one too long for it."""
    space = text.rfind(" ", start, stop)
    if space == stop - 1 and text[stop] == " ":  # the word goes with all blanks after it
        space = text.rfind(" ", start, start + len(text[start:stop].rstrip(" ")))
    return stop if space < 0 else space + 1


class LongLineArea(TextArea):
    """A text of several lines that paints of a long line only the row in sight."""

    def painted_part(self, line: str, start: int, end: int) -> Text:
        """Return a part of a line as it is painted."""
        return Text(line[start:end], end="", no_wrap=True)

    def get_line(self, line_index: int) -> Text:
        """Return one line as it is painted."""
        line = self.document.get_line(line_index)
        return self.painted_part(line, 0, len(line))

    def _render_line(self, y: int) -> Strip:
        """Paint a row; of a long line without the rest of it."""
        if not is_whole(Part.LINES) or not self.soft_wrap:
            return super()._render_line(y)
        rows, at = self.wrapped_document._offset_to_line_info, y + self.scroll_offset.y
        if at >= len(rows):
            return super()._render_line(y)
        index, row = rows[at]
        line = self.document.get_line(index)
        if len(line) < _LONG:
            return super()._render_line(y)
        breaks = [0, *self.wrapped_document.get_offsets(index), len(line)]
        start, end = breaks[row], breaks[row + 1]
        text = self.painted_part(line, start, end)
        if end == len(line):
            text.pad_right(1)  # where the cursor is at the end
        self._mark(text, index, start, len(line))
        base = self._theme.base_style or self.rich_style
        strip = Strip(text.render(self.app.console), cell_length=text.cell_len)
        width = self.scrollable_content_region.size.width
        return strip.extend_cell_length(width, self._theme.base_style).apply_style(base)

    def _mark(self, text: Text, index: int, start: int, length: int) -> None:
        """Show in a row what is selected, brackets that belong together, and the cursor."""
        theme = self._theme

        def style(wanted: Style | None, begin: int, until: int) -> None:
            if wanted is not None and until > start:
                text.stylize(wanted, max(0, begin - start), until - start)

        first, last = sorted(self.selection)
        if first != last and first[0] <= index <= last[0]:
            begin = first[1] if index == first[0] else 0
            style(theme.selection_style, begin, last[1] if index == last[0] else length)
        row, column = self.selection.end
        partner = self._matching_bracket_location
        pairs = self._has_cursor and self.match_cursor_bracket and first == last
        if pairs and partner is not None and row == index:
            style(theme.bracket_matching_style, column, column + 1)
        if row == index and self._draw_cursor:
            style(theme.cursor_style, column, column + 1)
        if pairs and partner is not None and partner[0] == index:
            style(theme.bracket_matching_style, partner[1], partner[1] + 1)


@cache
def wrap_long_lines() -> None:
    """Have Textual break long lines of plain letters by `row_starts`: row by row, not word by word."""
    if not is_whole(Part.LINES):
        return
    room = vars(import_module("textual.document._wrapped_document"))
    breaks: Callable[..., list[int]] = room["compute_wrap_offsets"]

    @wraps(breaks)
    def wrap(text: str, width: int, *more: Any, **named: Any) -> list[int]:
        is_plain = len(text) >= _LONG and width > 0 and text.isascii() and text.isprintable()
        return row_starts(text, width) if is_plain else breaks(text, width, *more, **named)

    room["compute_wrap_offsets"] = wrap
