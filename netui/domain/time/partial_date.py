"""A day of the calendar whose year may be unknown, as birthdays often are."""

import calendar
import re
from datetime import date
from functools import total_ordering
from typing import Self

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.time.calendar_ends import days_after
from netui.domain.time.date_order import DateOrder

_ISO = re.compile(r"^(?:(\d{4})-|--)(\d{2})-?(\d{2})$")
_WRITTEN = re.compile(
    r"^(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?(?P<m1>[a-z]+)|"
    r"(?P<m2>[a-z]+)\.? (?P<d2>\d{1,2})(?:st|nd|rd|th)?)"
    r"\.?(?: (?P<year>\d{4}))?$",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    r"^(?:(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})"
    r"|(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})?)$"
)
_SLASHES = re.compile(r"^(\d{1,2})/(\d{1,2})(?:/(\d{4}))?$|^(\d{1,2})-(\d{1,2})-(\d{4})$")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.? (?=\S)", re.IGNORECASE)
_MONTHS = ("", *(name.casefold() for name in calendar.month_name[1:]))
_LEAP_YEAR = 2000
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}


@total_ordering
class PartialDate:
    """Month and day, with or without a year; written `1984-02-29` or `--02-29`."""

    __slots__ = ("day", "month", "year")

    def __init__(self, month: int, day: int, year: int | None = None) -> None:
        """Raise InvalidValueError for a day that is in no calendar."""
        known = _LEAP_YEAR if year is None else year
        if not 1 <= known <= 9999:
            raise InvalidValueError(f"there is no year {known}: years go from 1 to 9999")
        if not 1 <= month <= 12:
            raise InvalidValueError(f"there is no month {month}")
        if not 1 <= day <= calendar.monthrange(known, month)[1]:
            leap = day <= calendar.monthrange(_LEAP_YEAR, month)[1]
            of = f" {known}" if leap else ""  # the day is there in other years
            raise InvalidValueError(f"{calendar.month_name[month]}{of} has no day {day}")
        self.month = month
        self.day = day
        self.year = year

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `YYYY-MM-DD`, `--MM-DD` or `--MMDD`."""
        match = _ISO.match(text.strip())
        if match is None:
            raise InvalidValueError(
                f"“{text}” is no date: write 1984-02-29, or 29 feb or --02-29 without the year"
            )
        year, month, day = match.groups()
        return cls(int(month), int(day), int(year) if year else None)

    @classmethod
    def read(cls, text: str, order: DateOrder = DateOrder.UNSAID) -> Self:
        """Read what people write as well: "29 feb", "Feb 29", "Mon 5 May 1990", "29.02.2000", "13/5/1990".

        Between slashes or dashes the day and the month come in an order; unsaid, it is asked about where
        both can be the month.
        """
        words = " ".join(text.replace(",", " ").split())
        if slashed := _SLASHES.match(words):
            first, second, year = slashed.groups()[:3] if slashed[1] else slashed.groups()[3:]
            return cls._in_order(int(first), int(second), year, order)
        if figures := _FIGURES.match(words):
            year, month, day = (figures[name] for name in ("year", "month", "day"))
            if year is None:
                day, month, year = figures["d"], figures["m"], figures["y"]
            return cls(int(month), int(day), int(year) if year else None)
        match = _WRITTEN.match(_WEEKDAY.sub("", words))
        name = (match["m1"] or match["m2"]).casefold() if match else ""
        month = next((n for n in range(1, 13) if len(name) > 2 and _MONTHS[n].startswith(name)), None)
        if match is None or month is None:
            return cls.parse(text)
        return cls(month, int(match["d1"] or match["d2"]), int(match["year"]) if match["year"] else None)

    @classmethod
    def _in_order(cls, first: int, second: int, year: str | None, order: DateOrder) -> Self:
        unsure = first <= 12 and second <= 12 and first != second
        if unsure and order is DateOrder.UNSAID:
            named = [
                f"{day} {calendar.month_abbr[month]}" for day, month in ((first, second), (second, first))
            ]
            raise InvalidValueError(
                f"write {' or '.join(named)}: “{first}/{second}” can be both, "
                "or set date_order in the settings"
            )
        month_first = order is DateOrder.MONTH_FIRST if unsure else second > 12
        day, month = (second, first) if month_first else (first, second)
        return cls(month, day, int(year) if year else None)

    @classmethod
    def read_birthday(cls, text: str, today: date, order: DateOrder = DateOrder.UNSAID) -> Self:
        """Do what `read` does, and read "today"; raise InvalidValueError for a day still to come as well."""
        if (days := _NEAR.get(text.strip().casefold())) is not None:
            near = days_after(today, days)
            return cls(near.month, near.day)
        born = cls.read(text, order)
        if born.year is not None and born.in_year(born.year) > today:
            raise InvalidValueError(f"{born.words} is still to come: write the day they were born")
        return born

    def in_year(self, year: int) -> date:
        """Return the day it is kept in a year; 29 February is kept on the 28th where there is none."""
        if self.month == 2 and self.day == 29 and not calendar.isleap(year):
            return date(year, 2, 28)
        return date(year, self.month, self.day)

    def next_on_or_after(self, day: date) -> date:
        """Return the first yearly return of this day, not before `day`."""
        here = self.in_year(day.year)
        return here if here >= day else self.in_year(min(day.year + 1, date.max.year))

    @property
    def words(self) -> str:
        """The day as people write it: "29 Feb 1984", or "29 Feb" where the year is unknown."""
        return f"{self.day} {calendar.month_abbr[self.month]}" + (f" {self.year}" if self.year else "")

    def __str__(self) -> str:
        head = "-" if self.year is None else f"{self.year:04d}"
        return f"{head}-{self.month:02d}-{self.day:02d}"

    def __repr__(self) -> str:
        return f"PartialDate({self})"

    def _key(self) -> tuple[int, int, int]:
        return (self.month, self.day, self.year or 0)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and self._key() == other._key()

    def __lt__(self, other: "PartialDate") -> bool:
        return self._key() < other._key()

    def __hash__(self) -> int:
        return hash(self._key())


class PartialMonth(Struct, frozen=True):
    """A month or only a year, as the dates of a position often are; written `2024-01` or `2024`."""

    year: int
    month: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `YYYY` or `YYYY-MM`."""
        match = re.match(r"^(\d{4})(?:-(\d{2}))?$", text.strip())
        if match is None or (match[2] and not 1 <= int(match[2]) <= 12):
            raise InvalidValueError(f"“{text}” is no month: write 2024-01, or only 2024")
        return cls(int(match[1]), int(match[2]) if match[2] else None)

    def __str__(self) -> str:
        return f"{self.year:04d}" if self.month is None else f"{self.year:04d}-{self.month:02d}"
