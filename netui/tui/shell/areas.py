"""The areas behind the keys 1 to 6: each a mode of the app, made when it is first shown."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from textual.screen import Screen

from netui.tui.shell.leaving import LeavingApp
from netui.tui.shell.wiring import Area
from netui.tui.widgets.top_bar import TopBar


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
        screen._css_update_count = self._css_update_count  # noqa: SLF001  else all styles are read anew for it
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
