"""A disk that fills up in a restore: the file is named, and nothing was changed."""

import errno
from collections.abc import Iterable
from pathlib import Path

import pytest

from netui.domain.errors import StoreError
from netui.storage.backups.backup_files import BackupFile
from netui.storage.safety import restoring
from netui.storage.safety.safekeeping import safekeeping_of
from tests.storage.opened import add_contact, opened

WRITE = restoring.write_next_to  # type: ignore[attr-defined]


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    store = opened(tmp_path / "other")
    add_contact(store, "Ann")
    store.close()
    store = opened(tmp_path / "other")
    made = safekeeping_of(store).back_up("daily")
    store.close()
    return made.path


def files(folder: Path) -> dict[str, bytes]:
    there = (path for path in folder.rglob("*") if path.is_file() and "backups" not in path.parts)
    return {path.name: path.read_bytes() for path in there if path.suffix != ".lock" and path.name != "lock"}


@pytest.mark.parametrize("full_at", ["contacts.json", "journal.jsonl"])
def test_nothing_is_changed_and_the_file_is_named(
    tmp_path: Path, backup: Path, full_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "store"
    store = opened(folder)
    add_contact(store, "Bob")
    store.close()
    (folder / "journal.jsonl").write_bytes(b"#\n")
    before = files(folder)

    def write(path: Path, chunks: Iterable[bytes], *, linked: bool = False) -> Path:
        if path.name == full_at:
            raise OSError(errno.ENOSPC, "No space left on device")
        made: Path = WRITE(path, chunks, linked=linked)
        return made

    monkeypatch.setattr(restoring, "write_next_to", write)
    store = opened(folder)
    with pytest.raises(StoreError, match=rf"store/{full_at} can't be written .*nothing was changed"):
        safekeeping_of(store).restore_file(backup)
    store.close()
    assert files(folder) == before


def test_no_room_to_unpack_is_reported_too(
    tmp_path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unpack(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    store = opened(tmp_path / "other")
    add_contact(store, "Eva")
    monkeypatch.setattr(BackupFile, "unpack", unpack)
    with pytest.raises(StoreError, match=r"backups can't be written .*nothing was changed"):
        safekeeping_of(store).restore_file(backup)
    store.close()
