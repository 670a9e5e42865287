"""After a change of this session `u undo` is the first key in sight, for a while."""

from textual.timer import Timer

from netui.tui.terminal.app import TerminalApp

_SECONDS = 10
_UNDO = "app.undo"


class UndoOffer:
    """Puts undo first in the key bars of one app."""

    def __init__(self, app: TerminalApp) -> None:
        self._app = app
        self._timer: Timer | None = None

    def begin(self) -> None:
        """Put it first, from now on for ten seconds."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._app.set_timer(_SECONDS, self._end)
        self._show(_UNDO)

    def _end(self) -> None:
        self._show("")

    def _show(self, binding_id: str) -> None:
        self._app.first_key = binding_id
        self._app.screen.refresh_bindings()
