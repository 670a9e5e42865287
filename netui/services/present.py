"""The present, as the services see it: the clock in the user's own zone."""

from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from netui.domain.errors import InvalidValueError
from netui.domain.time.calendar_ends import on_clock
from netui.domain.time.date_order import DateOrder
from netui.services.ports import Clock

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from netui.domain.time.date_grammar import Reading


class Present:
    """Now and today; asked again each time, so that a program left open over midnight is right."""

    def __init__(
        self,
        clock: Clock,
        zone: tzinfo,
        week_start: int = 0,
        date_order: DateOrder = DateOrder.UNSAID,
    ) -> None:
        """Take the first day of the user's week as well, counted from Monday = 0."""
        self._clock = clock
        self.zone = zone
        self.week_start = week_start
        self.date_order = date_order

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

    def short_day(self, day: date) -> str:
        """Return a day as labels and messages show it: "Sat 7 Nov"."""
        from netui.domain.time.dates import short_day

        return short_day(day, self.today())

    def full_moment(self, instant: datetime) -> str:
        """Return an instant on the user's own clock: "Mon 23 Nov 2026 14:00"."""
        from netui.domain.time.dates import full_day

        at = self.local(instant)
        return f"{full_day(at)} {at:%H:%M}"

    def reading(self, *, past: bool = False) -> "Reading":
        """Return what a typed day is read against, with the past or the future preferred."""
        from netui.domain.time.date_grammar import Reading

        return Reading(self.today(), past=past, week_start=self.week_start, order=self.date_order)

    def read_day(self, text: str, *, past: bool = False) -> date:
        """Read a day as it is typed; raise InvalidValueError."""
        from netui.domain.time.dates import parse_date

        return parse_date(text, self.reading(past=past))

    def read_past(self, text: str) -> date:
        """Read a day that is over or today; raise InvalidValueError for one to come."""
        from netui.domain.time.dates import full_day

        day = self.read_day(text, past=True)
        if day > self.today():
            raise InvalidValueError(f"{full_day(day)} is still to come: write a day that is over, or today")
        return day

    def read_due(self, text: str) -> date:
        """Read a day by which something is due; raise InvalidValueError for one that is over."""
        from netui.domain.time.dates import echo

        day, today = self.read_day(text), self.today()
        if day < today:
            raise InvalidValueError(f"{echo(day, today)}: that is over, write a day to come")
        return day

    def read_when(self, text: str, *, past: bool = False, zone: tzinfo | None = None) -> datetime | date:
        """Read a day, with a time or without, as `parse_when` does, on the clock of a zone, else the user's.

        Raises InvalidValueError.
        """
        from netui.domain.time.dates import parse_when

        return parse_when(text, on_clock(self.now(), zone or self.zone), self.reading(past=past))

    def read_when_in(
        self, text: str, zone: "ZoneInfo | None" = None
    ) -> "tuple[datetime | date, ZoneInfo | None]":
        """Read a day, with a time or without, and the zone on whose clock it is: None is the user's own.

        A zone written after the time counts before `zone`. What it is called depends on the day, EST in
        January and EDT in July, so the day is read first. Raises InvalidValueError.
        """
        from netui.domain.time.dates import date_of
        from netui.domain.time.zones import maybe_zone, read_zone, split_off_zone

        words, named = split_off_zone(text)
        if maybe := maybe_zone(words):
            raise InvalidValueError(f"is “{maybe[0]}” a time zone? Write it like “{maybe[1]}”")
        if named:
            zone = read_zone(named, date_of(self.read_when(words)))
        return self.read_when(words, zone=zone), zone
