"""How days and times are read, phrase by phrase; today is Friday 20 November 2026, 9 o'clock.

Each line is a phrase, its reading where the future is preferred, as when something is due, and where that is
another, its reading where the past is, as in the log.
"""

from datetime import date, datetime

import pytest

from netui.domain.errors import InvalidValueError
from netui.domain.time import zones
from netui.domain.time.date_grammar import Reading
from netui.domain.time.date_order import DateOrder
from netui.domain.time.dates import parse_date, parse_when
from netui.domain.time.lengths import read_length
from netui.domain.time.zones import read_zone

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9)  # noqa: DTZ001  on the clock of the person
READINGS = """
    today | 2026-11-20
    tonight | 2026-11-20
    now | 2026-11-20
    just now | 2026-11-20
    right now | 2026-11-20
    earlier today | 2026-11-20
    earlier this morning | 2026-11-20
    eod | 2026-11-20
    end of the day | 2026-11-20
    tomorrow | 2026-11-21
    tmrw | 2026-11-21
    yesterday | 2026-11-19
    the day after tomorrow | 2026-11-22
    day before yesterday | 2026-11-18
    this morning | 2026-11-20
    this afternoon | 2026-11-20
    this evening | 2026-11-20
    last night | 2026-11-19
    tomorrow morning | 2026-11-21
    fri evening | 2026-11-27 | 2026-11-13
    tomorrow night | 2026-11-21
    mon afternoon | 2026-11-23 | 2026-11-16
    mon | 2026-11-23 | 2026-11-16
    tue | 2026-11-24 | 2026-11-17
    wed | 2026-11-25 | 2026-11-18
    thu | 2026-11-26 | 2026-11-19
    fri | 2026-11-27 | 2026-11-13
    sat | 2026-11-21 | 2026-11-14
    sun | 2026-11-22 | 2026-11-15
    monday | 2026-11-23 | 2026-11-16
    tues | 2026-11-24 | 2026-11-17
    weds | 2026-11-25 | 2026-11-18
    thurs | 2026-11-26 | 2026-11-19
    Friday | 2026-11-27 | 2026-11-13
    this fri | 2026-11-20
    next fri | 2026-11-27
    last fri | 2026-11-13
    past fri | 2026-11-13
    coming fri | 2026-11-27
    this mon | 2026-11-16
    next mon | 2026-11-23
    next sun | 2026-11-29
    this sun | 2026-11-22
    weekend | 2026-11-21 | 2026-11-14
    this weekend | 2026-11-21 | 2026-11-14
    next weekend | 2026-11-28
    last weekend | 2026-11-14
    the weekend | 2026-11-21 | 2026-11-14
    3d | 2026-11-23 | 2026-11-17
    2w | 2026-12-04 | 2026-11-06
    6m | 2027-05-20 | 2026-05-20
    1y | 2027-11-20 | 2025-11-20
    3 days | 2026-11-23 | 2026-11-17
    in 3 days | 2026-11-23
    within 3 days | 2026-11-23
    in a day | 2026-11-21
    in two days | 2026-11-22
    in 10 days | 2026-11-30
    in a week | 2026-11-27
    in a week's time | 2026-11-27
    in 2 weeks' time | 2026-12-04
    in 2 weeks | 2026-12-04
    in 2 wks. | 2026-12-04
    in 2 mths | 2027-01-20
    within 2 weeks | 2026-12-04
    in a fortnight | 2026-12-04
    a fortnight | 2026-12-04 | 2026-11-06
    2 fortnights | 2026-12-18 | 2026-10-23
    in a month | 2026-12-20
    in 6 months | 2027-05-20
    in half a year | 2027-05-20
    half a year | 2027-05-20 | 2026-05-20
    in a year | 2027-11-20
    in a couple of weeks | 2026-12-04
    a couple of days | 2026-11-22 | 2026-11-18
    in 3 working days | 2026-11-25
    in five business days | 2026-11-27
    2 weeks from now | 2026-12-04
    3 days ago | 2026-11-17
    2 weeks ago | 2026-11-06
    a week ago | 2026-11-13
    6 months ago | 2026-05-20
    half a year ago | 2026-05-20
    a fortnight ago | 2026-11-06
    +3d | 2026-11-23
    -3d | 2026-11-17
    +2w | 2026-12-04
    a week from tomorrow | 2026-11-28
    a week from today | 2026-11-27
    a week from mon | 2026-11-30
    2 weeks from mon | 2026-12-07
    two weeks after 3 mar | 2027-03-17
    3 days before fri | 2026-11-24
    the day after fri | 2026-11-28
    the day before 24 dec | 2026-12-23
    a week on tue | 2026-12-01
    monday week | 2026-11-30
    tuesday week | 2026-12-01
    tomorrow week | 2026-11-28
    friday fortnight | 2026-12-11
    today week | 2026-11-27
    first monday of january | 2027-01-04 | 2026-01-05
    the first monday of january | 2027-01-04 | 2026-01-05
    first mon in jan 2028 | 2028-01-03
    2nd tuesday of december | 2026-12-08 | 2025-12-09
    third wednesday of the month | 2026-11-18
    last friday of the month | 2026-11-27
    last friday of next month | 2026-12-25
    last sunday of march | 2027-03-28 | 2026-03-29
    fourth thursday of november | 2026-11-26 | 2025-11-27
    first monday of next month | 2026-12-07
    last day of february | 2027-02-28 | 2026-02-28
    last day of the month | 2026-11-30
    last day of next month | 2026-12-31
    first day of march | 2027-03-01 | 2026-03-01
    the 1st of january | 2027-01-01 | 2026-01-01
    the 15th of next month | 2026-12-15
    15th of this month | 2026-11-15
    beginning of march | 2027-03-01 | 2026-03-01
    start of next month | 2026-12-01
    middle of may | 2027-05-15 | 2026-05-15
    mid january | 2027-01-15 | 2026-01-15
    mid-january | 2027-01-15 | 2026-01-15
    mid jan 2028 | 2028-01-15
    next week | 2026-11-23
    last week | 2026-11-09
    next month | 2026-12-01
    last month | 2026-10-01
    next quarter | 2027-01-01
    last quarter | 2026-07-01
    next year | 2027-01-01
    last year | 2025-01-01
    end of week | 2026-11-22
    end of the week | 2026-11-22
    end of next week | 2026-11-29
    end of month | 2026-11-30
    end of the month | 2026-11-30
    end of this month | 2026-11-30
    end of next month | 2026-12-31
    end of the quarter | 2026-12-31
    end of next quarter | 2027-03-31
    end of year | 2026-12-31
    end of the year | 2026-12-31
    eow | 2026-11-22
    eom | 2026-11-30
    eoq | 2026-12-31
    eoy | 2026-12-31
    end of february | 2027-02-28 | 2026-02-28
    end of feb 2028 | 2028-02-29
    the end of march | 2027-03-31 | 2026-03-31
    12 mar | 2027-03-12 | 2026-03-12
    12 march | 2027-03-12 | 2026-03-12
    12th of march | 2027-03-12 | 2026-03-12
    the 12th of march | 2027-03-12 | 2026-03-12
    march 12 | 2027-03-12 | 2026-03-12
    mar 12th | 2027-03-12 | 2026-03-12
    march the 12th | 2027-03-12 | 2026-03-12
    12mar | 2027-03-12 | 2026-03-12
    12 mar 2025 | 2025-03-12
    12 mar 25 | 2025-03-12
    12 mar '25 | 2025-03-12
    mar 12, 2025 | 2025-03-12
    12. mar | 2027-03-12 | 2026-03-12
    12 sept | 2027-09-12 | 2026-09-12
    sept. 5 | 2027-09-05 | 2026-09-05
    20 nov | 2026-11-20
    19 nov | 2027-11-19 | 2026-11-19
    21 nov | 2026-11-21 | 2025-11-21
    31 dec | 2026-12-31 | 2025-12-31
    29 feb | 2028-02-29 | 2024-02-29
    fri 27 nov | 2026-11-27
    thu 19 nov | 2026-11-19
    fri 19 nov | 2027-11-19 | ?
    Fri, 27 Nov 2026 | 2026-11-27
    the 12th | 2026-12-12 | 2026-11-12
    12th | 2026-12-12 | 2026-11-12
    31st | 2026-12-31 | 2026-10-31
    the 1st | 2026-12-01 | 2026-11-01
    the 30th | 2026-11-30 | 2026-10-30
    2026-11-23 | 2026-11-23
    2026-1-5 | 2026-01-05
    2026/11/23 | 2026-11-23
    2026.11.23 | 2026-11-23
    20261123 | 2026-11-23
    23.11.2026 | 2026-11-23
    23.11.26 | 2026-11-23
    23.11. | 2026-11-23 | 2025-11-23
    3.1. | 2027-01-03 | 2026-01-03
    1.12.2026 | 2026-12-01
    12.3.2027 | 2027-03-12
    29.02.2000 | 2000-02-29
    1990/05/05 | 1990-05-05
    23/11/2026 | 2026-11-23
    11/23/2026 | 2026-11-23
    23/11 | 2026-11-23 | 2025-11-23
    11/23 | 2026-11-23 | 2025-11-23
    23-11-2026 | 2026-11-23
    5/5/2027 | 2027-05-05
    by fri | 2026-11-27 | 2026-11-13
    on fri | 2026-11-27 | 2026-11-13
    until fri | 2026-11-27 | 2026-11-13
    till 30 nov | 2026-11-30 | 2025-11-30
    due mon | 2026-11-23 | 2026-11-16
    before mon | 2026-11-23 | 2026-11-16
    by the end of the week | 2026-11-22
    by end of month | 2026-11-30
    by tomorrow | 2026-11-21
    by 30 nov | 2026-11-30 | 2025-11-30
    by the 30th | 2026-11-30 | 2026-10-30
    by next fri | 2026-11-27
    by 2026-12-01 | 2026-12-01
    mon 14:00 | 2026-11-23 14:00 | 2026-11-16 14:00
    mon at 14:00 | 2026-11-23 14:00 | 2026-11-16 14:00
    mon at 2pm | 2026-11-23 14:00 | 2026-11-16 14:00
    mon 2pm | 2026-11-23 14:00 | 2026-11-16 14:00
    mon 2 pm | 2026-11-23 14:00 | 2026-11-16 14:00
    mon 2:30pm | 2026-11-23 14:30 | 2026-11-16 14:30
    mon 2.30pm | 2026-11-23 14:30 | 2026-11-16 14:30
    mon 14h | 2026-11-23 14:00 | 2026-11-16 14:00
    mon 14h30 | 2026-11-23 14:30 | 2026-11-16 14:30
    tomorrow 9 | 2026-11-21 09:00
    tomorrow 9am | 2026-11-21 09:00
    tomorrow at 9 | 2026-11-21 09:00
    fri 3pm | 2026-11-27 15:00 | 2026-11-13 15:00
    fri at 15 | 2026-11-27 15:00 | 2026-11-13 15:00
    fri 15 | 2026-11-27 15:00 | 2026-11-13 15:00
    mon 8 | 2026-11-23 08:00 | 2026-11-16 08:00
    mon 12 | 2026-11-23 12:00 | 2026-11-16 12:00
    mon noon | 2026-11-23 12:00 | 2026-11-16 12:00
    noon | 2026-11-20 12:00 | 2026-11-19 12:00
    14:00 | 2026-11-20 14:00 | 2026-11-19 14:00
    9am | 2026-11-21 09:00 | 2026-11-20 09:00
    8:30 | 2026-11-21 08:30 | 2026-11-20 08:30
    17:00 | 2026-11-20 17:00 | 2026-11-19 17:00
    23 nov 14:00 | 2026-11-23 14:00 | 2025-11-23 14:00
    14:00 23 nov | 2026-11-23 14:00 | 2025-11-23 14:00
    next tue 10:00 | 2026-11-24 10:00
    2026-11-23 19:00 | 2026-11-23 19:00
    2026-11-23T19:00 | 2026-11-23 19:00
    2026-11-23T19:00+01:00 | 2026-11-23 19:00+01:00
    2026-11-23 18:00z | 2026-11-23 18:00+00:00
    tomorrow morning 9am | 2026-11-21 09:00
    first monday of january 10:00 | 2027-01-04 10:00 | 2026-01-05 10:00
    monday week 9am | 2026-11-30 09:00
    in 2 weeks 14:00 | 2026-12-04 14:00
    the 1st at 10am | 2026-12-01 10:00 | 2026-11-01 10:00
"""
LENGTHS = {
    5: ("5", "5m", "5 min"),
    15: ("15 mins", "a quarter of an hour"),
    30: (
        "30",
        "30m",
        "30 min",
        "30 minutes",
        "half an hour",
        "half hour",
        "half hr",
        "30 mn",
        "0.5h",
        "for 30 minutes",
    ),
    45: ("45", "45m", "45 min", "three quarters of an hour"),
    60: (
        "60",
        "1h",
        "1 h",
        "1 hour",
        "an hour",
        "one hour",
        "1 hr.",
        "an hr",
        "14:00 - 15:00",
        "14:00-15:00",
        "14:00 to 15:00",
    ),
    90: (
        "90",
        "1h30",
        "1h 30m",
        "1h 30",
        "1 h 30 min",
        "1.5h",
        "1,5 h",
        "1.5 hours",
        "an hour and a half",
        "1 hour and 30 mins",
    ),
    105: ("9:15 - 11", "9:15 until 11:00", "1h45"),
    120: ("2h", "2 hrs", "2 hours", "two hours", "120 min", "23:00 - 1:00"),
}
ZONES = {
    "UTC": ("UTC", "utc", "GMT"),
    "America/New_York": ("ET", "et", "EST", "America/New_York", "america/new_york"),
    "America/Los_Angeles": ("PT", "PST"),
    "America/Chicago": ("CT", "CST"),
    "America/Denver": ("MT", "MST"),
    "Europe/Berlin": ("CET", "Europe/Berlin"),
    "Europe/Lisbon": ("WET",),
    "Europe/Athens": ("EET",),
    "Asia/Tokyo": ("JST",),
    "Australia/Sydney": ("AEDT",),
    "Etc/GMT-2": ("UTC+2", "GMT+2", "utc +2", "UTC+02:00"),
    "Etc/GMT+5": ("UTC-5",),
}


