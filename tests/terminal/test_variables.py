"""Variables that steer Textual for its developers don't reach it: some of their values end the start."""

import sys
from pathlib import Path

import pytest

from tests.terminal.pty_driver import PtyProgram

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("mouse", ["true", "false"])
def test_the_terminal_is_asked_for_the_mouse_only_where_it_is_wanted(tmp_path: Path, mouse: str) -> None:
    (tmp_path / "config.toml").write_text(f"mouse = {mouse}\n", encoding="utf-8")
    environment = {
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "NETUI_STORE": str(tmp_path / "store"),
        "NETUI_CONFIG": str(tmp_path / "config.toml"),
    }
    command = [sys.executable, "-m", "netui"]
    with PtyProgram(command, columns=80, rows=24, environment=environment, cwd=tmp_path) as program:
        program.wait_for("Welcome")
        assert (b"\x1b[?1000h" in program.output) == (mouse == "true")
        program.send("\x11")
        assert program.wait_exit() == 0


@pytest.mark.parametrize(
    "given",
    [
        {"TEXTUAL_SCREENSHOT": "0", "TEXTUAL_SCREENSHOT_LOCATION": "."},
        {
            "TEXTUAL_COLOR_SYSTEM": "zz",
            "TEXTUAL_DRIVER": "zz",
            "TEXTUAL_THEME": "zz",
            "TEXTUAL_PRESS": "ctrl+q",
        },
    ],
    ids=["screenshot", "others"],
)
def test_variables_of_textual_change_nothing(tmp_path: Path, given: dict[str, str]) -> None:
    environment = {
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "NETUI_STORE": str(tmp_path / "store"),
        "NETUI_CONFIG": str(tmp_path / "config.toml"),
        **given,
    }
    command = [sys.executable, "-m", "netui"]
    with PtyProgram(command, columns=80, rows=24, environment=environment, cwd=tmp_path) as program:
        program.wait_for("Welcome")
        program.send("\x11")
        assert program.wait_exit() == 0
        assert b"Traceback" not in program.output
        assert not list(tmp_path.glob("*.svg"))
