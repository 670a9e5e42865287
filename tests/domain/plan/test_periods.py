from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.domain.plan.goal import Period
from netui.domain.plan.periods import span_before, span_of


@pytest.mark.parametrize(
    ("period", "day", "week_start", "first", "last", "label"),
    [
        (Period.WEEK, date(2026, 11, 22), 0, date(2026, 11, 16), date(2026, 11, 22), "week of 16 Nov"),
        (Period.WEEK, date(2026, 11, 22), 6, date(2026, 11, 22), date(2026, 11, 28), "week of 22 Nov"),
        (Period.WEEK, date(2027, 1, 1), 0, date(2026, 12, 28), date(2027, 1, 3), "week of 28 Dec"),
        (Period.MONTH, date(2028, 2, 29), 0, date(2028, 2, 1), date(2028, 2, 29), "February 2028"),
        (Period.MONTH, date(2026, 12, 31), 0, date(2026, 12, 1), date(2026, 12, 31), "December 2026"),
        (Period.QUARTER, date(2026, 11, 20), 0, date(2026, 10, 1), date(2026, 12, 31), "Q4 2026"),
        (Period.QUARTER, date(2026, 3, 31), 0, date(2026, 1, 1), date(2026, 3, 31), "Q1 2026"),
        (Period.YEAR, date(2026, 1, 1), 0, date(2026, 1, 1), date(2026, 12, 31), "2026"),
    ],
)
def test_a_day_lies_in_its_period(
    period: Period, day: date, week_start: int, first: date, last: date, label: str
) -> None:
    span = span_of(period, day, week_start)
    assert (span.first, span.last, span.label) == (first, last, label)


@settings(max_examples=80, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from(Period), st.integers(0, 6))
def test_periods_follow_one_another_without_a_gap(day: date, period: Period, week_start: int) -> None:
    span = span_of(period, day, week_start)
    before = span_before(span, week_start)
    assert day in span
    assert day not in before
    assert before.last + timedelta(days=1) == span.first
