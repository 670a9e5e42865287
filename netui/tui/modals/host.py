"""What screens, sections, dialogs and keys may ask of the app they run in."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from textual.dom import DOMNode
from textual.message import Message
from textual.screen import ModalScreen, Screen

from netui.domain.errors import NetuiError
from netui.services.ports import Change
from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Span
from netui.tui.terminal.guard import DraftMirror

if TYPE_CHECKING:
    from textual.signal import Signal

    from netui.services.lending import LendingDrafts

T = TypeVar("T")


class Host(Protocol):
    """The app, as far as anything in it may know it.

    `changed` tells of each change of the store, `mirror` keeps the drafts, `glyphs` are the signs this
    terminal can show.
    """

    changed: "Signal[Change]"
    mirror: DraftMirror
    glyphs: Glyphs

    def areas(self) -> Sequence[tuple[str, str]]:
        """Return (key, title) of every area."""
        ...

    def active_area(self) -> int:
        """Return the index of the area that is shown."""
        ...

    def status(self) -> Sequence[Span]:
        """Return what is shown at the right of the top bar, one span for each thing."""
        ...

    def say(self, text: str, tone: str = "information") -> None:
        """Tell the user one line; `tone` is information, warning or error."""
        ...

    def show_error(self, error: NetuiError) -> None:
        """Tell the user what went wrong."""
        ...

    def warn_if_read_only(self) -> None:
        """Tell the user before they type that nothing can be saved, where that is so."""
        ...

    def ask(self, modal: ModalScreen[Any], then: Callable[[Any], object]) -> None:
        """Ask with a modal; `then` gets the answer, and is not called for None."""
        ...

    def ask_unasked(self, modal: ModalScreen[Any], then: Callable[[Any], object]) -> None:
        """Ask what the user didn't expect: no key answers it that was typed before it was seen."""
        ...

    def in_background(self, work: Callable[[], T], then: Callable[[T], bool]) -> None:
        """Run something away from the screen; `then` gets the result, and says whether to read again."""
        ...

    def read_again(self) -> None:
        """Have the screen that is seen read again what it shows."""
        ...

    def let_go_of_gone(self) -> None:
        """Leave the screen that is seen again, if what it is about is gone."""
        ...

    def edit_outside(self, drafts: "LendingDrafts", key: str, text: str) -> str:
        """Give the terminal to the user's editor; return what they saved, or raise InvalidValueError."""
        ...

    def run_outside(self, work: Callable[[], object]) -> None:
        """Give the terminal to another program while `work` runs; raise what that raises."""
        ...

    def post_message(self, message: Message) -> bool:
        """Send a message to be routed: Open, WriteNote, PersonAction, GoToArea."""
        ...

    def push_screen(self, screen: Screen[Any]) -> Any:
        """Show a screen on top."""
        ...


def host_of(node: DOMNode) -> Host:
    """Return the app a screen or widget runs in."""
    return cast("Host", node.app)
