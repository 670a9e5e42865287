"""A program of the user's own that runs after each change: `hooks/after-change` next to the settings.

It gets the change as JSON on stdin: which documents, by id, and the words of history; `netui show ID` tells
more. So nothing of someone who was forgotten is handed on. It runs when the change is on the disk, in the
background and one change after the other; what it prints goes nowhere, and it can't stop anything. None goes
on for longer than it may: netui waits for the last one, and stops it before it ends itself.
"""

import os
import signal
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from netui.services.ports import Change

if TYPE_CHECKING:
    from queue import SimpleQueue
    from subprocess import Popen
    from threading import Thread

HOOK = Path("hooks", "after-change")
RUNNING = "NETUI_HOOK"
"""Set in the environment of a hook: what netui changes for it starts none again."""
_LONGEST_SECONDS = 10.0
_WAIT_AT_END_SECONDS = 11.0
"""The whole time of the one that is running, and a moment to stop it; others that wait may not get a turn."""


class ChangeHook:
    """Runs the hook of a settings folder; `problem` says in a line why it can't, or what went wrong first."""

    def __init__(
        self,
        store: Path,
        config: Path,
        *,
        longest: float = _LONGEST_SECONDS,
        at_end: float = _WAIT_AT_END_SECONDS,
    ) -> None:
        self.path = config.parent / HOOK
        self._environment = {"NETUI_STORE": str(store), "NETUI_CONFIG": str(config), RUNNING: "1"}
        self._longest = longest
        self._at_end = at_end
        self._waiting: SimpleQueue[bytes | None] | None = None
        self._thread: Thread | None = None
        self._running: Popen[bytes] | None = None
        self._ended = False
        self.problem = ""

    def changed(self, change: Change) -> None:
        """Run the hook for a change of this session; return at once."""
        if not change.ours or os.environ.get(RUNNING) or not self.is_there():
            return
        from queue import SimpleQueue
        from threading import Thread

        if self._waiting is None or self._thread is None:
            self._waiting = SimpleQueue()
            self._thread = Thread(target=self._run_all, args=(self._waiting,), name="hook", daemon=True)
            self._thread.start()
        self._waiting.put(_as_json(change))

    def is_there(self) -> bool:
        """Whether there is a hook that may run; `problem` says why one may not."""
        try:
            found, folder = self.path.lstat(), self.path.parent.lstat()
        except OSError:
            return False
        own = os.geteuid()
        mode = stat.S_IMODE(found.st_mode)
        if not stat.S_ISREG(found.st_mode) or not stat.S_ISDIR(folder.st_mode):
            self._complain("doesn't run: it has to be a file in a folder, no link and nothing else")
        elif (found.st_uid, folder.st_uid) != (own, own) or mode != 0o700 or folder.st_mode & 0o022:
            self._complain(f"doesn't run: it has to be yours alone: chmod 700 {self.path.parent} {self.path}")
        else:
            return True
        return False

    def finish(self) -> None:
        """Wait, not for long, until the hook has run for every change; call it when the store is closed.

        What is running after that is stopped, also when the waiting is interrupted.
        """
        if self._waiting is None or self._thread is None:
            return
        self._waiting.put(None)
        try:
            self._thread.join(self._at_end)
        finally:
            self._ended, running = True, self._running
            if self._thread.is_alive() and running is not None:
                self._complain("was stopped, for netui ended")
                _stop(running)

    def _run_all(self, waiting: "SimpleQueue[bytes | None]") -> None:
        while (text := waiting.get()) is not None and not self._ended:
            self._run(text)

    def _run(self, text: bytes) -> None:
        import subprocess

        try:
            running = self._running = subprocess.Popen(
                [self.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=self.path.parent,
                env={**os.environ, **self._environment},
                start_new_session=True,
            )
        except (OSError, MemoryError, RuntimeError) as error:
            why = getattr(error, "strerror", None) or str(error)
            self._complain(f"can't be run ({why}): is its first line #!/bin/sh, or what else runs it?")
            return
        try:
            running.communicate(text, timeout=self._longest)
        except subprocess.TimeoutExpired:
            _stop(running)
            running.wait()
            self._complain(f"took more than {self._longest:g} seconds and was stopped")
            return
        if running.returncode:
            self._complain(f"ended with {running.returncode}")

    def _complain(self, words: str) -> None:
        self.problem = self.problem or f"{self.path} {words}"


def _stop(running: "Popen[bytes]") -> None:
    """Stop a hook, with what it started."""
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)


def _as_json(change: Change) -> bytes:
    """Return a change as a hook gets it."""
    from msgspec import json

    return (
        json.encode(
            {
                "seq": change.seq,
                "at": change.at,
                "session": change.session,
                "label": change.label,
                "changed": {name: [str(one) for one in sorted(ids)] for name, ids in change.touched.items()},
            }
        )
        + b"\n"
    )
