"""The line at the top: where one is, the day, what is late, and whether all is saved."""

from collections.abc import Sequence
from typing import Literal

from textual import events
from textual.message import Message
from textual.strip import Strip

from netui.tui.look.text import Span, cell_len, fit_around, fit_spans, safe
from netui.tui.widgets.lines import LineWidget

WIDE = 110
_Names = Literal["long", "short", "shorter", "numbers"]
"""`short` leaves the active area its whole title."""


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
        urgent = [part for part in self._status if part.tone != "dim"]
        least = self._joined(urgent if self._is_in_trouble else urgent[-1:])
        ways: tuple[tuple[_Names, str, bool, list[Span]], ...] = (
            ("long", "  ", True, full),
            ("long", " ", True, full),
            ("short", "", False, full),
            ("short", "", False, short),
            ("short", "", False, self._joined(urgent)),
            ("shorter", "", False, least),
            ("numbers", "  ", True, full),
            ("numbers", "  ", True, short),
            ("numbers", " ", False, short),
        )
        for names, apart, brand, message in ways:
            left = self._left(names, apart=apart, brand=brand)
            taken = sum(cell_len(span.text) for span in left)
            if taken + 3 + sum(cell_len(span.text) for span in message) <= width:
                break
        else:
            message = self._trouble(width - taken - 3) or message
        status, status_taken = fit_spans(message, max(0, width - taken - 3), ellipsis=self.glyphs.ellipsis)
        gap = width - taken - status_taken - 1
        fitted, total = fit_spans([*left, Span(" " * max(0, gap)), *status, Span(" ")], width)
        return self.paint([*fitted, Span(" " * (width - total))], width)

    @property
    def _is_in_trouble(self) -> bool:
        return bool(self._status) and self._status[0].tone.startswith("error")

    def _trouble(self, width: int) -> list[Span]:
        """Return what is wrong, which comes first, and nothing else; where it is cut, what to do is left."""
        if not self._is_in_trouble:
            return []
        first = self._status[0]
        return [Span(fit_around(first.text, width, ellipsis=self.glyphs.ellipsis), first.tone)]

    def _joined(self, parts: Sequence[Span]) -> list[Span]:
        between = Span(f" {self.glyphs.dot} ", "dim")
        return [span for index, part in enumerate(parts) for span in ((between, part) if index else (part,))]

    def _left(self, names: _Names, *, apart: str, brand: bool) -> list[Span]:
        spans = [Span("  "), Span("netui", "accent strong"), Span(" ")] if brand else [Span(" ")]
        position = sum(cell_len(span.text) for span in spans)
        self._spots = []
        for index, (key, title) in enumerate(self._areas):
            active = index == self._active
            name = "" if names == "numbers" and not active else safe(title)
            if names == "shorter" or (names == "short" and not active):
                name = _short(name)
            parts = self._tab(key, name, active=active, apart=apart)
            taken = sum(cell_len(span.text) for span in parts)
            self._spots.append((position, position + taken, index))
            position += taken
            spans += parts
        return spans

    def _tab(self, key: str, name: str, *, active: bool, apart: str) -> list[Span]:
        if active:
            if self.app.no_color or self.glyphs.ascii_only or self.app.current_theme.ansi:
                return [Span(" "), Span(f"[{key} {name}]", "on-primary")]
            return [Span(" "), Span(f" {key} {name} ", "on-primary")]
        return [Span(apart), Span(key, "dim"), Span(f" {name} " if name else "")]


def _short(title: str) -> str:
    """Return the last word of a title, which says enough where there is little room."""
    return title.rsplit(maxsplit=1)[-1].capitalize()


def _without_day(parts: Sequence[Span]) -> list[Span]:
    day = next((part for part in parts if part.tone == "dim"), None)
    return [part for part in parts if part is not day]
