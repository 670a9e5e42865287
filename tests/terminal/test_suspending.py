"""ctrl+z gives the terminal to the shell; fg comes back with the whole screen, and keys work."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.programs import environment, program
from tests.needs import skip_without
from tests.terminal.pty_driver import ENTER, PtyProgram

AT_NOON = {"NETUI_NOW": "2026-11-20T12:00:00+01:00"}
SUSPEND, QUIT, PALETTE = "\x1a", "\x11", "\x10"
NETUI = f"{sys.executable} -m netui"


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[PtyProgram]:
    """A shell with netui in front, started by a script as many are, on one person."""
    skip_without("bash")
    own = {**environment(tmp_path / "store"), **AT_NOON, "PS1": "ready> "}
    words = ["bash", "--norc", "--noediting", "-i"]
    with PtyProgram(words, columns=80, rows=24, environment=own) as running:
        running.wait_for("ready>")
        running.send(f"{NETUI} add 'Dana Okafor'; clear; bash -c '{NETUI}; echo over'\n")
        running.wait_for("This week")
        running.send("2")
        running.wait_for("by name")
        yield running


def come_back(shell: PtyProgram) -> None:
    shell.wait_for("Stopped")
    shell.send("clear; echo b''ack\n")
    shell.wait_for("back")
    shell.wait_gone("Dana Okafor")
    shell.send("fg\n")
    shell.wait_for("Dana Okafor")
    shell.wait_gone("Stopped")


def test_ctrl_z_suspends_and_comes_back(shell: PtyProgram) -> None:
    whole = shell.wait_for("f follow-up")  # which comes last
    shell.send(SUSPEND)
    come_back(shell)
    shell.wait_until(lambda: shell.text == whole)

    # In a field it undoes what was typed last, and the palette has the other.
    shell.send(f"/okafor dana{SUSPEND}")
    shell.wait_for("okafor ")
    shell.wait_gone("okafor dana")
    shell.send(f"{PALETTE}suspend")
    shell.wait_for("suspend to the shell")
    shell.send(ENTER)
    come_back(shell)
    shell.send(f"x{QUIT}")
    shell.wait_for("over")


def test_without_a_shell_ctrl_z_says_so(tmp_path: Path) -> None:
    with program(tmp_path / "store", more=AT_NOON) as running:
        running.wait_for("Welcome to netui")
        running.send(SUSPEND)
        running.wait_for("wasn't started from a shell")
        running.send(QUIT)
        assert running.wait_exit() == 0
