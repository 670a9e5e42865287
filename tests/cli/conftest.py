"""Runs commands in this process, on a store of their own, on a Friday morning in Berlin."""

import gc
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from msgspec import ValidationError, convert, to_builtins

from netui.cli.main import main
from netui.cli.shape_table import shape_types
from netui.cli.shapes_help import SHAPES, shape_of

NOW = "2026-11-20T09:00:00+01:00"


@dataclass(frozen=True)
class Done:
    """What became of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


_ANY_OBJECT = {"done", "snooze", "skip", "undo", "redo", "export"}
"""Commands that print what was changed, or a store, in the shape of another command."""


class Netui:
    """`netui --store S ...`, with the settings that NETUI_CONFIG names, with the result kept."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.store = folder / "store"
        self.config = folder / "config.toml"
        self._capsys = capsys

    def __call__(self, *arguments: str, code: int = 0) -> Done:
        """Run a command that is expected to end with this exit code."""
        done = self.any(*arguments)
        out, err = done.out, done.err
        assert done.code == code, done
        if code in {1, 2, 3, 4}:
            assert out == ""
            assert err.startswith("netui: "), err
            assert err.count("\n") == 1 or code == 3, err
        return done

    def any(self, *arguments: str) -> Done:
        """Run a command that may end with any code."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("NETUI_CONFIG", str(self.config))
            found = main(["--store", str(self.store), *arguments])
        return Done(found, *self._capsys.readouterr())

    def json(self, *arguments: str) -> Any:
        """Run a command with --json and return what it printed, whose keys its help has to name."""
        printed = self(*arguments, "--json").json
        words = " ".join(arguments[:2])
        command = words if words in SHAPES else arguments[0]
        if command not in _ANY_OBJECT:
            known = re.findall(r"\w+", shape_of(command))
            assert {key for each in _objects(printed) for key in each} <= set(known)
        if command != "schema":
            hold_to_schema(command, printed)
        return printed


def hold_to_schema(command: str, printed: Any) -> None:
    """Fail unless what a command printed is of one of its shapes: with every key, and no other."""
    wrong = []
    for kind in shape_types()[command]:
        try:
            read = to_builtins(convert(printed, kind, strict=True))
        except ValidationError as error:
            wrong.append(f"{kind}: {error}")
            continue
        if read == printed:
            return
        wrong.append(f"{kind}: {read}")
    raise AssertionError("\n".join((f"{command} printed {printed}", *wrong)))


def _objects(printed: Any) -> list[dict[str, Any]]:
    return printed if isinstance(printed, list) else [printed]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put the clock to another instant."""
    return lambda instant: monkeypatch.setenv("NETUI_NOW", instant)


@pytest.fixture
def netui(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Netui]:
    monkeypatch.setenv("NETUI_NOW", NOW)
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NETUI_CONFIG", str(tmp_path / "config.toml"))
    yield Netui(tmp_path, capsys)
    gc.enable()  # a command switches it off for its own short life
