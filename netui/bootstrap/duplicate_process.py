"""The search for duplicates among many, in a process of its own: the screen has its interpreter to itself.

The process reads the store as any other session does, without a lock, says what it found, and ends. It ends
as well when the program that started it does, whatever ended that: its standard input is closed then.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subprocess import Popen

    from netui.domain.people.duplicates import Duplicate

ABANDONED = 3
"""What it exits with where nobody is left to tell."""
_LEAST_PRIORITY = 19


class DuplicateProcess:
    """Searches the store in a folder (port `services.duplicates.DuplicateSearch`), one search at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._one_at_a_time = Lock()
        self._running: Popen[bytes] | None = None
        self._stopped = Event()

    def __call__(self) -> "Sequence[Duplicate] | None":
        """Return the pairs that may be one person, the most certain first; None if no process would tell."""
        import subprocess

        import msgspec

        from netui.domain.people.duplicates import Duplicate

        with self._one_at_a_time:
            if self._stopped.is_set():
                return ()
            try:
                process = subprocess.Popen(
                    [sys.executable, "-P", __file__, str(self._folder)],
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
                found = process.stdout.read()
            self._running = None
            if self._stopped.is_set():
                return ()
            return msgspec.json.decode(found, type=list[Duplicate]) if process.returncode == 0 else None

    def stop(self) -> None:
        """End a search that is under way: no one is left to report to."""
        self._stopped.set()
        running = self._running
        if running is not None:
            running.kill()


def main() -> None:
    """Search the store in the folder that is given, and write the pairs as JSON."""
    os.nice(_LEAST_PRIORITY)
    Thread(target=_end_with_the_other, daemon=True).start()
    sys.path.insert(0, str(Path(__file__).parents[2]))

    import msgspec

    from netui.clock import SystemClock
    from netui.domain.people.duplicates import find_duplicates
    from netui.storage.store.opening import open_store

    store = open_store(Path(sys.argv[1]), clock=SystemClock(), session="duplicates", read_only=True)
    found = find_duplicates(store.contacts.rows(), frozenset(store.preferences.load().dismissed))
    sys.stdout.buffer.write(msgspec.json.encode(found))
    sys.stdout.flush()
    os._exit(0)  # what was read isn't freed piece by piece


def _end_with_the_other() -> None:
    sys.stdin.buffer.read()
    os._exit(ABANDONED)


if __name__ == "__main__":
    main()
