"""Textual loses a private name that netui uses: netui starts, paints, takes keys and quits without it."""

import sys
from pathlib import Path

import pytest

from netui.tui.terminal.private_textual import PRIVATE_NAMES
from tests.faults.programs import arguments, copied, demo_store, environment, press
from tests.terminal.pty_driver import PtyProgram


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_store(tmp_path_factory.mktemp("demo") / "store")


@pytest.mark.parametrize(
    "name", sorted({one.name for one in PRIVATE_NAMES if one.owner.startswith("textual")})
)
def test_netui_works_without(name: str, demo: Path, tmp_path: Path) -> None:
    place = tmp_path / "store"
    copied(demo, place)
    command = [sys.executable, "-m", "tests.terminal.lost_name", name, *arguments(place)]
    with PtyProgram(command, environment=environment(place)) as running:
        running.wait_for("This week")
        press(running, ("2", "Preview"), ("/", "to the list"), ("zq", "zq"))
        running.send("\x1b\x11")
        assert running.wait_exit() == 0
    assert b"Traceback" not in running.output
