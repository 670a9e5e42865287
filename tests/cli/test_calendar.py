"""export ics: nothing changed is the same bytes; a folder with a file an entry; real programs read it."""

import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from netui.user_folder import write_folder
from tests.cli.conftest import Netui
from tests.needs import needs

KHAL = """\
[calendars]
[[netui]]
path = {folder}
readonly = True
[sqlite]
path = {folder}/.khal.db
[locale]
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = America/New_York
default_timezone = America/New_York
"""


@pytest.fixture
def run(netui: Netui) -> Netui:
    netui("add", "Dana Okafor", "--company", "Fastly", "--birthday", "29 feb 1984")
    netui("interview", "add", "Dana", "--at", "mon 19:00", "--goal", "on call, or not; \\o/")
    netui("follow-up", "Dana", "send the article", "--due", "1 dec")
    return netui


@pytest.fixture
def folder(netui: Netui) -> Path:
    made = netui.folder / "calendar"
    made.mkdir()
    return made


def vdir(run: Netui, folder: Path, *options: str) -> dict[str, int]:
    shape = run.json("export", "ics", *options, "-o", f"{folder}/")
    return {key: value for key, value in shape.items() if key in {"written", "unchanged", "removed"}}


def test_nothing_changed_is_the_same_bytes(run: Netui, at: Callable[[str], None]) -> None:
    before = run("export", "ics").out
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in before
    at("2026-11-20T21:00:00+01:00")
    run("log", "Dana", "coffee")
    assert run("export", "ics").out == before
    run("interview", "set", "Dana", "--at", "tue 19:00")
    assert "\r\nSEQUENCE:1\r\n" in run("export", "ics", "--only", "interviews").out


def test_a_cancelled_or_deleted_interview_is_marked_and_no_one_forgotten_is(run: Netui) -> None:
    run("interview", "set", "Dana", "--status", "cancelled")
    assert "\r\nSTATUS:CANCELLED\r\n" in run("export", "ics", "--only", "interviews").out
    run("forget", "Dana", "--yes")
    assert "VEVENT" not in run("export", "ics").out


def test_only_changed_files_of_a_folder_are_written(run: Netui, folder: Path) -> None:
    kinds = ("--only", "interviews,birthdays,follow-ups")
    assert vdir(run, folder, *kinds) == {"written": 3, "unchanged": 0, "removed": 0}
    before = {path.name: path.stat() for path in folder.iterdir()}
    assert {stat.S_IMODE(one.st_mode) for one in before.values()} == {0o600}
    assert vdir(run, folder, *kinds) == {"written": 0, "unchanged": 3, "removed": 0}
    run("done", "send the article")
    run("interview", "set", "Dana", "--at", "tue 19:00")
    assert vdir(run, folder, *kinds) == {"written": 1, "unchanged": 1, "removed": 1}
    after = {path.name: path.stat() for path in folder.iterdir()}
    same = [name for name, one in after.items() if one.st_ino == before[name].st_ino]
    assert (len(after), len(same)) == (2, 1)


def test_files_of_others_in_the_folder_stay(run: Netui, folder: Path) -> None:
    vdir(run, folder, "--only", "interviews,birthdays")
    changed, linked = sorted(folder.iterdir())
    other = b"BEGIN:VCALENDAR\r\nPRODID:-//khal//EN\r\nEND:VCALENDAR\r\n"
    changed.write_bytes(changed.read_bytes().replace(b"netui//netui", b"other//other"))
    linked.rename(folder.parent / "elsewhere.ics")
    linked.symlink_to(folder.parent / "elsewhere.ics")
    for name in ("mine.ics", "notes.txt", ".hidden.ics"):
        (folder / name).write_bytes(other)
    os.mkfifo(folder / "fifo.ics")
    (folder / "sub").mkdir()
    there = {path.name for path in folder.iterdir()}
    kept = changed.read_bytes()
    run("interview", "set", "Dana", "--at", "tue 19:00")
    done = run("export", "ics", "--only", "interviews,birthdays", "-o", f"{folder}/")
    assert done.out.endswith("0 written, 0 unchanged, 0 removed\n")
    assert done.err.count("left as it is\n") == 2
    assert {path.name for path in folder.iterdir()} == there
    assert changed.read_bytes() == kept
    assert linked.is_symlink()
    assert (folder / "mine.ics").read_bytes() == other


