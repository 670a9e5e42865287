"""A field of a form in one row: the label at the left, what is understood beneath the editor."""

from textwrap import wrap

from textual.app import ComposeResult
from textual.containers import Horizontal

from netui.tui.text import Line, Span
from netui.tui.widgets.form import FormField
from netui.tui.widgets.lines import Lines

_BEFORE_NOTE = 15
_NARROWEST = 24


class RowField(FormField):
    """A FormField that takes one row, and more only while there is something to say."""

    DEFAULT_CSS = """
    RowField { margin-bottom: 0; }
    RowField > Horizontal { height: 1; }
    RowField > Horizontal > Lines { width: 13; padding: 0 1; }
    RowField > Lines { padding: 0 1 0 14; }
    """

    def compose(self) -> ComposeResult:
        """Put the label beside the editor and the note below."""
        with Horizontal():
            yield Lines([Line((Span(self._label, "dim"),))])
            yield self.editor
        yield self._note

    def _say(self, text: str, tone: str) -> None:
        room = max(_NARROWEST, self.size.width - _BEFORE_NOTE)
        parts = [part for line in text.splitlines() for part in wrap(line, room)]
        self._note.display = bool(parts)
        self._note.set_lines([Line((Span(part, tone),)) for part in parts])
