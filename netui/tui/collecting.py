"""When garbage is collected: in the pauses of whoever works, for with a large store it stops the screen.

A full collection looks at every object there is: with 30,000 people in memory a tenth or half of a second, in
whatever thread, and everything waits for it. Most things go by reference counts, at once.
"""

import gc

_YOUNG = 2_000
_MIDDLE = 10
_NEVER = 1_000_000
PAUSE_SECONDS = 20.0
"""How long no key came before it is a pause."""


class Collector:
    """Collects old garbage in pauses only; the young as ever, a few milliseconds at a time."""

    def __init__(self) -> None:
        self._collected_at = 0.0

    def begin(self) -> None:
        """Take over where a start has put collecting off; what is there by now will stay."""
        if not gc.isenabled():
            gc.freeze()
            gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
            gc.enable()

    def tick(self, last_key_at: float, now: float) -> bool:
        """Collect where there were keys since the last time, and none for a while; return whether it did."""
        if last_key_at <= self._collected_at or now - last_key_at < PAUSE_SECONDS:
            return False
        self._collected_at = now
        gc.collect()
        return True
