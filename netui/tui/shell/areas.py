"""The areas behind the keys 1 to 6: each a mode of the app, made when it is first shown."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from textual.screen import Screen

from netui.tui.shell.area import AreaScreen
from netui.tui.shell.wiring import Area, UnknownRouteError
from netui.tui.terminal.app import TerminalApp

_FIRST = "area-"


class Areas:
    """The areas of an app, one of which is seen."""

    def __init__(self, app: TerminalApp, areas: Sequence[Area]) -> None:
        self._app = app
        self._areas = areas
        self._wanted = ""
        for index, area in enumerate(areas):
            app.add_mode(f"{_FIRST}{index}", partial(self._make, area.factory))

    def __len__(self) -> int:
        return len(self._areas)

    def titles(self) -> list[tuple[str, str]]:
        """Return (key, title) of every area."""
        return [(str(index + 1), area.title) for index, area in enumerate(self._areas)]

    def title_at(self, index: int) -> str | None:
        """Return the title of an area, or None where there is none."""
        return self._areas[index].title if index < len(self._areas) else None

    def numbers(self) -> dict[str, str]:
        """Return the key and the title of every area, as one text, by its name."""
        return {area.name: f"{index + 1} {area.title}" for index, area in enumerate(self._areas)}

    def index_of(self, name: str) -> int:
        """Return the index of an area; raise UnknownRouteError where none has this name."""
        for index, area in enumerate(self._areas):
            if area.name == name:
                return index
        raise UnknownRouteError(f"No area is called “{name}”.")

    def active(self) -> int:
        """Return the index of the area that is shown."""
        return int(self._app.current_mode.removeprefix(_FIRST))

    def show(self, index: int) -> None:
        """Show an area as it was left; in the one that is shown, close the pages that save nothing."""
        if index >= len(self._areas):
            return
        self._wanted = f"{_FIRST}{index}"
        if self._app.current_mode != self._wanted:
            self._app.switch_mode(self._wanted)
            return
        for page in reversed(self._app.screen_stack[1:]):
            if not isinstance(page, AreaScreen) or page.SAVES:
                break
            self._app.pop_screen()

    def go_back_to(self, subject: object) -> bool:
        """Close the pages over that of a subject; return whether it has one here, and they save nothing.

        Keys that lead round in a circle would open more and more pages.
        """
        for over, page in enumerate(reversed(self._app.screen_stack[1:])):
            if not isinstance(page, AreaScreen):
                return False
            if page.opened_for == subject:
                for _ in range(over):
                    self._app.pop_screen()
                return True
            if page.SAVES:
                return False
        return False

    def comes_whole(self) -> bool:
        """Whether the area that is wanted was seen before: there is nothing to mask until it is made."""
        return self._app.was_shown(self._wanted)

    def _make(self, factory: Callable[[], Screen[Any]]) -> Screen[Any]:
        return self._app.with_styles_read(factory())


def made_for(subject: object, page: Screen[Any] | None) -> Screen[Any] | None:
    """Return a page, which is found again by what it was made for."""
    if isinstance(page, AreaScreen):
        page.opened_for = subject
    return page
