"""A path as a person typed it, whatever they typed: asking about it never fails."""

from pathlib import Path

import pytest

from netui.typed_path import is_file, is_folder, is_there, real_path, typed_path
from tests.test_architecture import NETUI

ODD = (
    "~no-such-user/x.md",
    "~ /x",
    "n" * 300 + ".md",
    "a/" * 3_000 + "x",
    "loop",
    "loop/x",
    "shut/x",
    "\0",
    "",
)


@pytest.fixture
def _odd_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("loop").symlink_to("loop")
    Path("shut").mkdir(mode=0)


@pytest.mark.usefixtures("_odd_folder")
@pytest.mark.parametrize("text", ODD)
def test_what_cannot_be_there_is_not(text: str) -> None:
    path = typed_path(text)
    assert not is_file(path)
    assert is_folder(path) is is_there(path) is (text == "")


@pytest.mark.usefixtures("_odd_folder")
@pytest.mark.parametrize("text", [text for text in ODD if "\0" not in text])
def test_a_path_that_leads_nowhere_still_has_a_place(text: str, tmp_path: Path) -> None:
    assert real_path(typed_path(text)).is_relative_to(tmp_path)


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "x").touch()
    assert typed_path("~/x") == tmp_path / "x"
    assert is_file(typed_path("~/x"))
    assert typed_path("~no-such-user/x") == Path("~no-such-user/x")


def test_one_module_says_what_a_tilde_is() -> None:
    users = [path for path in NETUI.rglob("*.py") if "expanduser" in path.read_text(encoding="utf-8")]
    assert sorted(path.name for path in users) == ["prompt.py", "typed_path.py"]  # the prompt imports little
