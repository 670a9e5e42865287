"""Long work on a store in a process of its own: the screen has its interpreter to itself, and its memory.

The process reads the store as any other session does, without a lock, answers, and ends. It ends as well
when the program that started it does, whatever ended that: its standard input is closed then.
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subprocess import Popen

ABANDONED = 3
"""What it exits with where nobody is left to tell."""
_LEAST_PRIORITY = 19


class OwnProcess:
    """Asks the function `answer` of a module for bytes, one at a time; `words` are what it is given."""

    def __init__(self, module: str, *words: str) -> None:
        self._command = [sys.executable, "-P", __file__, module, *words]
        self._one_at_a_time = Lock()
        self._running: Popen[bytes] | None = None
        self._stopped = Event()

    @property
    def is_stopped(self) -> bool:
        """Whether no one waits for an answer any more."""
        return self._stopped.is_set()

    def ask(self) -> bytes | None:
        """Return the answer; None if it was stopped, or if no process would answer."""
        import subprocess

        with self._one_at_a_time:
            if self._stopped.is_set():
                return None
            try:
                process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,  # a key that interrupts the terminal is not meant for it
                )
            except OSError:
                return None
            self._running = process
            if self._stopped.is_set():
                process.kill()
            with process:
                assert process.stdout is not None
                answer = process.stdout.read()
            self._running = None
            return answer if process.returncode == 0 and not self._stopped.is_set() else None

    def stop(self) -> None:
        """End what is under way: no one is left to report to."""
        self._stopped.set()
        running = self._running
        if running is not None:
            running.kill()


def main() -> None:
    """Write the answer of the module that is given."""
    os.nice(_LEAST_PRIORITY)
    Thread(target=_end_with_the_other, daemon=True).start()
    sys.path.insert(0, str(Path(__file__).parents[2]))
    module, *words = sys.argv[1:]
    sys.stdout.buffer.write(import_module(module).answer(*words))
    sys.stdout.flush()
    os._exit(0)  # what was read isn't freed piece by piece


def _end_with_the_other() -> None:
    sys.stdin.buffer.read()
    os._exit(ABANDONED)


if __name__ == "__main__":
    main()
