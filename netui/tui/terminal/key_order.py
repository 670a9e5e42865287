"""Keys one after another: each is done with before the next is looked at.

Textual hands a key to whatever has the focus when it arrives, while the key before may still be on its
way through the widgets. Keys come in bunches on a slow line or a busy machine: "/dana" would open the search
and delete a person. So a key, or a paste, waits here until nothing that the one before set going is still
under way: no widget has a message or works on one, and a screen that has just opened is drawn. It looks
again in every lap of the app's own queue. Laps are counted, never seconds: a slow machine takes longer for a
lap, and gets as many of them.

Quitting waits for its turn, too, so that what was typed before it is kept; but only for so much work. That is
counted in processor time: a lap can be anything from a look at a queue to a whole screen that is painted.
"""

from asyncio import get_running_loop
from collections import deque
from time import thread_time
from typing import Any

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

LAPS = 2_000
"""How often a key looks whether it may go; then it goes. It comes to that only if a handler waits."""
QUIT_WORK = 0.4
"""Seconds of processor time that quitting leaves to all the keys in front of it; then it goes ahead."""
_STILL_LAPS = 2
"""In how many laps in a row nothing must be under way; other tasks of the loop have one lap to run."""
_DRAWS = 3
"""How often a key has the screen drawn before it goes, where drawing sets off more that waits for it."""


class OrderedKeysApp(App[str]):
    """An app that takes keys and pasted text strictly in turn."""

    def __init__(self) -> None:
        super().__init__()
        self._keys_waiting: deque[events.Event] = deque()
        self._has_turn = False
        self._laps = self._still_laps = self._draws = self._masks = 0
        self._quits_at: float | None = None
        self._key_screen: Screen[Any] | None = None
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
        if isinstance(message, events.Key) and self._quits_at is None and self.quits(message.key):
            self._quits_at = thread_time() + QUIT_WORK
        return await super()._post_message(message)

    async def on_event(self, event: events.Event) -> None:
        """Handle an event; a key waits for its turn."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if self._exit or (self._is_late() and not self._ends(event)):
            return
        self._keys_waiting.append(event)
        if not self._has_turn:
            self._has_turn = True
            await self._take_turn()

    async def _take_turn(self) -> None:
        """Give out the next key if all is still, else look again in the next lap."""
        if self._exit:
            return
        if self._is_late():
            self._go_ahead()
            return
        self._laps += 1
        self._still_laps = self._still_laps + 1 if self._is_still() else 0
        if self._still_laps < _STILL_LAPS and self._laps < LAPS:
            get_running_loop().call_soon(self.call_later, self._take_turn)  # which lets all others run first
            return
        self._laps = self._still_laps = self._draws = 0
        event = self._keys_waiting.popleft()
        self._has_turn = bool(self._keys_waiting)
        if self._has_turn:
            self.call_later(self._take_turn)
        self.last_key_at = get_running_loop().time()
        if self._ends(event):
            self._quits_at = None
        await super().on_event(event)

    def _ends(self, event: events.Event) -> bool:
        return isinstance(event, events.Key) and self.quits(event.key)

    def _is_late(self) -> bool:
        """Tell whether a key that quits has left enough to the keys in front of it."""
        return self._quits_at is not None and thread_time() > self._quits_at

    def _go_ahead(self) -> None:
        """Discard the waiting keys, and quit instead; the key that quits may still be on its way."""
        is_here = any(map(self._ends, self._keys_waiting))
        self._keys_waiting.clear()
        self._has_turn = False
        if is_here:
            self._quits_at = None
            self.quit_now()

    def _is_still(self) -> bool:
        """Tell whether nothing is under way; what waits only for the screen to be drawn has it drawn."""
        more = self.message_queue_size or self._pending_message is not None
        if more or any(map(is_busy, self._registry)):
            return False
        screen = self.screen
        if (screen is self._key_screen and not screen._callbacks) or self._draws >= _DRAWS:  # noqa: SLF001
            return True
        self._draws += 1
        self._key_screen = screen
        self._unmask()
        screen.call_later(screen._on_timer_update)  # noqa: SLF001  which its timer would call within a frame
        return False

    def delay_update(self, delay: float = 0.05) -> None:
        """Paint nothing for a moment, while a screen is made; a key that waits ends that early."""
        self._begin_batch()
        self._masks += 1
        self.set_timer(delay, self._unmask)

    def _unmask(self) -> None:
        if self._masks:
            self._masks -= 1
            self._end_batch()
            if not self._batch_count:
                self.screen.refresh()


def is_busy(pump: MessagePump) -> bool:
    """Tell whether a widget or screen has messages, or works on one: it does not wait for the next."""
    task = pump._task  # noqa: SLF001
    if task is None or task.done():
        return False
    queue: Any = pump._message_queue  # noqa: SLF001  which Textual's types know nothing of
    return bool(queue.values) or not queue.ready_event._waiters  # noqa: SLF001  asyncio tells it nowhere else
