"""The days of something that repeats, as calendars write it: each is asked whether the rule fits it.

That takes a known time, whatever a stranger's rule says: one that never fits ends with the last day.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from netui.domain.time.calendar_ends import days_after

_MOST_DAYS = 20_000
"""A rule that counts from an earlier day is not followed."""
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NTH = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_READ = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "WKST"})


class Frequency(StrEnum):
    """How often something repeats, at most."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


class Repeats(Struct, frozen=True, kw_only=True):
    """A rule; `weekdays` are (which of the month or 0, Monday = 0), and -1 is the last day of a month."""

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: date | None = None
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()

    def days(self, start: date, first: date, last: date) -> Iterator[date]:
        """Yield the days from `first` to `last`, both included, of what began on a day."""
        last = min(last, self.until) if self.until is not None else last
        day = start if self.count is not None else max(start, first)
        if (last - day).days > _MOST_DAYS:
            return
        seen = 0
        while day <= last and (self.count is None or seen < self.count):
            if self._fits(day, start):
                seen += 1
                if day >= first:
                    yield day
            if day == date.max:
                return
            day = days_after(day, 1)

    def _fits(self, day: date, start: date) -> bool:
        if self.months and day.month not in self.months:
            return False
        if self.frequency is Frequency.DAILY:
            return (day - start).days % self.interval == 0 and self._chosen(day)
        if self.frequency is Frequency.WEEKLY:
            weeks = ((day.toordinal() - 1) // 7) - ((start.toordinal() - 1) // 7)
            wanted = {weekday for _, weekday in self.weekdays} or {start.weekday()}
            return weeks % self.interval == 0 and day.weekday() in wanted
        chosen = self._chosen(day) if self.weekdays or self.month_days else day.day == start.day
        if self.frequency is Frequency.MONTHLY:
            months = (day.year - start.year) * 12 + day.month - start.month
            return months % self.interval == 0 and chosen
        same_month = bool(self.months) or day.month == start.month
        return (day.year - start.year) % self.interval == 0 and same_month and chosen

    def _chosen(self, day: date) -> bool:
        """Whether a day is one of the weekdays and month days, as far as there are any."""
        length = monthrange(day.year, day.month)[1]
        if self.month_days and not {day.day, day.day - length - 1} & set(self.month_days):
            return False
        if not self.weekdays:
            return True
        places = {0, (day.day - 1) // 7 + 1, -((length - day.day) // 7 + 1)}
        return any(nth in places and weekday == day.weekday() for nth, weekday in self.weekdays)


def read_repeats(rule: Mapping[str, Sequence[object]]) -> Repeats | None:
    """Return the rule of a calendar's RRULE, by its parts; None for one that isn't followed.

    Not followed are rules for hours, for weeks or days of a year, and those for the nth of what is left.
    """
    if not rule.keys() <= _READ:
        return None
    parts = {name: [str(value).upper() for value in values] for name, values in rule.items()}
    try:
        until = next(iter(rule.get("UNTIL", ())), None)
        return Repeats(
            frequency=Frequency(parts["FREQ"][0]),
            interval=max(int(parts.get("INTERVAL", ["1"])[0]), 1),
            count=int(parts["COUNT"][0]) if "COUNT" in parts else None,
            until=date(until.year, until.month, until.day) if isinstance(until, date) else None,
            weekdays=tuple(_weekday(value) for value in parts.get("BYDAY", ())),
            month_days=tuple(map(int, parts.get("BYMONTHDAY", ()))),
            months=tuple(map(int, parts.get("BYMONTH", ()))),
        )
    except (ValueError, KeyError, IndexError):
        return None


def _weekday(text: str) -> tuple[int, int]:
    found = _NTH.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return int(found[1] or 0), _WEEKDAYS.index(found[2])