def test_what_was_changed_by_hand_is_neither_replaced_nor_removed(run: Netui, folder: Path) -> None:
    vdir(run, folder, "--only", "interviews,birthdays")
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes().replace(b"STATUS:", b"COMMENT:bring the book\r\nSTATUS:"))
    kept = {path.name: path.read_bytes() for path in folder.iterdir()}
    run("interview", "set", "Dana", "--at", "tue 19:00")
    done = run("export", "ics", "--only", "interviews", "-o", f"{folder}/")
    assert done.out.endswith("0 written, 0 unchanged, 0 removed\n")
    assert done.err.count("left as it is\n") == 1
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == kept


def test_what_another_program_changes_during_an_export_stays(tmp_path: Path) -> None:
    for name in ("gone.ics", "new.ics", "same.ics"):
        (tmp_path / name).write_text("netui's")

    def made(name: str, file: IO[bytes]) -> bytes | None:
        if name == "same.ics":
            (tmp_path / "gone.ics").write_text("theirs")
            (tmp_path / "new.ics").write_text("theirs")
        data = file.read()
        return data if data == b"netui's" else None

    done = write_folder(tmp_path, {"new.ics": "newer", "same.ics": "netui's"}, made)
    assert (done.written, done.unchanged, done.removed, done.left) == (0, 1, 0, ("new.ics", "gone.ics"))
    assert (tmp_path / "gone.ics").read_text() == (tmp_path / "new.ics").read_text() == "theirs"


def test_a_folder_that_is_none_or_the_stores_own_is_refused(run: Netui, folder: Path) -> None:
    assert "there is no folder" in run("export", "ics", "-o", f"{folder}/none/", code=2).err
    before = sorted(run.store.iterdir())
    assert "store" in run("export", "ics", "-o", f"{run.store}/", code=2).err
    assert sorted(run.store.iterdir()) == before
    other = Netui(run.folder / "other", run._capsys)
    other("add", "Zoe")
    assert "folder of a store" in run("export", "ics", "-o", f"{other.store}/", code=2).err
    run("export", "ics", "-o", str(folder))
    assert [path.name for path in folder.iterdir()] == ["netui.ics"]


def test_a_kind_that_is_none_is_answered_with_the_nearest(run: Netui) -> None:
    assert "interviews" in run("export", "ics", "--only", "interview", code=2).err
    assert "--only goes with netui export ics" in run("export", "csv", "--only", "events", code=2).err
    assert "--no-alarms goes with" in run("export", "csv", "--no-alarms", code=2).err


def test_the_calendar_comes_back_as_no_entry_of_the_log(run: Netui, folder: Path) -> None:
    vdir(run, folder)
    run("export", "ics", "-o", str(folder.parent / "due.ics"))
    for path in (folder, folder.parent / "due.ics"):
        shape = run.json("collect", str(path), "--since", "2026-01-01")
        assert (shape["entries"], shape["people"], set(shape["left"])) == ([], [], {"own"})


@needs("khal")
def test_khal_reads_the_folder(run: Netui, folder: Path) -> None:
    vdir(run, folder, "--only", "interviews,birthdays,follow-ups")
    config = folder.parent / "khal.conf"
    config.write_text(KHAL.format(folder=folder))
    environment = {**os.environ, "HOME": str(folder.parent), "LC_ALL": "C.UTF-8"}
    command = ["khal", "--no-color", "-c", str(config), "list", "2026-11-20", "105d"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=30)
    assert "13:00-13:30 Talk with Dana Okafor · Fastly ⏰ :: on call, or not; \\o/\n" in done.stdout
    assert "2026-12-01\n send: Dana Okafor · Fastly: send the article ⏰\n" in done.stdout
    assert "2027-02-28\n birthday: Dana Okafor (1984) ⟳ ⏰\n" in done.stdout


@needs("calcurse")
def test_calcurse_reads_the_file(run: Netui, folder: Path) -> None:
    file = folder / "due.ics"
    run("export", "ics", "--only", "interviews,birthdays,follow-ups", "-o", str(file))
    environment = {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8", "TZ": "America/New_York"}
    command = ["calcurse", "-D", str(folder), "-i", str(file)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=30)
    assert "1 app / 2 events / 0 todos / 0 skipped" in done.stdout + done.stderr
    appointments = (folder / "apts").read_text()
    assert "11/23/2026 @ 13:00 -> 11/23/2026 @ 13:30" in appointments
