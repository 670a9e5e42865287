"""A program of the user's own runs after each change, gets it as JSON, and can't be in the way."""

import json
import os
import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from netui.bootstrap.change_hook import HOOK, RUNNING, ChangeHook
from netui.cli.full_screen import _show
from netui.config import Places
from netui.services.ports import Change
from netui.services.services import Services
from tests.cli.conftest import Netui


@pytest.fixture(autouse=True)
def kept(netui: Netui) -> Path:
    """A hook that keeps what it gets, one line a change."""
    return write(netui, f"cat >> {netui.folder}/kept; echo shown; echo shown >&2")


def write(netui: Netui, script: str, mode: int = 0o700) -> Path:
    hook = netui.folder / HOOK
    hook.parent.mkdir(mode=0o700, exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{script}\n")
    hook.chmod(mode)
    return netui.folder / "kept"


def test_a_hook_gets_each_change_and_shows_nothing(netui: Netui, kept: Path) -> None:
    person = netui.json("add", "Dana Okafor")
    assert netui("log", "Dana", "coffee").err == ""
    netui("list")
    added, logged = map(json.loads, kept.read_text().splitlines())
    assert added["label"] == "Add Dana Okafor"
    assert added["changed"] == {"contacts": [person["id"]]}
    assert added.keys() == {"seq", "at", "session", "label", "changed"}
    assert logged["seq"] == added["seq"] + 1


def test_what_is_changed_is_on_the_disk_before_and_a_hook_may_change_more(netui: Netui) -> None:
    program = "import sys; from netui.cli.main import main; sys.exit(main(sys.argv[1:]))"
    root = Path(__file__).parents[2]
    write(netui, f'PYTHONPATH={root} {sys.executable} -c "{program}" tag Dana +seen')
    netui("add", "Dana Okafor")
    assert netui.json("show", "Dana")["tags"] == ["seen"]


@pytest.mark.parametrize(
    ("script", "mode", "line"),
    [
        ("exit 3", 0o700, "ended with 3"),
        ("true", 0o755, "has to be yours alone: chmod 700"),
        ("true", 0o600, "has to be yours alone: chmod 700"),
    ],
)
def test_a_hook_that_fails_or_may_not_run_gets_one_line(
    netui: Netui, script: str, mode: int, line: str
) -> None:
    write(netui, script, mode)
    done = netui("add", "Dana Okafor")
    assert line in done.err
    assert done.err.count("\n") == 1
    assert [one["name"] for one in netui.json("list")] == ["Dana Okafor"]


def test_only_a_file_of_ones_own_with_a_first_line_runs(netui: Netui, kept: Path) -> None:
    hook = netui.folder / HOOK
    hook.write_bytes(b"\x00\x01")
    assert "can't be run" in netui("add", "Ana Ruiz").err
    hook.rename(hook.with_name("elsewhere"))
    hook.symlink_to(hook.with_name("elsewhere"))
    assert "it has to be a file in a folder" in netui("add", "Bo Ray").err
    hook.unlink()
    write(netui, "true")
    hook.parent.chmod(0o770)
    assert "has to be yours alone" in netui("add", "Cy Lo").err
    hook.unlink()
    assert netui("add", "Di Po").err == ""


def test_a_hook_that_never_ends_is_stopped_at_the_latest_with_netui(netui: Netui) -> None:
    alive = netui.folder / "alive"
    os.mkfifo(alive)
    write(netui, f"exec 3> {alive}; echo yes >&3; sleep 600")
    change = Change(seq=1, at=datetime(2026, 11, 20, tzinfo=UTC), session="s", label="Add", ours=True)
    for changes, longest, at_end, words in (
        (1, 0.3, 60.0, "took more than 0.3 seconds and was stopped"),
        (2, 60.0, 0.01, "was stopped, for netui ended"),
    ):
        hook = ChangeHook(netui.store, netui.config, longest=longest, at_end=at_end)
        for _ in range(changes):
            hook.changed(change)
        with alive.open() as written:
            assert written.readline() == "yes\n"
            hook.finish()
            assert hook.problem.endswith(words)
            assert written.read() == ""  # once the hook and what it started have ended


def test_a_hook_hears_of_no_other_session_and_nothing_of_someone_forgotten(
    netui: Netui, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = ChangeHook(netui.store, netui.config)
    hook.changed(Change(seq=1, at=datetime(2026, 11, 20, tzinfo=UTC), session="s", label="Add", ours=False))
    hook.finish()
    monkeypatch.setenv(RUNNING, "1")
    netui("add", "Dana Okafor")
    monkeypatch.delenv(RUNNING)
    netui("forget", "Dana Okafor", "--yes")
    assert not kept.exists()


def test_a_demo_runs_no_hook_and_a_backup_holds_none(netui: Netui, kept: Path) -> None:
    netui("demo", "--into", str(netui.folder / "demo"))
    assert not kept.exists()
    netui("add", "Dana Okafor")
    netui("backup", str(netui.folder / "b.zip"))
    with ZipFile(netui.folder / "b.zip") as backup:
        assert not [name for name in backup.namelist() if "hook" in name]


def test_the_full_screen_runs_it_too(netui: Netui, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen:
        mouse, return_code, crash = False, 0, None

        def __init__(self, services: Services, greeting: str) -> None:
            self._services, self.greeting = services, greeting

        def run(self, **_: object) -> None:
            self._services.contacts.add(self._services.contacts.blank("Dana Okafor"))

    shown: list[Screen] = []

    def build(services: Services, *, greeting: str, **_: object) -> Screen:
        shown.append(Screen(services, greeting))
        return shown[-1]

    monkeypatch.setattr("netui.bootstrap.full_screen.build_app", build)
    places = Places.find(store=netui.store, config=netui.config)
    _show(Namespace(read_only=False), places)
    assert json.loads(kept.read_text())["label"] == "Add Dana Okafor"
    (netui.folder / HOOK).chmod(0o755)
    _show(Namespace(read_only=False), places)
    assert [("has to be yours alone" in one.greeting) for one in shown] == [False, True]
