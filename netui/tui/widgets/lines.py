"""The base of widgets that paint their own lines: palette, glyphs, and spans to strips."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from rich.segment import Segment
from textual import events
from textual.color import Color
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from netui.tui.look.glyphs import Glyphs, glyphs_of
from netui.tui.look.text import Line, Span, fit_line
from netui.tui.look.theme import PALETTE_VARIABLES, Palette, extra_variables, make_palette

_WHEEL_LINES = 3
_IN_ASCII = str.maketrans(
    {
        "…": "~",
        "·": "-",
        "–": "-",
        "—": "-",
        "→": ">",
        "•": "*",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "×": "x",
    }
)


class LineWidget(Widget):
    """A widget that paints line by line; strips are made from spans, which are cleaned on the way."""

    _palette: Palette | None = None

    @property
    def palette(self) -> Palette:
        """The styles of the tones on this widget's background."""
        if self._palette is None:
            theme = self.app.current_theme
            values = self.app.theme_variables
            if "dim" not in values:  # the app sets none of ours; to make them takes a millisecond
                values = {**extra_variables(theme), **values}
            pairs = tuple((name, values[name]) for name in PALETTE_VARIABLES)
            ground: Color = self.background_colors[1]
            self._palette = make_palette(pairs, ground.hex, ansi=theme.ansi)
        return self._palette

    @property
    def glyphs(self) -> Glyphs:
        """The signs this terminal can show."""
        return glyphs_of(self.app)

    def refresh_changed(self, before: Sequence[Line], after: Sequence[Line]) -> None:
        """Paint again the lines that are others now: over a slow line a page is much."""
        width = self.size.width
        pairs = enumerate(zip_longest(before, after))
        changed = [Region(0, y, width, 1) for y, (old, new) in pairs if not _same(old, new)]
        if changed:
            self.refresh(*changed)

    def notify_style_update(self) -> None:
        """Forget the palette: the theme or the background changed."""
        self._palette = None
        super().notify_style_update()

    def paint(self, spans: Sequence[Span], width: int, *, cursor: bool = False) -> Strip:
        """Make a strip of spans that already fit exactly, in as few runs as a slow line needs."""
        palette, plain_signs = self.palette, self.glyphs.ascii_only
        segments = []
        for text, tone in joined(spans):
            shown = text.translate(_IN_ASCII) if plain_signs and not text.isascii() else text
            style = palette.blank(cursor=cursor) if text.isspace() else palette.style(tone, cursor=cursor)
            segments.append(Segment(shown, style))
        return Strip(segments, width)

    def paint_line(self, line: Line, width: int, *, cursor: bool = False) -> Strip:
        """Make a strip of one line, fitted to `width` cells."""
        return self.paint(fit_line(line, width, ellipsis=self.glyphs.ellipsis), width, cursor=cursor)


def _same(one: Line | None, other: Line | None) -> bool:
    if one is None or other is None:
        return False
    return (list(one.left), list(one.right), one.glyph) == (list(other.left), list(other.right), other.glyph)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Join spans of one tone, and blanks with what comes before or after them."""
    runs: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if runs:
            before = runs[-1]
            if span.tone == before.tone or (span.text.isspace() and _blank_in(before.tone, span.tone)):
                runs[-1] = Span(before.text + span.text, before.tone)
                continue
            if before.text.isspace() and _blank_in(before.tone, span.tone):
                runs[-1] = Span(before.text + span.text, span.tone)
                continue
        runs.append(span)
    return runs


def _blank_in(*tones: str) -> bool:
    """Tell whether blanks look the same in these tones."""
    return not any("on-" in tone or "struck" in tone for tone in tones)


class ScrolledLines(LineWidget):
    """Lines of which a part is seen, from `_top` on; the wheel of the mouse looks further."""

    _top = 0

    @property
    def height_of_all(self) -> int:
        """How many lines there are to look at."""
        raise NotImplementedError

    def look(self, lines: int) -> None:
        """Look further down, or up where negative, as far as there is more."""
        top = max(0, min(self._top + lines, self.height_of_all - self.size.height))
        if top != self._top:
            self._top = top
            self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Look further down; the cursor of a list stays on its row."""
        event.stop()
        self.look(_WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Look further up."""
        event.stop()
        self.look(-_WHEEL_LINES)


class Lines(LineWidget):
    """A few lines of spans, as high as they are many: a card, a summary, a chart."""

    DEFAULT_CSS = """
    Lines { height: auto; width: 1fr; }
    """

    def __init__(
        self,
        lines: Sequence[Line] = (),
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: list[Line] = list(lines)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        before, self._lines = self._lines, list(lines)
        if len(before) != len(self._lines):
            self.refresh(layout=True)
        else:
            self.refresh_changed(before, self._lines)

    @property
    def shown(self) -> list[str]:
        """The text of each line, for tests and for copying."""
        return ["".join(span.text for span in (*line.left, *line.right)) for line in self._lines]

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """Return one row for each line."""
        return max(1, len(self._lines))

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        width = self.size.width
        line = self._lines[y] if y < len(self._lines) else Line(())
        return self.paint_line(line, width)
