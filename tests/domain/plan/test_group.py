"""Groups: hours as people write them, the next meeting of a cadence, the tag of its people."""

from datetime import date

import pytest

from netui.domain.errors import InvalidValueError
from netui.domain.plan.group import Group, GroupMeeting, HoursEntry, hours_words, read_hours, total_hours


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2", 2),
        ("1.5", 1.5),
        ("1,5 h", 1.5),
        ("1:30", 1.5),
        ("45 min", 0.75),
        ("3 hours", 3),
        ("2hrs", 2),
        ("90 mins", 1.5),
    ],
)
def test_hours_are_read(text: str, hours: float) -> None:
    assert read_hours(text) == hours


@pytest.mark.parametrize("text", ["", "some", "0", "-1", "nan", "inf", "1e9", "1:xx"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError):
        read_hours(text)


def test_hours_are_summed() -> None:
    entries = (HoursEntry(date(2026, 1, 5), 1.5), HoursEntry(date(2026, 3, 5), 2))

    assert total_hours(entries) == 3.5
    assert total_hours(entries, since=date(2026, 2, 1)) == 2
    assert (hours_words(3.5), hours_words(2.0)) == ("3.5 h", "2 h")


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        ("every 2 weeks", date(2026, 12, 1)),
        ("monthly", date(2026, 12, 3)),
        ("first Thursday", date(2026, 12, 3)),
        ("the last friday of the month", date(2026, 11, 27)),
        ("every Fri", date(2026, 11, 20)),
        ("when it suits", None),
        ("", None),
    ],
)
def test_the_next_meeting_follows_the_cadence(every: str, expected: date | None) -> None:
    group = Group(id=1, uid="", name="Rust Zürich", rhythm=every, meetings=(GroupMeeting(date(2026, 11, 3)),))

    assert group.next_meeting_on(date(2026, 11, 20)) == expected
    fresh = Group(id=1, uid="", name="x", rhythm=every).next_meeting_on(date(2026, 11, 20))
    assert fresh == (expected if "rs" in every or "ri" in every else None), "an interval needs a meeting"
    assert group.tag == "rust-zürich"
