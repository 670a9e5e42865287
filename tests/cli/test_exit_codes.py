"""Wrong usage, settings, stores that are locked, new or damaged: one line and the promised code."""

import fcntl
import json
import os
import re
import sys
from pathlib import Path

import pytest

from netui.cli.shapes_help import SHAPES, shape_of
from netui.domain.values import replace
from netui.storage.changes.file import create_journal, read_journal
from netui.storage.changes.lines import HeaderLine
from tests.cli.conftest import Netui


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "xml"),
        ("completion", "tcsh"),
        ("frobnicate",),
        ("add",),
        ("interview",),
        ("interview", "cancel", "x"),
        ("goal",),
        ("list", "--colour"),
        ("due", "--days", "soon"),
        ("due", "--days", "-1"),
        ("due", "--days", "99999999999"),
    ],
    ids=" ".join,
)
def test_wrong_usage(netui: Netui, arguments: tuple[str, ...]) -> None:
    netui(*arguments, code=2)
    assert not netui.store.exists()


def test_a_hint_says_where_help_is(netui: Netui) -> None:
    assert "netui add --help" in netui("add", code=2).err


def test_version_and_help(netui: Netui) -> None:
    assert re.fullmatch(r"netui \d+\.\d+\.\d+\n", netui("--version").out)
    assert "COMMAND" in netui("--help").out
    for command in SHAPES:
        assert shape_of(command) in netui(*command.split(), "--help").out


def test_without_a_terminal_there_is_no_screen(netui: Netui) -> None:
    for arguments in ((), ("demo",), ("--read-only",)):
        assert "needs a terminal" in netui(*arguments, code=2).err
    assert not netui.store.exists()


@pytest.mark.parametrize(
    "settings", ["colour = 1\n", "week_start = 9\n", "name = \n", 'time_zone = "Mars/X"\n']
)
def test_settings_that_cannot_be_used(netui: Netui, settings: str) -> None:
    netui.config.write_text(settings)
    err = netui("add", "Ana Silva", code=2).err
    assert "config.toml" in err
    assert not netui.store.exists()
    assert json.loads(netui("path", "--json").out)["config"] == str(netui.config)


def test_a_clock_that_cannot_be_read(netui: Netui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETUI_NOW", "tomorrow")
    assert "NETUI_NOW" in netui("list", code=2).err


def test_path_opens_nothing(netui: Netui) -> None:
    assert netui.json("path") == {
        "store": str(netui.store),
        "config": str(netui.config),
        "state": str(netui.folder / "home" / ".local" / "state" / "netui"),
        "templates": str(netui.folder / "templates"),
        "backups": str(netui.store / "backups"),
        "log": str(netui.folder / "home" / ".local" / "state" / "netui" / "netui.log"),
    }
    assert "journal.jsonl" in netui("path").out
    assert not netui.store.exists()


def test_read_only(netui: Netui) -> None:
    netui("add", "Ana Silva")
    before = {path: path.read_bytes() for path in netui.store.rglob("*") if path.is_file()}
    netui("--read-only", "add", "Tom Weiss", code=4)
    netui("--read-only", "undo", code=4)
    assert [one["name"] for one in netui("--read-only", "list", "--json").json] == ["Ana Silva"]
    assert {path: path.read_bytes() for path in netui.store.rglob("*") if path.is_file()} == before


def test_reading_leaves_no_trace(netui: Netui) -> None:
    netui("add", "Ana Silva")
    before = {path: path.stat().st_mtime_ns for path in netui.store.rglob("*")}
    for arguments in (("list",), ("show", "ana"), ("due",), ("history",), ("note", "ana"), ("goal", "list")):
        netui(*arguments)
    assert {path: path.stat().st_mtime_ns for path in netui.store.rglob("*")} == before


def test_another_process_holds_the_lock(netui: Netui) -> None:
    netui("add", "Ana Silva")
    lock = os.open(netui.store / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        netui("add", "Tom Weiss", code=4)
        assert len(netui.json("list")) == 1
    finally:
        os.close(lock)


def test_a_store_that_cannot_be_made(netui: Netui) -> None:
    (netui.folder / "file").write_text("")
    netui.store = netui.folder / "file" / "store"
    netui("add", "Ana Silva", code=4)
    netui.store = netui.folder / "file"
    assert "--store" in netui("add", "Ana Silva", code=2).err
    assert "--store" in netui("list", code=2).err


def spoil(journal: Path, spoiled: bytes) -> None:
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines[:-1], spoiled, lines[-1]]))


def test_many_problems_are_one_line(netui: Netui) -> None:
    netui("add", "Ana Silva")
    for name in ("goals", "groups", "events"):
        (netui.store / f"{name}.json").write_text("{")
    stderr = netui("list", code=5).err
    assert stderr.startswith(f"netui: {netui.store}: ")
    assert stderr.endswith(" more problems: see netui doctor\n")
    assert stderr.count("\n") == 1


@pytest.mark.parametrize(
    "command",
    ["list", "list tag:x", "find x", "due", "interview list", "goal list", "reflect", "map", "history"],
)
def test_a_store_that_cannot_be_read_is_not_called_empty(netui: Netui, command: str) -> None:
    empty = netui(*command.split()).err
    assert empty.count("\n") == 1
    netui("add", "Ana Silva")
    (netui.store / "contacts.json").write_text("{")
    stderr = netui(*command.split(), code=5).err
    assert stderr.startswith(f"netui: {netui.store}: ")
    assert empty not in stderr


