"""What is said under a field or a question: as many lines as the words need."""

from collections.abc import Sequence

from textual.strip import Strip

from netui.tui.look.text import Line
from netui.tui.widgets.lines import LineWidget
from netui.tui.widgets.text_page import paragraph


class Said(LineWidget):
    """A few words, wrapped to the width there is."""

    DEFAULT_CSS = """
    Said { height: auto; max-height: 8; width: 1fr; padding: 0 1; }
    """

    def __init__(self, text: str = "", tone: str = "dim") -> None:
        super().__init__()
        self._said = text, tone
        self._wrapped: tuple[int, list[Line]] | None = None

    @property
    def text(self) -> str:
        """What is said."""
        return self._said[0]

    def say(self, text: str, tone: str = "dim") -> None:
        """Say something else."""
        if self._said != (text, tone):
            self._said = text, tone
            self._wrapped = None
            self.refresh(layout=True)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """Return one row for each line."""
        return max(1, len(self._lines(width)))

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        width = self.size.width
        lines = self._lines(width)
        return self.paint_line(lines[y] if y < len(lines) else Line(()), width)

    def _lines(self, width: int) -> Sequence[Line]:
        if self._wrapped is None or self._wrapped[0] != width:
            text, tone = self._said
            self._wrapped = width, paragraph(text, width, tone) if text and width > 0 else []
        return self._wrapped[1]
