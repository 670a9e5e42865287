"""Keys one after another: each is done with before the next is looked at.

Textual hands a key to whatever has the focus when it arrives, while the key before may still be on its
way through the widgets. On a slow line keys come in bunches: "/dana" would open the search and delete a
person. So a key waits here until the one before has come back to the app, and, where that one opened another
screen, until that screen is drawn and has its focus. Quitting waits for its turn, too, so that what was typed
before it is kept, but only for a moment: then it goes ahead of whatever is still waiting.
"""

import asyncio
from collections import deque
from typing import Any

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message import Message

QUIT_SECONDS = 0.5
"""How long quitting waits for the keys in front of it."""
_LOST_SECONDS = 1.0
"""A key that takes longer (a program in the foreground, a widget that was removed) holds up no others."""


class OrderedKeysApp(App[str]):
    """An app that takes keys and pasted text strictly in turn."""

    def __init__(self) -> None:
        super().__init__()
        self._keys_waiting: deque[events.Event] = deque()
        self._key_since: float | None = None
        self._key_turn = 0
        self._quitting: asyncio.TimerHandle | None = None
        self.last_key_at = 0.0
        """When the last key came, in seconds of `time.monotonic`, the clock of the event loop too."""

    def quits(self, key: str) -> bool:  # noqa: ARG002
        """Tell whether a key ends the program, whatever has the focus."""
        return False

    def quit_now(self) -> None:
        """End the program, or ask what is to be asked first."""
        self.exit()

    async def _post_message(self, message: Message) -> bool:
        """Take what the terminal sends: a key that quits is noted before it has its turn."""
        if isinstance(message, events.Key) and self._quitting is None and self.quits(message.key):
            self._quitting = asyncio.get_running_loop().call_later(QUIT_SECONDS, self._go_ahead)
        return await super()._post_message(message)

    def _go_ahead(self) -> None:
        """Let go of the keys that wait, and quit in their place."""
        self._keys_waiting.clear()
        self._quitting = None
        self.quit_now()

    async def on_event(self, event: events.Event) -> None:
        """Handle an event; a key waits for its turn."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if self._exit:
            return
        self._keys_waiting.append(event)
        if self._key_since is None or _now() - self._key_since > _LOST_SECONDS:
            await self._take(self._keys_waiting.popleft())

    async def _take(self, event: events.Event) -> None:
        if self._quitting is not None and isinstance(event, events.Key) and self.quits(event.key):
            self._quitting.cancel()
            self._quitting = None
        self._key_since = self.last_key_at = _now()
        self._key_turn += 1
        before = self.screen
        node: DOMNode | None = self.focused or before
        await super().on_event(event)
        self._follow(node, self._key_turn, before)

    def _follow(self, node: DOMNode | None, turn: int, before: Any) -> None:
        """Go the key's way: behind it in the queue of each widget up to the app."""
        if node is None or node is self or not node.call_later(self._follow, node.parent, turn, before):
            self.call_later(self._came_back, turn, before)

    def _came_back(self, turn: int, before: Any) -> None:
        # What the key did may have asked for the focus, which the app gives in its next message.
        self.call_later(self._settled, turn, before)

    async def _settled(self, turn: int, before: Any) -> None:
        screen = self.screen
        if screen is not before and screen.call_after_refresh(self._next_key, turn):
            return
        await self._next_key(turn)

    async def _next_key(self, turn: int) -> None:
        if turn != self._key_turn:
            return  # it took too long, and another has had its turn since
        self._key_since = None
        if self._keys_waiting and not self._exit:
            await self._take(self._keys_waiting.popleft())


def _now() -> float:
    return asyncio.get_running_loop().time()
