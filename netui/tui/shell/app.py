"""The app: areas, global keys, the change signal; it routes and asks, and knows no use case."""

import asyncio
import os
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import Any, ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import ModalScreen, Screen
from textual.signal import Signal
from textual.worker import get_current_worker

from netui.domain.errors import NetuiError, StoreLockedError
from netui.services.ports import Change
from netui.tui.look import theme as themes
from netui.tui.look.glyphs import choose
from netui.tui.look.keys import KeyScope, check_keymap
from netui.tui.look.messages import GoToArea, Open, PersonAction, Say, WriteNote
from netui.tui.look.text import Span
from netui.tui.modals.base import Modal
from netui.tui.shell.area import AreaScreen
from netui.tui.shell.areas import QUIT_ID, QUIT_KEY
from netui.tui.shell.gone import forget_typed, let_go_of_gone
from netui.tui.shell.merge_changes import merge_changes
from netui.tui.shell.offering import OfferingApp
from netui.tui.shell.speaking import half_typed
from netui.tui.shell.status import describe
from netui.tui.shell.wiring import Area, Routes, Shell, UnknownRouteError
from netui.tui.terminal.collecting import Collector
from netui.tui.terminal.guard import DraftMirror, SignalGuard
from netui.tui.terminal.stopping import StoppingDriver
from netui.tui.terminal.threads import Threads
from netui.tui.widgets.key_bar import live_keys

__all__ = ["Area", "NetuiApp", "Routes", "Shell"]

POLL_SECONDS = 0.2
SESSIONS_SECONDS = 2
CLOCK_SECONDS = 20
LOCKED_SECONDS = 10
READY_SECONDS = 0.3
_MAX_AREAS = 6

T = TypeVar("T")


