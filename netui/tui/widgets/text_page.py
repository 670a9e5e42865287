"""A page of lines that are wrapped to its width and can be scrolled."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from rich.cells import chop_cells
from textual.binding import Binding, BindingType
from textual.strip import Strip

from netui.tui.look.text import Line, Span, cell_len, safe_lines
from netui.tui.widgets.lines import ScrolledLines

_KEYS = frozenset(
    ["a", "c", "e", "i", "l", "n", "p", "s", "u", "v", "w", "I", "esc", "enter", "space", "tab"]
)
_ARROW = 2
"""Cells kept free for the arrow that says there is more, and the blank before it."""


def wrap(text: str, width: int, most: int | None = None) -> list[str]:
    """Return text as lines of at most `width` cells, broken at blanks; line feeds are kept.

    With `most` there are no more lines than that: the last one takes the rest, and is cut when it is painted.
    """
    room = max(1, width)
    lines: list[str] = []
    for paragraph in safe_lines(text).split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if cell_len(longer) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            *full, line = chop_cells(word, room) or [""]
            lines += full
        lines.append(line)
    if most is not None and len(lines) > most:
        lines[most - 1 :] = [" ".join(lines[most - 1 :])]
    return lines


def paragraph(text: str, width: int, tone: str = "", most: int | None = None) -> list[Line]:
    """Return a text as wrapped lines in one tone, `most` as `wrap` takes it."""
    return [Line((Span(line, tone),)) for line in wrap(text, width, most)]


def hint(text: str, width: int) -> list[Line]:
    """Return what can be done here as dim lines in which the keys stand out: "Press a to add one"."""
    lines: list[Line] = []
    before = ""
    for line in wrap(text, width):
        spans: list[Span] = []
        for word in line.split():
            blank = " " if spans else ""
            if word in _KEYS and _names_a_key(before, word):
                spans += [Span(blank, "dim"), Span(word, "accent")]
            else:
                spans.append(Span(f"{blank}{word}", "dim"))
            before = word
        before = before if spans else ""
        lines.append(Line(spans))
    return lines


def _names_a_key(before: str, word: str) -> bool:
    if before.endswith(","):
        return word != "a"
    return before.casefold() in {"", "then", "press"} or before.endswith((":", ";"))


def bullets(texts: Iterable[str], width: int, sign: str, tone: str) -> list[Line]:
    """Return texts as wrapped lines, each with a sign in a tone before it."""
    return [
        Line((Span("  " if index else f"{sign} ", tone), Span(part)))
        for text in texts
        for index, part in enumerate(wrap(text, width - 2))
    ]


def labelled(label: str, value: str, width: int, *, label_width: int, tone: str = "") -> list[Line]:
    """Return a value next to its dim label, wrapped with a hanging indent."""
    values = wrap(value, width - label_width)
    heads = [f"{label:<{label_width}}"[:label_width], *[" " * label_width] * (len(values) - 1)]
    return [Line((Span(head, "dim"), Span(value, tone))) for head, value in zip(heads, values, strict=True)]


def facts(pairs: Iterable[tuple[str, str]], width: int, *, label_width: int) -> list[Line]:
    """Return the lines of each label and value; what is empty is left out."""
    filled = (pair for pair in pairs if pair[1])
    return [line for pair in filled for line in labelled(*pair, width, label_width=label_width)]


class TextPage(ScrolledLines, can_focus=True):
    """Shows the lines that `build(width)` returns; keys scroll where there are more than fit."""

    KEYS_TITLE: ClassVar[str] = "On a page"

    DEFAULT_CSS = """
    TextPage { height: 1fr; width: 1fr; padding: 0 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_by(1)", "down", show=False, id="page.down"),
        Binding("up,k", "scroll_by(-1)", "up", show=False, id="page.up"),
        Binding("pagedown,space", "scroll_page(2)", "page down", show=False, id="page.page-down"),
        Binding("pageup", "scroll_page(-2)", "page up", show=False, id="page.page-up"),
        Binding("ctrl+d", "scroll_page(1)", "half a page down", show=False, id="page.half-down"),
        Binding("ctrl+u", "scroll_page(-1)", "half a page up", show=False, id="page.half-up"),
        Binding("g,home", "scroll_by(-1000000)", "top", show=False, id="page.first"),
        Binding("G,end", "scroll_by(1000000)", "bottom", show=False, id="page.last"),
    ]

    def __init__(
        self,
        build: Callable[[int], Sequence[Line]] | None = None,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._build = build
        self._lines: Sequence[Line] = ()

    @property
    def height_of_all(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    @property
    def widths(self) -> tuple[int, int]:
        """The widths a page is asked for: the whole one, and the one next to the arrows."""
        return self.size.width, max(1, self.size.width - _ARROW)

    @property
    def shown(self) -> list[str]:
        """The text of each line, for tests and for copying."""
        return ["".join(span.text for span in (*line.left, *line.right)) for line in self._lines]

    def show(self, build: Callable[[int], Sequence[Line]], *, keep: bool = False) -> None:
        """Show another page; with `keep` it stays scrolled where it is."""
        self._build = build
        if not keep:
            self._top = 0
        self._fill()

    def _fill(self) -> None:
        width = self.size.width
        if width <= 0:
            return
        before, was_top, height = self._lines, self._top, self.size.height
        self._lines = self._build(width) if self._build is not None else ()
        if self._build is not None and len(self._lines) > height:
            self._lines = self._build(max(1, width - _ARROW))  # next to the column of the arrows
        self._top = max(0, min(self._top, len(self._lines) - height))
        if len(before) != len(self._lines) and self.styles.is_auto_height:
            self.refresh(layout=True)
        elif was_top or self._top or max(len(before), len(self._lines)) > height:
            self.refresh()
        else:
            self.refresh_changed(before, self._lines)

    def on_resize(self) -> None:
        """Wrap again."""
        self._fill()
        self.refresh()

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """Return one row for each line."""
        return max(1, len(self._build(width)) if self._build is not None else 1)

    def action_scroll_by(self, lines: int) -> None:
        """Look further down, or up."""
        self.look(lines)

    def action_scroll_page(self, halves: int) -> None:
        """Look half a page or a page further."""
        self.action_scroll_by(halves * max(1, self.size.height // 2))

    def render_line(self, y: int) -> Strip:
        """Paint one line; an arrow in a column of its own says that there is more above or below."""
        width, height = self.size.width, self.size.height
        index = self._top + y
        line = self._lines[index] if index < len(self._lines) else Line(())
        if len(self._lines) <= height:
            return self.paint_line(line, width)
        more = " "
        if y == 0 and self._top:
            more = self.glyphs.up
        elif y == height - 1 and index < len(self._lines) - 1:
            more = self.glyphs.down
        strip = self.paint_line(line, max(0, width - _ARROW))
        return Strip([*strip, *self.paint([Span(f" {more}", "dim")], _ARROW)], width)
