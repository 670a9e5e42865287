"""How the program ends: at once, or after an offer to keep what would be gone with it."""

from netui.tui.shell.speaking import SpeakingApp
from netui.tui.shell.wiring import Keeping

QUIT_KEY, QUIT_ID = "ctrl+q", "app.quit"
QUIT_SECONDS = 1.0
"""How long an end may take that waits for nobody's answer."""
_LEAVING = "leaving"


class LeavingApp(SpeakingApp):
    """An app that may have something to keep when it ends; it returns what to tell about that."""

    keeping: Keeping | None = None

    async def action_quit(self) -> None:
        """Quit from anywhere; a second time, whatever is asked."""
        self.leave()

    def quits(self, key: str) -> bool:
        """Tell whether a key ends the program: ctrl+q, or what the keymap has in its place."""
        return key in self._keymap.get(QUIT_ID, QUIT_KEY).split(",")

    def quit_now(self) -> None:
        """Quit ahead of the keys that wait."""
        self.end_within(QUIT_SECONDS)
        self.call_later(self.leave)

    def end_within(self, seconds: float | None) -> None:
        """See to it that the program ends in time, whatever it hangs on; None lets it run on."""

    def leave(self) -> None:
        """End the program, or ask first what becomes of what was added."""
        keeping = None if self.screen.id == _LEAVING else self.keeping
        words = keeping.added() if keeping is not None else ""
        if keeping is None or not words:
            self.end_within(QUIT_SECONDS)
            self.exit()
            return
        self.end_within(None)
        from netui.tui.modals.choose import Choice, ChoiceModal

        def chosen(keep: bool) -> None:
            self.exit(keeping.keep() if keep else None)

        choices = [
            Choice(True, "Keep it in my own network", key="y"),
            Choice(False, "Let it go with the demo", key="n"),
        ]
        modal: ChoiceModal[bool] = ChoiceModal(f"You added {words}", choices)
        modal.id = _LEAVING
        self.ask(modal, chosen)
