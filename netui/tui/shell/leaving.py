"""How the program ends: in time, and only once it is clear what becomes of what was typed or added."""

from collections.abc import Callable, Sequence

from netui.tui.shell.wiring import Keeping
from netui.tui.terminal.app import TerminalApp
from netui.tui.terminal.guard import DraftMirror, SignalGuard

QUIT_SECONDS = 1.0
"""How long an end may take that waits for no answer."""
_LEAVING = "leaving"


class Leaving:
    """Ends an app, which returns what to tell about what was kept; it asks by `ask`."""

    def __init__(
        self,
        app: TerminalApp,
        keeping: Keeping | None,
        mirror: DraftMirror,
        guard: SignalGuard,
        ask: Callable[..., None],
    ) -> None:
        self._app = app
        self._ask = ask
        self._keeping = keeping
        self._mirror = mirror
        self._guard = guard

    def leave_soon(self) -> None:
        """Leave ahead of the keys that wait."""
        self._guard.end_within(QUIT_SECONDS)
        self._app.call_later(self.leave)

    def leave(self) -> None:
        """End the program, or ask first what becomes of what was typed or added; asked again, it ends."""
        is_asked = self._app.screen.id == _LEAVING
        if not is_asked and (why := self._mirror.flush(every=True)):
            self._app.say(why, "error")
            self._ask_on_leaving(
                "What you typed is lost when you quit",
                [("Stay here, to copy it", "s", self._stay), ("Quit without it", "t", self._app.exit)],
            )
            return
        keeping = None if is_asked else self._keeping
        words = keeping.added() if keeping is not None else ""
        if keeping is None or not words:
            self._guard.end_within(QUIT_SECONDS)
            self._app.exit()
            return
        self._ask_on_leaving(
            f"You added {words}",
            [
                ("Keep it in my own network", "y", lambda: self._app.exit(keeping.keep())),
                ("Let it go with the demo", "n", self._app.exit),
            ],
        )

    def _ask_on_leaving(self, title: str, ways: Sequence[tuple[str, str, Callable[[], None]]]) -> None:
        """Ask once, each way with its key and what it does; to quit again is an answer too."""
        from netui.tui.modals.choose import Choice, ChoiceModal

        self._guard.end_within(None)
        choices = [Choice(act, label, key=key) for label, key, act in ways]
        modal: ChoiceModal[Callable[[], None]] = ChoiceModal(title, choices)
        modal.id = _LEAVING
        self._ask(modal, lambda act: act())

    def _stay(self) -> None:
        """Go on as before."""
