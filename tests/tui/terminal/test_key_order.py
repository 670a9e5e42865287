"""Keys that arrive in one bunch do what they would do one by one."""

import asyncio
import re
from pathlib import Path

import pytest
from textual import events
from textual.app import App

import netui
from netui.services.services import Services
from netui.tui.people.form_screen import ContactFormScreen
from netui.tui.people.list_screen import ContactsScreen
from netui.tui.shell.wiring import Routes
from netui.tui.terminal import key_order
from netui.tui.widgets.editors import SafeInput
from netui.tui.widgets.field_line import FieldLine
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


async def test_a_search_typed_ahead_deletes_no_one(services: Services) -> None:
    app = app_for(services, lambda: ContactsScreen(services))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        bunch(app, "slash", *"dana")
        await settle(pilot)
        assert services.contacts.count() == 3
        assert app.screen.query_one(SafeInput).value == "dana"
        assert "Ed Nadal" not in text_of(app)


async def test_each_word_typed_ahead_goes_into_its_own_field(services: Services) -> None:
    app = app_for(services, lambda: ContactFormScreen(services, 0))
    async with app.run_test(size=(80, 24)) as pilot:
        bunch(
            app,
            *"Rye",
            "enter",
            *"rai",
            "enter",
            *"Baker",
            "enter",
            *"Firm",
            "enter",
            *"rye@b.ch",
            "pagedown",
            *"+41",
        )
        await settle(pilot)
        typed = {line.name: line.value for line in app.screen.query(FieldLine) if line.value}
        wanted = {"name": "Rye", "pronunciation": "rai", "title": "Baker", "company": "Firm"}
        assert {name: typed.get(name) for name in wanted} == wanted
        assert (typed["emails"], typed["phones"]) == ("rye@b.ch", "+41")


@pytest.mark.parametrize("letter", ["l", "b", "f"])
async def test_alt_and_a_letter_that_do_nothing_are_esc_and_the_letter(
    services: Services, letter: str
) -> None:
    asked: list[str] = []
    routes = Routes(
        person={verb: lambda *_, verb=verb: asked.append(verb) for verb in ("log", "before", "follow-up")}
    )
    app = app_for(services, lambda: ContactsScreen(services), routes=routes)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        bunch(app, "slash", *"dana", f"alt+{letter}", "alt+shift+s")
        await settle(pilot)
        assert asked == [{"l": "log", "b": "before", "f": "follow-up"}[letter]]
        assert "by name" not in text_of(app)  # S sorts by something else
        assert app.screen.query_one(SafeInput).value == ""  # esc clears it


async def test_alt_and_a_letter_do_what_they_are_bound_to(services: Services) -> None:
    app = app_for(services, lambda: ContactsScreen(services))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.set_keymap({"contacts.sort": "alt+shift+s"})
        bunch(app, "alt+shift+s")
        await settle(pilot)
        assert "by name" not in text_of(app)
        bunch(app, "slash", *"ana ruiz", "alt+backspace")
        await settle(pilot)
        assert app.screen.query_one(SafeInput).value == "ana "


async def test_a_key_goes_when_its_laps_are_used_up_by_a_handler_that_waits(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_order, "LAPS", 20)
    app = app_for(services, lambda: ContactsScreen(services))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        held = asyncio.Event()
        app.screen.query_one("#preview").call_later(held.wait)
        bunch(app, "slash", *"dana")
        for _ in range(1_000):
            await asyncio.sleep(0)
        assert app.screen.query_one(SafeInput).value == "dana"
        held.set()


async def test_only_the_first_key_uses_up_all_laps_where_a_handler_waits(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[bool] = []
    is_still = key_order.KeyOrder._is_still

    def counted(order: key_order.KeyOrder) -> bool:
        looks.append(is_still(order))
        return looks[-1]

    monkeypatch.setattr(key_order, "LAPS", 400)
    monkeypatch.setattr(key_order, "FEWER_LAPS", 20)
    app = app_for(services, lambda: ContactsScreen(services))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        monkeypatch.setattr(key_order.KeyOrder, "_is_still", counted)
        held = asyncio.Event()
        app.screen.query_one("#preview").call_later(held.wait)
        bunch(app, "slash", *"danadanadana")
        for _ in range(5_000):
            await asyncio.sleep(0)
        assert app.screen.query_one(SafeInput).value == "danadanadana"
        assert not any(looks)
        assert len(looks) <= 400 + 12 * 20
        held.set()
        await settle(pilot)
        bunch(app, *"xy")
        await settle(pilot)
        assert looks[-1]
        assert app.key_order._most_laps == 400


def test_no_handler_waits_for_an_answer_or_for_a_key() -> None:
    package = Path(netui.__file__).parent
    waiting = re.compile(
        r"push_screen_wait|wait_for_dismiss|await [\w.]+\.dismiss|\.wait\(\)|to_thread|run_in_executor"
    )
    assert [path.name for path in package.glob("tui/**/*.py") if waiting.search(path.read_text())] == []


async def test_words_typed_ahead_go_into_the_form_they_were_meant_for(services: Services) -> None:
    routes = Routes(open={"contact-form": lambda key: ContactFormScreen(services, int(key))})
    app = app_for(services, lambda: ContactsScreen(services), routes=routes)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        bunch(app, "e", "end", *"X", "tab", *"aydee")
        await settle(pilot)
        fields = [field.value for field in app.screen.query(SafeInput)]
        assert fields[:2] == ["Ana RuizX", "aydee"]