def test_who_is_not_found_in_a_damaged_store_may_be_in_it(netui: Netui) -> None:
    netui("add", "Ana Silva")
    (netui.store / "contacts.json").write_text("{")
    assert "changed outside netui" in netui("show", "Ana Silva", code=5).err


def test_a_damaged_journal(netui: Netui) -> None:
    netui("add", "Ana Silva")
    netui("add", "Tom Weiss")
    spoil(netui.store / "journal.jsonl", b'{"no": "line"}\n')
    before = (netui.store / "journal.jsonl").read_bytes()
    shown = netui("list", "--json", code=5)
    assert [one["name"] for one in shown.json] == ["Ana Silva", "Tom Weiss"]
    assert "journal.jsonl, line " in shown.err
    netui("due", "--prompt", code=5)
    netui("due", "--prompt", code=5)
    assert netui("add", "Eve Stone", code=5).out == ""
    assert netui("forget", "Ana Silva", "--yes", code=5).out == ""
    assert (netui.store / "journal.jsonl").read_bytes() == before


def test_a_store_of_a_newer_netui(netui: Netui) -> None:
    netui("add", "Ana Silva")
    journal = netui.store / "journal.jsonl"
    header = read_journal(journal)[0]
    assert isinstance(header, HeaderLine)
    create_journal(journal, replace(header, schema=99))
    before = journal.read_bytes()
    assert "newer netui" in netui("list", code=4).err
    netui("add", "Tom Weiss", code=4)
    assert journal.read_bytes() == before


def test_the_demo_goes_into_an_empty_folder_alone(netui: Netui) -> None:
    target = netui.folder / "demo"
    done = netui("demo", "--into", str(target))
    assert done.out == f"{target}\n"
    assert f"--store {target}" in done.err
    netui.store = target
    assert len(netui.json("list")) > 20
    assert netui.json("due")
    netui("demo", "--into", str(target), code=2)
    assert netui("demo", "--into", str(netui.folder / "other"), "--json").json == {
        "store": str(netui.folder / "other")
    }


def test_a_folder_that_cannot_be_made_is_named(netui: Netui) -> None:
    blocked = netui.store.parent / "file"
    blocked.write_text("in the way")
    assert str(blocked) in netui("--store", str(blocked / "store"), "add", "Ann", code=4).err


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="only Linux has /proc, where nothing can be made")
def test_a_place_where_nothing_can_be_made_is_named(netui: Netui) -> None:
    assert "/proc/none" in netui("--store", "/proc/none/store", "add", "Ann", code=4).err


def test_settings_that_are_named_must_be_there(netui: Netui, tmp_path: Path) -> None:
    done = netui("--config", str(tmp_path / "none.toml"), "list", code=2)
    assert "no settings file" in done.err


def test_a_saved_search_and_a_template_that_cannot_be_used_are_named(netui: Netui) -> None:
    netui("add", "Ana Silva")
    netui.config.write_text('[searches]\ngood = "tag:x"\nbad = "due:banana"\n', encoding="utf-8")
    (netui.folder / "templates").mkdir()
    (netui.folder / "templates" / "empty.md").write_text("\n", encoding="utf-8")
    err = netui("doctor").err
    assert "config.toml line 3: the saved search “bad” can't be used" in err
    assert "empty.md is empty" in err
    assert "good" not in err


@pytest.mark.parametrize(
    "arguments", [("restore", "none.zip"), ("import", "none.csv"), ("log", "Ann"), ("undo",)]
)
def test_what_fails_with_nothing_to_write_makes_no_folder(netui: Netui, arguments: tuple[str, ...]) -> None:
    done = netui.any("--store", str(netui.folder / "new" / "store"), *arguments)
    assert done.code != 0
    assert not (netui.folder / "new").exists()


def test_a_value_is_quoted_as_in_prose(netui: Netui, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "“x y”" in netui("list", "--sort", "x y", code=2).err
    assert "“ten”" in netui("due", "--days", "ten", code=2).err
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "dumb")
    assert "TERM is “dumb”" in netui(code=2).err


@pytest.mark.parametrize(
    "arguments",
    [("reflect", "--text=--"), ("log", "--", "Dana", "--"), ("interview", "set", "Dana", "--notes=--")],
)
def test_two_dashes_are_a_text_like_any_other(netui: Netui, arguments: tuple[str, ...]) -> None:
    netui("add", "Dana Okafor")
    netui("interview", "add", "Dana", "--at", "mon 19:00")
    netui(*arguments)
    assert '"--"' in netui("export", "json").out
    assert netui.json("doctor")["ok"]


def test_two_dashes_in_the_place_of_a_value_choose_no_other(netui: Netui) -> None:
    netui("add", "Dana Okafor")
    assert netui("--store=--", "list").out == ""
    assert "there is no settings file" in netui("--config=--", "list", code=2).err
    assert "WHEN can't be --" in netui("--color=--", "list", code=2).err


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (3, ("show",)),
        (3, ("plan", "show", "skills")),
        (2, ("plan", "set", "skills", "Rust", "--set", "level=")),
    ],
)
def test_a_number_too_long_to_read_is_one_line(netui: Netui, code: int, arguments: tuple[str, ...]) -> None:
    netui("plan", "add", "skills", "Rust")
    digits = "9" * 5000
    *words, last = arguments
    with_it = (*words, f"{last}{digits}") if last.endswith("=") else (*arguments, digits)
    assert len(netui(*with_it, code=code).err) < 300
