"""Days and times as people type them. Today is Friday 20 November 2026 unless a table says otherwise."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netui
from netui.domain.errors import InvalidValueError
from netui.domain.time.date_grammar import Reading
from netui.domain.time.dates import (
    at_zone,
    clock_note,
    describe_day,
    echo,
    full_day,
    parse_date,
    parse_when,
    short_day,
)

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def when(text: str, now: datetime = NOW, *, past: bool = False) -> datetime | date:
    return parse_when(text, now, Reading(now.date(), past=past))


@pytest.mark.parametrize(
    ("text", "future", "past"),
    [
        ("today", "2026-11-20", "2026-11-20"),
        ("Yesterday", "2026-11-19", "2026-11-19"),
        ("tomorrow.", "2026-11-21", "2026-11-21"),
        ("the day after tomorrow", "2026-11-22", "2026-11-22"),
        ("day before yesterday", "2026-11-18", "2026-11-18"),
        ("fri", "2026-11-27", "2026-11-13"),
        ("  on   FRIDAY ", "2026-11-27", "2026-11-13"),
        ("by thu", "2026-11-26", "2026-11-19"),
        ("Sat.", "2026-11-21", "2026-11-14"),
        ("coming sat", "2026-11-21", "2026-11-21"),
        ("last fri", "2026-11-13", "2026-11-13"),
        ("last mon", "2026-11-16", "2026-11-16"),
        ("next tue", "2026-11-24", "2026-11-24"),
        ("next sun", "2026-11-29", "2026-11-29"),
        ("this wed", "2026-11-18", "2026-11-18"),
        ("this sunday", "2026-11-22", "2026-11-22"),
        ("in 2 weeks", "2026-12-04", "2026-12-04"),
        ("in a fortnight", "2026-12-04", "2026-12-04"),
        ("3d", "2026-11-23", "2026-11-17"),
        ("2w", "2026-12-04", "2026-11-06"),
        ("+3d", "2026-11-23", "2026-11-23"),
        ("-3d", "2026-11-17", "2026-11-17"),
        ("2 weeks from now", "2026-12-04", "2026-12-04"),
        ("6 months ago", "2026-05-20", "2026-05-20"),
        ("a week ago", "2026-11-13", "2026-11-13"),
        ("three days ago", "2026-11-17", "2026-11-17"),
        ("in a couple of weeks", "2026-12-04", "2026-12-04"),
        ("in 3 working days", "2026-11-25", "2026-11-25"),
        ("in 1 year", "2027-11-20", "2027-11-20"),
        ("12 mar", "2027-03-12", "2026-03-12"),
        ("20 nov", "2026-11-20", "2026-11-20"),
        ("12th of March", "2027-03-12", "2026-03-12"),
        ("March 12th", "2027-03-12", "2026-03-12"),
        ("12mar", "2027-03-12", "2026-03-12"),
        ("Sept. 5", "2027-09-05", "2026-09-05"),
        ("12 mar 2025", "2025-03-12", "2025-03-12"),
        ("Mar 12, 2025", "2025-03-12", "2025-03-12"),
        ("12 mar '25", "2025-03-12", "2025-03-12"),
        ("Fri, 27 Nov 2026", "2026-11-27", "2026-11-27"),
        ("fri 27 nov", "2026-11-27", None),
        ("29 feb", "2028-02-29", "2024-02-29"),
        ("the 12th", "2026-12-12", "2026-11-12"),
        ("31st", "2026-12-31", "2026-10-31"),
        ("end of month", "2026-11-30", "2026-11-30"),
        ("eom", "2026-11-30", "2026-11-30"),
        ("end of next month", "2026-12-31", "2026-12-31"),
        ("end of week", "2026-11-22", "2026-11-22"),
        ("end of the year", "2026-12-31", "2026-12-31"),
        ("end of february", "2027-02-28", "2026-02-28"),
        ("end of feb 2028", "2028-02-29", "2028-02-29"),
        ("weekend", "2026-11-21", "2026-11-14"),
        ("next weekend", "2026-11-28", "2026-11-28"),
        ("last weekend", "2026-11-14", "2026-11-14"),
        ("next week", "2026-11-23", "2026-11-23"),
        ("last week", "2026-11-09", "2026-11-09"),
        ("next month", "2026-12-01", "2026-12-01"),
        ("last month", "2026-10-01", "2026-10-01"),
        ("next year", "2027-01-01", "2027-01-01"),
        ("2026-11-23", "2026-11-23", "2026-11-23"),
        ("2026/1/3", "2026-01-03", "2026-01-03"),
        ("20261123", "2026-11-23", "2026-11-23"),
        ("２０２６-11-23", "2026-11-23", "2026-11-23"),
        ("13.2.2026", "2026-02-13", "2026-02-13"),
        ("2/13/2026", "2026-02-13", "2026-02-13"),
        ("08/08/2026", "2026-08-08", "2026-08-08"),
        ("27-Nov-2026", "2026-11-27", "2026-11-27"),
        ("2026 Nov 27", "2026-11-27", "2026-11-27"),
    ],
)
def test_days(text: str, future: str, past: str | None) -> None:
    assert parse_date(text, Reading(TODAY)) == date.fromisoformat(future)
    if past:
        assert parse_date(text, Reading(TODAY, past=True)) == date.fromisoformat(past)


@pytest.mark.parametrize(
    ("today", "text", "day"),
    [
        ("2026-01-31", "in 1 month", "2026-02-28"),
        ("2024-01-31", "in a month", "2024-02-29"),
        ("2024-02-29", "in 1 year", "2025-02-28"),
        ("2024-02-29", "29 feb", "2024-02-29"),
        ("2097-03-01", "29 feb", "2104-02-29"),
        ("2026-03-31", "a month ago", "2026-02-28"),
        ("2026-01-31", "next month", "2026-02-01"),
        ("2026-11-21", "weekend", "2026-11-28"),
        ("2026-11-22", "weekend", "2026-11-28"),
        ("2026-11-22", "next mon", "2026-11-23"),
        ("2026-11-23", "next mon", "2026-11-30"),
        ("2026-11-22", "end of week", "2026-11-22"),
        ("2026-12-31", "tomorrow", "2027-01-01"),
        ("2026-11-30", "eom", "2026-11-30"),
        ("2026-02-01", "31st", "2026-03-31"),
    ],
)
def test_edges_of_months_and_weeks(today: str, text: str, day: str) -> None:
    assert parse_date(text, Reading(date.fromisoformat(today))) == date.fromisoformat(day)


def test_a_week_that_starts_on_sunday() -> None:
    sunday = date(2026, 11, 22)
    assert parse_date("next week", Reading(sunday, week_start=6)) == date(2026, 11, 29)
    assert parse_date("end of week", Reading(sunday, week_start=6)) == date(2026, 11, 28)
    assert parse_date("next mon", Reading(sunday, week_start=6)) == date(2026, 11, 30)
    assert parse_date("last weekend", Reading(sunday, week_start=6)) == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("xx", '“xx” is no date I can read: try "fri", "in 2 weeks", "12 mar" or 2026-11-23'),
        ("", "“” is no date"),
        (
            "8/2/2026",
            "“8/2/2026” can be 8 February or 2 August: write 8 feb 2026, or set date_order in the settings",
        ),
        ("08/02/2026", "can be 8 February or 2 August"),
        ("8/2", "can be 8 February or 2 August: write 8 feb, or"),
        ("8-2-2026", "can be 8 February or 2 August"),
        ("8.2", "is no date I can read"),
        ("24/7", "is no date I can read"),
        ("31.2.2027", "February 2027 has no day 31"),
        ("first monday of smarch", "is no date I can read"),
        ("a week from nowhere", "“nowhere” is no day"),
        ("31 feb", "February has no day 31"),
        ("29 feb 2025", "February 2025 has no day 29"),
        ("2026-02-30", "February 2026 has no day 30"),
        ("2026-13-01", "there is no month 13"),
        ("45.13.2026", "there is no month"),
        ("0000-01-01", "there is no year 0"),
        ("32nd", "no month has a day 32"),
        ("march", "is no date I can read"),
        ("fri 3pm", "“fri 3pm” has an hour: write a day only, as in “fri 27 nov”"),
        ("tomorrow 9", "“tomorrow 9” has an hour"),
        ("mar 2025", "is no date I can read"),
        ("10 mar 2026 5", "is no date I can read"),
        ("10 mar 2026 utc", "is no date I can read"),
        ("mon 27 nov 2026", "2026-11-27 is a Friday, not a Monday"),
        ("monday 2026 nov 27", "2026-11-27 is a Friday, not a Monday"),
        ("in 99999 years", "years go from 1 to 9999"),
        ("99999d ago ago", "is no date I can read"),
        ("in 99999 months", "years go from 1 to 9999"),
        ("x" * 5000, "“xxxxx"),
        ("fri\x1b[31m\n", "is no date I can read"),
    ],
)
def test_what_is_not_sure_is_refused_with_a_way_on(text: str, message: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse_date(text, Reading(TODAY))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 150


@pytest.mark.parametrize("today", [date.min, date.max])
@pytest.mark.parametrize(
    "text",
    ["tomorrow", "yesterday", "fri", "last fri", "next week", "last month", "weekend", "12 mar", "31st"],
)
def test_the_ends_of_the_calendar(today: date, text: str) -> None:
    for past in (True, False):
        with suppress(InvalidValueError):
            parse_date(text, Reading(today, past=past))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("mon 14:00", "2026-11-23 14:00"),
        ("14:00 mon", "2026-11-23 14:00"),
        ("sat 21 nov 14:00", "2026-11-21 14:00"),
        ("sat 12 dec at 9am", "2026-12-12 09:00"),
        ("2026-11-23 19:00", "2026-11-23 19:00"),
        ("2026-11-23T19:00", "2026-11-23 19:00"),
        ("2026-11-23 9:00", "2026-11-23 09:00"),
        ("2026-11-23 9:30pm", "2026-11-23 21:30"),
        ("tomorrow 9am", "2026-11-21 09:00"),
        ("fri at 3pm", "2026-11-27 15:00"),
        ("fri at 15", "2026-11-27 15:00"),
        ("12 mar 9:30 p.m.", "2027-03-12 21:30"),
        ("12 am mon", "2026-11-23 00:00"),
        ("mon noon", "2026-11-23 12:00"),
        ("mon 14h30", "2026-11-23 14:30"),
        ("in 2 weeks at 10:15", "2026-12-04 10:15"),
        ("at 2pm on fri", "2026-11-27 14:00"),
        ("today 08:00", "2026-11-20 08:00"),
        ("14:00", "2026-11-20 14:00"),
        ("11:00", "2026-11-21 11:00"),
        ("12:00", "2026-11-21 12:00"),
    ],
)
def test_days_with_a_time(text: str, read: str) -> None:
    assert when(text) == datetime.fromisoformat(read)


def test_a_time_alone_looks_back_when_the_past_is_preferred() -> None:
    assert when("14:00", past=True) == datetime.fromisoformat("2026-11-19 14:00")
    assert when("11:00", past=True) == datetime.fromisoformat("2026-11-20 11:00")
    assert when("fri 11:00", past=True) == datetime.fromisoformat("2026-11-13 11:00")


def test_without_a_time_it_is_a_day() -> None:
    assert when("fri") == date(2026, 11, 27)


def test_an_offset_makes_it_an_instant() -> None:
    east = timezone(timedelta(hours=1))
    assert when("2026-11-23T19:00:00+01:00") == datetime(2026, 11, 23, 19, tzinfo=east)
    assert when("2026-11-23 18:00z") == datetime(2026, 11, 23, 18, tzinfo=UTC)


def test_hours_are_counted_over_the_night_the_clocks_change() -> None:
    before = datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN)
    assert str(when("in 2 hours", before)) == "2026-03-29 04:30:00+02:00"
    assert str(when("half an hour ago", before)) == "2026-03-29 01:00:00+01:00"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fri at 3", "“at 3” can be morning or afternoon: write 3am, 3pm or 3:00"),
        ("25:00", "“25:00” is no time"),
        ("mon 13pm", "“13pm” is no time: write it like 14:00 or 2pm"),
        ("10:75", "minutes to 59"),
        ("mon 14:00 CET", "is no date I can read"),
        ("xx 14:00", "is no date I can read"),
        ("2026-11-23T25:00", "with a time: 2026-11-23 19:00"),
    ],
)
def test_times_that_are_not_sure_are_refused(text: str, message: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        when(text)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("local", "instant", "note"),
    [
        (
            "2026-03-29 02:30",
            "2026-03-29 01:30",
            "02:30 is skipped that night, as clocks go forward: taken as 03:30",
        ),
        (
            "2026-10-25 02:30",
            "2026-10-25 00:30",
            "02:30 comes twice that night, as clocks go back: the first is taken",
        ),
        ("2026-11-23 14:00", "2026-11-23 13:00", ""),
        ("2026-11-23 14:00+05:30", "2026-11-23 08:30", ""),
    ],
)
def test_placing_a_time_in_a_zone(local: str, instant: str, note: str) -> None:
    when = datetime.fromisoformat(local)
    assert at_zone(when, BERLIN) == datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert clock_note(when, BERLIN) == note


def test_a_time_before_the_calendar_cannot_be_placed() -> None:
    with pytest.raises(InvalidValueError):
        when("2 hours ago", datetime(1, 1, 1, tzinfo=UTC))
    with pytest.raises(InvalidValueError):
        at_zone(datetime.fromisoformat("0001-01-01 00:00"), ZoneInfo("Asia/Tokyo"))


@pytest.mark.parametrize(
    ("day", "due", "message"),
    [
        ("2026-11-08", "12 days late", "Sun 8 Nov 2026, 12 days ago"),
        ("2026-11-19", "1 day late", "Thu 19 Nov 2026, yesterday"),
        ("2026-11-20", "today", "Fri 20 Nov 2026, today"),
        ("2026-11-21", "tomorrow", "Sat 21 Nov 2026, tomorrow"),
        ("2026-11-23", "in 3 days", "Mon 23 Nov 2026, in 3 days"),
        ("2026-11-27", "Fri 27 Nov", "Fri 27 Nov 2026, in 7 days"),
        ("2027-02-01", "1 Feb 2027", "Mon 1 Feb 2027, in 73 days"),
    ],
)
def test_saying_a_day(day: str, due: str, message: str) -> None:
    assert describe_day(date.fromisoformat(day), TODAY) == due
    assert echo(date.fromisoformat(day), TODAY) == message


WORDS = st.sampled_from(
    [
        *("in", "on", "by", "at", "next", "last", "this", "end", "of", "the", "a", "couple", "ago", "weeks"),
        *(
            "fri",
            "mon",
            "12",
            "mar",
            "feb",
            "29",
            "31",
            "2026",
            "99999",
            "3d",
            "2w",
            "8.2.2026",
            "2026-11-23",
        ),
        *(
            "eom",
            "weekend",
            "14:00",
            "3pm",
            "noon",
            "T",
            "Z",
            "+01:00",
            "-",
            "/",
            ".",
            ",",
            "st",
            "th",
            "²",
            "é",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=30), st.lists(WORDS, max_size=6).map(" ".join))


@given(TEXTS, st.dates(), st.booleans(), st.integers(0, 6))
@settings(max_examples=100, deadline=None)
def test_any_text_is_a_day_or_a_clear_error(text: str, today: date, past: bool, week_start: int) -> None:
    with suppress(InvalidValueError):
        assert type(parse_date(text, Reading(today, past=past, week_start=week_start))) is date


@given(TEXTS, st.datetimes(timezones=st.sampled_from([UTC, BERLIN])), st.booleans())
@settings(max_examples=100, deadline=None)
def test_any_text_is_a_time_or_a_clear_error(text: str, now: datetime, past: bool) -> None:
    with suppress(InvalidValueError):
        assert isinstance(when(text, now, past=past), date)


@given(st.dates(), st.dates(date(1000, 1, 1)))
@settings(max_examples=100, deadline=None)
def test_output_can_be_read_back(day: date, today: date) -> None:
    assert parse_date(day.isoformat(), Reading(today)) == day
    assert parse_date(full_day(day), Reading(today)) == day
    at = datetime.combine(today, time(9), UTC)
    assert when(full_day(day), at) == day
    assert when(f"{full_day(day)} 10:05", at) == datetime.combine(day, time(10, 5))
    assert parse_date(echo(day, today).rpartition(",")[0], Reading(today)) == day


@given(st.dates(date(1950, 1, 1), date(2200, 1, 1)), st.integers(0, 180), st.booleans())
@settings(max_examples=100, deadline=None)
def test_a_short_day_is_read_back_from_near(today: date, away: int, past: bool) -> None:
    day = today + timedelta(days=-away if past else away)
    assert parse_date(short_day(day, today), Reading(today, past=past)) == day


def test_a_day_is_written_without_a_zero_before_it() -> None:
    """ "Sat 07 Nov" in one label and "Sat 7 Nov" in the next read as two programs."""
    written = [
        f"{path.name}: {line.strip()}"
        for path in Path(netui.__file__).parent.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"%d %[bB]", line)
    ]
    assert written == []
