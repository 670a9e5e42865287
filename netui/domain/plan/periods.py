"""The spans a goal is counted over."""

import calendar
from datetime import date

from msgspec import Struct

from netui.domain.plan.goal import Period
from netui.domain.time.calendar_ends import days_after


class Span(Struct, frozen=True):
    """A period of the calendar, or the days up to the end of a goal for once; both days included."""

    period: Period
    first: date
    last: date

    @property
    def label(self) -> str:
        """The period as people name it: "week of 16 Nov", "November 2026", "Q4 2026", "until 31 Dec 2026"."""
        match self.period:
            case Period.WEEK:
                return f"week of {self.first.day} {self.first:%b}"
            case Period.MONTH:
                return f"{calendar.month_name[self.first.month]} {self.first.year}"
            case Period.QUARTER:
                return f"Q{(self.first.month + 2) // 3} {self.first.year}"
            case Period.YEAR:
                return str(self.first.year)
            case Period.ONCE:
                return f"until {self.last.day} {self.last:%b %Y}"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def span_of(period: Period, day: date, week_start: int = 0) -> Span:
    """Return the period a day is in; `week_start` counts from Monday = 0.

    What is aimed at once has no period of the calendar: its span is the day alone.
    """
    if period is Period.ONCE:
        return Span(period, day, day)
    if period is Period.WEEK:
        first = days_after(day, -((day.weekday() - week_start) % 7))
        return Span(period, first, days_after(first, 6))
    if period is Period.YEAR:
        return Span(period, date(day.year, 1, 1), date(day.year, 12, 31))
    months = 1 if period is Period.MONTH else 3
    start = (day.month - 1) // months * months + 1
    end = start + months - 1
    last = calendar.monthrange(day.year, end)[1]
    return Span(period, date(day.year, start, 1), date(day.year, end, last))


def span_before(span: Span, week_start: int = 0) -> Span:
    """Return the period before this one."""
    return span_of(span.period, days_after(span.first, -1), week_start)
