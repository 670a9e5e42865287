"""A store of which only backups are left says so, and which command takes the newest."""

import shutil
from pathlib import Path

import pytest

from netui.domain.errors import ConflictError
from netui.storage.safety.safekeeping import safekeeping_of
from tests.storage.opened import add_contact, names, opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    store = opened(folder)
    add_contact(store, "Ann")
    safekeeping_of(store).back_up("daily")
    store.close()
    for path in folder.iterdir():
        if path.is_file():
            path.unlink()
        elif path.name != "backups":
            shutil.rmtree(path)
    return folder


def test_it_is_named_at_a_start_and_by_the_doctor_and_restored(folder: Path) -> None:
    (backup,) = (folder / "backups").glob("daily-*.zip")
    store = opened(folder)
    keeping = safekeeping_of(store)
    for found in (store.file_problems, keeping.examine().problems, keeping.repair().problems):
        (problem,) = found
        assert (problem.file, problem.what) == (
            "backups",
            "the store is empty, but 1 backup is in this folder",
        )
        assert problem.remedy == f"`netui restore {backup.name}` takes the newest"
    keeping.restore_file(backup)
    store.close()
    store = opened(folder)
    assert (names(store), store.file_problems) == (["Ann"], [])
    store.close()


def test_after_someone_was_added_a_restore_says_the_command(folder: Path) -> None:
    (backup,) = (folder / "backups").glob("daily-*.zip")
    store = opened(folder)
    add_contact(store, "Bob")
    with pytest.raises(ConflictError, match=r"`netui --store \S+/store-restored restore \S+\.zip`"):
        safekeeping_of(store).restore_file(backup)
    store.close()
    store = opened(folder.with_name("store-restored"))
    safekeeping_of(store).restore_file(backup)
    store.close()
    store = opened(folder.with_name("store-restored"))
    assert names(store) == ["Ann"]
    store.close()
