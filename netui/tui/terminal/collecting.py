"""When garbage is collected: in pauses of the user, for with a large store it stops the screen.

A full collection looks at every object there is: with 30,000 people in memory a tenth or half of a second, in
whatever thread, and everything waits for it. Most things go by reference counts, at once. A closed screen
does not: so while keys keep coming, what is new is swept. What a sweep leaves is frozen once it takes long to
look at; and once a quarter of all there is was frozen in that way, a sweep looks at everything.

Textual remembers two styles for each pair of colours, and with them the last 1,024 widgets that asked, each
with all lines it painted: 28,000 lines and 15 MB after a look at every screen. A sweep frees them.
"""

import gc
from time import thread_time

from netui.memory import give_back
from netui.tui.look.text import cell_len, safe
from netui.tui.terminal.private_textual import Part, is_whole

_YOUNG = 2_000
_MIDDLE = 10
_NEVER = 1_000_000
PAUSE_SECONDS = 20.0
"""How long no key came before it is a pause."""
BREATH_SECONDS = 0.3
"""How long no key came before a little may be collected."""
_SOME, _MUCH = 1, 4
"""How often the middle generation was collected since: there is something to sweep, and it cannot wait."""
_LONG_SECONDS = 0.03
_MOST_GROWTH = 1.25


class Collector:
    """Collects all garbage in pauses, and while keys keep coming what is new; the young as ever."""

    def __init__(self) -> None:
        self._collected_at = 0.0
        self._works = False
        self._most_frozen = 0.0

    def begin(self) -> None:
        """Take over where a start has put collecting off; what is there by now will stay."""
        if not gc.isenabled():
            self._freeze_all()
            gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
            gc.enable()
            self._works = True

    def tick(self, last_key_at: float, last_change_at: float, now: float) -> bool:
        """Collect where there were keys or changes since the last time; return whether it was all of it.

        A change of 30,000 people goes on long after its key: what it used is only free when it is stored.
        """
        last_at = max(last_key_at, last_change_at)
        if last_at <= self._collected_at or not self._works:
            return False
        quiet = now - last_at
        new = gc.get_count()[2]
        if quiet >= PAUSE_SECONDS:
            self._collected_at = now
            return self._collect_all()
        if new >= _MUCH or (new >= _SOME and quiet >= BREATH_SECONDS):
            return self._sweep()
        return False

    def _sweep(self) -> bool:
        """Collect what was not frozen; freeze the rest of it where that took long, or collect it all."""
        began = thread_time()
        _forget_painted_lines()
        gc.collect()
        if thread_time() - began < _LONG_SECONDS:
            return False
        gc.freeze()
        return gc.get_freeze_count() > self._most_frozen and self._collect_all()

    def _collect_all(self) -> bool:
        _forget_painted_lines()
        _forget_widths_and_places()
        gc.unfreeze()
        gc.collect()
        give_back()
        self._freeze_all()
        return True

    def _freeze_all(self) -> None:
        gc.freeze()
        self._most_frozen = gc.get_freeze_count() * _MOST_GROWTH


def _forget_painted_lines() -> None:
    """Free the widgets that Textual remembers with two styles, and the lines that Rich has cut."""
    if is_whole(Part.MEMORY):
        from rich.segment import Segment
        from textual._styles_cache import StylesCache

        StylesCache.get_inner_outer.cache_clear()
        Segment._split_cells.cache_clear()


def _forget_widths_and_places() -> None:
    """Free what is remembered of texts and areas that were painted, 10 MB; it is quick to calculate again."""
    from rich.cells import cached_cell_len
    from textual.css.scalar import Scalar
    from textual.geometry import Region

    areas = (Region.__contains__, Region.grow, Region.intersection, Region.shrink, Region.union)
    for remembered in (cell_len, safe, cached_cell_len, Scalar.resolve, *areas):
        remembered.cache_clear()
