"""A field on two lines: its label next to the editor, and below it what is wrong, understood or wanted."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, TextArea

from netui.tui.look.text import Line, Span
from netui.tui.widgets.editors import NoteEditor
from netui.tui.widgets.form import ChoiceInput, Editor, FormField
from netui.tui.widgets.lines import Lines


class FieldLine(Horizontal):
    """A label, an editor and one line for a message about the value; `name` tells which field it is."""

    DEFAULT_CSS = """
    FieldLine { height: auto; }
    FieldLine > .label { width: 17; height: 1; }
    FieldLine > Vertical { height: auto; }
    FieldLine .said { padding: 0 1; height: 1; }
    FieldLine NoteEditor { background: $panel 40%; height: 3; }
    FieldLine NoteEditor.-tall { height: 7; }
    FieldLine NoteEditor:focus { background: $panel; }
    """

    class Changed(Message):
        """The value is another one: that which the field has when this is handled.

        It holds no value: two messages that did made linked fields change each other without end.
        """

        def __init__(self, field: "FieldLine") -> None:
            super().__init__()
            self.field = field

    def __init__(self, name: str, label: str, editor: Editor, hint: str = "") -> None:
        super().__init__(name=name, id=f"field-{name}")
        self._label = label
        self.editor = editor
        self._hint = hint
        self._error = ""
        self._message = Lines([Line(())], classes="said")

    @property
    def error(self) -> str:
        """What is wrong with the value, or nothing."""
        return self._error

    @property
    def message(self) -> str:
        """The line below the editor."""
        return self._message.shown[0]

    def compose(self) -> ComposeResult:
        """Put the editor next to its label."""
        yield Lines([Line((Span(self._label, "dim"),))], classes="label")
        with Vertical():
            yield self.editor
            yield self._message

    @property
    def value(self) -> str:
        """What was typed or chosen."""
        return self.editor.text if isinstance(self.editor, NoteEditor) else self.editor.value

    def put(self, value: str) -> None:
        """Show another value, unless it is this one."""
        if value == self.value:
            return
        if isinstance(self.editor, NoteEditor):
            self.editor.load_text(value)
        else:
            self.editor.value = value
        if isinstance(self.editor, ChoiceInput):
            self.post_message(self.Changed(self))

    def say(self, text: str, tone: str = "success") -> None:
        """Say what was understood, or (tone `error`) what is wrong; "" shows the hint in the editor."""
        self._error = text if tone == "error" else ""
        if not text and self.has_focus_within:
            text, tone = self._hint, "dim"
        self._message.set_lines([Line((Span(text, tone),))])

    def on_descendant_focus(self) -> None:
        """Show the hint."""
        if not self.message:
            self.say("")

    def on_descendant_blur(self) -> None:
        """Take the hint away."""
        if self.message == self._hint and not self._error:
            self._message.set_lines([Line(())])

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceInput.Changed)
    def _tell(self, event: Message) -> None:
        """Tell of another value."""
        event.stop()
        self.post_message(self.Changed(self))


class RowField(FormField):
    """A FormField that takes one row, and more only while there is something to say."""

    DEFAULT_CSS = """
    RowField { margin-bottom: 0; }
    RowField > Horizontal { height: 1; }
    RowField > Horizontal > Lines { width: 13; padding: 0 1; }
    RowField > Remark { padding: 0 1 0 14; }
    """

    def compose(self) -> ComposeResult:
        """Put the label next to the editor and the note below."""
        with Horizontal():
            yield Lines([Line((Span(self._label, "dim"),))])
            yield self.editor
        yield self._note
