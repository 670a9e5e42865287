"""When garbage is collected: in pauses of the user, for with a large store it stops the screen.

A full collection looks at every object there is: with 30,000 people in memory a tenth or half of a second, in
whatever thread, and everything waits for it. Most things go by reference counts, at once. A closed screen
does not: so while keys keep coming, what is new since the last time is collected, and what stays of it is
frozen until a pause.
"""

import gc

_YOUNG = 2_000
_MIDDLE = 10
_NEVER = 1_000_000
PAUSE_SECONDS = 20.0
"""How long no key came before it is a pause."""
BREATH_SECONDS = 0.5
"""How long no key came before a little may be collected."""
BUSY_SECONDS = 60.0
"""After so long it is collected all the same."""


class Collector:
    """Collects all garbage in pauses, and while keys keep coming only what is new; the young as ever."""

    def __init__(self) -> None:
        self._collected_at = 0.0
        self._swept_at = 0.0

    def begin(self) -> None:
        """Take over where a start has put collecting off; what is there by now will stay."""
        if not gc.isenabled():
            gc.freeze()
            gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
            gc.enable()

    def tick(self, last_key_at: float, now: float) -> bool:
        """Collect where there were keys since the last time; return whether it was all of it, in a pause."""
        if last_key_at <= self._collected_at:
            return False
        quiet = now - last_key_at
        if quiet >= PAUSE_SECONDS:
            self._collected_at = self._swept_at = now
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            return True
        if quiet >= BREATH_SECONDS or now - self._swept_at >= BUSY_SECONDS:
            self._swept_at = now
            gc.collect()
            gc.freeze()
        return False
