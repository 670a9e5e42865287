"""How the app speaks: toasts without markup, questions, errors as one line, drafts and crash reports."""

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from rich.segment import Segment, Segments
from textual import events
from textual.css.query import NoMatches
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.screen import ModalScreen
from textual.worker import WorkerFailed

from netui.domain.errors import NetuiError, crash_report
from netui.tui.look.text import safe_lines
from netui.tui.modals.base import Modal
from netui.tui.terminal.closing import unless_closing
from netui.tui.terminal.terminal_frame import FrugalApp

if TYPE_CHECKING:
    from netui.services.lending import LendingDrafts

_LONGEST_TOAST = 600
_ERROR_SECONDS = 10.0
_MOST_NAMED = 4
_DRAFT_WORDS = {
    "note": "a note",
    "notes": "notes on a person (E)",
    "contact-form": "changes of a person",
    "contact": "a new talk",
    "interview": "notes of a talk",
    "reflection": "a reflection",
    "event": "an event",
    "group": "notes on a group",
    "company": "a note on a company",
    "pitch": "a pitch",
    "bio": "a bio",
    "evidence": "evidence",
}


class SpeakingApp(FrugalApp):
    """An app that tells and asks; text from people is never markup, and a NetuiError never a crash.

    It may return a word that says what is to be shown next. `crash` is the error that ended it, if any.
    """

    crash: BaseException | None = None

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
        severities: dict[str, SeverityLevel] = {"warning": "warning", "error": "error"}
        self.clear_notifications()  # the newest is what counts, and more would cover the screen
        self.notify(text, severity=severities.get(tone, "information"))

    def show_error(self, error: NetuiError) -> None:
        """Tell the user what went wrong; it stays on the screen longer."""
        self.clear_notifications()
        self.notify(str(error), severity="error", timeout=_ERROR_SECONDS)

    def ask(self, modal: ModalScreen[Any], then: Callable[[Any], object]) -> None:
        """Ask with a modal; `then` gets the answer, and is not called for None.

        Where it refuses what was typed, that is asked again with its reason: no one types it twice. Until it
        was used, what was typed stays a draft.
        """

        def answered(answer: Any) -> None:
            if answer is None:
                return
            try:
                then(answer)
            except NetuiError as error:
                again = modal.again(answer, str(error)) if isinstance(modal, Modal) else None
                if again is not None:
                    self.ask(again, then)
                else:
                    self.show_error(error)
                return
            if isinstance(modal, Modal):
                modal.let_go()

        self.push_screen(modal, answered)

    def edit_outside(self, drafts: "LendingDrafts", key: str, text: str) -> str:
        """Give the terminal to the user's editor; return what they saved, or raise InvalidValueError."""
        from netui.tui.shell.external_editor import edit_suspended

        return edit_suspended(self, drafts, key, text)

    async def run_action(self, action: Any, default_namespace: Any = None, namespaces: Any = None) -> bool:
        """Run an action; a NetuiError becomes one line, and a key that cannot work now says why."""
        target, name, parameters = self._parse_action(
            action, self if default_namespace is None else default_namespace, namespaces
        )
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
        """Handle an event; a NetuiError becomes one line."""
        try:
            await super().on_event(event)
        except NetuiError as error:
            self.show_error(error)

    def _handle_exception(self, error: Exception) -> None:
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, NetuiError) and self.is_running:
            self.show_error(cause)
            return
        if isinstance(cause, NoMatches) and self._exit:
            return  # what opens while the program ends gets none of its widgets
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self.bell()
        self.crash = sys.exc_info()[1]
        self._exit_renderables.append(Segments([Segment(crash_report(self.crash))]))
        self._close_messages_no_wait()


def half_typed(keys: Sequence[str]) -> str:
    """Say what the drafts of these keys are, and where to find them; "" where there are none."""
    words = list(dict.fromkeys(filter(None, map(_words, keys))))
    if not words:
        return ""
    named = ", ".join(words[:_MOST_NAMED])
    more = f" and {len(words) - _MOST_NAMED} more" if len(words) > _MOST_NAMED else ""
    return f"Half-typed from before: {named}{more}. Go where you typed it, and it is there."


def _words(key: str) -> str:
    kind, _, rest = key.partition(":")
    if kind == "ask":
        subject, _, title = rest.partition(":")
        return f"“{title if subject.replace(',', '').isdecimal() and title else rest}”"
    if key == "contact-form:0":
        return "a new person"
    if kind == "note":
        template = rest.split(":")[1] if ":" in rest else ""
        return f"a note ({template})" if template else "a note"
    return _DRAFT_WORDS.get(kind, "a text")
