"""The line one searches with: down and enter lead to what was found."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from netui.tui.widgets.editors import SafeInput


class SearchLine(SafeInput):
    """A one-line field above a list; it says when one wants to go on to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,enter", "leave", "to the list", id="search.leave"),
    ]

    class Left(Message):
        """One goes on to the list."""

    def action_leave(self) -> None:
        """Go on to the list."""
        self.post_message(self.Left())
