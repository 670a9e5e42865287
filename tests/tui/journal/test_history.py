"""History, driven by real keys."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from netui.domain.people.follow_up import FollowUpKind
from netui.services.services import Services
from netui.storage.safety.safekeeping import safekeeping_of
from netui.storage.store.opening import open_store
from netui.tui.journal import history_screen as module
from netui.tui.journal.history_screen import HistoryScreen
from netui.tui.widgets.line_list import LineList
from tests.factories import HOSTILE, make_contact
from tests.fakes import FakeClock, InMemoryStore
from tests.tui.conftest import text_of
from tests.tui.services_builder import FRIDAY, app_for, build, toasts


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(FRIDAY)


@pytest.fixture
def store(clock: FakeClock) -> InMemoryStore:
    return InMemoryStore(clock)


@pytest.fixture
def services(store: InMemoryStore, clock: FakeClock) -> Services:
    return build(store, clock=clock)


def rows(pilot: Pilot[Any]) -> LineList:
    return pilot.app.screen.query_one(LineList)


async def test_changes_are_listed_under_their_days_the_newest_first(
    services: Services, clock: FakeClock
) -> None:
    services.contacts.add(make_contact(name="Ann Lee"))
    clock.advance(timedelta(days=1))
    services.contacts.add(make_contact(name="Bo Ito"))
    app = app_for(services, lambda: HistoryScreen(services))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = text_of(app)
        await pilot.press("slash", *"ann", "enter")
        await pilot.pause()
        assert rows(pilot).cursor_row.label == "Add Ann Lee"
    assert shown.index("TODAY Sat 21") < shown.index("12:00  Add Bo Ito") < shown.index("Fri 20")
    assert "Add Ann Lee" in shown
    assert "2 changes" in shown


@pytest.mark.parametrize("key", ["u", "enter"])
async def test_the_change_under_the_cursor_is_undone_and_brought_back(services: Services, key: str) -> None:
    ann = services.contacts.add(make_contact(name="Ann Lee"))
    services.contacts.add(make_contact(name="Bo Ito"))
    app = app_for(services, lambda: HistoryScreen(services))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", key)
        await pilot.pause()
        assert services.contacts.row(ann.id) is None
        assert rows(pilot).cursor_row.label == "Add Ann Lee"
        assert "undone" in text_of(app)
        await pilot.press(key)
        await pilot.pause()
        assert "undone already" in toasts(app)
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert services.contacts.row(ann.id) is not None
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert "Only what was undone" in toasts(app)


async def test_what_another_session_did_can_be_undone(services: Services, store: InMemoryStore) -> None:
    with store.elsewhere("Promise elsewhere"):
        made = services.follow_ups.add(
            contact_id=None, kind=FollowUpKind.SEND, text="from there", due_on=services.present.today()
        )
    app = app_for(services, lambda: HistoryScreen(services))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert "elsewhere" in text_of(app)
        await pilot.press("u")
        await pilot.pause()
    assert store.follow_ups.get(made.id) is None


async def test_a_conflict_is_one_line(services: Services) -> None:
    ann = services.contacts.add(make_contact(name="Ann Lee"))
    services.contacts.delete([ann.id])
    app = app_for(services, lambda: HistoryScreen(services))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "u")
        await pilot.pause()
        assert "was changed again since" in toasts(app)


async def test_older_changes_are_a_key_away(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE", 3)
    for number in range(5):
        services.contacts.add(make_contact(name=f"P{number}"))
    app = app_for(services, lambda: HistoryScreen(services))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "older changes: enter" in text_of(app)
        await pilot.press("G", "u", "enter")
        await pilot.pause()
        assert "Add P0" in text_of(app)
        assert "older changes: enter" not in text_of(app)


async def test_an_empty_and_a_hostile_history(services: Services) -> None:
    app = app_for(services, lambda: HistoryScreen(services))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("u", "ctrl+r", "enter")
        await pilot.pause()
        assert "Nothing was changed yet" in text_of(app)
        for text in ("clipboard write", "closing markup", "bidi override"):
            services.contacts.add(make_contact(name=HOSTILE[text]))
        await pilot.pause()
        shown = text_of(app)
    assert "[/b]" in shown
    assert not [raw for raw in ("\x1b", "\x07", "\u202e") if raw in shown]


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(hours=30)])
async def test_any_earlier_time_comes_back_and_goes_again(tmp_path: Path, ahead: timedelta) -> None:
    clock = FakeClock(FRIDAY + ahead)
    store = open_store(tmp_path, clock=clock, session="here")
    services = build(store, clock=clock, keeping=lambda: safekeeping_of(store))
    services.contacts.add(make_contact(name="Ann Lee"))
    clock.set(FRIDAY + timedelta(hours=2))
    services.contacts.add(make_contact(name="Bo Ito"))
    clock.advance(timedelta(hours=2))
    app = app_for(services, lambda: HistoryScreen(services))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "t")
        await pilot.pause()
        assert "empty: just after “Add Ann Lee”" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "1 removed" in text_of(app)
        await pilot.press("y")
        await pilot.pause()
        assert [contact.name for contact in store.contacts.all()] == ["Ann Lee"]
        await pilot.press("u")
        await pilot.pause()
        assert store.contacts.count() == 2
        await pilot.press("t", *"today 11:00", "enter", "y")
        await pilot.pause()
        assert store.contacts.count() == 0
    store.close()
