"""The line at the bottom: what saves is the last key to give way on a narrow screen."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.screen import Screen

from netui.services.services import Services
from netui.tui.interviews.complete_screen import CompleteScreen
from netui.tui.interviews.talk_mode_screen import TalkModeScreen
from netui.tui.people.form_screen import ContactFormScreen
from tests.factories import make_contact
from tests.tui.conftest import settle, text_of
from tests.tui.services_builder import app_for, build


def _asking(services: Services) -> Screen[Any]:
    person = services.contacts.add(make_contact(name="Tom Weiss")).id
    return TalkModeScreen(services, services.interviews.add(person, at=services.present.now()).id)


def _wrap_up(services: Services) -> Screen[Any]:
    person = services.contacts.add(make_contact(name="Tom Weiss")).id
    return CompleteScreen(services, services.interviews.add(person, at=services.present.now()).id)


@pytest.mark.parametrize(
    ("make", "saves"),
    [
        (lambda services: ContactFormScreen(services, 0), "ctrl+s save"),
        (_asking, "ctrl+s wrap up"),
        (_wrap_up, "ctrl+s wrap up and thank"),
    ],
)
async def test_what_saves_is_on_the_key_bar_of_a_narrow_screen(
    make: Callable[[Services], Screen[Any]], saves: str
) -> None:
    services = build()
    screen = make(services)
    app = app_for(services, lambda: screen)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        assert saves in text_of(app).splitlines()[-1]
