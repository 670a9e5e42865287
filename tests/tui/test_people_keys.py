"""The menu of what is done less often with a person."""

from netui.tui.actions import people
from netui.tui.area import AreaScreen
from netui.tui.modals.choose import ChoiceModal
from tests.factories import make_contact
from tests.tui.conftest import make_app
from tests.tui.services_builder import build


async def test_a_pause_is_ended_only_where_there_is_one() -> None:
    services = build()
    ann = services.contacts.add(make_contact(name="Ann Lee"))
    app = make_app(AreaScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        for paused in (False, True):
            services.rhythm.pause([ann.id], paused=paused)
            people.more(services, app, (ann.id,))
            await pilot.pause()
            assert isinstance(app.screen, ChoiceModal)
            assert ("resume" in [choice.value for choice in app.screen.choices]) is paused
            await pilot.press("escape")
