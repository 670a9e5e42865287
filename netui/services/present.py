"""The present, as the services see it: the clock in the user's own zone."""

from datetime import date, datetime, tzinfo

from netui.domain.time.calendar_ends import on_clock
from netui.services.ports import Clock


class Present:
    """Now and today; asked again each time, so that a program left open over midnight is right."""

    def __init__(self, clock: Clock, zone: tzinfo) -> None:
        self._clock = clock
        self.zone = zone

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return self._clock.now()

    def today(self) -> date:
        """Return the day it is for the user."""
        return self.local(self.now()).date()

    def local_now(self) -> datetime:
        """Return the present on the user's own clock."""
        return self.local(self.now())

    def local(self, instant: datetime) -> datetime:
        """Return an instant on the user's own clock."""
        return on_clock(instant, self.zone)

    def day_of(self, instant: datetime | None) -> date | None:
        """Return the user's own day an instant falls on; None for none."""
        return None if instant is None else self.local(instant).date()
