import gc
from collections.abc import Iterator

import pytest

from netui.tui.collecting import BREATH_SECONDS, BUSY_SECONDS, PAUSE_SECONDS, Collector


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


def test_what_was_frozen_is_collected_in_a_pause(as_it_was: None) -> None:
    collector = Collector()
    gc.disable()  # as the start of the program does
    collector.begin()
    assert gc.isenabled()
    held = Loop()
    assert not collector.tick(100.0, 100.0 + BREATH_SECONDS)
    del held
    assert not collector.tick(101.0, 101.0 + BREATH_SECONDS)
    assert len(Loop.here) == 1, "it is frozen: to look at all there is would stop the screen"
    assert collector.tick(100.0, 100.0 + PAUSE_SECONDS)
    assert Loop.here == []
    assert not collector.tick(100.0, 500.0), "nothing was done since"
    assert collector.tick(501.0, 501.0 + PAUSE_SECONDS)


def test_what_is_new_is_collected_while_keys_keep_coming(as_it_was: None) -> None:
    collector = Collector()
    gc.disable()
    collector.begin()
    collector.tick(100.0, 100.0 + BREATH_SECONDS)
    for second in range(101, 102 + int(BUSY_SECONDS)):
        Loop()
        collector.tick(float(second), float(second))
    assert len(Loop.here) <= 2


def test_where_collecting_was_not_put_off_it_goes_on_as_it_did(as_it_was: None) -> None:
    before = gc.get_threshold()
    Collector().begin()
    assert gc.get_threshold() == before
