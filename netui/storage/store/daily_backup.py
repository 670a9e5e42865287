"""One backup a day of a store that is written to, and what prevents it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Thread

from netui.domain.errors import StoreError, StoreLockedError
from netui.services.ports import Clock
from netui.storage.base.background import start


class DailyBackup:
    """Backs up once a day, after something was written: never while saving. It works on the files alone."""

    def __init__(self, folder: Path, clock: Clock, is_wanted: Callable[[], bool]) -> None:
        self._folder = folder
        self._clock = clock
        self._is_wanted = is_wanted
        self._thread: Thread | None = None
        self._begun_on: date | None = None
        self.problem = ""
        """Why the last backup could not be made, in a line; “” where it could, or only has to wait."""

    def make(self) -> bool:
        """Back up if today's backup is missing; return whether that was done now.

        What fails is tried again the next time.
        """
        if not self._is_wanted():
            return False
        try:
            from netui.storage.backups.backups import DAILY, Backups

            backups = Backups(self._folder, self._clock)
            if not backups.is_due():
                return False
            backups.take(DAILY)
        except StoreLockedError:
            return False
        except (StoreError, OSError, MemoryError, ImportError) as error:
            known = str(error) if isinstance(error, StoreError) else f"{type(error).__name__}: {error}"
            self.problem = f"Today's backup is missing. {known}"
            return False
        self.problem = ""
        return True

    def begin(self) -> None:
        """Let a thread see to today's backup, once a day."""
        today = self._clock.now().date()
        if today != self._begun_on and self._is_wanted():
            self._begun_on = today
            self._thread = start(self.make, "netui-backup")

    def wait(self, seconds: float) -> None:
        """Wait for that thread, no longer than this: a backup that is cut off is made another time."""
        if self._thread is not None:
            self._thread.join(seconds)
