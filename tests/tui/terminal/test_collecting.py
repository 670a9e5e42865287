import gc
from collections.abc import Iterator

import pytest
from rich.segment import Segment
from textual.geometry import Region

from netui.tui.look.text import safe
from netui.tui.terminal import collecting
from netui.tui.terminal.collecting import PAUSE_SECONDS, Collector


@pytest.fixture
def as_it_was() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.set_threshold(*threshold)
    gc.unfreeze()
    gc.freeze()  # as the tests begin: see tests/conftest.py
    gc.enable()


class Loop:
    """Something that only a collection takes away."""

    here: set[int] = set()  # noqa: RUF012  counted over all of them

    def __init__(self) -> None:
        self.me = self
        self.here.add(id(self))

    def __del__(self) -> None:
        self.here.remove(id(self))


@pytest.fixture
def collector(as_it_was: None) -> Collector:
    gc.collect()
    gc.disable()  # as the start of the program does
    collector = Collector()
    collector.begin()
    assert gc.isenabled()
    return collector


def test_all_garbage_is_collected_in_a_pause(collector: Collector) -> None:
    frozen, old = Loop(), Loop()
    gc.freeze()
    gc.disable()
    del frozen, old
    assert not collector.tick(100.0, 0.0, 100.0), "a key has just come"
    assert len(Loop.here) == 2
    assert collector.tick(100.0, 0.0, 100.0 + PAUSE_SECONDS)
    assert not Loop.here
    assert not collector.tick(100.0, 0.0, 500.0), "nothing was done since"
    assert collector.tick(501.0, 0.0, 501.0 + PAUSE_SECONDS)
    stored_at = 503.0 + PAUSE_SECONDS
    assert not collector.tick(501.0, stored_at, stored_at), "a long change has just ended"
    assert collector.tick(501.0, stored_at, stored_at + PAUSE_SECONDS)


def test_what_is_new_is_collected_while_keys_keep_coming(collector: Collector) -> None:
    most = 0
    for second in range(100, 160):
        for _ in range(1_000):
            Loop()
        gc.collect(1)
        collector.tick(float(second), 0.0, float(second))
        most = max(most, len(Loop.here))
    assert most < 10_000


def test_what_was_frozen_is_collected_before_it_is_too_much(
    collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "_LONG_SECONDS", 0.0)
    once, most = gc.get_freeze_count(), 0
    held: list[list[Loop]] = []
    for second in range(100, 125):
        held.append([Loop() for _ in range(once // 20)])
        for _ in range(4):
            gc.collect(1)
        collector.tick(float(second), 0.0, float(second))
        del held[:-1]
        most = max(most, len(Loop.here))
    held.clear()
    assert most < once


def test_where_collecting_was_not_put_off_it_goes_on_as_it_did(as_it_was: None) -> None:
    before = gc.get_threshold()
    Collector().begin()
    assert gc.get_threshold() == before


def test_long_lines_that_were_cut_are_collected(collector: Collector) -> None:
    """Each is kept with both its pieces: 64 kB a line that is scrolled sideways are 4 MB of memory a page."""
    for cut in range(1, 50):
        Segment("ä日" * 100).split_cells(cut)
    Loop()
    gc.collect(1)
    collector.tick(100.0, 0.0, 100.0 + PAUSE_SECONDS)
    assert Segment._split_cells.cache_info().currsize == 0


def test_what_was_calculated_for_painting_is_forgotten_in_a_pause(collector: Collector) -> None:
    assert safe("a text of 64 kB, for all one knows")
    assert Region(0, 0, 4, 4).union(Region(1, 1, 9, 9))
    collector.tick(100.0, 0.0, 100.0 + PAUSE_SECONDS)
    assert safe.cache_info().currsize == Region.union.cache_info().currsize == 0
