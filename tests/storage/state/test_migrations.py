"""Older schemas are migrated to ours after a backup, in one step."""

from pathlib import Path

import pytest

from netui.domain.errors import ConflictError, StoreTooNewError
from netui.storage.backups.backup_files import BackupFile
from netui.storage.changes.file import JOURNAL
from netui.storage.state.migrations import Tables
from netui.storage.store.opening import open_store
from netui.storage.store.store import TinyDBStore
from tests.fakes import FakeClock
from tests.storage.opened import abandon, add_contact, names, opened


def shout(tables: Tables) -> None:
    for contact in tables["contacts"].values():
        contact["name"] = contact["name"].upper()


def migrating(folder: Path, *, read_only: bool = False) -> TinyDBStore:
    return open_store(folder, clock=FakeClock(), session="new", read_only=read_only, migrations=(shout,))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    store = opened(tmp_path)
    add_contact(store, "Ann")
    store.close()
    store = opened(tmp_path)
    add_contact(store, "Bob")
    abandon(store)
    return tmp_path


def test_an_older_store_is_brought_to_our_schema_after_a_backup(old: Path) -> None:
    before = (old / JOURNAL).read_bytes()
    store = migrating(old)
    assert names(store) == ["ANN", "BOB"]
    assert store.history()[0].label == "Migrate from schema 1 to 2"
    (packed,) = (old / "backups").iterdir()
    backup = old.parent / f"{old.name}-unpacked"
    with BackupFile(packed) as file:
        assert file.read(f"store/{JOURNAL}") == before
        file.unpack("store", backup)
    with pytest.raises(ConflictError, match="backup"):
        store.undo(3)
    store.close()
    again = migrating(old)
    assert names(again) == ["ANN", "BOB"]
    assert len(again.history()) == 3
    again.close()
    assert names(opened(backup, read_only=True)) == ["Ann", "Bob"]


def test_the_older_netui_does_not_open_it_any_more(old: Path) -> None:
    migrating(old).close()
    with pytest.raises(StoreTooNewError):
        opened(old)


def test_an_older_session_that_is_open_stops_writing(old: Path) -> None:
    session = opened(old)
    assert names(session) == ["Ann", "Bob"]
    migrating(old).close()
    assert session.catch_up() == 0
    assert session.read_only is not None
    assert "newer netui" in session.read_only
    assert names(session) == ["Ann", "Bob"]
    abandon(session)


def test_opened_for_reading_an_older_store_is_migrated_in_memory(old: Path) -> None:
    before = {path.name: path.read_bytes() for path in old.iterdir() if path.is_file()}
    store = migrating(old, read_only=True)
    assert names(store) == ["ANN", "BOB"]
    store.close()
    assert {path.name: path.read_bytes() for path in old.iterdir() if path.is_file()} == before
