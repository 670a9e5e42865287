"""The sections of a page in one line, the one that is shown in brackets."""

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.strip import Strip

from netui.tui.look.text import Line, Span, cell_len
from netui.tui.widgets.lines import LineWidget

_LONGEST = 12  # letters of a name that had to be shortened
_COUNTED = 3  # these keep their numbers longest


class SectionTabs(LineWidget):
    """Names of sections, each with a number where one is given and there is room for it."""

    DEFAULT_CSS = """
    SectionTabs { height: 1; width: 1fr; padding: 0 1; }
    """

    class Chosen(Message):
        """A section was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, names: Sequence[str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._names = list(names)
        self._counts: list[int | None] = [None] * len(self._names)
        self._active = 0

    def show(self, active: int, counts: Sequence[int | None] = ()) -> None:
        """Show which section is active, and how much is in each."""
        self._active = active
        if counts:
            self._counts = list(counts)
        self.refresh()

    def _labels(self) -> list[str]:
        full = [
            name if count is None else f"{name} {count:,}"
            for name, count in zip(self._names, self._counts, strict=True)
        ]
        first = [*full[:_COUNTED], *self._names[_COUNTED:]]
        for names, gap in (
            (full, " "),
            (full, ""),
            (first, ""),
            (self._names, " "),
            (self._names, ""),
            *((self._shortened(most), "") for most in range(_LONGEST, 0, -1)),
        ):
            labels = self._bracketed(names, gap)
            if sum(map(cell_len, labels)) <= self.size.width:
                break
        return labels

    def _shortened(self, most: int) -> list[str]:
        """Return the names in so many letters, but for the one that is shown, which stays whole."""
        return [
            name if index == self._active or len(name) <= most else f"{name[: most - 1]}."
            for index, name in enumerate(self._names)
        ]

    def _bracketed(self, names: Sequence[str], gap: str) -> list[str]:
        return [
            f"[{name}]{'' if gap else ' '}" if index == self._active else f"{gap}{name} "
            for index, name in enumerate(names)
        ]

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """Paint the names."""
        spans = [
            Span(label, "primary strong" if index == self._active else "dim")
            for index, label in enumerate(self._labels())
        ]
        return self.paint_line(Line(spans), self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Choose the section under the mouse."""
        end = 1
        for index, label in enumerate(self._labels()):
            end += cell_len(label)
            if event.x < end:
                self.post_message(self.Chosen(index))
                return
