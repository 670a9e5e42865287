"""When an interview is: read on one clock, said on both."""

from datetime import UTC, datetime

import pytest

from netui.domain.errors import InvalidValueError
from netui.services.present import Present
from netui.tui.interviews.times import clock_there, distance, own_zone, read_interview_time, read_zone
from tests.fakes import FakeClock
from tests.tui.services_builder import FRIDAY, ZURICH

PRESENT = Present(FakeClock(FRIDAY), ZURICH)


@pytest.mark.parametrize(
    ("text", "zone", "theirs", "at", "description"),
    [
        ("mon 19:00", "", "", "2026-11-23T18:00", "Mon 23 Nov 2026 19:00; in 3 days"),
        (
            "mon 19:00",
            "",
            "America/Denver",
            "2026-11-23T18:00",
            "Mon 23 Nov 2026 19:00 for you, 11:00 in Denver; in 3 days",
        ),
        (
            "mon 11:00 there",
            "",
            "America/Denver",
            "2026-11-23T18:00",
            "Mon 23 Nov 2026 19:00 for you, 11:00 in Denver; in 3 days",
        ),
        (
            "12 jul 2027 14:00 EDT",
            "Asia/Tokyo",
            "",
            "2027-07-12T18:00",
            "Mon 12 Jul 2027 20:00 for you, 14:00 in New York; in 234 days",
        ),
        (
            "mon 9:00 there",
            "",
            "EST",  # as a zone's own name it is right all year
            "2026-11-23T14:00",
            "Mon 23 Nov 2026 15:00 for you, 09:00 in EST; in 3 days",
        ),
        (
            "mon 9:00",
            "Asia/Tokyo",
            "America/Denver",
            "2026-11-23T00:00",
            "Mon 23 Nov 2026 01:00 for you, 09:00 in Tokyo; in 3 days",
        ),
        (
            "mon 19:00",
            "",
            "Asia/Tokyo",
            "2026-11-23T18:00",
            "Mon 23 Nov 2026 19:00 for you, Tue 24 Nov 03:00 in Tokyo; in 3 days",
        ),
        (
            "mon 19:00",
            "",
            "Europe/Berlin",
            "2026-11-23T18:00",
            "Mon 23 Nov 2026 19:00 for you both; in 3 days",
        ),
        ("today 12:30", "", "", "2026-11-20T11:30", "Fri 20 Nov 2026 12:30; in 30 minutes"),
        ("today 8:00", "", "", "2026-11-20T07:00", "Fri 20 Nov 2026 08:00; that has passed"),
    ],
)
def test_a_date_is_read_on_one_clock_and_shown_on_both(
    text: str, zone: str, theirs: str, at: str, description: str
) -> None:
    read = read_interview_time(text, PRESENT, zone=zone, their_zone=theirs)
    assert read.at == datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert read.description == description
    assert read.note == ""


def test_the_night_the_clocks_change_is_noted() -> None:
    assert "skipped that night" in read_interview_time("2027-03-28 02:30", PRESENT).note
    assert "comes twice" in read_interview_time("2027-10-31 02:30", PRESENT).note
    assert read_interview_time("2027-03-28 02:30", PRESENT, zone="Asia/Tokyo").note == ""


@pytest.mark.parametrize("text", ["mon", "soon", "mon 10:00 there", "at 3"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError):
        read_interview_time(text, PRESENT)


def test_zones_are_named_or_reported() -> None:
    assert own_zone(PRESENT) == "Europe/Zurich"
    assert read_zone(" mine ", PRESENT, "") == "Europe/Zurich"
    assert read_zone("theirs", PRESENT, "America/Denver") == "America/Denver"
    assert read_zone("Asia/Tokyo", PRESENT, "") == "Asia/Tokyo"
    for wrong in ("theirs", "Mars/Olympus"):
        with pytest.raises(InvalidValueError):
            read_zone(wrong, PRESENT, "")


def test_their_clock_is_shown_where_it_is_known() -> None:
    assert clock_there("America/New_York", PRESENT) == "New York (06:00 there)"
    assert clock_there("", PRESENT) == clock_there("Mars/Olympus", PRESENT) == ""


def test_distances_are_near_words_first() -> None:
    days = ((19, "yesterday"), (21, "tomorrow"), (23, "in 3 days"), (16, "4 days ago"))
    for day, words in days:
        assert distance(datetime(2026, 11, day, 12, tzinfo=ZURICH), PRESENT) == words
    assert distance(datetime(2026, 11, 20, 17, tzinfo=ZURICH), PRESENT) == "in 5 hours"
    assert distance(datetime(2026, 11, 20, 9, tzinfo=ZURICH), PRESENT) == "today"
