"""A margin beside an editor: a word at the height of some of its lines, scrolled with it."""

from collections.abc import Mapping

from textual.strip import Strip

from netui.tui.look.text import Line
from netui.tui.widgets.lines import LineWidget


class Beside(LineWidget):
    """Shows lines by the row of the editor they belong to; `top` is the row that is seen first."""

    DEFAULT_CSS = """
    Beside { width: 1fr; height: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._by_row: dict[int, Line] = {}
        self._top = 0

    def show(self, by_row: Mapping[int, Line], top: int) -> None:
        """Show other lines, or the same from another row on."""
        if by_row != self._by_row or top != self._top:
            self._by_row = dict(by_row)
            self._top = top
            self.refresh()

    @property
    def shown(self) -> list[str]:
        """The text of each line in sight, for tests."""
        lines = (self._by_row.get(self._top + y, Line(())) for y in range(self.size.height))
        return ["".join(span.text for span in line.left) for line in lines]

    def render_line(self, y: int) -> Strip:
        """Paint the line of a row."""
        return self.paint_line(self._by_row.get(self._top + y, Line(())), self.size.width)
