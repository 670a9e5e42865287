"""The line at the top: where one is, the day, what is late, and whether all is saved."""

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.strip import Strip

from netui.tui.look.text import Span, cell_len, fit_around, fit_spans, safe
from netui.tui.widgets.lines import LineWidget

WIDE = 110


class TopBar(LineWidget):
    """Areas on the left, the active one lit; status on the right. Areas are (key, title) pairs."""

    DEFAULT_CSS = """
    TopBar { height: 1; dock: top; width: 100%; }
    """

    class AreaChosen(Message):
        """An area was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, areas: Sequence[tuple[str, str]], active: int = 0) -> None:
        super().__init__()
        self._areas = list(areas)
        self._active = active
        self._status: list[Span] = []
        self._spots: list[tuple[int, int, int]] = []

    def set_status(self, status: Sequence[Span]) -> None:
        """Say other things at the right, one span each; the day, the first dim one, gives way."""
        if list(status) != self._status:
            self._status = list(status)
            self.refresh()

    def set_active(self, active: int) -> None:
        """Light another area; -1 lights none."""
        if active != self._active:
            self._active = active
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Go to the area under the mouse."""
        for start, end, index in self._spots:
            if start <= event.x < end:
                self.post_message(self.AreaChosen(index))

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """Paint the line."""
        width = self.size.width
        full, short = self._joined(self._status), self._joined(_without_day(self._status))
        for wide, apart, name, message in (
            (True, "  ", True, full),
            (True, " ", True, full),
            (False, "  ", True, full),
            (False, "  ", True, short),
            (False, " ", False, short),
        ):
            left = self._left(wide=wide and width >= WIDE, apart=apart, name=name)
            taken = sum(cell_len(span.text) for span in left)
            if taken + 3 + sum(cell_len(span.text) for span in message) <= width:
                break
        else:
            message = self._trouble(width - taken - 3) or message
        status, status_taken = fit_spans(message, max(0, width - taken - 3), ellipsis=self.glyphs.ellipsis)
        gap = width - taken - status_taken - 1
        fitted, total = fit_spans([*left, Span(" " * max(0, gap)), *status, Span(" ")], width)
        return self.paint([*fitted, Span(" " * (width - total))], width)

    def _trouble(self, width: int) -> list[Span]:
        """Return what is wrong, which comes first, and nothing else; where it is cut, what to do is left."""
        first = self._status[0] if self._status else None
        if first is None or not first.tone.startswith("error"):
            return []
        return [Span(fit_around(first.text, width, ellipsis=self.glyphs.ellipsis), first.tone)]

    def _joined(self, parts: Sequence[Span]) -> list[Span]:
        between = Span(f" {self.glyphs.dot} ", "dim")
        return [span for index, part in enumerate(parts) for span in ((between, part) if index else (part,))]

    def _left(self, *, wide: bool, apart: str, name: bool) -> list[Span]:
        spans = [Span("  "), Span("netui", "accent strong"), Span(" ")] if name else [Span(" ")]
        position = sum(cell_len(span.text) for span in spans)
        self._spots = []
        for index, (key, title) in enumerate(self._areas):
            active = index == self._active
            words = f" {key} {safe(title)} " if wide or active else f" {key} "
            parts = self._tab(words, key, active=active, wide=wide, apart=apart)
            taken = sum(cell_len(span.text) for span in parts)
            self._spots.append((position, position + taken, index))
            position += taken
            spans += parts
        return spans

    def _tab(self, name: str, key: str, *, active: bool, wide: bool, apart: str) -> list[Span]:
        if active:
            if self.app.no_color or self.glyphs.ascii_only or self.app.current_theme.ansi:
                return [Span(" "), Span(f"[{name.strip()}]", "on-primary")]
            return [Span(" "), Span(name, "on-primary")]
        return [Span(apart), Span(key, "dim"), Span(name[len(key) + 1 :] if wide else "")]


def _without_day(parts: Sequence[Span]) -> list[Span]:
    day = next((part for part in parts if part.tone == "dim"), None)
    return [part for part in parts if part is not day]
