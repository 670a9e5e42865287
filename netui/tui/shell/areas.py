"""The areas behind the keys 1 to 6, each a mode of the app, made when it is first shown; and leaving it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from textual.screen import Screen

from netui.tui.shell.speaking import SpeakingApp
from netui.tui.shell.wiring import Area, Keeping
from netui.tui.widgets.top_bar import TopBar

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

    def unkept(self) -> str:
        """Say why what was typed can't be kept, “” where all of it is."""
        return ""

    def leave(self) -> None:
        """End the program, or ask first what becomes of what was typed or added."""
        if self.screen.id != _LEAVING and (why := self.unkept()):
            self.say(why, "error")
            self._ask_on_leaving(
                "What you typed is lost when you quit",
                [("Stay here, to copy it", "s", self._stay), ("Quit without it", "t", self.exit)],
            )
            return
        keeping = None if self.screen.id == _LEAVING else self.keeping
        words = keeping.added() if keeping is not None else ""
        if keeping is None or not words:
            self.end_within(QUIT_SECONDS)
            self.exit()
            return
        self._ask_on_leaving(
            f"You added {words}",
            [
                ("Keep it in my own network", "y", lambda: self.exit(keeping.keep())),
                ("Let it go with the demo", "n", self.exit),
            ],
        )

    def _ask_on_leaving(self, title: str, ways: Sequence[tuple[str, str, Callable[[], None]]]) -> None:
        """Ask once, each way with its key and what it does; to quit again is an answer too."""
        from netui.tui.modals.choose import Choice, ChoiceModal

        self.end_within(None)
        choices = [Choice(act, label, key=key) for label, key, act in ways]
        modal: ChoiceModal[Callable[[], None]] = ChoiceModal(title, choices)
        modal.id = _LEAVING
        self.ask(modal, lambda act: act())

    def _stay(self) -> None:
        """Go on as before."""


class AreasApp(LeavingApp):
    """An app of areas, one of which is seen."""

    _areas: Sequence[Area] = ()
    _wanted_mode = ""

    def use_areas(self, areas: Sequence[Area]) -> None:
        """Take the areas, in the order of their keys."""
        self._areas = areas
        for index, area in enumerate(areas):
            self.add_mode(f"area-{index}", partial(self._new_area, area.factory))

    def areas(self) -> Sequence[tuple[str, str]]:
        """Return (key, title) of every area."""
        return [(str(index + 1), area.title) for index, area in enumerate(self._areas)]

    def active_area(self) -> int:
        """Return the index of the area that is shown."""
        return int(self.current_mode.removeprefix("area-"))

    def _new_area(self, factory: Callable[[], Screen[Any]]) -> Screen[Any]:
        screen = factory()
        screen._css_update_count = self._css_update_count  # noqa: SLF001  else all styles are read again for it
        return screen

    def delay_update(self, delay: float = 0.05) -> None:
        """Paint an area that was seen before at once: it comes whole, there is nothing to mask."""
        if not self._screen_stacks.get(self._wanted_mode):
            super().delay_update(delay)

    def action_area(self, index: int) -> None:
        """Show an area."""
        if index < len(self._areas):
            self._wanted_mode = f"area-{index}"
            self.switch_mode(self._wanted_mode)

    def on_top_bar_area_chosen(self, event: TopBar.AreaChosen) -> None:
        """Show the area that was clicked."""
        self.action_area(event.index)
