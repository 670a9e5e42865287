"""The tests of screens paint where they pause, so that what can't be painted is noticed."""

import pytest
from textual.strip import Strip
from textual.widget import Widget

from netui.tui.shell.area import AreaScreen
from tests.tui.conftest import make_app


class Broken(Widget):
    can_paint = True

    def render_line(self, y: int) -> Strip:
        if not self.can_paint:
            raise ValueError("no paint")
        return super().render_line(y)


async def test_what_cannot_be_painted_ends_the_test_at_its_next_pause() -> None:
    app = make_app(AreaScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        widget = Broken()
        await app.screen.mount(widget)
        await pilot.pause()
        widget.can_paint = False
        widget.refresh()
        with pytest.raises(ValueError, match="no paint"):
            await pilot.pause()
        widget.can_paint = True
