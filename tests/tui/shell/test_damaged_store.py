"""A store that can't be read as a whole: no screen calls it empty, or asks to begin."""

from typing import Any

import pytest
from textual.pilot import Pilot

from netui.bootstrap.routes import areas_of
from netui.tui.look.unread import UNREAD
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.shell.app import NetuiApp
from netui.tui.widgets.line_list import LineList
from tests.fakes import InMemoryStore
from tests.tui.conftest import make_app, make_shell, settle, text_of
from tests.tui.services_builder import app_for, build

INVITES = ("No one", "yet", "None", "Press a")


async def shown(app: NetuiApp, pilot: Pilot[Any]) -> str:
    await settle(pilot)
    return " ".join(text_of(app).split())


def damaged() -> InMemoryStore:
    store = InMemoryStore()
    store.read_only, store.file_problems = "it was changed outside netui", ["contacts.json: it is no JSON"]
    return store


@pytest.mark.parametrize("number", range(6))
async def test_no_area_of_a_damaged_store_is_called_empty(number: int) -> None:
    services = build(damaged())
    app = app_for(services, areas_of(services)[number].factory)
    async with app.run_test(size=(120, 40)) as pilot:
        text = await shown(app, pilot)
        assert "Nothing to show here" in text
        assert [words for words in INVITES if f" {words} " in text] == []


async def test_a_dim_key_does_not_call_it_empty() -> None:
    services = build(damaged())
    app = app_for(services, areas_of(services)[2].factory)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert app.screen.why_not("complete") == UNREAD  # type: ignore[attr-defined]


async def test_a_whole_store_and_a_choice_keep_their_words() -> None:
    services = build()
    app = app_for(services, areas_of(services)[0].factory)
    async with app.run_test(size=(120, 40)) as pilot:
        assert "No one here yet." in await shown(app, pilot)
    app = make_app(areas_of(services)[0].factory, shell=make_shell(damaged()))
    async with app.run_test(size=(120, 40)) as pilot:
        await app.push_screen(ChoiceModal("Copy", [Choice("a", "a", key="a")]))
        await settle(pilot)
        app.screen.query_one(LineList).set_rows([])
        assert "Nothing matches." in await shown(app, pilot)
