"""What the system lets no one write is found and named, and nothing is touched for it."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from netui.domain.errors import StoreReadOnlyError
from netui.services.safety.safekeeping import Finding
from netui.storage.base.files import give_to_owner
from netui.storage.safety.safekeeping import safekeeping_of
from tests.storage.opened import add_contact, examine, names, opened

LSATTR = "check its owner, its mode and its attributes (lsattr)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = opened(tmp_path / "store", daily=True)
    add_contact(store, "Ann")
    store.close()
    return tmp_path / "store"


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, int]]:
    """Which files the system opens for no writer, and why; a folder is refused under its name."""
    found: dict[str, int] = {}
    access, open_ = os.access, os.open

    def may(path: Any, mode: int) -> bool:
        return access(path, mode) and not (mode & os.W_OK and Path(path).name in found)

    def opened_for(path: Any, flags: int, *more: Any, **rest: Any) -> int:
        name = Path(path).name
        if name in found and flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(found[name], os.strerror(found[name]), str(path))
        return open_(path, flags, *more, **rest)

    monkeypatch.setattr(os, "access", may)
    monkeypatch.setattr(os, "open", opened_for)
    yield found
    found.clear()


def only(folder: Path) -> Finding:
    health = examine(folder)
    assert (health.ok, health.is_damaged, health.is_refused) == (False, False, True)
    (finding,) = health.problems
    return finding


def looks(folder: Path) -> dict[str, tuple[int, int]]:
    return {path.name: (path.stat().st_mtime_ns, path.stat().st_size) for path in (folder, *folder.iterdir())}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("journal.jsonl", errno.EPERM),
        ("journal.jsonl", errno.EACCES),
        ("lock", errno.EPERM),
        ("contacts.json", errno.EPERM),
    ],
)
def test_a_file_that_no_one_may_write_is_named(
    folder: Path, refused: dict[str, int], name: str, code: int
) -> None:
    before = looks(folder)
    assert examine(folder).ok
    refused[name] = code
    found = only(folder)
    assert (found.file, found.what, found.remedy) == (
        name,
        f"it cannot be written ({os.strerror(code)})",
        LSATTR,
    )
    assert looks(folder) == before


def test_a_snapshot_is_replaced_so_its_own_mode_is_nothing(folder: Path, refused: dict[str, int]) -> None:
    refused["contacts.json"] = errno.EACCES
    assert examine(folder).ok


@pytest.mark.parametrize("name", ["backups", "history", "drafts"])
def test_a_folder_that_no_one_may_write_is_named(folder: Path, refused: dict[str, int], name: str) -> None:
    refused[name] = errno.EPERM
    found = only(folder)
    what = f"{folder / name} cannot be written (the system does not allow it)"
    assert (found.file, found.what, found.remedy) == (name, what, LSATTR)


def test_a_store_on_a_disk_for_reading_says_so_once_and_a_repair_is_refused(
    folder: Path, refused: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = os.statvfs(folder)
    fields = ("f_bfree", "f_bavail", "f_blocks", "f_files", "f_ffree", "f_favail")
    look = SimpleNamespace(**{name: getattr(disk, name) for name in fields}, f_flag=os.ST_RDONLY)
    monkeypatch.setattr(os, "statvfs", lambda _: look)
    refused.update(dict.fromkeys(["store", "journal.jsonl", "lock", "backups"], errno.EROFS))
    found = only(folder)
    assert found.what == f"{folder} cannot be written (its disk is mounted for reading only)"
    store = opened(folder)
    assert store.read_only == f"{found.what}: {found.remedy}"
    assert names(store) == ["Ann"]
    with pytest.raises(StoreReadOnlyError, match="mounted for reading only"):
        safekeeping_of(store).repair()
    store.close()


@pytest.mark.parametrize("full", ["f_bavail", "f_favail"])
def test_a_full_disk_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch, full: str) -> None:
    room = dict.fromkeys(("f_bfree", "f_bavail", "f_blocks", "f_files", "f_ffree", "f_favail"), 9)
    room |= {full: 0, {"f_bavail": "f_bfree", "f_favail": "f_ffree"}[full]: 0}
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(**room, f_flag=0))
    assert only(folder).what == f"{folder} cannot be written (its disk is full)"


def test_a_repair_of_a_store_with_a_file_that_no_one_may_write_is_refused(
    folder: Path, refused: dict[str, int]
) -> None:
    store = opened(folder)
    refused["journal.jsonl"] = errno.EPERM
    with pytest.raises(
        StoreReadOnlyError, match=r"journal\.jsonl: it cannot be written .*nothing was repaired"
    ):
        safekeeping_of(store).repair()
    store.close()


@pytest.mark.parametrize("name", ["history", "recent"])
def test_what_cannot_be_read_is_named_instead_of_ending_the_doctor(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (path,) = folder.glob("history" if name == "history" else "history/recent-*")
    open_ = os.open

    def refuse(given: Any, flags: int, *more: Any, **rest: Any) -> int:
        if given == path or str(given) == str(path):
            raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(given))
        return open_(given, flags, *more, **rest)

    store = opened(folder, read_only=True)
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        health = safekeeping_of(store).examine()
    store.close()
    (found,) = health.problems
    assert (found.file, found.what) == (
        path.relative_to(folder).as_posix(),
        "it cannot be read (Permission denied)",
    )
    assert (health.is_damaged, health.is_refused, health.good) == (False, True, {"contacts": 1})


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes files for others")
def test_what_root_writes_belongs_to_the_owner_of_the_store(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, 4321, 4321)
    store = opened(folder, daily=True)
    add_contact(store, "Bob")
    store.drafts.save("note:1", "half")
    os.close(store.drafts.lend("note:2", "in an editor").lock)
    safekeeping_of(store).back_up("by-hand")
    store.compact()
    everything = {path.name: path.stat().st_uid for path in (folder, *folder.rglob("*"))}
    assert any(name.startswith("session-") for name in everything)
    assert set(everything.values()) == {4321}
    store.close()
    assert {path.stat().st_uid for path in (folder, *folder.rglob("*"))} == {4321}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes files for others")
def test_what_a_link_leads_to_stays_roots(tmp_path: Path) -> None:
    folder, secret = tmp_path / "store", tmp_path / "secret"
    folder.mkdir()
    secret.write_text("root's")
    os.chown(folder, 4321, 4321)
    (folder / "link").symlink_to(secret)
    (folder / "name").hardlink_to(secret)
    give_to_owner(folder / "link", folder)
    give_to_owner(folder / "name", folder)
    fd = os.open(folder / "name", os.O_RDWR)
    give_to_owner(fd, folder)
    os.close(fd)
    assert secret.stat().st_uid == 0
