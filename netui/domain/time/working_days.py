"""Working days, Monday to Friday; public holidays are not known."""

from datetime import date, timedelta

from netui.domain.errors import InvalidValueError


def is_working_day(day: date) -> bool:
    """Whether a day is one of Monday to Friday."""
    return day.weekday() < 5


def working_days_between(first: date, last: date) -> int:
    """Return how many working days come after `first` up to `last`; negative where it is earlier."""
    if last < first:
        return -working_days_between(last, first)
    weeks, rest = divmod((last - first).days, 7)
    after = (first.weekday() + step for step in range(1, rest + 1))
    return weeks * 5 + sum(1 for weekday in after if weekday % 7 < 5)


def add_working_days(day: date, count: int) -> date:
    """Return the working day `count` of them later or earlier; raise InvalidValueError past year 9999."""
    step = 1 if count >= 0 else -1
    weeks, rest = divmod(abs(count), 5)
    try:
        day += timedelta(weeks=weeks * step)
        if rest == 0 and weeks and not is_working_day(day):
            day -= timedelta(days=(day.weekday() - 4) if step > 0 else (day.weekday() - 7))
        while rest:
            day += timedelta(days=step)
            rest -= is_working_day(day)
    except OverflowError as error:
        raise InvalidValueError(f"{count} working days from {day} leaves the calendar") from error
    return day
