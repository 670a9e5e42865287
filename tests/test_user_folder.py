"""A folder that netui keeps files in: whole files after a crash, and no time lost on what is foreign."""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import IO

import pytest

from netui.domain.errors import NetuiError
from netui.exchange.writing.calendar_ics import made_calendar_file
from netui.exchange.writing.page_folder import PageFolder
from netui.services.journal.person_pages import NamedPage
from netui.user_folder import UserFolder, write_folder

FILES = {f"{number}.ics": f"entry {number}" for number in range(5)}


def theirs(path: Path) -> bool:
    return False


def foreign(name: str, file: IO[bytes]) -> bytes | None:
    return None


def calendar(folder: Path) -> None:
    assert write_folder(folder, FILES, foreign).written == len(FILES)


def pages(folder: Path) -> None:
    made = (NamedPage(f"uid{number}", f"Person {number}", "---\n") for number in range(5))
    assert PageFolder(folder, is_own=theirs).write(made, [], over=False).written == 5


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What is done with each file, by its number on the disk, in order."""
    done: list[tuple[str, int]] = []
    fsync, replace = os.fsync, Path.replace

    def synced(fd: int) -> None:
        done.append(("synced", os.fstat(fd).st_ino))
        fsync(fd)

    def placed(path: Path, target: Path) -> Path:
        done.append(("placed", path.stat().st_ino))
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", placed)
    return done


@pytest.mark.parametrize("write", [calendar, pages])
def test_all_files_are_on_the_disk_before_the_first_takes_its_place(
    tmp_path: Path, disk: list[tuple[str, int]], write: Callable[[Path], None]
) -> None:
    write(tmp_path)
    assert [what for what, _ in disk[:10]] == ["synced"] * 5 + ["placed"] * 5
    assert {one for _, one in disk[:5]} == {one for _, one in disk[5:10]}
    assert ("synced", tmp_path.stat().st_ino) in disk[10:]  # which files there are
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_what_cannot_be_written_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notes.txt").write_text("mine")

    def full(fd: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NetuiError, match="No space left"):
        write_folder(tmp_path, FILES, foreign)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def killed(folder: Path) -> Path:
    """Leave the hidden folder of a program that was killed in the middle; return it."""
    one = UserFolder(folder, is_own=theirs)
    one.put("0.ics", b"new", None)
    assert one._mark is not None
    os.close(one._mark)  # as when a program ends
    [left] = folder.glob(".netui.*")
    return left


@pytest.mark.parametrize("write", [calendar, pages])
def test_what_a_killed_program_left_is_removed_by_the_next(
    tmp_path: Path, write: Callable[[Path], None]
) -> None:
    left = killed(tmp_path)
    assert (left / "0.ics").read_bytes() == b"new"
    write(tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_what_a_running_program_writes_is_left_to_it(tmp_path: Path) -> None:
    with UserFolder(tmp_path, is_own=theirs) as folder:
        folder.put("a.ics", b"a", None)
        calendar(tmp_path)
        folder.settle()
    assert (tmp_path / "a.ics").read_bytes() == b"a"
    assert {path.name for path in tmp_path.iterdir()} == {"a.ics", *FILES}


def shared(left: Path) -> None:
    left.chmod(0o755)


def with_a_folder(left: Path) -> None:
    (left / "mine").mkdir()


def of_another_machine(left: Path) -> None:
    (left / "netui-is-writing").write_text("elsewhere")


def without_a_mark(left: Path) -> None:
    (left / "netui-is-writing").unlink()


def with_a_link(left: Path) -> None:
    (left / "mine").symlink_to(left.parent)


def renamed(left: Path) -> None:
    left.rename(left.with_name("mine"))


@pytest.mark.parametrize(
    "change", [shared, with_a_folder, of_another_machine, without_a_mark, with_a_link, renamed]
)
def test_what_may_be_someone_elses_stays(tmp_path: Path, change: Callable[[Path], None]) -> None:
    change(killed(tmp_path))
    before = sorted(str(path) for path in tmp_path.rglob("*"))
    calendar(tmp_path)
    assert [
        str(path) for path in sorted(tmp_path.rglob("*")) if path.name not in FILES or path.parent != tmp_path
    ] == before


def test_a_file_without_write_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "0.ics").write_text("netui's")
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).endswith("0.ics"))
    with (
        UserFolder(tmp_path, is_own=theirs) as folder,
        pytest.raises(NetuiError, match=r"0\.ics can't be written"),
    ):
        folder.put("0.ics", b"new", b"netui's")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["netui's"]


def test_of_a_foreign_file_only_the_beginning_is_read() -> None:
    for name, data in (("big.ics", b"BEGIN:VCALENDAR\r\n"), ("photo.jpg", b"")):
        file = BytesIO(data + b"x" * (1 << 20))
        assert made_calendar_file(name, file) is None
        assert file.tell() < 1_000
