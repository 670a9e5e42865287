"""Variables that steer Textual for its developers don't reach it: some of their values end the start."""

from pathlib import Path

import pytest

from tests.faults.programs import program


@pytest.mark.parametrize("mouse", ["true", "false"])
def test_the_terminal_is_asked_for_the_mouse_only_where_it_is_wanted(tmp_path: Path, mouse: str) -> None:
    (tmp_path / "settings.toml").write_text(f"mouse = {mouse}\n", encoding="utf-8")
    with program(tmp_path / "store") as running:
        running.wait_for("Welcome")
        assert (b"\x1b[?1000h" in running.output) == (mouse == "true")
        running.send("\x11")
        assert running.wait_exit() == 0


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
    with program(tmp_path / "store", more=given, cwd=tmp_path) as running:
        running.wait_for("Welcome")
        running.send("\x11")
        assert running.wait_exit() == 0
        assert b"Traceback" not in running.output
        assert not list(tmp_path.glob("*.svg"))
