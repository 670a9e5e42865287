"""A text in full, to be read."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from netui.tui.look.text import Line, Span
from netui.tui.modals.base import Modal
from netui.tui.widgets.text_page import TextPage, paragraph


class ReportModal(Modal[str]):
    """Show a text; any answer is None."""

    DEFAULT_CSS = """
    ReportModal TextPage { height: auto; max-height: 16; margin-top: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "cancel", "back", show=False, id="reading.back"),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title)
        self._text = text

    def compose_question(self) -> ComposeResult:
        """Yield the text."""
        yield TextPage(self._lines)

    def _lines(self, width: int) -> list[Line]:
        return paragraph(self._text, width) if self._text.strip() else [Line((Span("No words.", "dim"),))]


class ReadingModal(ReportModal):
    """Show a text under a few lines about it; returns the verb of the key that was pressed, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "answer('edit')", "edit", id="reading.edit"),
        Binding("d", "answer('remove')", "remove", id="reading.remove"),
    ]

    def __init__(self, title: str, about: Sequence[Line], text: str, *, edits: bool = True) -> None:
        super().__init__(title, text)
        self._about = list(about)
        self._edits = edits

    def _lines(self, width: int) -> list[Line]:
        message = super()._lines(width)
        return [*self._about, Line(()), *message] if self._about else message

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to change what can be changed."""
        return self._edits if (action, *parameters) == ("answer", "edit") else True

    def action_answer(self, verb: str) -> None:
        """Say what to do with it."""
        self.dismiss(verb)
