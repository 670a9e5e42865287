"""The first screen: one key to the demo, one to an import, three questions that can wait."""

from pathlib import Path
from typing import cast

import pytest

from netui.domain.config import Config
from netui.domain.errors import ImportFileError
from netui.domain.settings import Value
from netui.services.safety.safekeeping import Restoration, Safekeeping
from netui.services.services import Services
from netui.tui.shell.app import NetuiApp, Routes
from netui.tui.shell.area import AreaScreen
from netui.tui.shell.first_run_screen import DEMO, RESTORED, FirstRunScreen
from netui.tui.widgets.path_input import PathInput
from tests.factories import make_contact
from tests.fake_ports import MemorySettings
from tests.tui.conftest import harmless, text_of
from tests.tui.services_builder import FRIDAY, app_for, build


class Home(AreaScreen):
    """What is behind the welcome."""


class Elsewhere(AreaScreen):
    """A screen a way leads to."""


def _app(services: Services) -> NetuiApp:
    routes = Routes(
        open={"import": lambda _: Elsewhere(id="import"), "contact-form": lambda _: Elsewhere(id="form")},
        first=lambda: FirstRunScreen(services),
    )
    return app_for(services, Home, routes=routes)


def _saved(services: Services) -> list[tuple[str, Value | None]]:
    file = services.settings._file
    assert isinstance(file, MemorySettings)
    return file.saved


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_every_way_and_how_to_bring_contacts_is_in_sight(size: tuple[int, int]) -> None:
    async with _app(build()).run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        shown = text_of(pilot.app)
        for words in (
            "Import my contacts",
            "from another machine",
            "demo network",
            "first person",
            "Just look around",
        ):
            assert words in shown
        assert "Get a copy" in shown
        assert "scp ~/Downloads/contacts.vcf" in shown
        assert "Europe/Zurich, 12:00 now" in shown
        assert harmless(shown)


async def test_one_key_asks_for_the_demo() -> None:
    app = _app(build())
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("d")
    assert app.return_value == DEMO


class Files:
    """What restores a backup: it is asked for one file, and refuses another."""

    def __init__(self) -> None:
        self.restored: list[Path] = []

    def plan_file(self, source: Path) -> Restoration:
        if source.read_text(encoding="utf-8") != "a backup":
            raise ImportFileError(
                f"{source.name} is no backup of netui: give the file that netui backup wrote"
            )
        return Restoration(label="Restore", at=FRIDAY, whole=True)

    def restore_file(self, source: Path) -> Restoration:
        self.restored.append(source)
        return self.plan_file(source)


async def test_a_backup_is_brought_by_keys_and_a_wrong_one_can_be_typed_again(tmp_path: Path) -> None:
    files = Files()
    app = _app(build(keeping=lambda: cast("Safekeeping", files)))
    good, bad = tmp_path / "netui.zip", tmp_path / "[b]ad.zip"
    good.write_text("a backup", encoding="utf-8")
    bad.write_text("no backup", encoding="utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("j")
        await pilot.pause()
        assert "netui backup netui.zip" in text_of(app)
        assert "scp netui.zip " in text_of(app)
        await pilot.press("b")
        await pilot.press(*f"{tmp_path}/nowhere.zip", "enter")
        await pilot.pause()
        assert "There is no file" in text_of(app)
        field = app.screen.query_one(PathInput)
        await pilot.press("ctrl+u", *f"{tmp_path}/[", "tab")
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "[b]ad.zip is no backup of netui" in " ".join(text_of(app).split())
        assert field.value == str(bad)
        await pilot.press("ctrl+u", *str(good), "enter")
        await app.workers.wait_for_complete()
    assert (files.restored, app.return_value) == ([good], RESTORED)


@pytest.mark.parametrize(("key", "screen"), [("i", "import"), ("p", "form"), ("enter", "import")])
async def test_one_key_leads_on_and_back(key: str, screen: str) -> None:
    async with _app(build()).run_test() as pilot:
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert pilot.app.screen.id == screen
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, FirstRunScreen)


async def test_it_leaves_once_there_is_someone() -> None:
    services = build()
    async with _app(services).run_test() as pilot:
        await pilot.pause()
        await pilot.press("p")
        await pilot.pause()
        services.contacts.add(make_contact(id=0, name="Priya Raman"))
        await pilot.pause()
        assert pilot.app.screen.id == "form"
        await pilot.press("q")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, Home)


async def test_one_can_just_look_around() -> None:
    services = build()
    async with _app(services).run_test() as pilot:
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Home)
        assert _saved(services) == []


async def test_the_name_is_asked_and_signs_notes_at_once() -> None:
    services = build(config=Config())
    async with _app(services).run_test() as pilot:
        await pilot.pause()
        await pilot.press("j", "j", "j", "j", "j", "enter")
        await pilot.pause()
        await pilot.press(*"Jo Berg", "enter")
        await pilot.pause()
        assert _saved(services) == [("name", "Jo Berg")]
        assert "Jo Berg" in text_of(pilot.app)
    contact = services.contacts.add(make_contact(id=0, name="Priya Raman"))
    assert services.notes.compose(contact.id, "check-in").body.rstrip().endswith("Jo")


async def test_the_zone_is_shown_with_its_clock_and_used_at_once() -> None:
    services = build()
    async with _app(services).run_test() as pilot:
        await pilot.pause()
        await pilot.press("G", "k", "enter")
        await pilot.pause()
        assert "it is 12:00 there" in text_of(pilot.app)
        await pilot.press("ctrl+u", *"Nowhere/City", "enter")
        assert _saved(services) == []
        await pilot.press("ctrl+u", *"America/New_York")
        await pilot.pause()
        assert "it is 06:00 there" in text_of(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert _saved(services) == [("time_zone", "America/New_York")]
        assert "America/New_York, 06:00 now" in text_of(pilot.app)


async def test_the_first_day_of_the_week_is_chosen() -> None:
    services = build()
    async with _app(services).run_test() as pilot:
        await pilot.pause()
        await pilot.press("G", "enter", "7")
        await pilot.pause()
        assert _saved(services) == [("week_start", "sunday")]
        assert "Sunday" in text_of(pilot.app)
