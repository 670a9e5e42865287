"""What a screen had set going does no harm when the screen is being closed."""

from collections.abc import Callable

import pytest
from textual.screen import Screen

from netui.tui.modals.base import Modal
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.key_bar import KeyBar
from tests.tui.conftest import make_app, settle


@pytest.mark.parametrize("make", [AreaScreen, lambda: Modal[None]("Who?")])
async def test_what_a_timer_does_on_a_screen_that_is_being_closed_is_over(
    make: Callable[[], Screen[None]],
) -> None:
    app = make_app(AreaScreen)
    tried = 0
    async with app.run_test(size=(80, 24)) as pilot:
        screen = make()
        await app.push_screen(screen)
        await settle(pilot)
        await screen.query(KeyBar).remove()

        def look() -> None:
            nonlocal tried
            tried += 1
            screen.query_one(KeyBar)

        async def look_as_well() -> None:
            look()

        screen._pruning = True  # so Textual marks it, long before it is gone
        for callback in (look, look_as_well):
            screen.call_next(callback)
            await settle(pilot)
        screen._pruning = False
        assert (tried, app.crash) == (2, None)
        assert app.is_running
