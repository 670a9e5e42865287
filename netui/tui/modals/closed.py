"""Says why a screen closed by itself, and keeps the keys that were meant for it from the screen below."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from netui.tui.look.text import plain
from netui.tui.modals.base import Modal


class ClosedModal(Modal[None], inherit_bindings=False):
    """Say what closed, a line each. Only escape leaves: enter may be part of a text that is still typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "back", id="closed.back")]

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("Closed")
        self.lines = tuple(lines)

    def compose_question(self) -> ComposeResult:
        """Yield the lines."""
        yield Static(plain("\n".join(self.lines)), classes="said", markup=False)
