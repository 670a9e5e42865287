"""An editor that fails, in the real program on a pty: it says so in one line and goes on."""

import sys
from pathlib import Path

import pytest

from tests.faults.programs import arguments, demo_store, environment, press
from tests.terminal.pty_driver import PtyProgram


@pytest.mark.parametrize(("editor", "words"), [("false", "ended with 1"), ("no-such-editor", "be started")])
def test_the_program_goes_on_after_an_editor_that_fails(tmp_path: Path, editor: str, words: str) -> None:
    place = demo_store(tmp_path / "store")
    own = {**environment(place), "EDITOR": editor}
    with PtyProgram(
        [sys.executable, "-m", "netui", *arguments(place)], columns=120, rows=40, environment=own
    ) as running:
        running.wait_for("This week")
        press(running, ("2", "Preview"), ("E", words), ("1", "This week"))
        running.send("\x11")
        running.wait_exit()
    assert running.exit_code == 0
