"""Fields of a form: a label, an editor, and what is wrong with the value beneath it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import Input, TextArea

from netui.domain.errors import InvalidValueError
from netui.tui.look.text import Line, Span
from netui.tui.widgets.editors import NoteEditor, SafeInput
from netui.tui.widgets.lines import Lines, LineWidget
from netui.tui.widgets.text_page import paragraph

_PAUSE_SECONDS = 0.1
"""Keys that come faster than this are checked together: a check may look through 30,000 people."""
_MOST_LETTERS = 2_000
"""More than eight rows of the widest terminal hold: a pasted page that is told back is not wrapped whole."""


class Remark(LineWidget):
    """A few words, wrapped to the width there is."""

    DEFAULT_CSS = """
    Remark { height: auto; max-height: 8; width: 1fr; padding: 0 1; }
    """

    def __init__(self, text: str = "", tone: str = "dim", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._content = text, tone
        self._wrapped: tuple[int, list[Line]] | None = None

    @property
    def text(self) -> str:
        """The message."""
        return self._content[0]

    def say(self, text: str, tone: str = "dim") -> None:
        """Say something else."""
        if self._content != (text, tone):
            self._content = text, tone
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
            text, tone = self._content
            self._wrapped = width, paragraph(text[:_MOST_LETTERS], width, tone) if text and width > 0 else []
        return self._wrapped[1]


class ChoiceInput(LineWidget, can_focus=True):
    """One of a few values: left, right and space go through them, a letter jumps to one that begins with it.

    Up and down are for the fields around it.
    """

    DEFAULT_CSS = """
    ChoiceInput { height: 1; width: 1fr; padding: 0 1; background: $panel 40%; }
    ChoiceInput:focus { background: $panel; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "step(1)", "next choice", id="choice.next"),
        Binding("left", "step(-1)", "choice before", show=False, id="choice.previous"),
    ]

    class Changed(Message):
        """Another value was chosen."""

        def __init__(self, choice: "ChoiceInput", value: str) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> "ChoiceInput":
            """The field, for `@on(..., "#selector")`."""
            return self.choice

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Offer (value, label) pairs."""
        super().__init__(id=id)
        self._choices = list(choices)
        self._index = 0
        self.value = value or (self._choices[0][0] if self._choices else "")

    @property
    def value(self) -> str:
        """The chosen value."""
        return self._choices[self._index][0] if self._choices else ""

    @value.setter
    def value(self, value: str) -> None:
        self._index = next((i for i, choice in enumerate(self._choices) if choice[0] == value), self._index)
        if self.is_attached:
            self.refresh()

    def action_step(self, step: int) -> None:
        """Go to the next choice, or back."""
        self._choose((self._index + step) % max(1, len(self._choices)))

    def on_key(self, event: events.Key) -> None:
        """Jump to a choice by its first letter."""
        letter = (event.character or "").lower()
        if not letter.isalnum():
            return
        count = len(self._choices)
        for step in range(1, count + 1):
            index = (self._index + step) % count
            if self._choices[index][1].lower().startswith(letter):
                self._choose(index)
                event.stop()
                return

    def _choose(self, index: int) -> None:
        if index != self._index:
            self._index = index
            self.refresh()
            self.post_message(self.Changed(self, self.value))

    def check_consume_key(self, key: str, character: str | None = None) -> bool:  # noqa: ARG002
        """Letters and digits are this field's own."""
        return bool(character and character.isalnum())

    def render_line(self, y: int) -> Strip:
        """Paint the value between its arrows."""
        label = self._choices[self._index][1] if self._choices and y == 0 else ""
        tone = "accent" if self.has_focus else "dim"
        line = Line((Span(f"{self.glyphs.left} ", tone), Span(label), Span(f" {self.glyphs.right}", tone)))
        return self.paint_line(line, self.size.width)


Editor = SafeInput | ChoiceInput | NoteEditor


class FormField(Vertical):
    """A labelled editor; `validate(text)` returns what was understood, or raises InvalidValueError."""

    DEFAULT_CSS = """
    FormField { height: auto; margin-bottom: 1; }
    FormField > Lines { padding: 0 1; }
    FormField > NoteEditor { height: 5; background: $panel 40%; }
    FormField > NoteEditor:focus { background: $panel; }
    """

    def __init__(
        self,
        label: str,
        editor: Editor,
        *,
        validate: Callable[[str], str] | None = None,
        hint: str = "",
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._label = label
        self.editor = editor
        self._validate = validate
        self._hint = hint
        self._pause: Timer | None = None
        self._is_unchecked = False
        self._note = Remark(hint)
        self._note.display = bool(hint)

    def compose(self) -> ComposeResult:
        """Stack label, editor and note."""
        yield Lines([Line((Span(self._label, "dim"),))])
        yield self.editor
        yield self._note

    @property
    def value(self) -> str:
        """What was typed or chosen."""
        return self.editor.text if isinstance(self.editor, NoteEditor) else self.editor.value

    def show_error(self, text: str) -> None:
        """Say under the field what is wrong; "" takes it away."""
        self._is_unchecked = False
        self._say(text or self._hint, "error" if text else "dim")

    def check(self) -> bool:
        """Check the value, show what was understood or what is wrong; return whether it can be used."""
        self._is_unchecked = False
        if self._validate is None:
            self._say(self._hint, "dim")
            return True
        try:
            echo = self._validate(self.value)
        except InvalidValueError as error:
            self._say(str(error), "error")
            return False
        self._say(echo or self._hint, "success" if echo else "dim")
        return True

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceInput.Changed)
    def _check_again(self) -> None:
        """Check while the user types or chooses: of several changes at once the first and the last."""
        if self._pause is None:
            self.check()
        else:
            self._pause.stop()
            self._is_unchecked = True
        self._pause = self.set_timer(_PAUSE_SECONDS, self._check_at_rest)

    def _check_at_rest(self) -> None:
        self._pause = None
        if self._is_unchecked:
            self.check()

    def _say(self, text: str, tone: str) -> None:
        self._note.display = bool(text)
        self._note.say(text, tone)
