"""Two small questions: yes or no, and one line of text."""

from collections.abc import Callable
from functools import partial
from time import thread_time
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import Input, Static

from netui.domain.errors import InvalidValueError
from netui.tui.look.text import plain
from netui.tui.modals.base import Modal
from netui.tui.modals.draft_modal import DraftModal, Subject
from netui.tui.widgets.editors import SafeInput
from netui.tui.widgets.form import Remark

_SLOW_SECONDS = 0.03
_REST_SECONDS = 0.15


class ConfirmModal(Modal[bool]):
    """Ask yes or no; True, False, or None for escape. With `danger`, enter does not mean yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", "yes", id="confirm.enter"),
        Binding("y", "answer(True)", "yes", id="confirm.yes"),
        Binding("n", "answer(False)", "no", id="confirm.no"),
    ]

    def __init__(
        self, question: str, detail: str = "", *, yes: str = "yes", no: str = "no", danger: bool = False
    ) -> None:
        super().__init__(question)
        self._detail = detail
        self._words = {"confirm.enter": yes, "confirm.yes": yes, "confirm.no": no}
        self._danger = danger

    def compose_question(self) -> ComposeResult:
        """Say what would happen."""
        yield Static(plain(self._detail or self._title), classes="said", markup=False)

    def describe_binding(self, binding_id: str) -> str | None:
        """Put the answers in their own words."""
        return self._words.get(binding_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer enter where yes harms nothing."""
        return action != "enter" or not self._danger

    def action_answer(self, answer: bool) -> None:
        """Answer."""
        self.dismiss(answer)

    def action_enter(self) -> None:
        """Answer yes."""
        self.dismiss(True)


class PromptModal(DraftModal[str]):
    """Ask for one line; `validate(text)` says what was understood, or raises InvalidValueError."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "accept", id="prompt.accept", priority=True),
    ]

    def __init__(
        self,
        title: str,
        *,
        value: str = "",
        placeholder: str = "",
        hint: str = "",
        validate: Callable[[str], str] | None = None,
        required: bool = True,
        about: Subject,
        kept: bool = True,
        problem: str = "",
        use: Callable[[str], object] | None = None,
        overtype: bool = False,
    ) -> None:
        """Ask; `problem` says what was wrong with this value before.

        `overtype` selects the value, which is only offered: typing takes its place, and an arrow keeps it.
        """
        super().__init__(title, about=about, kept=kept, use=use)
        self._problem = problem
        self._value = value
        self._placeholder = placeholder
        self._hint = hint
        self._validate = validate
        self._required = required
        self._is_slow = False
        self._echo_timer: Timer | None = None
        self._overtype = overtype

    def compose_question(self) -> ComposeResult:
        """Yield the field and the echo under it."""
        yield SafeInput(self._value, placeholder=self._placeholder)
        yield Remark(self._hint)

    def again(self, answer: str, problem: str) -> "PromptModal":
        """Return the question with what was typed, and what is wrong with it."""
        return PromptModal(
            self._title,
            value=answer,
            placeholder=self._placeholder,
            hint=self._hint,
            validate=self._validate,
            required=self._required,
            about=self._about,
            kept=self._kept,
            problem=problem,
            use=self._use,
            overtype=self._overtype,
        ).asked_with(self._asked)

    def on_mount(self) -> None:
        """Show what the first value means, what is wrong with it, or what was typed before."""
        if self._problem:
            self.tell(self._problem, "error")
        elif self._value:
            self._echo(self._value)
            if self._overtype:
                self.query_one(SafeInput).take_over()
        self.bring_back(refused=bool(self._problem))

    def begin_day(self) -> None:
        """Show what the line means on this day."""
        if line := self.query_one(SafeInput).value:
            self._echo(line)

    def typed(self) -> dict[str, str]:
        """Return the line."""
        return {"line": self.query_one(SafeInput).value}

    def fill(self, values: dict[str, str]) -> None:
        """Put a line into the field, and go on at its end."""
        field = self.query_one(SafeInput)
        field.value = values["line"]
        field.cursor_position = len(field.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Echo what is understood while the user types."""
        if event.value != self._value or not self._problem:
            self._echo_soon(event.value)
        self.keep()

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Accept the line."""
        self.action_accept()

    def action_accept(self) -> None:
        """Return the line if it can be used."""
        value = self.query_one(SafeInput).value
        if self._is_in_use:
            return
        if self._required and not value.strip():
            self.tell("Type something, or esc to go back.", "error")
        elif self._echo(value):
            self.answer(value)

    def _echo_soon(self, value: str) -> None:
        """Echo at once, or, where that took long, when no other key follows: keys wait for it."""
        if self._echo_timer is not None:
            self._echo_timer.stop()
        if self._is_slow:
            self._echo_timer = self.set_timer(_REST_SECONDS, partial(self._echo, value))
        else:
            self._echo(value)

    def _echo(self, value: str) -> bool:
        if self._validate is None or not value.strip():
            self.tell(self._hint, "dim")
            return True
        began = thread_time()
        try:
            understood = self._validate(value)
        except InvalidValueError as error:
            self.tell(str(error), "error")
            return False
        finally:
            self._is_slow = thread_time() - began > _SLOW_SECONDS
        self.tell(understood or self._hint, "success" if understood else "dim")
        return True

    def tell(self, text: str, tone: str) -> None:
        """Show a line under the field."""
        self.query_one(Remark).say(text, tone)
