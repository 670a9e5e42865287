"""The settings screen: every setting, changed by keys, checked as the file is, written with comments kept."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from netui.bootstrap.settings_file import SettingsAt
from netui.domain.config import Config
from netui.domain.settings import SETTINGS
from netui.services.services import Services
from netui.tui.shell.app import NetuiApp, Routes
from netui.tui.shell.area import AreaScreen
from netui.tui.shell.settings_screen import SettingsScreen
from netui.tui.widgets.line_list import LineList
from tests.factories import make_contact
from tests.tui.conftest import harmless, settle, text_of
from tests.tui.services_builder import app_for, build, toasts


class Home(AreaScreen):
    """What is behind the settings; it counts how often it reads again."""

    reads = 0

    def reload(self, change: object) -> None:
        self.reads += 1


def _app(services: Services) -> NetuiApp:
    routes = Routes(open={"settings": lambda _: SettingsScreen(services)})
    return app_for(services, Home, routes=routes, config=Config())


async def _go_to(pilot: Pilot[str], row: str) -> None:
    await pilot.press("comma")
    await settle(pilot)
    pilot.app.screen.query_one(LineList).move_to(row)
    await settle(pilot)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_every_setting_has_its_row_its_meaning_and_its_default(size: tuple[int, int]) -> None:
    app = _app(
        build(config=Config(name="[b]Jo[/b]", keymap={"agenda.skip": "z"}, saved_searches={"old": "stripe"}))
    )
    async with app.run_test(size=size) as pilot:
        await _go_to(pilot, "name")
        rows = app.screen.query_one(LineList)
        assert [one.name for one in rows.rows if one in SETTINGS] == [one.name for one in SETTINGS]
        assert "[b]Jo[/b]" in text_of(app)
        for row in (*(one.name for one in SETTINGS), "keymap.agenda.skip", "searches.old"):
            rows.move_to(row)
            await settle(pilot)
            shown = " ".join(text_of(app).split())
            assert "In the file: " in shown
            assert harmless(shown)
        for setting in SETTINGS:
            rows.move_to(setting.name)
            await settle(pilot)
            assert f"Default: {setting.words(setting.default)}." in text_of(app)
        await pilot.press("comma")
        assert isinstance(app.screen, Home)


async def test_a_number_is_checked_as_in_the_file_and_counts_at_once() -> None:
    services = build()
    app = _app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        home = app.screen
        assert isinstance(home, Home)
        await _go_to(pilot, "check_ins_per_week")
        for wrong in ("0", "ten", "²", "9" * 5000):
            await pilot.press("enter", "ctrl+u")
            await pilot.press(*wrong[:40], "enter")
            await settle(pilot)
            shown = " ".join(text_of(app).replace("│", " ").split())
            assert "check_ins_per_week is a number from 1 to 500, not" in shown
            await pilot.press("escape")
            await settle(pilot)
        await pilot.press("enter", "ctrl+u", *"25", "enter")
        await settle(pilot)
        assert services.config.check_ins_per_week == 25
        assert services.agenda.week().check_ins_per_week == 25
        assert home.reads == 1
        await pilot.press("d")
        await settle(pilot)
        assert services.config.check_ins_per_week == 10
        assert "Check-ins a week: 10." in toasts(app)
        await pilot.press("d")
        await settle(pilot)
        assert "This is the default." in toasts(app)
        await pilot.press("comma")
        await settle(pilot)
        assert home.reads > 1


async def test_days_and_clock_are_others_at_once() -> None:
    services = build()
    app = _app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await _go_to(pilot, "week_start")
        await pilot.press("enter", "7")
        await settle(pilot)
        assert (services.present.week_start, services.config.week_start) == (6, 6)
        app.screen.query_one(LineList).move_to("time_zone")
        await pilot.press("enter", *"Asia/Tokyo")
        await settle(pilot)
        assert "It is 20:00 there." in text_of(app)
        await pilot.press("enter")
        await settle(pilot)
        assert str(services.present.zone) == "Asia/Tokyo"


async def test_a_setting_that_waits_for_the_next_start_says_so() -> None:
    services = build()
    app = _app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await _go_to(pilot, "ascii_only")
        assert "It takes effect at the next start." in text_of(app)
        await pilot.press("enter", "2")
        await settle(pilot)
        assert services.config.ascii_only
        assert toasts(app).endswith("Plain characters: yes. It takes effect at the next start.")


async def test_a_theme_is_seen_while_the_user_chooses() -> None:
    services = build()
    app = _app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await _go_to(pilot, "theme")
        await pilot.press("enter", *"netui-day")
        await settle(pilot)
        assert app.theme == "netui-day"
        await pilot.press("escape")
        await settle(pilot)
        assert (app.theme, services.config.theme) == ("netui-night", "netui-night")
        await pilot.press("enter", *"netui-day", "enter")
        await settle(pilot)
        assert (app.theme, services.config.theme) == ("netui-day", "netui-day")
        await pilot.press("d")
        await settle(pilot)
        assert (app.theme, services.config.theme) == ("netui-night", "netui-night")


async def test_other_keys_are_given_checked_and_removed() -> None:
    services = build()
    app = _app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await _go_to(pilot, "keymap.")
        await pilot.press("enter", *"agenda.skip", "enter")
        await settle(pilot)
        await pilot.press(*"nothing", "enter")
        await settle(pilot)
        assert "“nothing” is not a key" in text_of(app)
        await pilot.press("ctrl+u", "z", "enter")
        await settle(pilot)
        assert services.config.keymap == {"agenda.skip": "z"}
        assert toasts(app).endswith("agenda.skip: z. It takes effect at the next start.")
        app.screen.query_one(LineList).move_to("keymap.agenda.skip")
        await pilot.press("enter", "ctrl+u", "enter")
        await settle(pilot)
        assert services.config.keymap == {}


async def test_saved_searches_are_added_changed_and_removed() -> None:
    services = build()
    services.contacts.add(make_contact(id=0, name="Ana Ruiz"))
    app = _app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await _go_to(pilot, "searches.")
        await pilot.press("enter", *"mine", "enter")
        await settle(pilot)
        await pilot.press(*"ana")
        await settle(pilot)
        assert "Finds 1 person." in text_of(app)
        await pilot.press("enter")
        await settle(pilot)
        assert services.config.saved_searches == {"mine": "ana"}
        app.screen.query_one(LineList).move_to("searches.mine")
        await pilot.press("enter", "ctrl+u", *"due:<7zz", "enter")
        await settle(pilot)
        assert "7zz" in text_of(app)
        assert services.config.saved_searches == {"mine": "ana"}
        await pilot.press("escape", "d")
        await settle(pilot)
        assert services.config.saved_searches == {}


async def test_a_mapping_of_columns_is_changed_and_removed() -> None:
    services = build(config=Config(saved_mappings={"club": "Member=name\nShoe=skip"}))
    app = _app(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await _go_to(pilot, "mappings.club")
        assert "Member=name; Shoe=skip" in text_of(app)
        await pilot.press("enter", "end", *"; Mail", "enter")
        await settle(pilot)
        assert "COLUMN=FIELD" in text_of(app)
        await pilot.press(*"=email", "enter")
        await settle(pilot)
        assert services.config.saved_mappings == {"club": "Member=name\nShoe=skip\nMail=email"}
        await pilot.press("d")
        await settle(pilot)
        assert services.config.saved_mappings == {}
        assert "IMPORT MAPPINGS" not in text_of(app)


async def test_comments_and_all_else_of_the_file_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(
        '# mine\nname = "Jo"  # signed\n\n[keymap]\nagenda.skip = "z" # by hand\n', encoding="utf-8"
    )
    services = build(config=Config(name="Jo"))
    services.settings._file = SettingsAt(file)
    services.settings.set("headline", "student")
    services.settings.set("name", "  Jo Quill ")
    services.settings.set_keys("agenda.skip", "Z")
    assert file.read_text(encoding="utf-8") == (
        '# mine\nname = "Jo Quill"  # signed\nheadline = "student"\n\n[keymap]\nagenda.skip = "Z" # by hand\n'
    )
    services.settings.set_keys("agenda.skip", "")
    assert "skip" not in file.read_text(encoding="utf-8")
    assert services.config.keymap == {}
    ids = [key.id for key in SettingsAt(file).bindings()]
    assert ids == sorted(set(ids))
    assert {"agenda.done", "app.settings", "list.open"} <= set(ids)


async def test_a_file_broken_since_the_start_is_named_and_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("name = \n", encoding="utf-8")
    services = build(config=Config(name="Jo"))
    services.settings._file = SettingsAt(file)
    app = _app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await _go_to(pilot, "name")
        assert "config.toml line 1 isn't valid TOML" in toasts(app)
        assert "Jo" in text_of(app)
        await pilot.press("enter", "ctrl+u", *"Ann", "enter")
        await settle(pilot)
        assert "isn't valid TOML" in text_of(app)
        assert file.read_text(encoding="utf-8") == "name = \n"


async def test_several_addresses_are_typed_with_commas_and_shown_so() -> None:
    services = build()
    app = _app(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await _go_to(pilot, "addresses")
        for typed, expected in (
            ("a@x.example, b@x.example", ["a@x.example", "b@x.example"]),
            (", 12", ["a@x.example", "b@x.example", "12"]),
        ):
            await pilot.press("enter", "end", *typed, "enter")
            await settle(pilot)
            assert list(services.config.addresses) == expected
            assert ", ".join(expected) in text_of(app)
        await pilot.press("d")
        await settle(pilot)
        assert list(services.config.addresses) == []
