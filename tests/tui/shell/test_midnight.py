"""Screens left open over midnight, or over days of suspend, show what one that was just opened shows."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from textual.pilot import Pilot

from netui.bootstrap.full_screen import build_app
from netui.bootstrap.wiring import build_services, build_store
from netui.config import Places
from netui.data.demo import build_demo
from netui.domain.config import Config
from netui.services.services import Services
from netui.storage.store.store import TinyDBStore
from netui.tui.shell.app import NetuiApp
from netui.tui.week.screen import ThisWeekScreen
from tests.fakes import FakeClock
from tests.tui.conftest import picture

ZONE = ZoneInfo("Europe/Zurich")
EVENING = datetime(2026, 11, 20, 23, 59, 58, tzinfo=ZONE)
SIZE = (120, 40)


@dataclass
class Scene:
    """The demo network at a moment that a test moves."""

    places: Places
    clock: FakeClock
    store: TinyDBStore

    def services(self) -> Services:
        config = Config(time_zone=ZONE.key)
        return build_services(self.store, self.store.drafts, self.places, self.clock, config=config)

    def app(self) -> NetuiApp:
        return build_app(self.services())


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "store"
    builder = build_store(folder, FakeClock(EVENING), session="demo")
    build_demo(builder, EVENING - timedelta(hours=12), ZONE)
    builder.close()
    return folder


@pytest.fixture
def scene(tmp_path: Path, demo: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    monkeypatch.setattr(ThisWeekScreen, "_look_for_duplicates", lambda _: None)  # which only one has done
    places = Places(*(tmp_path / name for name in ("store", "config.toml", "state", "cache")))
    shutil.copytree(demo, places.store)
    clock = FakeClock(EVENING)
    store = build_store(places.store, clock, session="here")
    yield Scene(places, clock, store)
    store.close()


async def shown(pilot: Pilot[Any]) -> list[str]:
    """Return what is on the screen once nothing more is counted away from it."""
    before: list[str] = []
    while (now := picture(pilot.app)) != before:
        before = now
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.pause()
    return before


async def go(pilot: Pilot[Any], keys: Sequence[str]) -> list[str]:
    await pilot.pause()
    await pilot.press(*("space" if key == " " else key for key in keys))
    return await shown(pilot)


SCREENS = {
    "this week": (),
    "contacts": ("2",),
    "contact": ("2", "enter"),
    "before you talk": ("2", "b"),
    "interviews": ("3", "j"),
    "network": ("4",),
    "plan": ("5",),
    "journal": ("6",),
}


@pytest.mark.parametrize("keys", SCREENS.values(), ids=SCREENS.keys())
async def test_a_screen_begins_the_day_after_days_of_suspend(scene: Scene, keys: Sequence[str]) -> None:
    await check(scene, keys, timedelta(days=9))


async def test_a_screen_begins_the_day_at_midnight(scene: Scene) -> None:
    await check(scene, (), timedelta(seconds=3))


@pytest.mark.parametrize("keys", [("2", "l"), ("2", "f"), ("w", *"tomorrow")], ids="".join)
async def test_a_dialog_reads_its_days_again_at_midnight(scene: Scene, keys: Sequence[str]) -> None:
    await check(scene, keys, timedelta(seconds=3))


async def check(scene: Scene, keys: Sequence[str], asleep: timedelta) -> None:
    left_open = scene.app()
    async with left_open.run_test(size=SIZE) as pilot:
        evening = await go(pilot, keys)
        scene.clock.advance(asleep)
        left_open.poll()
        found = await shown(pilot)
        await pilot.press("ctrl+u")  # the next one must not get this draft
    opened_now = scene.app()
    async with opened_now.run_test(size=SIZE) as pilot:
        wanted = await go(pilot, keys)
    assert wanted != evening
    assert found == wanted
