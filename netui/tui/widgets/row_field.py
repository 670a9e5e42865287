"""A field of a form in one row: the label at the left, what is understood beneath the editor."""

from textual.app import ComposeResult
from textual.containers import Horizontal

from netui.tui.look.text import Line, Span
from netui.tui.widgets.form import FormField
from netui.tui.widgets.lines import Lines


class RowField(FormField):
    """A FormField that takes one row, and more only while there is something to say."""

    DEFAULT_CSS = """
    RowField { margin-bottom: 0; }
    RowField > Horizontal { height: 1; }
    RowField > Horizontal > Lines { width: 13; padding: 0 1; }
    RowField > Said { padding: 0 1 0 14; }
    """

    def compose(self) -> ComposeResult:
        """Put the label beside the editor and the note below."""
        with Horizontal():
            yield Lines([Line((Span(self._label, "dim"),))])
            yield self.editor
        yield self._note
