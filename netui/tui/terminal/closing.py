"""What comes too late for a screen that is being closed: its widgets are gone before its last messages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from inspect import isawaitable
from typing import Any

from textual import events
from textual.app import App
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.geometry import Offset
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widget import Widget

from netui.domain.errors import NetuiError
from netui.tui.terminal.private_textual import Part, is_whole

Place = tuple[Widget | None, Offset | None]


@contextmanager
def unless_closing(node: object) -> Iterator[None]:
    """Do something that looks for widgets; on a node that is being removed it is over where one is gone."""
    try:
        yield
    except NoMatches:
        if not (isinstance(node, DOMNode) and _is_going(node)):
            raise


def _is_going(node: DOMNode) -> bool:
    """Tell whether a widget is being removed; no public name tells it so early."""
    return node._pruning if is_whole(Part.CLOSING) else not node.is_attached


def is_ending(app: App[Any]) -> bool:
    """Tell whether an app has been asked to end."""
    return app._exit if is_whole(Part.CLOSING) else not app.is_running


def still_there(place: Place) -> Place:
    """Return what is under the mouse, or nothing if that has gone and only its picture is left."""
    widget, _ = place
    return (None, None) if widget is None or widget.parent is None else place


class LastMessages(MessagePump):
    """Lets a screen take its last messages when its widgets are gone."""

    def show_refusal(self, error: NetuiError) -> None:
        """Tell the user why something can't be done; here the app hears of it as of any error."""
        raise error

    def call_next(self, callback: Callable[..., object], *args: Any, **kwargs: Any) -> None:
        """Run something after the present message, as a timer does, unless it comes too late."""
        super().call_next(self._in_time, partial(callback, *args, **kwargs))

    async def _in_time(self, callback: Callable[[], object]) -> None:
        with unless_closing(self):
            if isawaitable(found := callback()):
                await found

    async def _on_message(self, message: Message) -> None:
        try:
            with unless_closing(self):
                await super()._on_message(message)
        except NetuiError as error:
            self.show_refusal(error)

    async def on_event(self, event: events.Event) -> None:
        """Handle an event, unless it comes too late."""
        try:
            with unless_closing(self):
                await super().on_event(event)
        except NetuiError as error:
            self.show_refusal(error)
