"""Collecting by keys: read a mailbox, tick, take, refuse the rest, take it back."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from netui.services.services import Services
from netui.tui.look.messages import Open
from netui.tui.people.collect_screen import CollectScreen
from netui.tui.shell.app import NetuiApp, Routes
from netui.tui.shell.area import AreaScreen
from tests.factories import make_contact
from tests.tui.conftest import text_of
from tests.tui.services_builder import app_for, build

WIDE = (120, 40)
DAYS = (10, 11, 12)


class Home(AreaScreen):
    """Somewhere to come from and go back to."""


def _app(services: Services) -> NetuiApp:
    return app_for(services, Home, routes=Routes(open={"collect": lambda _: CollectScreen(services)}))


async def _settle(pilot: Pilot[str] | Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def _read(pilot: Pilot[str] | Pilot[None], name: str = "mbox") -> None:
    pilot.app.post_message(Open("collect", 0))
    await pilot.pause()
    await pilot.press(*name, "enter")
    await _settle(pilot)


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Services:
    monkeypatch.chdir(tmp_path)
    text = ""
    for day in DAYS:
        for who in ("dana@x.example", "Ines <ines@x.example>"):
            text += f"From x\nFrom: me@x.example\nTo: {who}\nDate: {day} Nov 2026 09:00 +0100\n"
            text += f"Message-ID: <{day}{who}>\n\na secret\n\n"
    (tmp_path / "mbox").write_text(text)
    services = build()
    services.settings.set("addresses", "me@x.example")
    services.contacts.add(make_contact(name="Dana Okafor", emails=("dana@x.example",)))
    return services


async def test_what_is_ticked_is_logged_and_the_rest_refused(services: Services) -> None:
    async with _app(services).run_test(size=WIDE) as pilot:
        await _read(pilot)
        shown = text_of(pilot.app)
        assert "3 entries to log." in shown
        assert "email, you wrote" in shown
        assert "MET OFTEN, NOT HERE YET" in shown
        assert "3 of 4 ticked" in shown
        assert "secret" not in shown
        await pilot.press("space", "enter")
        await pilot.pause()
        shown = text_of(pilot.app)
        assert "leave it for next time" in shown
        assert "never propose 1 entry and 1 person again" in shown
        await pilot.press("2")
        await _settle(pilot)
        assert "Logged 2 entries, 1 never proposed again." in text_of(pilot.app)
        [dana] = services.contacts.rows()
        assert [entry.on.day for entry in services.log.for_contact(dana.id)] == [12, 11]
        await pilot.press("escape")
        await pilot.pause()
        await _read(pilot)
        assert "Nothing to log. 1 person met often and not here yet." in text_of(pilot.app)
        assert "Left out: 2 in your log already, 1 refused before." in text_of(pilot.app)


async def test_someone_ticked_is_added_and_one_undo_takes_all_back(services: Services) -> None:
    async with _app(services).run_test(size=(80, 24)) as pilot:
        await _read(pilot)
        await pilot.press("end", "space", "ctrl+s")
        await _settle(pilot)
        assert sorted(person.name for person in services.contacts.rows()) == ["Dana Okafor", "Ines"]
        services.history.undo()
        assert [person.name for person in services.contacts.rows()] == ["Dana Okafor"]


async def test_a_file_that_does_not_read_is_named(services: Services) -> None:
    async with _app(services).run_test(size=WIDE) as pilot:
        await _read(pilot, "mboxx")
        assert "there is no file" in text_of(pilot.app)


async def test_a_calendar_of_a_folder_that_does_not_read_is_named(services: Services, tmp_path: Path) -> None:
    (tmp_path / "cals").mkdir()
    (tmp_path / "cals" / "closed.ics").symlink_to("nowhere")
    async with _app(services).run_test(size=WIDE) as pilot:
        await _read(pilot, "cals")
        shown = text_of(pilot.app)
        assert "Nothing to log." in shown
        assert "there is no file" in shown
        assert "closed.ics" in shown


async def test_the_hint_is_wrapped_again_on_a_resize(services: Services) -> None:
    async with _app(services).run_test(size=WIDE) as pilot:
        pilot.app.post_message(Open("collect", 0))
        await pilot.pause()
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        shown = " ".join(text_of(pilot.app).replace("│", " ").split())
        assert "nothing changes until you log what is ticked." in shown


async def test_who_the_user_is_is_asked_where_mail_is_read_first(services: Services) -> None:
    services.settings.set("addresses", "")
    async with _app(services).run_test(size=WIDE) as pilot:
        await _read(pilot)
        assert "Your addresses" in text_of(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert "netui needs your own addresses" in text_of(pilot.app)
        await pilot.press("enter")
        await _settle(pilot)
        await pilot.press(*"Me@x.example, jo@y.example", "enter")
        await _settle(pilot)
        assert services.config.addresses == ("Me@x.example", "jo@y.example")
        assert "3 entries to log." in text_of(pilot.app)
