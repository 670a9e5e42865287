"""Keys one after another: each is done with before the next is looked at.

Textual hands a key to whatever has the focus when it arrives, while the key before may still be on its
way through the widgets. Keys come in bunches on a slow line or a busy machine: "/dana" would open the search
and delete a person. So a key, or a paste, waits here until nothing that the previous one started is still
under way: no widget has a message or works on one, and a screen that has just opened is drawn. It looks
again in every lap of the app's own queue. Laps are counted, never seconds: a slow machine takes longer for a
lap, and gets as many of them.

A screen that opens unasked, such as a question after a save, gets no key that was typed before it was drawn:
it would be the answer to a question that no one has read. No other screen gets that key either.

Quitting waits for its turn, too, so that what was typed before it is kept; but only for so much work. That is
counted in processor time: a lap can be anything from a look at a queue to a whole screen that is painted.
"""

from asyncio import get_running_loop
from collections import deque
from collections.abc import Awaitable, Callable
from time import monotonic, thread_time
from typing import Any
from weakref import WeakKeyDictionary

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

from netui.tui.terminal.closing import is_ending
from netui.tui.terminal.private_textual import Part, is_whole

LAPS = 2_000
"""How often a key looks whether it may go; then it goes. It comes to that only if a handler waits."""
FEWER_LAPS = 100
"""How often the keys after that look, until one finds all still: else all of them took as long."""
QUIT_WORK = 0.4
"""Seconds of processor time that quitting leaves to all the keys in front of it; then it goes ahead."""
_STILL_LAPS = 2
"""In how many laps in a row nothing must be under way; other tasks of the loop have one lap to run."""
_DRAWS = 3
"""How often a key has the screen drawn before it goes, where drawing sets off more that waits for it."""
_TOO_EARLY = "Ignored what you typed before this opened."


