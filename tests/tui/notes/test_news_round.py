"""The round of news by keys: from the idea of This week or the palette, sent or skipped, one by one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, cast

import pytest
from textual.pilot import Pilot

from netui.bootstrap.full_screen import build_app
from netui.domain.config import Config
from netui.domain.people.interaction import Direction
from netui.domain.plan.favour import FavourKind
from netui.services.services import Services
from netui.tui.notes.screen import NoteScreen
from netui.tui.shell.app import NetuiApp
from netui.tui.week.screen import ThisWeekScreen
from tests.factories import TODAY, make_contact
from tests.fakes import InMemoryStore
from tests.tui.conftest import settle, text_of
from tests.tui.services_builder import build, toasts

PEOPLE = [
    make_contact(id=11 + n, name=name, emails=(f"{name.split()[0].lower()}@x.example",))
    for n, name in enumerate(("Ana Ruiz", "Bo Lind", "Cy Dee"))
]
MINE = "I start at Fastly in May."


@pytest.fixture
def services() -> Services:
    store = InMemoryStore()
    store.seed(*PEOPLE)
    services = build(store, config=Config(name="Jo Berg"))
    for days, person in zip((120, 60, 9), PEOPLE, strict=True):
        on = TODAY - timedelta(days=days)
        services.favours.note(person.id, Direction.RECEIVED, FavourKind.REVIEW, on=on)
    return services


@asynccontextmanager
async def running(services: Services, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Any]]:
    app = build_app(services)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        yield pilot


async def press(pilot: Pilot[Any], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def written_to(pilot: Pilot[Any]) -> str:
    screen = pilot.app.screen
    assert isinstance(screen, NoteScreen)
    return screen.editor.text.splitlines()[0]


async def test_an_idea_of_this_week_leads_through_all_of_them(services: Services) -> None:
    async with running(services) as pilot:
        assert "Ideas 1" in text_of(pilot.app)
        assert "what became of it" not in text_of(pilot.app), "an idea is folded, and in no one's way"
        await press(pilot, "end", "enter", "end", "up")
        assert "what became of it: news for 3 people" in text_of(pilot.app)
        assert "gave you something since Thu 23 Jul: Ana Ruiz, Bo Lind, Cy Dee" in text_of(pilot.app)
        await press(pilot, "space")
        assert written_to(pilot) == "Hi Ana,"
        shown = text_of(pilot.app)
        assert "1 of 3" in shown
        assert "For you  review   Thu 23 Jul" in shown
        await press(pilot, "ctrl+n", *MINE, "ctrl+g")
        assert written_to(pilot) == "Hi Bo,"
        note = pilot.app.screen
        assert isinstance(note, NoteScreen)
        assert f"hear it early: {MINE}\n" in note.editor.text, "the news is typed once"
        await press(pilot, "escape")
        assert "n skip" in text_of(pilot.app)
        await press(pilot, "n")
        assert written_to(pilot) == "Hi Cy,"
        assert "Skipped: no news to Bo Lind until they give again. u undo" in toasts(
            cast("NetuiApp", pilot.app)
        )
        await press(pilot, "ctrl+g")
        assert isinstance(pilot.app.screen, ThisWeekScreen)
        assert "Ideas" not in text_of(pilot.app)
        assert services.news.people() == []
        sent = [services.log.for_contact(one.id) for one in PEOPLE]
        assert [[entry.template for entry in log] for log in sent] == [["news"], [], ["news"]]
        assert MINE in sent[2][0].text
        await press(pilot, "u")
        assert [one.row.name for one in services.news.people()] == ["Cy Dee"]


@pytest.mark.parametrize("news", ["Thanks to you I start in May.", "Bo and I start in May."])
async def test_news_that_speaks_of_someone_is_reworded_for_the_next(services: Services, news: str) -> None:
    async with running(services) as pilot:
        await press(pilot, "colon", *"what became", "enter", "ctrl+n", *news, "ctrl+g")
        note = pilot.app.screen
        assert isinstance(note, NoteScreen)
        assert f"[[your note: {news}]]" in note.editor.text
        await press(pilot, "ctrl+g")
        assert written_to(pilot) == "Hi Bo,", "first it is said that a line is to be reworded or kept"
        await press(pilot, "ctrl+n", "ctrl+g")
        assert written_to(pilot) == "Hi Cy,"


async def test_a_round_that_is_left_goes_on_where_it_was(services: Services) -> None:
    async with running(services, (120, 40)) as pilot:
        await press(pilot, "colon", *"what became", "enter")
        assert written_to(pilot) == "Hi Ana,"
        await press(pilot, "escape", "n", "escape", "escape")
        assert [one.row.name for one in services.news.people()] == ["Bo Lind", "Cy Dee"]
        await press(pilot, "colon", *"what became", "enter")
        assert written_to(pilot) == "Hi Bo,"
        await press(pilot, "escape", "n", "n")
        assert services.news.people() == []
        await press(pilot, "colon", *"what became", "enter")
        all_had = "Everyone who gave you something in the last year has had news from you."
        assert all_had in toasts(cast("NetuiApp", pilot.app))


async def test_the_idea_is_skipped_for_a_quarter(services: Services) -> None:
    async with running(services, (120, 40)) as pilot:
        await press(pilot, "end", "enter", "end", "up", "x")
        assert "Ideas" not in text_of(pilot.app)
        skipped = "Skipped update what became of it: news for 3 people. u undo"
        assert skipped in toasts(cast("NetuiApp", pilot.app))
        assert len(services.news.people()) == 3
        await press(pilot, "u")
        assert "what became of it" in text_of(pilot.app)
