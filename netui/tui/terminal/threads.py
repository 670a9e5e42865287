"""Work away from the screen: one piece of a kind at a time, and none that keeps the program from ending."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import monotonic
from typing import Any, TypeVar

from textual.screen import Screen

from netui.tui.terminal.closing import unless_closing

T = TypeVar("T")
END_SECONDS = 0.5
AT_ONCE = 1_000
"""Work on so many people is done at once."""


class Threads(ThreadPoolExecutor):
    """The threads of all workers; who ends the program waits only a moment for them."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        """Drop what has not begun; what still reads after a moment ends with the process."""
        super().shutdown(wait=False, cancel_futures=True)
        end = monotonic() + (END_SECONDS if wait else 0)
        for thread in list(self._threads):
            thread.join(max(0.0, end - monotonic()))


class OneAtATime:
    """Runs work in a thread; of the requests in the meantime, only the newest has its turn afterwards.

    A thread cannot be stopped: without this a burst of keys would start as many of them.
    """

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen
        self._is_running = False
        self._waiting: Callable[[], None] | None = None

    def run(self, work: Callable[[], T], then: Callable[[T], object]) -> None:
        """Do work in a thread; `then` gets the result on the screen, unless something newer was asked for."""
        if self._is_running:
            self._waiting = partial(self.run, work, then)
            return
        self._is_running = True
        todo = [work]  # what began in a worker remembers it, and so all that its work was made of

        def in_thread() -> None:
            finished: Callable[[], object] = int
            try:
                finished = partial(then, todo.pop()())
            finally:
                self._screen.app.call_later(self._ended, finished)

        self._screen.run_worker(in_thread, thread=True)

    def _ended(self, finished: Callable[[], object]) -> None:
        self._is_running = False
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()
            return
        with unless_closing(self._screen):
            finished()


def do_work(
    screen: Screen[Any], turns: OneAtATime, size: int, work: Callable[[], T], then: Callable[[T], None]
) -> None:
    """Do work at once where it is small, else in a thread; a newer one of these turns takes its place."""
    if size <= AT_ONCE:
        then(work())
    else:
        screen.call_after_refresh(turns.run, work, then)  # what is already loaded is shown first
