"""What a goal counts and over what span, as typed."""

import pytest

from netui.domain.errors import InvalidValueError
from netui.domain.plan.goal import Measure, Period, read_measure, read_period


def test_a_measure_and_a_period_are_read_as_typed() -> None:
    assert read_measure(" By-Hand ") is Measure.BY_HAND
    assert read_period("Quarter") is Period.QUARTER


@pytest.mark.parametrize(
    ("typed", "message"),
    [("", "something to count: talks, people"), ("steps", "“steps” cannot be counted; there is: talks")],
)
def test_a_wrong_measure_is_refused_with_the_right_ones(typed: str, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        read_measure(typed)


def test_a_wrong_period_is_refused_with_the_right_ones() -> None:
    with pytest.raises(InvalidValueError, match="“fortnight” is no period; there are: week"):
        read_period("fortnight")
