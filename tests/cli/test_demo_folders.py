"""The folders of demo networks: what killed sessions left is removed, or named where something was added."""

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from netui.bootstrap.wiring import build_store
from netui.cli.demo_folders import demo_folder, remove_left, remove_unless_added, settings_in, store_in
from netui.config import load_config, save_setting
from netui.storage.store.store import TinyDBStore
from tests.factories import make_contact
from tests.fakes import FakeClock

NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def _open(folder: Path, session: str) -> TinyDBStore:
    return build_store(store_in(folder), FakeClock(NOON), session=session)


def _left(place: Path, name: str, *, adds: bool) -> Path:
    """Leave a demo as a killed session does, with or without someone who was added."""
    folder = place / f"netui-demo-{name}"
    folder.mkdir(mode=0o700)
    sessions = {"builder": "Made Up", "user": "Real One"} if adds else {"builder": "Made Up"}
    for session, person in sessions.items():
        store = _open(folder, session)
        with store.transaction("Add"):
            store.contacts.add(make_contact(id=store.new_id(), name=person))
        store.close()
    return folder


def test_what_a_killed_demo_left_is_removed_unless_something_was_added(place: Path) -> None:
    empty, kept = _left(place, "empty", adds=False), _left(place, "kept it", adds=True)
    (place / "netui-demo-file").touch()
    line = remove_left()
    assert (empty.exists(), kept.exists()) == (False, True)
    assert "what you added (1 person)" in line
    assert f"netui --store '{store_in(kept)}'" in line
    assert "\n" not in line
    assert remove_left() == line


def test_the_demo_of_a_live_session_is_left_alone(place: Path) -> None:
    with demo_folder() as folder:
        assert remove_left() == ""
        assert folder.exists()
    assert not folder.exists()
    other = _left(place, "open", adds=True)
    store = _open(other, "someone")
    store.stay_open()
    assert remove_left() == ""
    assert other.exists()
    store.close()


def test_a_killed_demo_goes_at_once_where_nothing_was_added(place: Path) -> None:
    for adds in (False, True):
        folder = _left(place, f"{adds}", adds=adds)
        store = _open(folder, "killed")
        store.stay_open()
        remove_unless_added(folder, sessions=1)
        assert folder.exists() is adds
        store.close()


def test_what_is_not_a_demo_of_this_user_is_left_alone(
    place: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = _left(tmp_path_factory.mktemp("other"), "x", adds=False)
    (place / "netui-demo-link").symlink_to(elsewhere)
    open_to_all = _left(place, "open", adds=False)
    os.chmod(open_to_all, 0o755)  # noqa: PTH101
    assert remove_left() == ""
    assert (elsewhere.exists(), open_to_all.exists()) == (True, True)


def test_a_setting_can_be_changed_in_an_open_demo(place: Path) -> None:
    with demo_folder() as folder:
        save_setting(settings_in(folder), "name", "Jo")
        assert load_config(settings_in(folder)).name == "Jo"
    assert not folder.exists()


def test_a_folder_of_ones_own_that_is_called_like_a_demo_is_left_alone(place: Path) -> None:
    mine = _left(place, "mine", adds=False)
    store_in(mine).rename(place / "netui-demo-store")
    (mine / "photo.jpg").touch()
    nearby = _left(place, "nearby", adds=False)
    (nearby / "notes.txt").touch()
    inside = _left(place, "inside", adds=False)
    (store_in(inside) / "tax.pdf").touch()
    (file := place / "netui-demo-file").mkdir(mode=0o700)
    store_in(file).touch()
    never_used = place / "netui-demo-never"
    never_used.mkdir(mode=0o700)
    assert remove_left() == ""
    assert (mine / "photo.jpg").exists()
    assert (nearby / "notes.txt").exists()
    assert (store_in(inside) / "tax.pdf").exists()
    assert (place / "netui-demo-store" / "journal.jsonl").exists()
    assert store_in(file).exists()
    assert not never_used.exists()