class KeyOrder:
    """Gives an app its keys and pasted text strictly in turn, each by `hand_on`.

    `quits` tells whether a key ends the program, whatever has the focus; `quit_now` ends it, or asks first.
    """

    def __init__(
        self,
        app: App[Any],
        hand_on: Callable[[events.Event], Awaitable[None]],
        quits: Callable[[str], bool],
        quit_now: Callable[[], None],
    ) -> None:
        self._app = app
        self._hand_on = hand_on
        self._quits = quits
        self._quit_now = quit_now
        self._waiting: deque[events.Event] = deque()
        self._laps = self._still_laps = self._draws = self._masks = 0
        self._most_laps = LAPS
        self._quits_at: float | None = None
        self._key_screen: Screen[Any] | None = None
        self._unasked: WeakKeyDictionary[Screen[Any], float | None] = WeakKeyDictionary()
        self._noted_on: Screen[Any] | None = None
        self.has_turn = False
        """Whether a key waits."""
        self.last_key_at = 0.0
        """When the last key came, in seconds of `time.monotonic`, the clock of the event loop too."""

    def note(self, message: Message) -> None:
        """Look at what the terminal sends: a key that quits is noted before it has its turn."""
        if isinstance(message, events.Key) and self._quits_at is None and self._quits(message.key):
            self._quits_at = thread_time() + QUIT_WORK

    def expect(self, screen: Screen[Any]) -> None:
        """Take in that a screen opens unasked: keys typed before it is drawn are not for it."""
        self._unasked[screen] = None

    def drawn(self, screen: Screen[Any]) -> None:
        """Take in that a screen is on the terminal."""
        if self._unasked.get(screen, 0.0) is None:
            self._unasked[screen] = monotonic()

    async def take(self, event: events.Key | events.Paste) -> None:
        """Have a key wait for its turn."""
        if not is_whole(Part.KEYS):
            self.last_key_at = get_running_loop().time()
            for one in self._apart(event):
                await self._hand_on(one)
            return
        if is_ending(self._app) or (self._is_late() and not self._ends(event)):
            return
        self._waiting.append(event)
        if not self.has_turn:
            self.has_turn = True
            await self._take_turn()

    async def _take_turn(self) -> None:
        """Give out the next key if all is still, else look again in the next lap."""
        if is_ending(self._app):
            return
        if self._is_late():
            self._go_ahead()
            return
        self._laps += 1
        self._still_laps = self._still_laps + 1 if self._is_still() else 0
        if self._still_laps < _STILL_LAPS and self._laps < self._most_laps:
            # Which lets all others run first.
            get_running_loop().call_soon(self._app.call_later, self._take_turn)
            return
        self._most_laps = LAPS if self._still_laps >= _STILL_LAPS else FEWER_LAPS
        self._laps = self._still_laps = self._draws = 0
        event, *rest = self._apart(self._waiting.popleft())
        self._waiting.extendleft(rest)
        self.has_turn = bool(self._waiting)
        if self.has_turn:
            self._app.call_later(self._take_turn)
        self.last_key_at = get_running_loop().time()
        if self._ends(event):
            self._quits_at = None
        elif self._is_too_early(event):
            return
        await self._hand_on(event)

    def _is_too_early(self, event: events.Event) -> bool:
        """Tell whether a key was typed before the screen that it would go to was seen, and say so once."""
        screen = self._app.screen
        if screen not in self._unasked:
            return False
        drawn_at = self._unasked[screen]
        if drawn_at is not None and event.time >= drawn_at:
            del self._unasked[screen]
            return False
        if screen is not self._noted_on:
            self._noted_on = screen
            self._app.notify(_TOO_EARLY)
        return True

    def _apart(self, event: events.Event) -> list[events.Event]:
        """Return what a key stands for: esc and a letter, where alt and that letter do nothing.

        A terminal sends the same for both.
        """
        if not isinstance(event, events.Key) or not event.key.startswith("alt+"):
            return [event]
        bound = self._app.screen.active_bindings
        *modifiers, letter = event.key.split("+")
        if letter == "backspace" and "ctrl+w" in bound:
            return [_at(event.time, events.Key("ctrl+w", None))]
        if event.key in bound or len(modifiers) > 2 or not (len(letter) == 1 or letter == "backspace"):
            return [event]
        letter = letter.upper() if "shift" in modifiers else letter
        both = (events.Key("escape", "\x1b"), events.Key(letter, letter if len(letter) == 1 else "\x7f"))
        return [_at(event.time, one) for one in both]

    def _ends(self, event: events.Event) -> bool:
        return isinstance(event, events.Key) and self._quits(event.key)

    def _is_late(self) -> bool:
        """Tell whether a key that quits has left enough to the keys in front of it."""
        return self._quits_at is not None and thread_time() > self._quits_at

    def _go_ahead(self) -> None:
        """Discard the waiting keys, and quit instead; the key that quits may still be on its way."""
        is_here = any(map(self._ends, self._waiting))
        self._waiting.clear()
        self.has_turn = False
        if is_here:
            self._quits_at = None
            self._quit_now()

    def _is_still(self) -> bool:
        """Tell whether nothing is under way; what waits only for the screen to be drawn has it drawn."""
        app = self._app
        more = app.message_queue_size or app._pending_message is not None
        if more or any(map(is_busy, app._registry)):
            return False
        screen = app.screen
        if (screen is self._key_screen and not screen._callbacks) or self._draws >= _DRAWS:
            return True
        self._draws += 1
        self._key_screen = screen
        self._unmask()
        screen.call_later(screen._on_timer_update)  # which its timer would call within a frame
        return False

    def delay_update(self, delay: float) -> None:
        """Paint nothing for a moment, while a screen is made; a key that waits ends that early."""
        self._app._begin_batch()
        self._masks += 1
        self._app.set_timer(delay, self._unmask)

    def _unmask(self) -> None:
        if self._masks:
            self._masks -= 1
            self._app._end_batch()
            if not self._app._batch_count:
                self._app.screen.refresh()


def _at(time: float, key: events.Key) -> events.Key:
    key.time = time
    return key


def is_busy(pump: MessagePump) -> bool:
    """Tell whether a widget or screen has messages, or works on one: it does not wait for the next."""
    task = pump._task
    if task is None or task.done():
        return False
    queue: Any = pump._message_queue  # which Textual's types know nothing of
    return bool(queue.values) or not queue.ready_event._waiters  # asyncio tells it nowhere else
