"""Meetings of calendars: with others, in the past, not cancelled; whatever the file says."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netui.domain.errors import ImportFileError
from netui.domain.people.collecting import Found, LeftOut, OtherFile, Window
from netui.domain.people.interaction import InteractionKind
from netui.exchange.reading.meetings import MeetingReader, _of_file
from tests.fakes import NOON

SAMPLE = Path(__file__).parent.parent / "samples" / "ics" / "meetings.ics"
YEAR = Window(date(2025, 11, 20), date(2026, 11, 20), UTC, NOON)
WITH = "ATTENDEE;CN=Dana:mailto:Dana@x.example"


def event(*lines: str, uid: str = "1") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""])


def read(*events: str, head: str = "") -> list[Found | LeftOut]:
    text = f"BEGIN:VCALENDAR\r\n{head}{''.join(events)}END:VCALENDAR\r\n"
    return list(_of_file(text.encode(), "x.ics", YEAR))


def days(*events: str) -> list[str]:
    found = (one for one in read(*events) if isinstance(one, Found))
    return sorted(str(one.at.date() if one.at else one.on) for one in found)


def test_the_sample() -> None:
    assert MeetingReader().recognises(SAMPLE)
    coffee, *left = sorted(MeetingReader().read(SAMPLE, YEAR), key=lambda one: isinstance(one, LeftOut))
    assert sorted(map(str, left)) == ["alone", "alone"]
    assert isinstance(coffee, Found)
    assert coffee.at == datetime(2026, 11, 12, 10, tzinfo=UTC)
    assert coffee.text == "Coffee with Maren, re: intro"
    assert [(one.address, one.name, one.declined) for one in coffee.others] == [
        ("sasha@quill.example", "Sasha Quill", False),
        ("maren@oakhollow.example", "Oakhollow, Maren", False),
        ("ghost@example.com", "", True),
    ]
    assert "Teodor" not in repr(coffee)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART:20261012T100000Z"], ["alone"]),
        (["DTSTART:20261012T100000Z", WITH, "STATUS:CANCELLED"], ["cancelled"]),
        (["DTSTART:20201012T100000Z", WITH], ["old"]),
        ([WITH], ["undated"]),
        (["DTSTART:yesterday", WITH], ["broken"]),
        (["DTSTART;TZID=Nowhere/At all:20261012T100000", WITH], ["2026-10-12"]),
        (["DTSTART;TZID=Europe:20261012T100000", WITH], ["broken"]),  # a folder of zones
        ([f"DTSTART;TZID={'x' * 9000}:20261012T100000", WITH], ["broken"]),
        (["DTSTART;VALUE=DATE:20261012", WITH, *["EXDATE:20261012"] * 10_000], ["broken"]),
        (["DTSTART;VALUE=DATE:20261012", WITH], ["2026-10-12"]),
        (["DTSTART:20261012T100000Z", WITH, "RRULE:FREQ=SECONDLY"], ["2026-10-12"]),
        (
            ["DTSTART:20261012T100000Z", WITH, "BEGIN:VALARM", "ATTENDEE:mailto:a@b.example", "END:VALARM"],
            None,
        ),
    ],
)
def test_one_event(lines: list[str], expected: list[str] | None) -> None:
    found = read(event(*lines))
    shown = [str(one) if isinstance(one, LeftOut) else str(one.on or one.at)[:10] for one in found]
    assert shown == (expected or ["2026-10-12"])
    assert all(len(one.others) == 1 for one in found if isinstance(one, Found))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("SUMMARY:Coffee", InteractionKind.MEETING),
        ("SUMMARY:Call with Dana", InteractionKind.CALL),
        ("LOCATION:https://us02.zoom.us/j/1", InteractionKind.CALL),
        ("X-GOOGLE-CONFERENCE:https://meet.google.com/x", InteractionKind.CALL),
        ("DESCRIPTION:https://us02.zoom.us/j/1", InteractionKind.MEETING),
    ],
)
def test_a_link_makes_it_a_call(line: str, kind: InteractionKind) -> None:
    [found] = read(event("DTSTART:20261012T100000Z", WITH, line))
    assert isinstance(found, Found)
    assert found.kind is kind


def test_a_series_with_a_day_out_one_moved_and_one_cancelled() -> None:
    series = event(
        *("DTSTART;TZID=Europe/Zurich:20261001T090000", WITH, "RRULE:FREQ=WEEKLY;COUNT=6"),
        "EXDATE;TZID=Europe/Zurich:20261008T090000",
    )
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Zurich:20261015T090000", "DTSTART;TZID=Europe/Zurich:20261016T090000", WITH
    )
    cancelled = event("RECURRENCE-ID:20261022T070000Z", "DTSTART:20261022T070000Z", WITH, "STATUS:CANCELLED")
    assert days(series, moved, cancelled) == ["2026-10-01", "2026-10-16", "2026-10-29", "2026-11-05"]
    keys = [one.key for one in read(series, moved, cancelled) if isinstance(one, Found)]
    assert len(set(keys)) == 4
    assert set(keys) <= {one.key for one in read(series) if isinstance(one, Found)}


def test_a_calendar_without_events_has_none() -> None:
    assert read() == []


def test_a_broken_event_costs_itself_alone() -> None:
    good = event("DTSTART:20261012T100000Z", WITH, uid="2")
    found = read("BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261012T100000Z\r\n", good, "BEGIN:VEVENT\r\n")
    assert [str(one) if isinstance(one, LeftOut) else "found" for one in found] == [
        "broken",
        "broken",
        "found",
    ]
    assert read(good, head="METHOD:CANCEL\r\n") == [LeftOut.CANCELLED]


def test_a_folder_of_events_and_one_that_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.ics", "b/c.ICS"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"BEGIN:VCALENDAR\n{event('DTSTART:20261012T100000Z', WITH, uid=name)}")
    (tmp_path / "d.ics").mkdir()
    assert MeetingReader().recognises(tmp_path)
    assert len(list(MeetingReader().read(tmp_path, YEAR))) == 2
    monkeypatch.setattr("netui.exchange.reading.meetings.MOST_EVENTS", 1)
    (tmp_path / "b/big.ics").write_text(f"BEGIN:VCALENDAR\n{event()}{event()}")
    first, big, last = MeetingReader().read(tmp_path, YEAR)
    assert isinstance(first, Found)
    assert isinstance(last, Found)
    words = "has over 1 events: split it into smaller files"
    assert big == OtherFile(file="b/big.ics", words=words, read=False)
    with pytest.raises(ImportFileError, match="over 1 events"):
        read(event(), event())


@given(
    st.lists(st.sampled_from(["DTSTART", "ATTENDEE", "RRULE", "EXDATE", "UID", "BEGIN", ":", ";", "=", "\n"]))
)
def test_no_event_raises(pieces: list[str]) -> None:
    assert read(event(WITH, "DTSTART:20261012T100000Z", "".join(pieces), "RRULE:" + "".join(pieces)))


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    text = b"BEGIN:VEVENT\r\nATTENDEE:" + data + b"\r\nDTSTART:" + data + b"\r\nEND:VEVENT\r\n"
    assert list(_of_file(text, "x.ics", YEAR))