@pytest.mark.parametrize("line", READINGS.strip().splitlines())
def test_a_phrase_is_read(line: str) -> None:
    phrase, future, *past = line.strip().split(" | ")
    for reading, expected in ((Reading(TODAY), future), (Reading(TODAY, past=True), (past or [future])[0])):
        if expected == "?":
            with pytest.raises(InvalidValueError):
                parse_when(phrase, NOW, reading)
            continue
        read = parse_when(phrase, NOW, reading)
        shown = read.isoformat(" ", "minutes") if isinstance(read, datetime) else str(read)
        assert shown == expected


def test_no_phrase_is_lost_or_there_twice() -> None:
    """A new phrase raises the number of its table."""
    phrases = [line.split(" | ")[0].strip() for line in READINGS.strip().splitlines()]
    lengths = [text for texts in LENGTHS.values() for text in texts]
    zones = [text for texts in ZONES.values() for text in texts]
    for table, count in ((phrases, 246), (lengths, 49), (zones, 25)):
        assert (len(table), len(set(table))) == (count, count)


@pytest.mark.parametrize(("minutes", "text"), [(m, text) for m, texts in LENGTHS.items() for text in texts])
def test_a_length_is_read(minutes: int, text: str) -> None:
    assert read_length(text) == minutes


@pytest.mark.parametrize("text", ["", "long", "30 parsecs", "1h and more", "-5"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(
        InvalidValueError, match=r"^write 30, 45 min, 1h30 or half an hour: “.*” isn't a length"
    ):
        read_length(text)


@pytest.mark.parametrize(("zone", "text"), [(zone, text) for zone, texts in ZONES.items() for text in texts])
def test_a_zone_is_read(zone: str, text: str) -> None:
    assert read_zone(text, TODAY).key == zone


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("EDT", "EDT isn't said on 20 Nov: they say EST then; write ET"),
        ("BST", "BST isn't said on 20 Nov: they say GMT then; write Europe/London"),
        ("IST", "IST can be India, Ireland or Israel"),
        ("berlin", "“berlin” is no time zone: did you mean Europe/Berlin?"),
        ("Europe/Zurick", "did you mean Europe/Zurich"),
        ("Mars/Base", "“Mars/Base” is no time zone: write one like Europe/Zurich"),
    ],
)
def test_a_zone_that_is_in_doubt_is_asked_about(text: str, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        read_zone(text, TODAY)


def test_a_page_pasted_into_a_zone_is_compared_with_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("difflib.get_close_matches", lambda *_, **__: pytest.fail("this takes long"))
    with pytest.raises(InvalidValueError, match="write one like Europe/Zurich"):
        read_zone("word " * 20_000, TODAY)


def test_zones_are_looked_for_on_the_disk_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for zone in ("berlin", "paris"):
        with pytest.raises(InvalidValueError):
            read_zone(zone, TODAY)
        monkeypatch.setattr(zones, "available_timezones", lambda: pytest.fail("read again"))


def test_figures_are_read_in_the_order_of_the_settings() -> None:
    day_first = Reading(TODAY, order=DateOrder.DAY_FIRST)
    month_first = Reading(TODAY, order=DateOrder.MONTH_FIRST)
    assert parse_date("3/12/2027", day_first) == date(2027, 12, 3)
    assert parse_date("3/12/2027", month_first) == date(2027, 3, 12)
    assert parse_date("3/12", day_first) == date(2026, 12, 3)
    assert parse_date("3.12.2027", month_first) == date(2027, 12, 3)  # dots are day first everywhere
    assert parse_date("23/12/2027", month_first) == date(2027, 12, 23)
