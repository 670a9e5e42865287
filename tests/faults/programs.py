"""The program itself on a pty of its own, over a store that was made before."""

import os
import pty
import shutil
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

from netui.data.demo import build_demo
from tests.fakes import FakeClock
from tests.storage.opened import opened
from tests.terminal.pty_driver import PtyProgram

ROOT = Path(__file__).resolve().parents[2]
QUIET_SECONDS = 0.06
"""A screen that wrote nothing for so long has painted what it had to."""


def demo_store(folder: Path) -> Path:
    """Make a store with the demo network."""
    store = opened(folder)
    build_demo(store, FakeClock().now(), UTC)
    store.close()
    return folder


def arguments(place: Path) -> list[str]:
    """Return the options that lead to a store."""
    return ["--store", str(place)]


def environment(place: Path) -> dict[str, str]:
    """Return a home, settings and the day of the demo, so that an experiment is the same on any day.

    Nothing is written outside of it.
    """
    home = place.with_name("home")
    home.mkdir(exist_ok=True)
    settings = str(place.with_name("settings.toml"))
    own = {"HOME": str(home), "XDG_CACHE_HOME": str(home), "NETUI_CONFIG": settings}
    now = {"TZ": "UTC", "NETUI_NOW": FakeClock().now().isoformat()}
    return {"PYTHONPATH": str(ROOT), **now, **own}


def program(
    place: Path,
    *,
    module: str = "netui",
    before: Sequence[str] = (),
    size: tuple[int, int] = (120, 40),
    more: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    typed: str = "",
) -> PtyProgram:
    """Start the full-screen program on a store.

    `before` goes in front of its command, `more` into its environment; `typed` is typed before it starts.
    """
    return PtyProgram(
        [*before, sys.executable, "-m", module, *arguments(place)],
        columns=size[0],
        rows=size[1],
        environment={**environment(place), **(more or {})},
        cwd=cwd,
        typed=typed,
    )


def run(place: Path, *words: str, seconds: float | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command on a store, without a terminal; raise TimeoutExpired after so many seconds."""
    return subprocess.run(
        [sys.executable, "-m", "netui", *arguments(place), *words],
        check=False,
        env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", **environment(place)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=seconds,
    )


def settle(running: PtyProgram) -> None:
    """Read until nothing more is painted."""
    while running.read(QUIET_SECONDS):
        pass


def press(running: PtyProgram, *steps: tuple[str, str]) -> None:
    """Press keys, each followed by the text that then has to be on the screen."""
    for keys, text in steps:
        running.send(keys)
        running.wait_for(text)


def fresh_settings() -> list[Any]:
    """Return the settings that a terminal has before any program."""
    ours, theirs = pty.openpty()
    try:
        return termios.tcgetattr(theirs)
    finally:
        os.close(ours)
        os.close(theirs)


def copied(origin: Path, place: Path) -> Path:
    """Give a folder a fresh copy of a store."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(origin, place)
    return place
