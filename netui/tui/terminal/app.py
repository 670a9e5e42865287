"""The one class that changes how Textual's own App works: painting, errors, the terminal, its screens."""

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.segment import Segment, Segments
from textual import events
from textual.app import App
from textual.css.query import NoMatches
from textual.message import Message
from textual.screen import Screen
from textual.worker import WorkerFailed

from netui.domain.errors import NetuiError, crash_report
from netui.tui.look.keys import key_label
from netui.tui.terminal.closing import is_ending, unless_closing
from netui.tui.terminal.key_order import KeyOrder
from netui.tui.terminal.private_textual import Part, is_whole

if TYPE_CHECKING:
    from netui.tui.terminal.frugal_painting import Painter

QUIT_KEY, QUIT_ID = "ctrl+q", "app.quit"
SUSPEND_ID, SUSPEND_WORDS = "app.suspend", "suspend to the shell"


class TerminalApp(App[str]):
    """An app that takes keys in turn, sends only what is not on the terminal yet, and survives a NetuiError.

    Another screen is painted whole: whatever else wrote to the terminal is gone with the next one. `crash` is
    the error that ended the app, if any; `first_key` the id of the binding that comes first in the key bar;
    without `mouse` that is left to the terminal.
    What runs in it says how `say` and `show_error` tell the user.
    """

    crash: BaseException | None = None
    first_key: str = ""
    mouse: bool = True

    def __init__(self) -> None:
        super().__init__()
        self.key_order = KeyOrder(self, self._hand_on, self.quits, self.quit_now)
        self._own_keys: Mapping[str, str] = {}
        self._painter = _painter()

    def say(self, text: str, tone: str = "information") -> None:
        """Tell the user one line."""
        raise NotImplementedError

    def show_error(self, error: NetuiError) -> None:
        """Tell the user what went wrong."""
        raise NotImplementedError

    # Keys

    def quits(self, key: str) -> bool:
        """Tell whether a key ends the program, whatever has the focus: ctrl+q, or what the keymap has."""
        return key in self.keys_of(QUIT_ID, QUIT_KEY)

    def action_help_quit(self) -> None:
        """Say which key quits, to those who press ctrl+c for it."""
        self.say(f"{key_label(self.keys_of(QUIT_ID, QUIT_KEY)[0])} quits.")

    def action_suspend(self) -> None:
        """Stop, and give the terminal back to the shell that netui was started from."""
        stop = getattr(self.driver, "stop_for_shell", None)
        if stop is None:
            self.action_suspend_process()
        elif not stop():
            self.say("netui wasn't started from a shell that could bring it back.", "warning")

    def quit_now(self) -> None:
        """End the program, or ask first."""
        self.exit()

    async def _post_message(self, message: Message) -> bool:
        self.key_order.note(message)
        return await super()._post_message(message)

    async def _hand_on(self, event: events.Event) -> None:
        await super().on_event(event)

    # The terminal

    def write_to_terminal(self, sequence: str) -> None:
        """Write an escape sequence between two frames, never inside one; from any thread."""
        if is_whole(Part.DRIVER) and self._driver is not None:
            self._driver.write(sequence)

    @property
    def driver(self) -> Any:
        """What reads and writes the terminal, or None where that isn't known."""
        return self._driver if is_whole(Part.DRIVER) else None

    def terminal_settings(self) -> Any:
        """Return how the terminal was set before the app took it, or None where that isn't known."""
        return getattr(self.driver, "attrs_before", None)

    def forget_frame(self) -> None:
        """Take the terminal for empty: another program may have written to it."""
        if self._painter is not None:
            self._painter.forget()

    def delay_update(self, delay: float = 0.05) -> None:
        """Paint nothing for a moment, while a screen is made; a key that waits ends that early."""
        if is_whole(Part.KEYS):
            self.key_order.delay_update(delay)
        else:
            super().delay_update(delay)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if self._painter is not None:
            renderable = self._painter.only_new(screen, renderable)
        super()._display(screen, renderable)
        if renderable is not None and is_whole(Part.KEYS) and not self._batch_count:
            self.key_order.drawn(screen)

    def push_unasked(self, screen: Screen[Any], then: Callable[[Any], None] | None = None) -> None:
        """Show a screen that the user didn't ask for: no key goes to it that was typed before it was seen."""
        self.key_order.expect(screen)
        self.push_screen(screen, then)

    # What it holds

    def set_keymap(self, keymap: Mapping[str, str]) -> None:
        """Give bindings other keys."""
        self._own_keys = keymap
        super().set_keymap(keymap)

    def keys_of(self, binding_id: str, default: str) -> list[str]:
        """Return the keys of a binding: its own, or what the keymap has in their place."""
        return self._own_keys.get(binding_id, default).split(",")

    def all_screens(self) -> list[Screen[Any]]:
        """Return every screen there is, of all areas, those out of sight too."""
        stacks = self._screen_stacks.values() if is_whole(Part.SCREENS) else [self.screen_stack]
        return [screen for stack in stacks for screen in stack]

    def drop_toasts(self) -> None:
        """Remove all toasts with their frames: Textual leaves each frame on its screen for good."""
        self.clear_notifications()
        racks = (child for screen in self.all_screens() for child in screen.query_children("ToastRack"))
        for frame in [frame for rack in racks for frame in rack.children]:
            frame.display = False  # at once, so that it takes no line from the next toast
            frame.remove()

    def was_shown(self, mode: str) -> bool:
        """Whether the screens of a mode are there already."""
        return is_whole(Part.SCREENS) and bool(self._screen_stacks.get(mode))

    def with_styles_read(self, screen: Screen[Any]) -> Screen[Any]:
        """Return a new screen marked as having its styles: else all are read again for it."""
        if is_whole(Part.STYLES):
            screen._css_update_count = self._css_update_count
        return screen

    # Errors the user can act on are one line, wherever they are raised

    async def run_action(self, action: Any, default_namespace: Any = None, namespaces: Any = None) -> bool:
        """Run an action; a NetuiError becomes one line, and a key that cannot work now says why."""
        target: object = None
        if is_whole(Part.ACTIONS):
            node = self if default_namespace is None else default_namespace
            target, name, parameters = self._parse_action(action, node, namespaces)
            if target.check_action(name, parameters) is None:
                why_not = getattr(target, "why_not", None)
                reason = why_not(name) if why_not is not None else None
                if reason:
                    self.say(reason, "warning")
                return True
        try:
            with unless_closing(target):
                return await super().run_action(action, default_namespace, namespaces)
        except NetuiError as error:
            self.show_error(error)
        return True

    async def _on_message(self, message: Message) -> None:
        try:
            await super()._on_message(message)
        except NetuiError as error:
            self.show_error(error)

    async def on_event(self, event: events.Event) -> None:
        """Handle an event: a key waits for its turn, another size is painted whole."""
        if isinstance(event, events.Resize):
            self.forget_frame()
        try:
            if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
                await self.key_order.take(event)
            else:
                await super().on_event(event)
        except NetuiError as error:
            self.show_error(error)

    def _handle_exception(self, error: Exception) -> None:
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, NetuiError) and self.is_running:
            self.show_error(cause)
            return
        if isinstance(cause, NoMatches) and is_ending(self):
            return  # what opens while the program ends gets none of its widgets
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self.bell()
        self.crash = sys.exc_info()[1]
        self.panic(Segments([Segment(crash_report(self.crash))]))


def _painter() -> "Painter | None":
    """Return what paints in Textual's place, or None where Textual lacks what that needs."""
    if not is_whole(Part.PAINTING):
        return None
    from netui.tui.terminal.frugal_painting import Painter

    return Painter()
