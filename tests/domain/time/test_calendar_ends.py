"""Nothing that reckons with days leaves the calendar, whatever was stored at its ends."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netui.domain.errors import InvalidValueError
from netui.domain.interviews.rules import both_clocks
from netui.domain.people.cadence import Cadence, Unit
from netui.domain.people.contact import Contact, Position
from netui.domain.people.health import health_over_time, month_ends
from netui.domain.people.milestone import (
    Milestone,
    MilestoneKind,
    day_of_milestone,
    falls_on,
    next_first,
    work_anniversary,
)
from netui.domain.people.rules import months_words
from netui.domain.plan.goal import Period
from netui.domain.plan.meeting_days import next_meeting_day
from netui.domain.plan.periods import span_before, span_of
from netui.domain.search.terms import Setting, due, last
from netui.domain.time.calendar_ends import days_after, on_clock, time_after
from netui.domain.time.date_grammar import Reading
from netui.domain.time.dates import describe_day, echo, parse_date, parse_when
from netui.domain.time.partial_date import PartialDate
from netui.domain.time.working_days import working_days_between
from netui.domain.week.order import week_end

_A_YEAR = 400
days = st.one_of(
    st.dates(date.min, date.min + timedelta(days=_A_YEAR)),
    st.dates(date.max - timedelta(days=_A_YEAR), date.max),
    st.dates(),
)
presents = st.dates(date(1900, 1, 1), date(9000, 12, 31))
zones: st.SearchStrategy[tzinfo] = st.sampled_from(
    [
        UTC,
        ZoneInfo("America/New_York"),
        ZoneInfo("Pacific/Kiritimati"),
        timezone(timedelta(hours=14)),
        timezone(-timedelta(hours=12)),
    ]
)
instants = st.builds(
    datetime.combine,
    days,
    st.one_of(st.just(time.min), st.just(time.max), st.times()),
    tzinfo=zones,
)
cadences = st.builds(Cadence, st.integers(1, 999), st.sampled_from(Unit))


@given(days, st.integers(-(10**7), 10**7))
def test_a_day_is_moved_as_far_as_the_calendar_goes(day: date, count: int) -> None:
    moved = days_after(day, count)
    assert (moved - day).days == count or moved in {date.min, date.max}


@given(instants, st.timedeltas(-timedelta(days=10**6), timedelta(days=10**6)), zones)
def test_an_instant_is_moved_and_read_on_any_clock(at: datetime, span: timedelta, zone: tzinfo) -> None:
    moved = time_after(at, span)
    assert moved.tzinfo is at.tzinfo
    there = on_clock(moved, zone)
    assert there.tzinfo is zone
    assert on_clock(there, UTC).isoformat()
    assert both_clocks(moved, zone, "Asia/Tokyo").other_day in {True, False}


def test_what_stays_in_the_calendar_is_reckoned_as_ever() -> None:
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert days_after(date(2026, 12, 31), 1) == date(2027, 1, 1)
    assert time_after(noon, timedelta(hours=13)) == datetime(2026, 11, 21, 1, tzinfo=UTC)
    assert on_clock(noon, ZoneInfo("Asia/Tokyo")).hour == 21


@given(cadences, days, days)
def test_an_interval(cadence: Cadence, day: date, start: date) -> None:
    assert cadence.after(day) > day or day == date.max
    assert cadence.after(cadence.begun_by(day)) <= day or cadence.begun_by(day) == date.min
    assert cadence.first_from(day, start) >= day


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [
        (Cadence(1, Unit.DAYS), date(2026, 11, 20)),
        (Cadence(2, Unit.WEEKS), date(2026, 11, 21)),
        (Cadence(1, Unit.MONTHS), date(2026, 11, 30)),
        (Cadence(1, Unit.YEARS), date(2027, 1, 31)),
    ],
)
def test_the_first_interval_from_a_day(cadence: Cadence, expected: date) -> None:
    start, day = date(2026, 1, 31), date(2026, 11, 20)
    assert cadence.first_from(day, start) == expected
    assert cadence.first_from(start, start) == start
    assert cadence.first_from(date(2025, 1, 1), start) == start


def test_a_series_keeps_the_day_it_began_with() -> None:
    monthly, found = Cadence(1, Unit.MONTHS), [date(2027, 1, 31)]
    while len(found) < 5:
        found.append(monthly.first_from(days_after(found[-1], 1), found[0]))
    assert [f"{day:%d %b}" for day in found] == ["31 Jan", "28 Feb", "31 Mar", "30 Apr", "31 May"]
    assert all(monthly.keeps(found[0], day) for day in found)
    assert not monthly.keeps(found[0], date(2027, 3, 28))


@pytest.mark.parametrize("every", [0, -1, 1_000, 10**30])
def test_what_is_no_interval_is_refused(every: int) -> None:
    with pytest.raises(ValueError, match="an interval is from 1 to 999"):
        Cadence(every, Unit.WEEKS)


@given(days, presents, st.integers(0, 6))
def test_weeks_months_and_periods(day: date, today: date, week_start: int) -> None:
    assert week_end(day, week_start) >= day
    for period in Period:
        span = span_of(period, day, week_start)
        assert day in span
        assert span_before(span, week_start).first <= span.first
        assert span.label
    assert len(month_ends(day, 12)) == 12
    assert next_first(day)
    assert months_words(day, today)
    assert describe_day(day, today)
    assert echo(day, today)
    assert working_days_between(day, today) == -working_days_between(today, day)


@given(st.sampled_from(["first monday", "last friday", "every sun", "every 2 weeks"]), days, days)
def test_a_meeting(every: str, met: date, today: date) -> None:
    found = next_meeting_day(every, met, today)
    assert found is None or found >= today


@given(days, presents, st.booleans())
def test_days_of_a_life(day: date, today: date, yearly: bool) -> None:
    on = PartialDate(day.month, day.day, day.year)
    one = Milestone(id=1, uid="", contact_id=1, kind=MilestoneKind.AWARD, on=on, yearly=yearly)
    assert falls_on(one, today) is None or day_of_milestone(one, today)
    assert on.next_on_or_after(date.max).year == date.max.year
    person = Contact(id=1, uid="", name="Ana", positions=(Position(since=f"{day:%m}"),))
    for since in (f"{day.year:04d}", f"{day.year:04d}-{day.month:02d}", "0000", "0000-01"):
        person = Contact(id=1, uid="", name="Ana", positions=(Position(since=since),))
        found = work_anniversary(person, today)
        assert found is None or found.years > 0


@given(st.lists(st.tuples(st.integers(1, 3), days)), cadences, days)
def test_health_over_the_months(contacts: list[tuple[int, date]], cadence: Cadence, today: date) -> None:
    ends = month_ends(today, 12)
    assert len(health_over_time(contacts, dict.fromkeys((1, 2, 3), cadence), ends)) == 12


@given(st.sampled_from(["<7d", ">9999w", "overdue", "week", "tomorrow", "9999", "0001-01"]), days)
def test_days_of_a_search(value: str, today: date) -> None:
    setting = Setting(today, 0, lambda _: None, {})
    for read in (due, last):
        with suppress(InvalidValueError):  # one of the two knows the word
            assert read(value, setting) is not None


_WORDS = (
    *("fri", "last mon", "next week", "end of month", "eoy", "weekend", "12 mar", "31 dec", "the 31st"),
    *("9999d", "-9999d", "in 99999 weeks", "9999 years ago", "500 working days", "9999-12-31", "0001-01-01"),
    *("next year", "29 feb", "tomorrow 9am", "yesterday 23:59", "in 9999 hours", "9999-12-31 23:59"),
)


@given(st.sampled_from(_WORDS), days, st.booleans(), zones)
def test_a_typed_day_is_read_or_refused(words: str, today: date, past: bool, zone: tzinfo) -> None:
    with suppress(InvalidValueError):
        assert parse_date(words, Reading(today, past=past))
    with suppress(InvalidValueError):
        assert parse_when(
            words,
            datetime.combine(today, time(12), zone),
            Reading(datetime.combine(today, time(12), zone).date(), past=past),
        )
