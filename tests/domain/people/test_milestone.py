"""Milestones: when they are next thought of, how long a job is held, what counts as a new one."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.domain.errors import InvalidValueError
from netui.domain.people.contact import Position
from netui.domain.people.milestone import (
    FRESH,
    GRACE,
    Milestone,
    MilestoneKind,
    check_milestone,
    falls_on,
    new_job,
    work_anniversary,
)
from netui.domain.time.date_order import DateOrder
from netui.domain.time.partial_date import PartialDate
from tests.factories import make_contact

TODAY = date(2026, 11, 20)


def milestone(on: str, **over: Any) -> Milestone:
    values: dict[str, Any] = {"id": 1, "uid": "u", "contact_id": 2, "kind": MilestoneKind.AWARD}
    return Milestone(**{**values, "on": PartialDate.parse(on), **over})


@pytest.mark.parametrize(
    ("on", "yearly", "expected"),
    [
        ("2026-11-20", False, TODAY),
        ("2026-11-25", False, date(2026, 11, 25)),
        ("2026-11-05", False, TODAY),
        ("2026-10-01", False, None),
        ("--11-19", True, date(2026, 11, 19)),
        ("--11-10", True, date(2027, 11, 10)),
        ("2020-12-01", True, date(2026, 12, 1)),
        ("2030-12-01", True, date(2030, 12, 1)),
        ("--02-29", True, date(2027, 2, 28)),
    ],
)
def test_a_milestone_falls_on_its_next_day(on: str, yearly: bool, expected: date | None) -> None:
    assert falls_on(milestone(on, yearly=yearly), TODAY) == expected


@given(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.booleans()
)
@settings(max_examples=100, deadline=None)
def test_it_is_never_due_long_after_its_day(on: date, today: date, yearly: bool) -> None:
    due = falls_on(milestone(str(on), yearly=yearly), today)
    if due is None:
        assert not yearly
        assert today - on > FRESH
    else:
        assert due >= today - timedelta(days=GRACE)
        assert not yearly or (due.year >= on.year and due - today <= max(timedelta(366), on - today))


@pytest.mark.parametrize("text", ["--02-31", "2026-02-31", "2025-02-29", "--13-01", "--00-10", "31 feb"])
def test_a_day_in_no_calendar_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        PartialDate.parse(text)
    assert "\n" not in str(caught.value)


def test_the_line_on_31_february_says_why() -> None:
    with pytest.raises(InvalidValueError, match="February has no day 31"):
        PartialDate.parse("--02-31")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("29 feb", "--02-29"),
        ("Feb 29th", "--02-29"),
        ("29. February 1984", "1984-02-29"),
        ("march 3, 1990", "1990-03-03"),
        ("--12-31", "--12-31"),
        ("13/5/1990", "1990-05-13"),
        ("5/13/1990", "1990-05-13"),
        ("5/5", "--05-05"),
    ],
)
def test_a_birthday_is_read_as_people_write_it(text: str, expected: str) -> None:
    assert str(PartialDate.read(text)) == expected


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("3/5/1990", DateOrder.DAY_FIRST, "1990-05-03"),
        ("3/5/1990", DateOrder.MONTH_FIRST, "1990-03-05"),
        ("3/5", DateOrder.DAY_FIRST, "--05-03"),
        ("3-5-1990", DateOrder.MONTH_FIRST, "1990-03-05"),
        ("13-5-1990", DateOrder.UNSAID, "1990-05-13"),
        ("13/5", DateOrder.MONTH_FIRST, "--05-13"),
        ("3.5.1990", DateOrder.MONTH_FIRST, "1990-05-03"),
    ],
)
def test_a_birthday_in_figures_is_read_in_the_order_of_the_settings(
    text: str, order: DateOrder, expected: str
) -> None:
    assert str(PartialDate.read(text, order)) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1999-02-29", "February 1999 has no day 29"),
        ("29 feb 1999", "February 1999 has no day 29"),
        ("31 feb", "February has no day 31"),
        ("3 fe", "is no date"),
        ("3/12/1990", "write 3 Dec or 12 Mar: “3/12” can be both"),
        ("45/13", "there is no month 45"),
        ("0000-05-05", "there is no year 0"),
        ("soon", "29 feb"),
    ],
)
def test_a_birthday_that_is_none_says_why(text: str, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        PartialDate.read(text)


def test_a_day_without_a_year_has_to_return() -> None:
    with pytest.raises(InvalidValueError, match="in which year"):
        check_milestone(milestone("--03-01"))
    with pytest.raises(InvalidValueError, match="a few words"):
        check_milestone(milestone("2026-03-01", kind=MilestoneKind.OTHER))
    check_milestone(milestone("--03-01", yearly=True))


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2021-12", None, (5, date(2026, 12, 1))),
        ("2025-11", None, (2, date(2027, 11, 1))),
        ("2026-11", None, (1, date(2027, 11, 1))),
        ("2028-01", None, (1, date(2029, 1, 1))),
        ("2021", None, None),
        ("soon", None, None),
        (None, None, None),
        ("2021-12", "2025-01", None),
    ],
)
def test_years_in_a_job(since: str | None, until: str | None, expected: tuple[int, date] | None) -> None:
    found = work_anniversary(make_contact(positions=(Position("CTO", "Acme", since, until),)), TODAY)
    assert (found and (found.years, found.on)) == expected


OLD = Position("Engineer", "Acme")


@pytest.mark.parametrize(
    ("after", "changed"),
    [
        ((Position("CTO", "Beta"), Position("Engineer", "Acme", None, "2026-11")), True),
        ((Position("CTO", "Acme"), OLD), True),
        ((Position("CTO", "Beta", "2026-10"), OLD), True),
        ((Position("CTO", "Beta", "2019-10"), OLD), False),
        ((Position("CTO", "Beta"),), False),
        ((OLD, Position("CTO", "Beta")), False),
        ((Position("engineer", "ACME"),), False),
        ((), False),
    ],
)
def test_a_new_job_differs_from_a_correction(after: tuple[Position, ...], changed: bool) -> None:
    found = new_job((OLD,), after, TODAY)
    assert (found == after[0]) if changed else found is None


def test_the_first_job_known_is_no_change() -> None:
    assert new_job((), (Position("CTO", "Beta"),), TODAY) is None
