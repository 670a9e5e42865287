"""However far tab and shift+tab go in a form, what has the focus is in view, and marked."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from textual.screen import Screen
from textual.widget import Widget

from netui.domain.journal.reflection import ReflectionKind, Start
from netui.tui.interviews.complete_screen import CompleteScreen
from netui.tui.interviews.form_screen import InterviewFormScreen
from netui.tui.journal.reflection_screen import ReflectionScreen
from netui.tui.people.form_screen import ContactFormScreen
from netui.tui.shell.app import NetuiApp
from netui.tui.widgets.panel import Panel
from tests.tui.conftest import settle
from tests.tui.interviews_world import World
from tests.tui.services_builder import app_for


def interview(world: World) -> int:
    made = world.scheduled(at=world.clock.now() - timedelta(hours=1))
    for number in range(8):
        world.interviews.preparation.add_question(made.id, f"Question {number}?")
    return made.id


_STAR = str(Start(kind=ReflectionKind.STAR))
FORMS: dict[str, tuple[Callable[[World], Screen[None]], str]] = {
    "contact": (lambda world: ContactFormScreen(world.services, 0), "pagedown shift+tab pagedown pageup"),
    "complete": (lambda world: CompleteScreen(world.services, interview(world)), "tab " * 7),
    "interview": (lambda world: InterviewFormScreen(world.services, contact_id=world.dana), "shift+tab tab"),
    "STAR": (lambda world: ReflectionScreen(world.services, _STAR), "tab " * 5),
}


def assert_in_view(app: NetuiApp) -> None:
    """Fail unless all of what has the focus is in view, as far as it fits."""
    focused = app.focused
    assert focused is not None
    seen = app.screen.find_widget(focused).visible_region
    room = min(focused.region.height, 5)
    assert seen.height >= room, f"{focused} is at {focused.region}, of which {seen} is in view"


def looks(widget: Widget) -> tuple[str, ...]:
    frames = (one for one in widget.ancestors if isinstance(one, Panel))
    return (str(widget.styles.background), *(str(one.styles.border_top) for one in frames))


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
@pytest.mark.parametrize("form", FORMS)
async def test_what_has_the_focus_is_in_view(form: str, size: tuple[int, int]) -> None:
    world = World()
    make, keys = FORMS[form]
    app = app_for(world.services, lambda: make(world))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for key in keys.split():
            left = app.focused
            assert left is not None
            marked = looks(left)
            await pilot.press(key)
            await settle(pilot)
            assert_in_view(app)
            assert app.focused is not left
            assert looks(left) != marked, f"{left} isn't marked"
