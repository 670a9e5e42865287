"""The base of every full screen: bars, reload on change, one or two panes, errors as one line."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from netui.domain.errors import NetuiError
from netui.domain.people.forgotten import Forgotten
from netui.services.ports import Change
from netui.tui.look.messages import PersonAction
from netui.tui.modals.base import Modal
from netui.tui.modals.host import Host, host_of
from netui.tui.modals.subjects import Gone
from netui.tui.terminal.app import TerminalApp
from netui.tui.terminal.closing import LastMessages, Place, still_there
from netui.tui.terminal.threads import AT_ONCE
from netui.tui.widgets.key_bar import KeyBar
from netui.tui.widgets.top_bar import WIDE, TopBar

PERSON_BINDINGS: tuple[BindingType, ...] = (
    Binding("l", "person('log')", "log", id="person.log"),
    Binding("n", "person('note')", "note", id="person.note"),
    Binding("f", "person('follow-up')", "follow-up", id="person.follow-up"),
    Binding("i", "person('interview')", "interview", id="person.interview"),
    Binding("I", "person('introduce')", "introduce", id="person.introduce", show=False),
    Binding("b", "person('before')", "before you talk", id="person.before", show=False),
    Binding("r", "person('rhythm')", "keep in touch", id="person.rhythm", show=False),
    Binding("t", "person('tag')", "tag", id="person.tag", show=False),
    Binding("y", "person('yank')", "copy", id="person.yank", show=False),
    Binding("o", "person('link')", "open link", id="person.link", show=False),
    Binding("E", "person('notes')", "notes in $EDITOR", id="person.notes", show=False),
    Binding("full_stop", "person('more')", "more", id="person.more", show=False),
)

SCREEN_BINDINGS: tuple[BindingType, ...] = (
    Binding("tab", "pane(1)", "next pane", show=False, id="screen.next-pane"),
    Binding("shift+tab", "pane(-1)", "pane before", show=False, id="screen.previous-pane"),
    Binding("ctrl+c,super+c", "screen.copy_text", "copy selected text", show=False, id="screen.copy"),
)


class AreaScreen(LastMessages, Screen[None]):
    """A full screen between the two bars.

    Subclasses give `compose_body`, and `reload(change)`, which is called once on mount (None) and after every
    change of the store; a screen that is out of sight reloads when it is seen again.
    Where `current_contact_ids` returns people, the keys on a person work. Below 110 columns
    one pane is seen: that of the class `second` while the focus is in it, else that of the class `first`.
    """

    KEYS_TITLE: ClassVar[str] = "This screen"
    PERSON_KEYS: ClassVar[bool] = True
    SAVES: ClassVar[bool] = False
    """Whether what is typed here is to be saved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *PERSON_BINDINGS,
        *SCREEN_BINDINGS,
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._stale = False
        self.opened_for: object = None
        """What this page was opened for, to find it again."""

    # For subclasses

    def compose_body(self) -> ComposeResult:
        """Yield the widgets between the bars."""
        yield from ()

    def reload(self, change: Change | None) -> None:
        """Read what is shown again; `change` is None for all of it."""

    def forget(self, forgotten: Forgotten) -> None:
        """Take a forgotten person out of what was typed or read here and is in no field on the screen."""

    def current_contact_ids(self) -> Sequence[int]:
        """Return who a key on a person acts on: the marked people, or the one under the cursor."""
        return ()

    def gone(self) -> Gone | None:
        """Return what this screen is about if the store no longer has it."""
        return None

    def describe_binding(self, binding_id: str) -> str | None:  # noqa: ARG002
        """Say more than a binding's own text for the key bar, or None."""
        return None

    def why_not(self, action: str) -> str | None:
        """Say why an action cannot work now, in a line for the user."""
        if action == "person":
            return "There is no one under the cursor."
        return None

    def palette_entries(self) -> Iterable[tuple[str, Callable[[], None]]]:
        """Return more (text, what to do) for the command palette."""
        return ()

    # What they get

    @property
    def host(self) -> Host:
        """The app, as far as a screen may know it."""
        return host_of(self)

    @property
    def is_wide(self) -> bool:
        """Whether there is room for two panes."""
        return self.app.size.width >= WIDE

    def compose(self) -> ComposeResult:
        """Put the body between the bars."""
        yield TopBar(self.host.areas(), self.host.active_area())
        yield from self.compose_body()
        yield KeyBar()

    def on_mount(self) -> None:
        """Listen for changes and show what there is."""
        self.host.changed.subscribe(self, self._on_store_change)
        self.show_status()
        self._arrange_panes()
        self.reload(None)
        if self.SAVES:
            self.host.warn_if_read_only()

    def on_screen_resume(self) -> None:
        """Catch up with what changed out of sight; close if what this is about is gone."""
        self.show_status()
        if self.gone() is not None:
            self.app.call_later(self.host.let_go_of_gone)
            return
        if self._stale:
            self._stale = False
            self.reload(None)

    def on_resize(self) -> None:
        """Show one pane or two."""
        self.set_class(not self.is_wide, "-narrow")
        self._arrange_panes()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the pane that has the focus, and what has it: a page that has just come has no places yet."""
        self._arrange_panes()
        self.refresh_bindings()
        self.call_after_refresh(self._bring_into_view, event.widget)

    def _bring_into_view(self, widget: Widget) -> None:
        if widget is self.focused and not self.can_view_entire(widget):
            widget.scroll_visible(animate=False, immediate=True)

    def show_status(self) -> None:
        """Show the status of the app in the top bar."""
        for bar in self.query(TopBar):
            bar.set_active(self.host.active_area())
            bar.set_status(self.host.status())

    def _on_store_change(self, change: Change) -> None:
        if self._in_sight():
            self.show_status()
            self.reload(change)
            self.refresh_bindings()
        else:
            self._stale = True
            if any(len(ids) > AT_ONCE for ids in change.touched.values()):
                self.let_go()

    def let_go(self) -> None:
        """Drop what was read before many things changed; out of sight, it is read again when it is seen."""

    def read_again(self) -> None:
        """Read again what is shown, now or when it is seen again."""
        if self._in_sight():
            self.reload(None)
        else:
            self._stale = True

    def begin_day(self) -> None:
        """Read again the words for days, such as “tomorrow”; the day has changed."""
        self.read_again()
        self.refresh_bindings()

    def _in_sight(self) -> bool:
        for screen in reversed(self.app.screen_stack):
            if screen is self:
                return True
            if not isinstance(screen, ModalScreen):
                return False
        return False

    def _arrange_panes(self) -> None:
        second = [widget for widget in self.query(".second") if isinstance(widget, Widget)]
        if not second:
            return
        first = [widget for widget in self.query(".first") if isinstance(widget, Widget)]
        wide = self.is_wide
        inside = any(widget.has_focus_within for widget in second)
        for widget in second:
            widget.display = wide or inside
        for widget in first:
            widget.display = wide or not inside

    def action_pane(self, step: int) -> None:
        """Give the focus to the next pane, or the previous one; one that is hidden comes into sight."""
        for pane in (*self.query(".first"), *self.query(".second")):
            pane.display = True
        if step > 0:
            self.focus_next()
        else:
            self.focus_previous()
        self._arrange_panes()

    def go_back(self) -> None:
        """Leave for the screen below, once, where there is one and this one is on top."""
        stack = self.app.screen_stack
        if len(stack) > 1 and stack[-1] is self:
            self.app.pop_screen()  # not awaited: no screen can wait for its own end

    # Keys on a person

    def action_person(self, verb: str) -> None:
        """Ask the app for something with the people here."""
        people = tuple(self.current_contact_ids())
        if people:
            self.post_message(PersonAction(verb, people))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Dim the keys on a person where there is none."""
        if action == "person":
            if not self.PERSON_KEYS:
                return False
            return True if self.current_contact_ids() else None
        return True

    def get_widget_and_offset_at(self, x: int, y: int) -> Place:
        """Return what is under the mouse: a toast may have gone, and be clicked before that is painted."""
        return still_there(super().get_widget_and_offset_at(x, y))

    def show_refusal(self, error: NetuiError) -> None:
        """Tell the user in one line why something can't be done, wherever that turns up."""
        self.host.show_error(error)


def read_all_again(app: App[Any]) -> None:
    """Have every screen read again what it shows by the day or by the settings, those out of sight too."""
    for screen in app.all_screens() if isinstance(app, TerminalApp) else app.screen_stack:
        if isinstance(screen, AreaScreen | Modal) and screen.is_attached:
            screen.begin_day()
