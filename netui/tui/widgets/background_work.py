"""One thing at a time, done in a thread that can be stopped."""

from collections.abc import Callable
from typing import Any, TypeVar

from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from netui.domain.errors import NetuiError

ResultT = TypeVar("ResultT")
Progress = Callable[[int, int | None], None]
"""Told (things done, things in all or None while that is not known)."""


class _StoppedError(Exception):
    """The user stopped the work; nothing of it stays."""


class BackgroundWork:
    """What a screen does in a thread; `failed` gets the reason why it ended early, and its tone."""

    def __init__(self, screen: Screen[Any], failed: Callable[[str, str], None]) -> None:
        self._screen = screen
        self._failed = failed
        self._worker: Worker[Any] | None = None

    @property
    def running(self) -> bool:
        """Whether something is being done."""
        return self._worker is not None

    def start(
        self, job: Callable[[Progress], ResultT], then: Callable[[ResultT], None], progress: Progress
    ) -> None:
        """Do a job, and hand what it returns to `then`; telling its progress ends it once it is stopped."""

        def work() -> None:
            worker = get_current_worker()

            def beat(done: int, total: int | None) -> None:
                if worker.is_cancelled:
                    raise _StoppedError
                self._screen.call_later(show, done, total)

            def end(act: Callable[..., None], *values: object) -> None:
                self._worker = None
                act(*values)
                self._screen.refresh_bindings()

            try:
                result = job(beat)
            except _StoppedError:
                self._screen.call_later(end, self._failed, "Stopped: nothing was changed.", "dim")
            except NetuiError as error:
                self._screen.call_later(end, self._failed, str(error), "error")
            else:
                self._screen.call_later(end, then, result)

        def show(done: int, total: int | None) -> None:
            if self.running:
                progress(done, total)

        self._worker = self._screen.run_worker(work, thread=True, group="background")
        self._screen.refresh_bindings()

    def stop(self) -> None:
        """Stop what is running."""
        if self._worker is not None:
            self._worker.cancel()
