"""The app: areas, global keys, the change signal; it routes and asks, and knows no use case."""

import asyncio
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.notifications import SeverityLevel
from textual.screen import ModalScreen, Screen
from textual.signal import Signal
from textual.worker import get_current_worker

from netui.domain.errors import NetuiError, StoreLockedError
from netui.services.ports import Change
from netui.tui.look import theme as themes
from netui.tui.look.glyphs import choose
from netui.tui.look.keys import KeyScope, check_keymap
from netui.tui.look.messages import GoToArea, Open, PersonAction, Say, WriteNote
from netui.tui.look.text import Span, safe_lines, sentences
from netui.tui.modals.answering import answer_to
from netui.tui.shell.area import AreaScreen
from netui.tui.shell.areas import Areas, made_for
from netui.tui.shell.draft_list import DraftList
from netui.tui.shell.leaving import Leaving
from netui.tui.shell.status import Status
from netui.tui.shell.store_watch import StoreWatch
from netui.tui.shell.unasked import UnaskedQuestions
from netui.tui.shell.wiring import Area, Routes, Shell, UnknownRouteError
from netui.tui.terminal.app import QUIT_ID, QUIT_KEY, SUSPEND_ID, SUSPEND_WORDS, TerminalApp
from netui.tui.terminal.collecting import Collector
from netui.tui.terminal.guard import DraftMirror, SignalGuard
from netui.tui.terminal.stopping import that_stops
from netui.tui.terminal.threads import Threads
from netui.tui.widgets.key_bar import live_keys
from netui.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from netui.services.lending import LendingDrafts

__all__ = ["Area", "NetuiApp", "Routes", "Shell"]

POLL_SECONDS = 0.2
SESSIONS_SECONDS = 2
CLOCK_SECONDS = 20
READY_SECONDS = 0.3
_MAX_AREAS = 6
_LONGEST_TOAST = 600
_ERROR_SECONDS = 10.0
_SEVERITIES: dict[str, SeverityLevel] = {"warning": "warning", "error": "error"}

T = TypeVar("T")


