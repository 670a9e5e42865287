"""The program says at its start what is wrong with the files of a store that can be written."""

import shutil
from pathlib import Path

from netui.bootstrap.full_screen import build_app
from netui.bootstrap.wiring import build_services
from netui.config import Places
from tests.fakes import FakeClock
from tests.storage.opened import add_contact, opened


def greeting(folder: Path) -> str:
    store = opened(folder)
    places = Places.find(store=folder, config=folder.parent / "config.toml", environ={"HOME": str(folder)})
    try:
        return build_app(build_services(store, store.drafts, places, FakeClock())).shell.greeting
    finally:
        store.close()


def test_a_conflict_copy_is_reported_at_the_start(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    store = opened(folder)
    add_contact(store, "Ann")
    store.close()
    assert greeting(folder) == ""
    shutil.copy(folder / "contacts.json", folder / "contacts (conflicted copy).json")
    words = greeting(folder)
    assert words.startswith("contacts (conflicted copy).json: another version of contacts.json")
    assert "netui doctor --repair" in words


def test_a_store_copied_over_is_reported_at_the_start(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for place, name in ((one, "Ann"), (other, "Bea")):
        store = opened(place, name)
        store.daily = True
        add_contact(store, name)
        store.close()
    shutil.copytree(one, other, dirs_exist_ok=True)
    assert "two histories met" in greeting(other)
    assert greeting(one) == ""
