"""A backup and the doctor, from the palette."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from netui.bootstrap.routes import VERBS, destinations, load
from netui.domain.config import Config
from netui.domain.errors import StoreError, StoreLockedError
from netui.services.safety.safekeeping import Backup, Erasure, Finding, Health, Person, Safekeeping
from netui.tui.shell.app import NetuiApp, Routes
from netui.tui.shell.area import AreaScreen
from tests.factories import make_contact
from tests.tui.conftest import harmless, settle, text_of
from tests.tui.services_builder import app_for, build, toasts


class Home(AreaScreen):
    """What is behind the palette."""


class AboutAna(Home):
    """A screen with someone under the cursor."""

    def __init__(self, ana: int) -> None:
        super().__init__()
        self._ana = ana

    def current_contact_ids(self) -> tuple[int, ...]:
        return (self._ana,)


class Files:
    """What takes care of the files of a store: it writes anywhere but to a full disk."""

    def __init__(self, health: Health | None = None) -> None:
        self.written: list[tuple[Path, bool]] = []
        self.health = health
        self.forgotten: list[Person] = []

    def merged_into(self, _person: Person) -> list[Person]:
        return []

    def foreign(self) -> list[str]:
        return []

    def unsearchable(self) -> int:
        return 2

    def forget(self, person: Person) -> Erasure:
        self.forgotten.append(person)
        return Erasure(name=person.name, removed={"contacts": 1}, left=("drafts/old can't be read",))

    def write_backup(self, target: Path, *, replace: bool) -> Backup:
        if "full" in target.name:
            raise StoreError(f"{target} can't be written (no space left): choose another file or folder")
        self.written.append((target, replace))
        at = datetime(2026, 11, 20, tzinfo=UTC)
        return Backup(path=target, kind="file", at=at, seq=1, size=1234, left_out=("old.toml",))

    def examine(self) -> Health:
        if self.health is None:
            raise StoreError("the store is locked: close the other program")
        return self.health


def _app(files: Files, config: Config | None = None) -> NetuiApp:
    services = build(keeping=lambda: cast("Safekeeping", files), config=config)
    ana = services.contacts.add(make_contact(name="Ana Ruiz", company="Arm")).id
    verbs = ("backup", "doctor", "forget")
    routes = Routes(
        destinations=destinations(),
        person={verb: partial(load(f"shell.safekeeping:{verb}"), services) for verb in verbs},
        person_words={"forget": VERBS["forget"][1]},
    )
    return app_for(services, Home, lambda: AboutAna(ana), routes=routes, config=Config())


async def _find(pilot: Pilot[str], words: str) -> None:
    await pilot.press("colon", *words, "enter")
    await settle(pilot)


async def _done(pilot: Pilot[str]) -> None:
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)


async def test_a_backup_is_proposed_by_day_and_written_where_the_user_says(tmp_path: Path) -> None:
    files = Files()
    app = _app(files)
    (tmp_path / "there.zip").touch()
    async with app.run_test(size=(80, 24)) as pilot:
        await _find(pilot, "backup")
        assert "~/netui-2026-11-20.zip" in text_of(app)
        await pilot.press("ctrl+u", *f"{tmp_path}/full.zip", "enter")
        await _done(pilot)
        assert "no space left" in " ".join(text_of(app).split())
        await pilot.press("ctrl+u", *f"{tmp_path}/there.zip")
        await settle(pilot)
        assert "takes the place of" in text_of(app)
        await pilot.press("ctrl+u", *str(tmp_path), "enter")
        await _done(pilot)
        assert files.written == [(tmp_path / "netui-2026-11-20.zip", True)]
        assert "(1,234 bytes, verified). Left out of the backup: old.toml" in toasts(app)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_doctor_says_what_the_command_says(size: tuple[int, int]) -> None:
    damage = Finding(file="contacts.json", line=3, what="[b]is cut off", remedy="run netui doctor --repair")
    app = _app(
        Files(Health(findings=(damage,), good={"contacts": 2})), Config(saved_searches={"odd": "due:<7zz"})
    )
    async with app.run_test(size=size) as pilot:
        await _find(pilot, "doctor")
        await _done(pilot)
        shown = " ".join(text_of(app).replace("│", " ").split())
        assert "contacts.json, line 3: [b]is cut off; run netui doctor --repair" in shown
        assert "1 problem; good: 2 contacts" in shown
        assert harmless(shown)
        await pilot.press("end")
        await settle(pilot)
        assert "saved search “odd” can't be used" in " ".join(text_of(app).replace("│", " ").split())
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, Home)


async def test_a_doctor_who_can_not_look_says_why() -> None:
    app = _app(Files())
    async with app.run_test(size=(80, 24)) as pilot:
        await _find(pilot, "doctor")
        await _done(pilot)
        assert "the store is locked: close the other program" in text_of(app)


async def test_someone_is_forgotten_only_by_a_word() -> None:
    files = Files()
    app = _app(files, Config(saved_searches={"hers": "ana ruiz"}))
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("2")
        for keys in (["enter"], ["y", "enter"]):
            await _find(pilot, "forget")
            await _done(pilot)
            shown = " ".join(text_of(app).replace("│", " ").split())
            assert "Erase Ana Ruiz (Arm) from the store, its history, the drafts and the backups?" in shown
            assert "2 files in backups can't be searched" in shown
            await pilot.press(*keys)
            await _done(pilot)
            shown = " ".join(text_of(app).replace("│", " ").split())
            assert ("Type forget to do so; esc keeps them." in shown) is (keys[0] == "y")
            await pilot.press("escape")
        assert files.forgotten == []
        await _find(pilot, "forget")
        await _done(pilot)
        await pilot.press(*"Forget", "enter")
        await _done(pilot)
        assert [one.name for one in files.forgotten] == ["Ana Ruiz"]
        shown = " ".join(text_of(app).replace("│", " ").split())
        assert "Forgot Ana Ruiz, for good" in shown
        assert "Removed: 1 contact" in shown
        assert "drafts/old can't be read" in shown
        assert "The saved search “hers” names them" in shown


async def test_a_forgetting_that_fails_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(_files: Files, _person: Person) -> Erasure:
        raise StoreLockedError("the store is being written by another process")

    monkeypatch.setattr(Files, "forget", locked)
    app = _app(Files())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await _find(pilot, "forget")
        await _done(pilot)
        await pilot.press(*"forget", "enter")
        await _done(pilot)
        assert "Not forgotten" in text_of(app)
        assert "the store is being written by another process" in text_of(app)
