"""The log is read after the first paint: until then a screen shows what it has, then the rest."""

from collections.abc import Callable

from textual.screen import Screen

from netui.services.people.interactions import InteractionService


def when_read(screen: Screen[None], log: InteractionService, then: Callable[[], None]) -> bool:
    """Return whether the log is loaded; if not, read it away from the screen and call `then`."""
    if log.at_hand:
        return True

    def show() -> None:
        if screen.is_attached:
            then()

    def read() -> None:
        log.read_ahead()
        screen.call_later(show)

    screen.run_worker(read, thread=True, exclusive=True, group="log")
    return False
