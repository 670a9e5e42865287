"""Working days are counted as an office counts them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.domain.errors import InvalidValueError
from netui.domain.time.working_days import add_working_days, is_working_day, working_days_between

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (FRIDAY, FRIDAY, 0),
        (FRIDAY, date(2026, 11, 21), 0),
        (FRIDAY, date(2026, 11, 22), 0),
        (FRIDAY, date(2026, 11, 23), 1),
        (FRIDAY, date(2026, 11, 27), 5),
        (date(2026, 11, 22), date(2026, 11, 23), 1),
        (date(2026, 11, 23), FRIDAY, -1),
        (date(2024, 2, 28), date(2024, 3, 1), 2),
    ],
)
def test_between(first: date, last: date, days: int) -> None:
    assert working_days_between(first, last) == days


@pytest.mark.parametrize(
    ("day", "count", "later"),
    [
        (FRIDAY, 0, FRIDAY),
        (FRIDAY, 1, date(2026, 11, 23)),
        (FRIDAY, 3, date(2026, 11, 25)),
        (FRIDAY, 7, date(2026, 12, 1)),
        (FRIDAY, -1, date(2026, 11, 19)),
        (date(2026, 11, 21), 5, date(2026, 11, 27)),
        (date(2026, 11, 22), -5, date(2026, 11, 16)),
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_adding(day: date, count: int, later: date) -> None:
    assert add_working_days(day, count) == later


def test_the_calendar_ends() -> None:
    with pytest.raises(InvalidValueError):
        add_working_days(date(9999, 12, 30), 10)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(-400, 400))
@settings(max_examples=100, deadline=None)
def test_adding_and_counting_agree(day: date, count: int) -> None:
    later = add_working_days(day, count)
    assert working_days_between(day, later) == count if is_working_day(day) else later
    assert count == 0 or is_working_day(later)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 60))
@settings(max_examples=100, deadline=None)
def test_counting_is_counting_one_by_one(first: date, days: int) -> None:
    each = [first + timedelta(days=n) for n in range(1, days + 1)]
    assert working_days_between(first, first + timedelta(days=days)) == sum(map(is_working_day, each))
