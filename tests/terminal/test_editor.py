"""An editor that fails, in the real program on a pty: it says so in one line and goes on."""

import signal
from pathlib import Path

import pytest

from tests.faults.programs import arguments, demo_store, environment, press, program
from tests.needs import needs
from tests.terminal.tmux import NETUI, TmuxProgram


@pytest.mark.parametrize(("editor", "words"), [("false", "ended with 1"), ("no-such-editor", "be started")])
def test_the_program_goes_on_after_an_editor_that_fails(tmp_path: Path, editor: str, words: str) -> None:
    place = demo_store(tmp_path / "store")
    with program(place, more={"EDITOR": editor}) as running:
        running.wait_for("This week")
        press(running, ("2", "Preview"), ("E", words), ("1", "This week"))
        running.send("\x11")
        running.wait_exit()
    assert running.exit_code == 0


@needs("tmux")
def test_the_whole_screen_is_back_after_an_editor(tmp_path: Path) -> None:
    place = demo_store(tmp_path / "store")
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nfor n in $(seq 60); do echo "$n qzjeditor qzjeditor"; done\nread answer\n')
    editor.chmod(0o700)
    own = {**environment(place), "EDITOR": str(editor)}
    with TmuxProgram([*NETUI, *arguments(place)], folder=tmp_path, environment=own) as running:
        running.wait_for("This week")
        running.keys("2")
        before = running.wait_for("Anneli", "? help")
        running.keys("E")
        running.wait_for("60 qzjeditor")
        running.keys("Enter")
        running.wait_for(*(line.strip() for line in before.splitlines()[:12]), gone=("qzjeditor",))
        running.keys("C-q")


def test_a_stop_while_the_editor_has_the_terminal_is_a_plain_one(tmp_path: Path) -> None:
    place = demo_store(tmp_path / "store")
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nkill -TSTP $PPID\nread answer\nexit 3\n")
    editor.chmod(0o700)
    with program(place, more={"EDITOR": str(editor)}) as running:
        running.wait_for("This week")
        press(running, ("2", "Preview"))
        running.send("E")
        running.wait_until(running.is_stopped)
        running.signal(signal.SIGCONT)
        press(running, ("\n", "ended with 3"))
        running.send("\x11")
        assert running.wait_exit() == 0
