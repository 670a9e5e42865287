"""A program in a real tmux: a server of its own with tmux's default settings, keys in, the screen out."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.waiting import HANG_SECONDS

NETUI = (sys.executable, "-m", "netui")


class TmuxProgram:
    """A program in the only pane of a tmux server; every wait has a deadline."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        folder: Path,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Start it; `folder` holds the server's socket, and is the home of the program and its files."""
        self._socket = str(folder / "tmux.sock")
        self._never = threading.Event()
        values = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            **(environment or {}),
        }
        settings = [part for name, value in values.items() for part in ("-e", f"{name}={value}")]
        self._tmux(
            *(
                "-f",
                "/dev/null",
                "set-option",
                "-g",
                "remain-on-exit",
                "on",
                ";",
                "new-session",
                "-d",
                "-x",
                str(columns),
                "-y",
                str(rows),
            ),
            *settings,
            "--",
            *arguments,
            environment=values,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._tmux("kill-server", check=False)

    def keys(self, *keys: str) -> None:
        """Press keys by tmux's names: "Enter", "C-s", "Escape", "a"."""
        for key in keys:
            self._tmux("send-keys", "--", key)

    def type(self, text: str) -> None:
        """Type a text as it is."""
        self._tmux("send-keys", "-l", "--", text)

    def screen(self) -> str:
        """Return what is on the screen now."""
        return self._tmux("capture-pane", "-p", check=False)

    def buffer(self) -> str:
        """Return tmux's newest buffer."""
        return self._tmux("show-buffer")

    def wait_for(self, *words: str, gone: Sequence[str] = (), seconds: float = HANG_SECONDS) -> str:
        """Wait until all words are on the screen and none of `gone` is; return the screen."""
        end = time.monotonic() + seconds
        shown = ""
        while time.monotonic() < end:
            shown = self.screen()
            if all(word in shown for word in words) and not any(word in shown for word in gone):
                return shown
            self._never.wait(0.03)
        raise AssertionError(f"{words} (without {tuple(gone)}) not seen in {seconds} s; the screen:\n{shown}")

    def _tmux(self, *arguments: str, check: bool = True, environment: Mapping[str, str] | None = None) -> str:
        done = subprocess.run(
            ["tmux", "-S", self._socket, *arguments],
            capture_output=True,
            text=True,
            check=False,
            env=dict(environment) if environment else None,
        )
        if check and done.returncode:
            raise AssertionError(f"tmux {arguments[0]}: {done.stderr}")
        return done.stdout
