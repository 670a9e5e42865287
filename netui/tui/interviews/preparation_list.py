"""The checklist and the questions of one talk, with keys of their own."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from netui.domain.interviews.interview import ChosenQuestion, Item
from netui.tui.interviews.lines import preparation_key
from netui.tui.look.text import Line
from netui.tui.widgets.line_list import LineList


class PreparationList(LineList):
    """Items, questions and what was learned; its keys are actions of the screen (`action_prep`)."""

    KEYS_TITLE: ClassVar[str] = "In the preparation"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "screen.prep('tick')", "tick", id="preparation.tick"),
        Binding("x", "screen.prep('skip')", "skip", id="preparation.skip"),
        Binding("a", "screen.prep('add')", "add item", id="preparation.add"),
        Binding("e", "screen.prep('edit')", "edit", id="preparation.edit"),
        Binding("J", "screen.prep('down')", "move down", show=False, id="preparation.down"),
        Binding("K", "screen.prep('up')", "move up", show=False, id="preparation.up"),
        Binding("d", "screen.prep('remove')", "remove", show=False, id="preparation.remove"),
    ]

    def __init__(self, render: Callable[[Any, int], Line], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(render, key=preparation_key, opens=False, empty="", id=id)

    @property
    def item(self) -> Item | None:
        """The checklist item under the cursor."""
        row = self.cursor_row
        return row if isinstance(row, Item) else None

    @property
    def question(self) -> ChosenQuestion | None:
        """The question under the cursor."""
        row = self.cursor_row
        return row if isinstance(row, ChosenQuestion) else None