class NetuiApp(OfferingApp):
    """The full-screen program over a shell of services, its areas and its routes."""

    TITLE = "netui"
    KEYS_TITLE: ClassVar[str] = "Everywhere"
    ENABLE_COMMAND_PALETTE = False
    DEFAULT_MODE = "area-0"
    CSS_PATH = "../look/styles/netui.tcss"
    NOTIFICATION_TIMEOUT = 6

    BINDINGS: ClassVar[list[BindingType]] = [
        *[
            Binding(str(n + 1), f"area({n})", f"area {n + 1}", show=False, id=f"app.area-{n + 1}")
            for n in range(_MAX_AREAS)
        ],
        Binding("a", "add", "add", id="app.add"),
        Binding("A", "quick_add", "quick add", show=False, id="app.quick-add"),
        Binding("u", "undo", "undo", id="app.undo"),
        Binding("ctrl+r", "redo", "redo", show=False, id="app.redo"),
        Binding("colon,ctrl+p", "palette", "find anything", show=False, id="app.palette"),
        Binding("q", "close", "quit", id="app.close"),
        Binding("question_mark,f1", "help", "help", id="app.help"),
        Binding(QUIT_KEY, "quit", "quit", show=False, priority=True, id=QUIT_ID),
        Binding("ctrl+c", "help_quit", "", show=False, system=True),
    ]

    def __init__(
        self,
        shell: Shell,
        areas: Sequence[Area],
        routes: Routes | None = None,
        *,
        scopes: Sequence[KeyScope] = (),
        environment: Mapping[str, str] | None = None,
        watch_signals: bool = True,
    ) -> None:
        """Build the app; `scopes` are the bindings a keymap is checked against.

        Raises ConfigError if the keymap cannot be used.
        """
        super().__init__()
        self.shell = shell
        self.keeping = shell.keeping
        self.routes = routes or Routes()
        self.glyphs = choose(
            os.environ if environment is None else environment,
            sys.stdout.encoding if sys.stdout is not None else None,
            ascii_only=shell.config.ascii_only,
        )
        self.changed: Signal[Change] = Signal(self, "changed")
        self.mirror = DraftMirror(shell.drafts)
        self.problem = ""
        self._collector = Collector()
        self._poll_problem = ""
        self._read_only = shell.session.read_only
        self._pending: deque[Change] = deque()
        self._sessions = 1
        self._today = shell.present.today()
        self._overdue = 0
        self._guard = SignalGuard(self.mirror, on_problem=self._draft_problem, at_end=shell.killed)
        self._watch_signals = watch_signals
        self._unsubscribe: Callable[[], None] = lambda: None
        self.use_areas(list(areas)[:_MAX_AREAS])
        for one in themes.THEMES:
            self.register_theme(one)
        wanted = shell.config.theme
        self.theme = wanted if wanted in self.available_themes else themes.NIGHT.name
        if shell.config.keymap:
            self.set_keymap(check_keymap(shell.config.keymap, scopes, shell.key_place))

    # Life

    def get_driver_class(self) -> type[Driver]:
        """Return the driver of the platform, with netui's own way to stop and to come back."""
        found = super().get_driver_class()
        return StoppingDriver if found is LinuxDriver else found

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our own variables for the theme that is shown."""
        return themes.extra_variables(self.current_theme)

    def on_mount(self) -> None:
        """Listen to the store, watch for signals and other sessions."""
        asyncio.get_running_loop().set_default_executor(Threads())
        self._unsubscribe = self.shell.session.subscribe(self._on_store_change)
        self.set_class(self.glyphs.ascii_only, "-ascii")
        self._guard.start(signals=self._watch_signals and not self.is_headless)
        self._guard.use_settings(getattr(self._driver, "attrs_before", None))
        self.set_interval(POLL_SECONDS, self.poll)
        self.set_interval(SESSIONS_SECONDS, self.count_sessions)
        self.set_interval(CLOCK_SECONDS, self._count)
        self.call_after_refresh(self._collector.begin)
        self.call_after_refresh(self.count_sessions)
        self.call_after_refresh(self._count)  # which counts from what the first screen has read by then
        self.set_timer(
            READY_SECONDS, lambda: self.run_worker(self.shell.get_ready, thread=True, group="ready")
        )
        self._push(self.routes.first() if self.routes.first is not None else None)
        self.call_after_refresh(self._greet)

    def _greet(self) -> None:
        """Show the messages of the start, and the drafts left by a session that ended."""
        drafts = self.shell.drafts
        left = half_typed(drafts.orphans()) if drafts is not None else ""
        if words := " ".join(filter(None, (self.shell.greeting, left))):
            self.say(words)

    def end_within(self, seconds: float | None) -> None:
        """Have the guard end the program where that takes too long."""
        self._guard.end_within(seconds)

    def unkept(self) -> str:
        """Write what was typed to the drafts; say why that can't be done."""
        return self.mirror.flush() or ""

    def on_unmount(self) -> None:
        """Close the store and stop handling signals."""
        self._unsubscribe()
        self.shell.leave()
        self._guard.stop()

    def write_to_terminal(self, sequence: str) -> None:
        """Write an escape sequence between two frames, never inside one; from any thread."""
        if self._driver is not None:
            self._driver.write(sequence)

    def poll(self) -> None:
        """Take in a new day and what other sessions wrote, and tidy memory up."""
        self._collector.tick(self.last_key_at, monotonic())
        self._look_at_day()
        try:
            self.shell.session.catch_up()
        except NetuiError as error:
            self._poll_problem = str(error)
            self._set_problem(self._poll_problem)
            return
        if self.shell.session.read_only != self._read_only:
            self._read_only = self.shell.session.read_only
            self.show_status()
        if self._poll_problem:
            self._poll_problem = ""
            self._set_problem("")

    def _look_at_day(self) -> None:
        """Have every screen read again on a new day, so that its rows and the day above them agree."""
        today = self.shell.present.today()
        if today == self._today:
            return
        self._today = today
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, AreaScreen | Modal) and screen.is_attached:
                    screen.begin_day()
        self._count()

    def count_sessions(self) -> None:
        """Count who has the store open."""
        sessions = self.shell.session.count()
        if sessions != self._sessions:
            self._sessions = sessions
            self.show_status()

    def _count(self) -> None:
        self._overdue = self.shell.overdue()
        self.show_status()

    def _on_store_change(self, change: Change) -> None:
        """Note a change, from any thread; screens hear of several at once."""
        self._pending.append(change)
        self.call_later(self._publish)

    def _publish(self) -> None:
        self._look_at_day()
        changes: list[Change] = []
        while self._pending:
            changes.append(self._pending.popleft())
        if not changes:
            return
        self.problem = ""
        change = merge_changes(changes)
        if change.forgotten is not None:
            self.mirror.forget(change.forgotten)
            forget_typed(self, change.forgotten)
        if not change.ours:
            self.let_go_of_gone(change)
        self.changed.publish(change)
        self.mirror.flush()
        self.show_status()
        self.call_after_refresh(self._count)  # what changed is seen first

    def let_go_of_gone(self, change: Change | None = None) -> None:
        """Leave what is about someone another session deleted or forgot, and say so."""
        if words := let_go_of_gone(self, self.shell.session.holds, self.mirror.forgotten, change):
            self.say(words, "warning")

    def in_background(self, work: Callable[[], T], then: Callable[[T], bool]) -> None:
        """Run something away from the screen; `then` gets the result, and says whether to read again."""
        screen = self.screen

        def finished(result: T) -> None:
            if then(result) and isinstance(screen, AreaScreen) and screen.is_attached:
                screen.read_again()

        def run() -> None:
            worker = get_current_worker()
            result = work()
            if not worker.is_cancelled:
                self.call_from_thread(finished, result)

        # What is already loaded is shown first.
        self.call_after_refresh(self.run_worker, run, thread=True, group="background")

    def read_again(self) -> None:
        """Have the visible screen read again what it shows."""
        if isinstance(self.screen, AreaScreen):
            self.screen.read_again()

    # Status

    def status(self) -> Sequence[Span]:
        """Return what is shown at the right of the top bar, one span for each thing."""
        return describe(
            today=self._today,
            overdue=self._overdue,
            sessions=self._sessions,
            read_only=self.shell.session.read_only,
            problem=self.problem,
            demo=self.shell.demo,
        )

    def show_status(self) -> None:
        """Show the status on the screen that is seen."""
        for screen in self.screen_stack:
            if isinstance(screen, AreaScreen):
                screen.show_status()

    def show_error(self, error: NetuiError) -> None:
        """Tell the user what went wrong; who holds the store is shown in the status for a while, too."""
        super().show_error(error)
        if isinstance(error, StoreLockedError):
            self._set_problem(f"READ-ONLY: {error.holder}", say=False)
            self.set_timer(LOCKED_SECONDS, self._look_at_lock_again)

    def _look_at_lock_again(self) -> None:
        if self.problem.startswith("READ-ONLY: ") and not self._poll_problem:
            self._set_problem("")

    def _set_problem(self, text: str, *, say: bool = True) -> None:
        if text != self.problem:
            self.problem = text
            self.show_status()
            if text and say:
                self.say(text, "error")

    def _draft_problem(self, text: str) -> None:
        self.call_later(self._set_problem, f"Drafts cannot be written: {text}")

    # Global keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide keys that lead nowhere."""
        if action == "area":
            return bool(parameters) and isinstance(parameters[0], int) and parameters[0] < len(self._areas)
        if action == "add":
            return self.routes.add is not None
        if action == "quick_add":
            return self.routes.quick_add is not None
        return True

    def describe_binding(self, binding_id: str) -> str | None:
        """Name areas by their titles; q quits from an area and closes elsewhere."""
        if binding_id == "app.close":
            full = [screen for screen in self.screen_stack if not isinstance(screen, ModalScreen)]
            return "quit" if len(full) <= 1 else "close"
        if binding_id.startswith("app.area-"):
            index = int(binding_id.removeprefix("app.area-")) - 1
            return self._areas[index].title if index < len(self._areas) else None
        return None

    def action_add(self) -> None:
        """Add something."""
        if self.routes.add is not None:
            self.routes.add(self)

    def action_quick_add(self) -> None:
        """Add in one line."""
        if self.routes.quick_add is not None:
            self.routes.quick_add(self)

    def action_undo(self) -> None:
        """Take this session's last change back."""
        self.say(self.shell.undo())

    def action_redo(self) -> None:
        """Redo what was undone."""
        self.say(self.shell.redo())

    def action_close(self) -> None:
        """Close the screen on top, or quit from an area."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.leave()

    def action_help(self) -> None:
        """Show the keys that are live now."""
        from netui.tui.modals.help import HelpModal

        if not isinstance(self.screen, HelpModal):
            self.push_screen(HelpModal(live_keys(self.screen), self.areas()))

    # Routing

    def on_open(self, message: Open) -> None:
        """Push the screen for one thing."""
        factory = self.routes.open.get(message.kind)
        if factory is None:
            raise UnknownRouteError(f"No route opens “{message.kind}”.")
        self._push(factory(message.entity_id))

    def on_write_note(self, message: WriteNote) -> None:
        """Push the note screen."""
        if self.routes.write_note is not None:
            self._push(self.routes.write_note(message))

    def on_person_action(self, message: PersonAction) -> None:
        """Do something with people."""
        act = self.routes.person.get(message.verb)
        if act is None:
            raise UnknownRouteError(f"No route does “{message.verb}” with people.")
        act(self, message.contact_ids)

    def on_go_to_area(self, message: GoToArea) -> None:
        """Show an area by name; its screen may have `search_for(query)`."""
        index = next((index for index, area in enumerate(self._areas) if area.name == message.area), None)
        if index is None:
            raise UnknownRouteError(f"No area is called “{message.area}”.")
        self.action_area(index)
        search = getattr(self.screen, "search_for", None)
        if message.query and search is not None:
            self.call_later(search, message.query)

    def on_say(self, message: Say) -> None:
        """Tell the user one line."""
        self.say(message.text, message.tone)

    def _push(self, screen: Screen[Any] | None) -> None:
        if screen is not None:
            self.push_screen(screen)
