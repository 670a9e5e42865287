import gc
from collections.abc import Iterator

import pytest

from netui.tui.collecting import PAUSE_SECONDS, Collector


@pytest.fixture
def as_it_was() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.set_threshold(*threshold)
    gc.unfreeze()
    gc.enable()


class Loop:
    """Something that only a collection takes away."""

    here: list[int] = []  # noqa: RUF012  counted over all of them

    def __init__(self) -> None:
        self.me = self
        self.here.append(id(self))

    def __del__(self) -> None:
        self.here.remove(id(self))


def test_old_garbage_waits_for_a_pause(as_it_was: None) -> None:
    collector = Collector()
    gc.disable()  # as the start of the program does
    collector.begin()
    assert gc.isenabled()
    Loop()
    gc.collect(1)
    Loop()
    assert not collector.tick(100.0, 101.0)
    assert len(Loop.here) == 1
    assert collector.tick(100.0, 100.0 + PAUSE_SECONDS)
    assert Loop.here == []
    assert not collector.tick(100.0, 500.0), "nothing was done since"
    assert collector.tick(501.0, 501.0 + PAUSE_SECONDS)


def test_where_collecting_was_not_put_off_it_goes_on_as_it_did(as_it_was: None) -> None:
    before = gc.get_threshold()
    Collector().begin()
    assert gc.get_threshold() == before
