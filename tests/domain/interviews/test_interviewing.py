from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.interviews.rules import (
    RequestStep,
    as_instant,
    both_clocks,
    check_minutes,
    days_waiting,
    hours_left,
    needs_outcome,
    request_step,
    require_transition,
    thank_you_due,
)

FRIDAY = date(2026, 11, 20)
BERLIN = ZoneInfo("Europe/Berlin")


def interview(**over: Any) -> Interview:
    return Interview(**{"id": 1, "uid": "u", "contact_id": 2, **over})


def asked(**over: Any) -> Interview:
    return interview(status=InterviewStatus.ASKED, **{"asked_on": FRIDAY, **over})


@pytest.mark.parametrize(
    ("day", "step"),
    [
        (date(2026, 11, 20), RequestStep.NONE),
        (date(2026, 11, 24), RequestStep.NONE),  # Tuesday: 2 working days
        (date(2026, 11, 25), RequestStep.ASK_ELSE),  # Wednesday: 3
        (date(2026, 11, 30), RequestStep.ASK_ELSE),  # Monday: 6
        (date(2026, 12, 1), RequestStep.RESEND),  # Tuesday: 7
    ],
)
def test_a_request_without_an_answer_moves_on(day: date, step: RequestStep) -> None:
    assert request_step(asked(), day) is step


def test_who_asked_someone_else_waits_for_the_second_try() -> None:
    waiting = asked(also_asked_on=date(2026, 11, 25))
    assert request_step(waiting, date(2026, 11, 27)) is RequestStep.NONE
    assert request_step(waiting, date(2026, 12, 1)) is RequestStep.RESEND


def test_a_second_try_is_closed_seven_working_days_later() -> None:
    tried = asked(second_try_on=date(2026, 12, 1))
    assert request_step(tried, date(2026, 12, 9)) is RequestStep.NONE
    assert request_step(tried, date(2026, 12, 10)) is RequestStep.CLOSE
    assert days_waiting(tried, date(2026, 12, 3)) == 2


@pytest.mark.parametrize("status", [s for s in InterviewStatus if s is not InterviewStatus.ASKED])
def test_only_an_open_request_waits(status: InterviewStatus) -> None:
    settled = interview(status=status, asked_on=FRIDAY)
    assert request_step(settled, date(2027, 1, 1)) is RequestStep.NONE
    assert days_waiting(settled, date(2027, 1, 1)) == 0
    assert not RequestStep.NONE


def test_a_request_from_another_zone_is_never_a_negative_wait() -> None:
    assert days_waiting(asked(), FRIDAY - timedelta(days=1)) == 0
    assert request_step(asked(asked_on=None), FRIDAY) is RequestStep.NONE


def test_an_interview_asks_for_its_outcome_once_its_end_has_passed() -> None:
    at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    scheduled = interview(status=InterviewStatus.SCHEDULED, at=at, minutes=30)
    assert not needs_outcome(scheduled, at + timedelta(minutes=29))
    assert needs_outcome(scheduled, at + timedelta(minutes=30))
    assert not needs_outcome(interview(status=InterviewStatus.DONE, at=at), at + timedelta(days=1))
    assert not needs_outcome(interview(status=InterviewStatus.SCHEDULED), at)


def test_thanks_are_due_24_hours_after_the_end_also_when_clocks_change() -> None:
    at = datetime(2026, 10, 24, 14, tzinfo=UTC)  # the night to the 25th has 25 hours in Berlin
    scheduled = interview(at=at, minutes=30)
    assert thank_you_due(scheduled) == datetime(2026, 10, 25, 14, 30, tzinfo=UTC)
    early = interview(at=at, minutes=30, ended_at=at + timedelta(minutes=10))
    assert thank_you_due(early) == datetime(2026, 10, 25, 14, 10, tzinfo=UTC)
    assert thank_you_due(interview()) is None


def test_hours_left_are_whole_hours() -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert hours_left(now + timedelta(hours=6, minutes=59), now) == 6
    assert hours_left(now - timedelta(minutes=1), now) == -1


def test_both_clocks_show_another_day_across_the_sea() -> None:
    clocks = both_clocks(datetime(2026, 11, 24, 3, 30, tzinfo=UTC), BERLIN, "America/Los_Angeles")
    assert f"{clocks.mine:%a %H:%M}" == "Tue 04:30"
    assert clocks.theirs is not None
    assert f"{clocks.theirs:%a %H:%M}" == "Mon 19:30"
    assert clocks.other_day
    assert not clocks.same


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 7), 6), (date(2026, 3, 9), 5), (date(2026, 3, 29), 6)]
)
def test_both_clocks_follow_the_changes_of_either_side(day: date, hours: int) -> None:
    at = datetime(day.year, day.month, day.day, 15, tzinfo=UTC)
    clocks = both_clocks(at, BERLIN, "America/New_York")
    assert clocks.theirs is not None
    mine, theirs = clocks.mine.replace(tzinfo=None), clocks.theirs.replace(tzinfo=None)
    assert mine - theirs == timedelta(hours=hours)


def test_one_clock_is_enough_where_both_agree_or_theirs_is_unknown() -> None:
    at = datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert both_clocks(at, BERLIN, "Europe/Zurich").same
    alone = both_clocks(at, BERLIN, "")
    assert alone.theirs is None
    assert not alone.other_day


@pytest.mark.parametrize("zone", ["Europe/Berln", "../etc/passwd", "Europe"])
def test_a_zone_that_is_none_is_named(zone: str) -> None:
    with pytest.raises(InvalidValueError, match="time zone"):
        both_clocks(datetime(2026, 11, 24, 9, tzinfo=UTC), BERLIN, zone)


@pytest.mark.parametrize(
    ("status", "to", "says"),
    [
        (InterviewStatus.DONE, InterviewStatus.SCHEDULED, "add a new interview"),
        (InterviewStatus.DONE, InterviewStatus.DONE, "done"),
        (InterviewStatus.CANCELLED, InterviewStatus.DONE, "cancelled"),
        (InterviewStatus.SCHEDULED, InterviewStatus.ASKED, "move it or wrap it up"),
        (InterviewStatus.IDEA, InterviewStatus.NO_ANSWER, "only an idea"),
        (InterviewStatus.DECLINED, InterviewStatus.DECLINED, "declined"),
    ],
)
def test_what_cannot_follow_is_refused_and_says_what_can(
    status: InterviewStatus, to: InterviewStatus, says: str
) -> None:
    with pytest.raises(InvalidValueError, match=says):
        require_transition(interview(status=status), to, "Dana")


@pytest.mark.parametrize("status", [s for s in InterviewStatus if s is not InterviewStatus.DONE])
def test_every_interview_that_was_not_held_can_get_a_date(status: InterviewStatus) -> None:
    require_transition(interview(status=status), InterviewStatus.SCHEDULED, "Dana")


def test_an_instant_needs_a_zone_and_an_interview_a_length() -> None:
    assert as_instant(datetime(2026, 11, 24, 9, 0, 31, tzinfo=BERLIN)) == datetime(
        2026, 11, 24, 8, tzinfo=UTC
    )
    with pytest.raises(InvalidValueError, match="time zone"):
        as_instant(datetime(2026, 11, 24, 9))  # noqa: DTZ001 - what is refused
    assert check_minutes(20) == 20
    for minutes in (0, -5, 481):
        with pytest.raises(InvalidValueError, match="minutes"):
            check_minutes(minutes)
