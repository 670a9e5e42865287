"""Questions that the user didn't expect: no key typed earlier answers one, and each waits for the last."""

from collections import deque
from collections.abc import Callable
from typing import Any

from textual.screen import ModalScreen

from netui.tui.modals.answering import answer_to
from netui.tui.modals.host import Host
from netui.tui.terminal.app import TerminalApp

Then = Callable[[Any], object]


class UnaskedQuestions:
    """Asks a question once the previous one is closed, with an answer or without."""

    def __init__(self, app: TerminalApp, host: Host) -> None:
        self._app = app
        self._host = host
        self._waiting: deque[tuple[ModalScreen[Any], Then]] = deque()
        self._open: ModalScreen[Any] | None = None

    def ask(self, modal: ModalScreen[Any], then: Then) -> None:
        """Ask, after those that wait; `then` gets the answer, and is not called for None."""
        if self._open is not None and self._open not in self._app.screen_stack:
            self._open = None  # it went with what it was about, and so do those behind it
            self._waiting.clear()
        self._waiting.append((modal, then))
        self._ask_next()

    def ask_at_once(self, modal: ModalScreen[Any], then: Then) -> None:
        """Ask on top of everything."""
        self._app.push_unasked(modal, answer_to(self._host, modal, then))

    def _ask_next(self) -> None:
        if self._open is not None or not self._waiting:
            return
        self._open, then = self._waiting.popleft()
        use = answer_to(self._host, self._open, then)

        def answered(answer: Any) -> None:
            self._open = None
            try:
                use(answer)
            finally:
                self._ask_next()

        self._app.push_unasked(self._open, answered)
