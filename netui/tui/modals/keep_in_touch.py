"""How often to be in touch, asked with a usual answer ready."""

from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from netui.tui.look.glyphs import glyphs_of
from netui.tui.look.text import Line, Span
from netui.tui.modals.cadence_choices import CADENCES, NONE_KEY
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.host import host_of
from netui.tui.widgets.lines import Lines

_USUAL = "3 months"
_SEND_KEY = "v"
_ONWARDS = (
    ("a", "add", "add"),
    ("A", "quick_add", "quick add"),
    ("colon,ctrl+p", "palette", "find anything"),
)
"""Keys of the app that lead on from here: who adds people one after the other types the next at once."""


class KeepInTouch(NamedTuple):
    """What was chosen: the words of a cadence, "" for none, and whether to send something of value too."""

    every: str
    send: bool


class KeepInTouchModal(ChoiceModal[KeepInTouch]):
    """Ask how often to be in touch with someone; escape leaves it open, and says so."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(_SEND_KEY, "send", "send something too", id="touch.send"),
        Binding("escape", "cancel", "not now", id="modal.cancel"),
        *(
            Binding(keys, f"leave_for('app.{action}')", f"not now, {words}", show=False, id=f"touch.{action}")
            for keys, action, words in _ONWARDS
        ),
    ]

    def __init__(self, who: str, send_by: str) -> None:
        rows = [
            Choice(KeepInTouch(one.every, False), one.words, "usual" * (one.every == _USUAL), one.key)
            for one in CADENCES
        ]
        super().__init__(
            f"Keep in touch with {who}?",
            [*rows, Choice(KeepInTouch("", False), "no", key=NONE_KEY)],
            start=KeepInTouch(_USUAL, False),
        )
        self._who = who
        self._send_by = send_by
        self._send = False

    def compose_question(self) -> ComposeResult:
        """Yield how often, then what can be sent as well."""
        yield from super().compose_question()
        yield Lines([self._offer()], id="send", classes="said")

    def take(self, choice: Choice[KeepInTouch]) -> None:
        """Answer."""
        self.dismiss(choice.value._replace(send=self._send))

    def action_send(self) -> None:
        """Choose to send something as well, or not."""
        self._send = not self._send
        self.query_one("#send", Lines).set_lines([self._offer()])

    def action_cancel(self) -> None:
        """Leave it open."""
        host_of(self).say(f"Nothing set for {self._who}; r sets it.")
        super().action_cancel()

    def action_leave_for(self, action: str) -> None:
        """Leave it open, and do what the key does where no question is asked."""
        self.action_cancel()
        self.app.call_later(self.app.run_action, action)

    def _offer(self) -> Line:
        glyphs = glyphs_of(self.app)
        sign = Span(f"{glyphs.tick} ", "success") if self._send else Span(f"{glyphs.todo} ", "dim")
        words = f"and send something of value by {self._send_by}"
        return Line((Span(f"{_SEND_KEY} ", "accent strong"), sign, Span(words)))
