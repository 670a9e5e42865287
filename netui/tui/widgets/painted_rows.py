"""How rows are painted: cursor, marks, headings, the scroll thumb, and the text of an empty list."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from textual.strip import Strip

from netui.tui.look.text import Line, Span, fit_line
from netui.tui.widgets.lines import LineWidget
from netui.tui.widgets.rows import Blank, Heading, Rows
from netui.tui.widgets.text_page import hint

GUTTER = 3

Rendered = Line | Sequence[Line]
_WIDE = 120


class PaintedRows(LineWidget):
    """Paints the part of some rows that is seen; who moves the cursor is up to subclasses."""

    def __init__(
        self,
        render: Callable[[Any, int], Rendered],
        *,
        rows: Rows,
        empty: str | Sequence[Line],
        lit: bool,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._render_row = render
        self._rows = rows
        self._empty = empty
        self._lit = lit
        self._cursor = -1
        self._top = 0
        self._marked: dict[Hashable, None] = {}

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """Return one row for each line; the text of an empty list is below a blank line."""
        return self._rows.height if self._rows.items else 1 + len(self._said(width))

    def render_line(self, y: int) -> Strip:
        """Paint one line of the part that is seen."""
        width = self.size.width
        if not self._rows.items:
            return self._paint_empty(y, width)
        line_number = self._top + y
        index = self._rows.index_at(line_number)
        if index < 0:
            return self.paint([Span(" " * width)], width)
        row = self._rows.items[index]
        overflows = self._rows.height > self.size.height
        if isinstance(row, Heading):
            spans = self._heading(row, width - 1)
        elif isinstance(row, Blank):
            spans = [Span(" " * (width - 1))]
        else:
            spans = self._row(row, index, line_number - self._rows.line_of(index), width - 1)
        on_cursor = index == self._cursor and (self.has_focus or self._lit)
        if not (overflows and self._in_thumb(y)):
            return self.paint([*spans, Span(" ")], width, cursor=on_cursor)
        strip = self.paint(spans, width - 1, cursor=on_cursor)
        return Strip([*strip, *self.paint([Span(self.glyphs.thumb, "line")], 1)], width)

    def _row(self, row: Any, index: int, part: int, width: int) -> list[Span]:
        inner = max(0, width - GUTTER)
        rendered = self._render_row(row, inner)
        lines: Sequence[Line] = (rendered,) if isinstance(rendered, Line) else rendered
        line = lines[part] if part < len(lines) else Line(())
        state = line.glyph or Span(" ")
        cursor = Span(" ")
        if part == 0:
            if index == self._cursor:
                cursor = Span(self.glyphs.cursor, "accent" if self.has_focus or self._lit else "dim")
            if self._marked and self._rows.id_at(index) in self._marked:
                state = Span(self.glyphs.mark, "accent")
        state_text = fit_line(Line((state,)), 1, ellipsis=" ")
        return [cursor, *state_text, Span(" "), *fit_line(line, inner, ellipsis=self.glyphs.ellipsis)]

    def words(self) -> list[tuple[Hashable, str, str]]:
        """Return the id of each row, its words, and the text at its right edge."""
        found = []
        for row_id, index in self._rows.ids().items():
            rendered = self._render_row(self._rows.items[index], _WIDE)
            lines: Sequence[Line] = (rendered,) if isinstance(rendered, Line) else rendered
            left = " ".join("".join(span.text for span in line.left) for line in lines)
            right = " ".join("".join(span.text for span in line.right) for line in lines[:1])
            found.append((row_id, " ".join(left.split()), right.strip()))
        return found

    def _heading(self, heading: Heading, width: int) -> list[Span]:
        tone = f"{heading.tone} strong"
        left = [Span(heading.text, tone)]
        if heading.note:
            left += [Span(" "), Span(heading.note, "dim")]
        right = (Span(heading.right, "dim"),) if heading.right else ()
        inner = max(0, width - GUTTER)
        return [
            Span(" " * GUTTER),
            *fit_line(Line(left, right), inner, ellipsis=self.glyphs.ellipsis),
        ]

    def _in_thumb(self, y: int) -> bool:
        height, total = self.size.height, self._rows.height
        size = max(1, height * height // total)
        start = (height - size) * self._top // max(1, total - height)
        return start <= y < start + size

    def _said(self, width: int) -> Sequence[Line]:
        """Return the text of an empty list: words are wrapped, lines are taken as they are."""
        if not isinstance(self._empty, str):
            return self._empty
        return hint(self._empty, max(1, width - 2 * GUTTER))

    def _paint_empty(self, y: int, width: int) -> Strip:
        lines = self._said(width)
        line = lines[y - 1] if 0 <= y - 1 < len(lines) else Line(())
        inner = max(0, width - GUTTER)
        fitted = fit_line(line, inner, ellipsis=self.glyphs.ellipsis)
        return self.paint([Span(" " * min(GUTTER, width)), *fitted], width)
