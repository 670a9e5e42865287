"""Days as a person counts them, with dateutil alone."""

from datetime import date, timedelta
from functools import cache

from dateutil.relativedelta import relativedelta

A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)


def times(number: int, every: tuple[int, str]) -> relativedelta:
    """Return so many intervals of such as (6, "weeks")."""
    return relativedelta(**{every[1]: every[0] * number})  # type: ignore[arg-type]


@cache
def in_year(day: tuple[int, int], year: int) -> date:
    """Return the day of a year; 29 February is kept on the 28th where there is none."""
    return date(year, 1, 1) + relativedelta(month=day[0], day=day[1])


@cache
def after(day: date, every: tuple[int, str]) -> date:
    """Return the day one interval later."""
    return day + times(1, every)


def working_days(first: date, last: date) -> int:
    """Return how many days of Monday to Friday come after the first, up to the last."""
    days = ((first + number * A_DAY).weekday() for number in range(1, (last - first).days + 1))
    return sum(1 for weekday in days if weekday < 5)
