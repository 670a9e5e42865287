"""The screen is painted on the terminal, also while stderr leads to a file or is closed."""

from pathlib import Path

import pytest

from tests.faults.programs import program


@pytest.mark.parametrize("redirection", ["2>err.log", "2>&-"])
def test_the_screen_is_painted_without_stderr(redirection: str, tmp_path: Path) -> None:
    place = tmp_path / "store"
    with program(place, before=("sh", "-c", f'"$@" {redirection}', "sh"), cwd=tmp_path) as running:
        running.wait_for("Welcome")
        running.send("\x11")
        assert running.wait_exit() == 0
    assert [path.read_bytes() for path in tmp_path.glob("err.log")] in ([], [b""])
