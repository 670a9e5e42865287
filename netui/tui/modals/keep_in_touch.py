"""How often to be in touch, asked in one line where one digit answers."""

from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from netui.tui.look.glyphs import glyphs_of
from netui.tui.look.text import assemble
from netui.tui.modals.base import Modal
from netui.tui.modals.cadence_choices import CADENCES, NONE_KEY

_SEND_KEY = "v"


class KeepInTouch(NamedTuple):
    """What was chosen: the words of a cadence, "" for none, and whether to send something of value too."""

    every: str
    send: bool


class KeepInTouchModal(Modal[KeepInTouch]):
    """Ask how often to be in touch with someone; escape leaves it open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(one.key, f"choose('{one.every}')", one.words, show=False, id=f"touch.every-{one.key}")
            for one in CADENCES
        ),
        Binding(NONE_KEY, "choose('')", "no", show=False, id="touch.none"),
        Binding(_SEND_KEY, "send", "send something too", show=False, id="touch.send"),
        Binding("escape", "cancel", "not now", id="modal.cancel"),
    ]

    def __init__(self, who: str, send_by: str) -> None:
        super().__init__(f"Keep in touch with {who}?")
        self._send_by = send_by
        self._send = False

    def compose_question(self) -> ComposeResult:
        """Yield the digits, then what can be sent as well."""
        parts = [part for one in CADENCES for part in _key(one.key, one.short)]
        yield Static(assemble(*parts), classes="said", markup=False)
        yield Static(self._offer(), classes="said", id="send", markup=False)

    def action_choose(self, every: str) -> None:
        """Answer."""
        self.dismiss(KeepInTouch(every, self._send))

    def action_send(self) -> None:
        """Choose to send something as well, or not."""
        self._send = not self._send
        self.query_one("#send", Static).update(self._offer())

    def _offer(self) -> Content:
        glyphs = glyphs_of(self.app)
        sign = glyphs.tick if self._send else glyphs.todo
        words = f"{sign} and send something of value by {self._send_by}"
        return assemble(*_key(NONE_KEY, "no"), "  ", *_key(_SEND_KEY, words))


def _key(key: str, words: str) -> tuple[str | tuple[str, str], ...]:
    return ((f"{key} ", "bold $accent"), f"{words}  ")
