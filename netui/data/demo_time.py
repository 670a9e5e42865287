"""The time of the demo network: its calendar, its clock, and the line on which all happens in order."""

import heapq
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import count, groupby

from netui.domain.time.partial_date import PartialDate
from netui.domain.time.working_days import add_working_days
from netui.services.ports import Store

FIRST_DAY = -424
"""Where the story begins, in days from today: about 14 months back."""

_EXACT_FROM = -90
_QUARTER = timedelta(minutes=15)
_DAY_BY_DAY = timedelta(days=14)


class Calendar:
    """Turns the days of the story, which count from today, into days of the calendar and instants."""

    def __init__(self, now: datetime, zone: tzinfo) -> None:
        self._now = now
        self.zone = zone
        self.today = now.astimezone(zone).date()

    def day(self, days: int | str) -> date:
        """Return the day so many days from today; "-4wd" counts working days."""
        if isinstance(days, str) and days.endswith("wd"):
            return add_working_days(self.today, int(days.removesuffix("wd")))
        return self.today + timedelta(days=int(days))

    def workday(self, days: int | str, *, exact_from: int = _EXACT_FROM) -> date:
        """Return that day; where it is before `exact_from` and at a weekend, the Friday before it."""
        day = self.day(days)
        return day if day > self.day(exact_from) else day - timedelta(days=max(day.weekday() - 4, 0))

    def at(self, day: date, clock: time) -> datetime:
        """Return the instant of a day and a time on the user's clock."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def local(self, instant: datetime) -> datetime:
        """Return an instant on the user's clock."""
        return instant.astimezone(self.zone)

    def hours_ago(self, hours: int) -> datetime:
        """Return the quarter of an hour at or after the instant so many hours ago."""
        exact = self._now - timedelta(hours=hours)
        over = timedelta(minutes=exact.minute % 15, seconds=exact.second, microseconds=exact.microsecond)
        return exact - over + _QUARTER if over else exact

    def month(self, years_ago: float) -> str:
        """Return the year so many years ago, with its month if that isn't a whole number."""
        if years_ago == int(years_ago):
            return f"{self.today.year - int(years_ago):04d}"
        year, month = divmod(self.today.year * 12 + self.today.month - 1 - round(years_ago * 12), 12)
        return f"{year:04d}-{month + 1:02d}"

    def birthday(self, text: str) -> PartialDate:
        """Read a birthday; "+2d 1991" is two days from today."""
        if not text.startswith("+"):
            return PartialDate.parse(text)
        days, year = text.split()
        day = self.day(days.removesuffix("d"))
        born = int(year)
        return PartialDate(day.month, day.day, born - born % 4 if (day.month, day.day) == (2, 29) else born)


class StoryClock:
    """The Clock of the story: it goes from the first day to now, and never back."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """Return the current time of the story, in UTC."""
        return self._now

    def move(self, to: datetime) -> None:
        """Go on to an instant; one that is over already leaves the clock where it is."""
        self._now = max(self._now, to)


class Timeline:
    """Everything that happens, each at its instant and none after now; one event may lead to more."""

    def __init__(self, now: datetime, zone: tzinfo) -> None:
        self._now = now.astimezone(UTC)
        self._order = count()
        self._to_come: list[tuple[datetime, int, Callable[[], object]]] = []
        self.calendar = Calendar(self._now, zone)
        self.start = self.calendar.at(self.calendar.day(FIRST_DAY - 3), time(7))
        self.clock = StoryClock(self.start)

    def at(self, instant: datetime, do: Callable[[], object]) -> None:
        """Let something happen at an instant, or now where that is still to come."""
        heapq.heappush(self._to_come, (min(instant, self._now), next(self._order), do))

    def on(self, day: date, clock: time, do: Callable[[], object]) -> None:
        """Let something happen on a day, at a time on the user's clock."""
        self.at(self.calendar.at(day, clock), do)

    def run(self, store: Store) -> None:
        """Let everything happen: a transaction for each month, and for each of the last days."""
        for chapter, steps in groupby(self._steps(), key=lambda step: self._chapter(step[0])):
            with store.transaction(f"Demo network: {chapter}"):
                for instant, do in steps:
                    self.clock.move(instant)
                    do()
                store.relabel(f"Demo network: {chapter}")

    def _steps(self) -> Iterator[tuple[datetime, Callable[[], object]]]:
        while self._to_come:
            instant, _, do = heapq.heappop(self._to_come)
            yield instant, do

    def _chapter(self, instant: datetime) -> str:
        day = self.calendar.local(instant).date()
        return f"{day:%a} {day.day} {day:%b}" if self.calendar.today - day < _DAY_BY_DAY else f"{day:%B %Y}"
