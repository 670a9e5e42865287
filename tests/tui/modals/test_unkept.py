"""Leaving a text whose draft can't be written: the user is asked, and the words stay."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from netui.domain.errors import StoreError
from netui.domain.journal.reflection import ReflectionKind, Start
from netui.services.services import Services
from netui.tui.interviews.form_screen import InterviewFormScreen
from netui.tui.journal.reflection_screen import ReflectionScreen
from netui.tui.modals.choose import ChoiceModal
from netui.tui.modals.text import TextModal
from netui.tui.notes.screen import NoteScreen
from netui.tui.shell.app import NetuiApp
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.editors import NoteEditor
from tests.factories import make_contact
from tests.fakes import FakeDrafts, InMemoryStore
from tests.tui.conftest import settle, text_of
from tests.tui.services_builder import app_for, build, toasts

Made = Callable[[Services, NetuiApp], Screen[Any]]


class FullDisk(FakeDrafts):
    """Drafts on a disk without room."""

    full = True

    def save(self, key: str, text: str) -> None:
        if self.full:
            raise StoreError("the draft could not be kept: No space left on device")
        super().save(key, text)


def _text(_services: Services, app: NetuiApp) -> Screen[Any]:
    return TextModal("What you heard", mirror=app.mirror, draft_key="company:1")


SCREENS: dict[str, Made] = {
    "note": lambda services, _: NoteScreen(services, [1], "thank-you"),
    "reflection": lambda services, _: ReflectionScreen(services, str(Start(kind=ReflectionKind.FREE))),
    "interview": lambda services, _: InterviewFormScreen(services, contact_id=1),
    "text": _text,
}


async def _type(make: Made, pilot: Pilot[Any], services: Services) -> Screen[Any]:
    app = pilot.app
    assert isinstance(app, NetuiApp)
    screen = make(services, app)
    await app.push_screen(screen)
    await settle(pilot)
    await pilot.press(*"Dear", "escape")
    await settle(pilot)
    if app.screen is screen:  # where the first escape only leaves the field
        await pilot.press("escape")
        await settle(pilot)
    return screen


def _services(drafts: FullDisk) -> Services:
    store = InMemoryStore()
    store.seed(make_contact(id=1))
    return build(store, drafts=drafts)


@pytest.mark.parametrize("stored", ["Old", "Newer"])
async def test_a_draft_that_is_found_again_never_hides_what_was_stored_since(stored: str) -> None:
    services = build(InMemoryStore(), drafts=FakeDrafts())
    app = app_for(services, AreaScreen)
    async with app.run_test(size=(120, 40)) as pilot:
        app.mirror.keep("company:1", "Older", "Old")
        modal = TextModal("What you heard", stored, mirror=app.mirror, draft_key="company:1")
        await app.push_screen(modal)
        await settle(pilot)
        is_newer = stored == "Newer"
        assert modal.query_one(NoteEditor).text == ("Newer\n\nOlder" if is_newer else "Older")
        assert ("This text was changed since" in text_of(app)) is is_newer
        await pilot.press("!")
        await settle(pilot)
        assert app.mirror.load_with_base("company:1")[1] == stored


@pytest.mark.parametrize("make", SCREENS.values(), ids=SCREENS)
async def test_without_room_for_the_draft_it_asks_before_it_leaves(make: Made) -> None:
    drafts = FullDisk()
    services = _services(drafts)
    app = app_for(services, AreaScreen)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await _type(make, pilot, services)
        assert isinstance(app.screen, ChoiceModal)
        assert "No space left" in toasts(app)
        await pilot.press("s")
        await settle(pilot)
        assert app.screen is screen
        assert "Dear" in text_of(app)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("l")
        await settle(pilot)
        assert type(app.screen) is AreaScreen
        drafts.full = False
        assert app.mirror.flush() is None
        assert any("Dear" in text for text in drafts.kept.values())


@pytest.mark.parametrize("make", SCREENS.values(), ids=SCREENS)
async def test_with_room_it_leaves_at_once(make: Made) -> None:
    drafts = FullDisk()
    drafts.full = False
    services = _services(drafts)
    app = app_for(services, AreaScreen)
    async with app.run_test(size=(120, 40)) as pilot:
        await _type(make, pilot, services)
        assert type(app.screen) is AreaScreen
        assert any("Dear" in text for text in drafts.kept.values())
