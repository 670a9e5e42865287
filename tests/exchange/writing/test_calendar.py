"""Calendar files, read back by the readers of others: nothing injected, nothing lost, every line short."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import category

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.domain.journal.calendar import CalendarEntry, CalendarKind
from netui.domain.people.collecting import LeftOut, Window
from netui.domain.text import clean
from netui.exchange.reading.meetings import MeetingReader
from netui.exchange.writing.calendar_ics import calendar_files, calendar_ics, file_name, made_calendar_file
from tests.factories import HOSTILE
from tests.fakes import NOON

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
OF_A_DAY = {
    *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "DTSTART", "DTEND", "TRANSP"),
    *("STATUS", "CATEGORIES"),
}
WINDOW = Window(date(2026, 1, 1), date(2026, 12, 31), UTC, NOON)


def events_of(text: str) -> list[Any]:
    assert "Cc" not in map(category, text.replace("\r\n", ""))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    calendar = icalendar.Calendar.from_ical(text)
    events = calendar.walk("VEVENT")
    assert not any(each.errors for each in (calendar, *events))
    return events


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_any_text_comes_back_as_one_value_and_adds_no_line(text: str, other: str, uid: str) -> None:
    entry = CalendarEntry(
        uid=uid, summary=text, start=date(2026, 11, 20), description=other, location=text, alarm=timedelta()
    )
    for (event,) in map(events_of, (calendar_ics([entry]), *calendar_files([entry]).values())):
        assert str(event["summary"]) == clean(text).strip()
        assert str(event.get("description", "")) == clean(other.strip(), newlines=True)
        assert {*event} - {"DESCRIPTION", "LOCATION"} == OF_A_DAY
        assert len(event.subcomponents) == 1


def test_instants_are_in_utc_and_days_stay_free() -> None:
    summer, winter = (datetime.fromisoformat(f"2026-{day}T19:00:00{zone}") for day, zone in _SIDES_OF_DST)
    entries = [
        CalendarEntry(uid="a", summary="Talk", start=winter, end=winter.replace(minute=30), location="video"),
        CalendarEntry(uid="b", summary="Talk", start=summer, alarm=-timedelta(hours=1), sequence=2),
        CalendarEntry(uid="c:7", summary="Step", start=date(2028, 2, 29), changed_at=NOON, cancelled=True),
    ]
    winter_one, other, day = events_of(calendar_ics(entries))
    assert winter_one.decoded("dtstart") == datetime(2026, 11, 23, 18, tzinfo=UTC)
    assert winter_one.decoded("dtend") == datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
    assert other.decoded("dtstart") == datetime(2026, 7, 23, 17, tzinfo=UTC)
    assert (other["sequence"], other.subcomponents[0]["trigger"].dt) == (2, -timedelta(hours=1))
    assert (day.decoded("dtstart"), day.decoded("dtend")) == (date(2028, 2, 29), date(2028, 3, 1))
    assert (str(day["uid"]), day["transp"], day["status"]) == ("c:7@netui", "TRANSPARENT", "CANCELLED")
    assert day.decoded("last-modified") == day.decoded("dtstamp") == NOON


_SIDES_OF_DST = (("07-23", "+02:00"), ("11-23", "+01:00"))


def test_a_birthday_comes_back_each_year_also_on_the_last_of_february() -> None:
    from netui.domain.time.repeats import read_repeats

    entries = [
        CalendarEntry(uid=uid, summary=uid, start=start, yearly=True, kind=CalendarKind.BIRTHDAYS)
        for uid, start in (("plain", date(1984, 7, 1)), ("leap", date(1984, 2, 29)))
    ]
    days: Mapping[str, list[date]] = {
        str(event["summary"]): sorted(rule.days(event["dtstart"].dt, date(2027, 1, 1), date(2028, 12, 31)))
        for event in events_of(calendar_ics(entries))
        if (rule := read_repeats(event["rrule"])) is not None
    }
    assert days == {
        "plain": [date(2027, 7, 1), date(2028, 7, 1)],
        "leap": [date(2027, 2, 28), date(2028, 2, 29)],
    }


def test_a_file_is_known_by_its_name_and_content() -> None:
    entry = CalendarEntry(uid="checkin:12", summary="check-in", start=date(2026, 11, 20))
    ((name, text),) = calendar_files([entry]).items()
    assert name == "checkin-12.ics"
    data = text.encode()
    assert made_calendar_file(name, BytesIO(data)) == data
    for other in (
        b"",
        data.replace(b"//netui//", b"//khal//"),
        data.replace(b"UID:c", b"UID:x"),
        data.replace(b"SUMMARY:check-in", b"SUMMARY:check-in\\, bring the book"),
        re.sub(rb"X-NETUI-SUM:.{8}\r\n", b"", data),
        b"x" + data,
    ):
        assert made_calendar_file(name, BytesIO(other)) is None
    assert made_calendar_file("mine.ics", BytesIO(data)) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(ANY_TEXT, unique_by=lambda uid: clean(uid).strip(), max_size=5))
def test_every_uid_makes_a_name_of_its_own_that_is_safe(uids: list[str]) -> None:
    files = calendar_files(CalendarEntry(uid=uid, summary="x", start=date(2026, 11, 20)) for uid in uids)
    assert len(files) == len(uids)
    for name, text in files.items():
        assert name.isascii()
        assert not {*name} & {*"/\\:\0\r\n"}
        assert made_calendar_file(name, BytesIO(text.encode()))


@pytest.mark.parametrize("uid", ["../../etc/passwd", ".hidden", "a" * 400, *HOSTILE.values()])
def test_no_uid_leads_out_of_the_folder(uid: str) -> None:
    name = file_name(uid)
    assert not name.startswith(".")
    assert "/" not in name
    assert len(name) < 130


def test_what_is_netuis_own_is_never_proposed_for_the_log(tmp_path: Path) -> None:
    entry = CalendarEntry(uid="a", summary="Talk", start=datetime(2026, 11, 2, 18, tzinfo=UTC))
    path = tmp_path / "a.ics"
    path.write_text(calendar_ics([entry]), newline="")
    assert list(MeetingReader().read(path, WINDOW)) == [LeftOut.OWN]
    invited = calendar_ics([entry]).replace("STATUS:", "ATTENDEE:mailto:dana@x.example\r\nSTATUS:")
    path.write_text(invited, newline="")
    assert list(MeetingReader().read(path, WINDOW)) == [LeftOut.OWN]
