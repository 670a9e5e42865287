"""Work away from the screen: bursts of it come down to the first and the newest, and none delays the end."""

from functools import partial
from threading import Event, Thread

import pytest

from netui.tui.shell.area import AreaScreen
from netui.tui.terminal import threads
from netui.tui.terminal.threads import OneAtATime, Threads
from tests.tui.conftest import make_app, settle
from tests.waiting import HANG_SECONDS


async def test_of_a_burst_only_the_first_and_the_newest_are_done() -> None:
    screen, go_on = AreaScreen(), Event()
    done: list[int] = []
    shown: list[int] = []

    def work(number: int) -> int:
        go_on.wait(HANG_SECONDS)
        done.append(number)
        return number

    app = make_app(lambda: screen)
    async with app.run_test() as pilot:
        turns = OneAtATime(screen)
        for number in range(100):
            turns.run(partial(work, number), shown.append)
        go_on.set()
        for _ in range(3):
            await app.workers.wait_for_complete()
            await settle(pilot)
    assert done == [0, 99]
    assert shown == [99]


def test_a_thread_that_still_reads_does_not_keep_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "END_SECONDS", 0.05)
    go_on, waiting = Event(), Event()
    pool = Threads()
    pool.submit(go_on.wait)
    never = [pool.submit(waiting.set) for _ in range(100)][-1]
    ending = Thread(target=pool.shutdown)
    ending.start()
    ending.join(HANG_SECONDS)
    hangs = ending.is_alive()
    go_on.set()
    assert not hangs
    assert never.cancelled() or never.done()
