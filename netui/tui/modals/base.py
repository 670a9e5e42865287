"""The base of modals: they ask, return a value, and never act. Escape returns None."""

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.css.scalar import Unit
from textual.screen import ModalScreen

from netui.tui.look.glyphs import glyphs_of
from netui.tui.look.text import plain
from netui.tui.modals.host import host_of
from netui.tui.terminal.app import SUSPEND_WORDS
from netui.tui.terminal.closing import LastMessages, Place, still_there
from netui.tui.widgets.key_bar import KeyBar

AnswerT = TypeVar("AnswerT")


class Modal(LastMessages, ModalScreen[AnswerT | None]):
    """A framed question in the middle of the screen, its keys where those of a screen are.

    Subclasses give `compose_question`.
    """

    KEYS_TITLE: ClassVar[str] = "This question"

    DEFAULT_CSS = """
    Modal { align: center middle; background: $background 60%; }
    Modal > .dialog { width: 72; max-width: 96%; height: auto; max-height: 92%; background: $background;
                      border: round $primary; border-title-color: $primary; border-title-style: none;
                      border-subtitle-color: $text-muted; padding: 0; }
    Modal > .dialog.-ascii { border: ascii $primary; }
    Modal .dialog LineList { height: auto; max-height: 50vh; }
    Modal .dialog .said { padding: 0 1; height: auto; max-height: 50vh; overflow-y: auto; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "back", id="modal.cancel"),
        Binding("q", "cancel", "back", show=False, id="modal.close"),
        Binding("f1", "app.help", "help", id="modal.help"),
        Binding("ctrl+z", "app.suspend", SUSPEND_WORDS, show=False, id="modal.suspend"),
    ]

    def __init__(self, title: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._title = title

    def compose(self) -> ComposeResult:
        """Frame the question."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = plain(" ".join(self._title.split()))
            dialog.set_class(glyphs_of(self.app).ascii_only, "-ascii")
            yield from self.compose_question()
        yield KeyBar()

    def compose_question(self) -> ComposeResult:
        """Yield what is in the frame."""
        yield from ()

    def on_mount(self) -> None:
        """Say before something is typed that it can't be saved."""
        if self.draft_key:
            host_of(self).warn_if_read_only()

    def on_resize(self) -> None:
        """Cap in lines what the screen caps: else the frame around it leaves room for all of it."""
        for widget in self.query(".dialog *"):
            most = widget.styles.base.max_height
            if most is not None and most.unit is Unit.VIEW_HEIGHT:
                widget.styles.max_height = max(1, int(most.value * self.app.size.height / 100))

    def again(self, answer: AnswerT, problem: str) -> "Modal[AnswerT] | None":  # noqa: ARG002
        """Return the same question with an answer that could not be used, and why; None asks no more."""
        return None

    def begin_day(self) -> None:
        """Show again what typed days mean: the day has changed."""

    @property
    def question(self) -> str:
        """The title, which names who it asks about."""
        return self._title

    @property
    def draft_key(self) -> str:
        """Where what is typed here is kept; "" where nothing is."""
        return ""

    def let_go(self) -> None:
        """The answer was used: keep nothing of what was typed any more."""

    def get_widget_and_offset_at(self, x: int, y: int) -> Place:
        """Return what is under the mouse: a toast may have gone, and be clicked before that is painted."""
        return still_there(super().get_widget_and_offset_at(x, y))

    def dismiss(self, result: AnswerT | None = None) -> AwaitComplete:
        """Answer, once, and only on top: a click or a key may still be on its way when the answer is given.

        Textual's `is_current` is true under another dialog too, and that one would be closed instead.
        """
        return super().dismiss(result) if self.app.screen_stack[-1:] == [self] else AwaitComplete()

    def action_cancel(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