class NetuiApp(TerminalApp):
    """The full-screen program over a shell of services, its areas and its routes: the Host of what is in it.

    It may return a word that says what is to be shown next.
    """

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
        Binding("comma", "settings", "settings", show=False, id="app.settings"),
        Binding("f2", "drafts", "drafts", show=False, id="app.drafts"),
        Binding("q", "close", "quit", id="app.close"),
        Binding("question_mark,f1", "help", "help", id="app.help"),
        Binding(QUIT_KEY, "quit", "quit", show=False, priority=True, id=QUIT_ID),
        Binding("ctrl+z", "suspend", SUSPEND_WORDS, show=False, id=SUSPEND_ID),
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
        self.HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (80, "-not-slim")]
        self.shell = shell
        self.routes = routes or Routes()
        self.glyphs = choose(
            os.environ if environment is None else environment,
            sys.stdout.encoding if sys.stdout is not None else None,
            ascii_only=shell.config.ascii_only,
        )
        self.changed: Signal[Change] = Signal(self, "changed")
        self.mirror = DraftMirror(shell.drafts)
        self._collector = Collector()
        self._guard = SignalGuard(self.mirror, on_problem=self._draft_problem, at_end=shell.killed)
        self._watch_signals = watch_signals
        self._draft_list = DraftList(self, shell, self.routes, self.mirror)
        self._unasked = UnaskedQuestions(self, self)
        self._leaving = Leaving(self, shell.keeping, self.mirror, self._guard, self._unasked.ask_at_once)
        self.status_line = Status(self, shell)
        self.store_watch = StoreWatch(self, shell, self.status_line, self.mirror, self.changed)
        self.area_modes = Areas(self, list(areas)[:_MAX_AREAS])
        for one in themes.THEMES:
            self.register_theme(one)
        wanted = shell.config.theme
        self.theme = wanted if wanted in self.available_themes else themes.NIGHT.name
        if shell.config.keymap:
            self.set_keymap(check_keymap(shell.config.keymap, scopes, shell.key_place))

    def get_driver_class(self) -> type[Driver]:
        """Return the driver of the platform, with netui's own way to stop, come back and take pastes."""
        return that_stops(super().get_driver_class())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our own variables for the theme that is shown."""
        return themes.extra_variables(self.current_theme)

    def on_mount(self) -> None:
        """Listen to the store, watch for signals and other sessions."""
        asyncio.get_running_loop().set_default_executor(Threads())
        self.store_watch.begin()
        self.set_class(self.glyphs.ascii_only, "-ascii")
        self._guard.start(signals=self._watch_signals and not self.is_headless)
        self._guard.use_settings(self.terminal_settings())
        self.set_interval(POLL_SECONDS, self.poll)
        self.set_interval(SESSIONS_SECONDS, self.status_line.count_sessions)
        self.set_interval(CLOCK_SECONDS, self.status_line.count_overdue)
        self.call_after_refresh(self._collector.begin)
        self.call_after_refresh(self.status_line.count_sessions)
        self.call_after_refresh(self.status_line.count_overdue)  # from what the first screen has read by then
        self.set_timer(
            READY_SECONDS, lambda: self.run_worker(self.shell.get_ready, thread=True, group="ready")
        )
        self._push(self.routes.first() if self.routes.first is not None else None)
        self.call_after_refresh(self._greet)

    def _greet(self) -> None:
        """Show the greeting, and the drafts of sessions that ended."""
        if words := sentences(self.shell.greeting, self._draft_list.greeting()):
            self.say(words)

    def on_unmount(self) -> None:
        """Stop listening to the store and to signals."""
        self.store_watch.end()
        self.shell.leave()
        self._guard.stop()

    def poll(self) -> None:
        """Take in a new day and what other sessions wrote, and tidy memory up."""
        self._collector.tick(self.key_order.last_key_at, self.store_watch.last_change_at, monotonic())
        self.store_watch.poll()

    def delay_update(self, delay: float = 0.05) -> None:
        """Paint an area that was seen before at once: it comes whole."""
        if not self.area_modes.comes_whole():
            super().delay_update(delay)

    def quit_now(self) -> None:
        """Quit ahead of the keys that wait."""
        self._leaving.leave_soon()

    # What may be asked of it

    def areas(self) -> Sequence[tuple[str, str]]:
        """Return (key, title) of every area."""
        return self.area_modes.titles()

    def active_area(self) -> int:
        """Return the index of the area that is shown."""
        return self.area_modes.active()

    @property
    def has_unread(self) -> bool:
        """Whether something of the store can't be read."""
        return self.shell.session.has_unread

    def status(self) -> Sequence[Span]:
        """Return the status at the right of the top bar, one span for each thing."""
        return self.status_line.spans()

    def let_go_of_gone(self) -> None:
        """Leave the screen that is seen again, if what it is about is gone."""
        self.store_watch.let_go_of_gone()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002
    ) -> None:
        """Show a toast; nothing in it is read as markup, and trouble has a sign too."""
        text, head = safe_lines(message, _LONGEST_TOAST), safe_lines(title, 80)
        if severity != "information":
            text = f"! {text}"
        super().notify(text, title=head, severity=severity, timeout=timeout, markup=False)

    def say(self, text: str, tone: str = "information") -> None:
        """Tell the user one line; `tone` is information, warning or error."""
        self.drop_toasts()  # the newest is what counts, and more would cover the screen
        self.notify(self.store_watch.with_overtaken(text), severity=_SEVERITIES.get(tone, "information"))

    def show_error(self, error: NetuiError) -> None:
        """Tell the user what went wrong, for longer; the status shows who holds the store."""
        self.drop_toasts()
        self.notify(str(error), severity="error", timeout=_ERROR_SECONDS)
        if isinstance(error, StoreLockedError):
            self.status_line.show_lock(error)

    def warn_if_read_only(self) -> None:
        """Tell the user before they type that nothing can be saved, where that is so."""
        self.status_line.warn_if_read_only()

    def ask(self, modal: ModalScreen[Any], then: Callable[[Any], object]) -> None:
        """Ask with a modal; `then` gets the answer, and is not called for None.

        If it refuses the answer, the same is asked again with the reason and what was typed. Until that is
        used, it is kept as a draft.
        """
        self.push_screen(modal, answer_to(self, modal, then))

    def ask_unasked(self, modal: ModalScreen[Any], then: Callable[[Any], object]) -> None:
        """Ask what the user didn't expect: no key answers it that was typed before it was seen."""
        self._unasked.ask(modal, then)

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

        # The screen is painted first.
        self.call_after_refresh(self.run_worker, run, thread=True, group="background")

    def edit_outside(self, drafts: "LendingDrafts", key: str, text: str) -> str:
        """Give the terminal to the user's editor; return what they saved, or raise InvalidValueError."""
        from netui.tui.shell.external_editor import edit_suspended

        return edit_suspended(self, drafts, key, text)

    def run_outside(self, work: Callable[[], object]) -> None:
        """Give the terminal to another program while `work` runs; raise what that raises."""
        from netui.tui.shell.external_editor import run_suspended

        run_suspended(self, work, refused="This terminal can't be handed to another program.")

    def read_again(self) -> None:
        """Have the visible screen read its data again."""
        if isinstance(self.screen, AreaScreen):
            self.screen.read_again()

    def _draft_problem(self, text: str) -> None:
        self.call_later(self.status_line.set_problem, f"Drafts cannot be written: {text}")

    # Global keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide keys that lead nowhere."""
        if action == "area":
            return isinstance(parameters[0], int) and parameters[0] < len(self.area_modes)
        if action in {"add", "quick_add"}:
            return getattr(self.routes, action) is not None
        return True

    def describe_binding(self, binding_id: str) -> str | None:
        """Name areas by their titles; q quits from an area and closes elsewhere."""
        if binding_id == "app.close":
            full = [screen for screen in self.screen_stack if not isinstance(screen, ModalScreen)]
            return "quit" if len(full) <= 1 else "close"
        if binding_id.startswith("app.area-"):
            return self.area_modes.title_at(int(binding_id.removeprefix("app.area-")) - 1)
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

    async def action_quit(self) -> None:
        """Quit from anywhere; a second time, whatever is asked."""
        self._leaving.leave()

    def action_close(self) -> None:
        """Close the screen on top, or quit from an area."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self._leaving.leave()

    def action_help(self) -> None:
        """Show the keys that are live now."""
        from netui.tui.modals.help import HelpModal

        if not isinstance(self.screen, HelpModal):
            self.push_screen(HelpModal(live_keys(self.screen), self.areas()))

    def action_palette(self) -> None:
        """Find and do anything there is."""
        from netui.tui.shell.offers import Offers

        Offers(self, self.shell, self.routes, self.area_modes).ask()
        self.in_background(self.routes.read_names, lambda _: False)

    def action_drafts(self) -> None:
        """List the drafts, and lead to them."""
        self._draft_list.ask()

    def action_settings(self) -> None:
        """Show the settings."""
        self.post_message(Open("settings", 0))

    def action_area(self, index: int) -> None:
        """Show an area."""
        self.area_modes.show(index)

    def on_top_bar_area_chosen(self, event: TopBar.AreaChosen) -> None:
        """Show the area that was clicked."""
        self.area_modes.show(event.index)

    # Routing

    def on_open(self, message: Open) -> None:
        """Push the screen for one thing, or go back to it where it is open below."""
        if (factory := self.routes.open.get(message.kind)) is None:
            raise UnknownRouteError(f"No route opens “{message.kind}”.")
        subject = (message.kind, message.entity_id)
        if not self.area_modes.go_back_to(subject):
            self._push(made_for(subject, factory(message.entity_id)))

    def on_write_note(self, message: WriteNote) -> None:
        """Push the note screen."""
        if self.routes.write_note is not None:
            self._push(self.routes.write_note(message), unasked=message.unasked)

    def on_person_action(self, message: PersonAction) -> None:
        """Do something with people."""
        act = self.routes.person.get(message.verb)
        if act is None:
            raise UnknownRouteError(f"No route does “{message.verb}” with people.")
        follow_ups = () if message.follow_up_id is None else ((message.follow_up_id,),)
        act(self, message.contact_ids, *follow_ups)

    def on_go_to_area(self, message: GoToArea) -> None:
        """Show an area by name; its screen may have `search_for(query)`."""
        self.area_modes.show(self.area_modes.index_of(message.area))
        search = getattr(self.screen, "search_for", None)
        if message.query and search is not None:
            self.call_later(search, message.query)

    def on_say(self, message: Say) -> None:
        """Tell the user one line."""
        self.say(message.text, message.tone)

    def _push(self, screen: Screen[Any] | None, *, unasked: bool = False) -> None:
        if screen is not None:
            (self.push_unasked if unasked else self.push_screen)(screen)
