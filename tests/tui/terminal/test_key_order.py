"""Keys that arrive in one bunch do what they would do one by one."""

import pytest
from textual import events
from textual.app import App

from netui.services.services import Services
from netui.tui.people.form_screen import ContactFormScreen
from netui.tui.people.list_screen import ContactsScreen
from netui.tui.shell.wiring import Routes
from netui.tui.widgets.editors import SafeInput
from tests.factories import make_contact
from tests.fakes import InMemoryStore
from tests.tui.conftest import settle, text_of
from tests.tui.services_builder import app_for, build


def bunch(app: App[str], *keys: str) -> None:
    """Send keys at once, as a slow line delivers them."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else {"slash": "/", "space": " "}.get(key)))


@pytest.fixture
def services() -> Services:
    store = InMemoryStore()
    store.seed(make_contact(name="Dana Okafor"), make_contact(name="Ana Ruiz"), make_contact(name="Ed Nadal"))
    return build(store)


async def test_a_search_typed_ahead_deletes_nobody(services: Services) -> None:
    app = app_for(services, lambda: ContactsScreen(services))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        bunch(app, "slash", *"dana")
        await settle(pilot)
        assert services.contacts.count() == 3
        assert app.screen.query_one(SafeInput).value == "dana"
        assert "Ed Nadal" not in text_of(app)


async def test_words_typed_ahead_go_into_the_form_they_were_meant_for(services: Services) -> None:
    routes = Routes(open={"contact-form": lambda key: ContactFormScreen(services, int(key))})
    app = app_for(services, lambda: ContactsScreen(services), routes=routes)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        bunch(app, "e", "end", *"X", "tab", *"aydee")
        await settle(pilot)
        fields = [field.value for field in app.screen.query(SafeInput)]
        assert fields[:2] == ["Ana RuizX", "aydee"]
