"""How rows are painted: cursor, marks, headings, the scroll thumb, and the text of an empty list."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any

from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line, Span, fit_line
from netui.tui.widgets.rows import Heading
from netui.tui.widgets.text_page import hint

GUTTER = 3

Rendered = Line | Sequence[Line]
Empty = str | Sequence[Line]
_WIDE = 120


def row_spans(
    rendered: Rendered, part: int, width: int, glyphs: Glyphs, *, cursor: str = "", marked: bool = False
) -> list[Span]:
    """Return line `part` of a row: the cursor in its tone, the mark or the row's own glyph, its words."""
    lines: Sequence[Line] = (rendered,) if isinstance(rendered, Line) else rendered
    line = lines[part] if part < len(lines) else Line(())
    state = Span(glyphs.mark, "accent") if marked else line.glyph or Span(" ")
    return [
        Span(glyphs.cursor, cursor) if cursor else Span(" "),
        *fit_line(Line((state,)), 1, ellipsis=" "),
        Span(" "),
        *fit_line(line, max(0, width - GUTTER), ellipsis=glyphs.ellipsis),
    ]


def heading_spans(heading: Heading, width: int, glyphs: Glyphs) -> list[Span]:
    """Return a heading with its note and the text at its right edge."""
    left = [Span(heading.text, f"{heading.tone} strong")]
    if heading.note:
        left += [Span(" "), Span(heading.note, "dim")]
    right = (Span(heading.right, "dim"),) if heading.right else ()
    inner = max(0, width - GUTTER)
    return [Span(" " * GUTTER), *fit_line(Line(left, right), inner, ellipsis=glyphs.ellipsis)]


def empty_lines(empty: Empty, width: int) -> Sequence[Line]:
    """Return the text of an empty list: words are wrapped, lines are taken as they are."""
    return hint(empty, max(1, width - 2 * GUTTER)) if isinstance(empty, str) else empty


def empty_spans(empty: Empty, y: int, width: int, glyphs: Glyphs) -> list[Span]:
    """Return one line of an empty list, whose text is below a blank line."""
    lines = empty_lines(empty, width)
    line = lines[y - 1] if 0 <= y - 1 < len(lines) else Line(())
    return [
        Span(" " * min(GUTTER, width)),
        *fit_line(line, max(0, width - GUTTER), ellipsis=glyphs.ellipsis),
    ]


def in_thumb(y: int, top: int, height: int, total: int) -> bool:
    """Whether the thumb of the scroll bar is at a line; there is one if not all lines are seen."""
    if total <= height:
        return False
    size = max(1, height * height // total)
    start = (height - size) * top // (total - height)
    return start <= y < start + size


def row_words(
    rows: Iterable[tuple[Hashable, Any]], render: Callable[[Any, int], Rendered]
) -> Iterator[tuple[Hashable, str, str]]:
    """Yield for each (id, row) the id, the words, and the text at the right edge."""
    for row_id, row in rows:
        rendered = render(row, _WIDE)
        lines: Sequence[Line] = (rendered,) if isinstance(rendered, Line) else rendered
        left = " ".join("".join(span.text for span in line.left) for line in lines)
        right = " ".join("".join(span.text for span in line.right) for line in lines[:1])
        yield row_id, " ".join(left.split()), right.strip()
