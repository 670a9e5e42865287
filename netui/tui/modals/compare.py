"""Two texts side by side in words: what differs, field by field."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from netui.tui.look.text import Line
from netui.tui.modals.base import Modal
from netui.tui.widgets.text_page import TextPage


class CompareModal(Modal[bool]):
    """Show lines made for the width there is; nothing is asked."""

    DEFAULT_CSS = """
    CompareModal > .dialog { width: 92; }
    CompareModal TextPage { height: auto; max-height: 60vh; margin-top: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "cancel", "back", show=False, id="compare.back"),
    ]

    def __init__(self, title: str, build: Callable[[int], Sequence[Line]]) -> None:
        super().__init__(title)
        self._build = build

    def compose_question(self) -> ComposeResult:
        """Yield the page."""
        yield TextPage(self._build)
