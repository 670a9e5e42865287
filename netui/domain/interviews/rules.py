"""The state of an interview: what its request needs, what may follow on what, whose clock says what."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.people.rules import check_zone
from netui.domain.time.calendar_ends import on_clock, time_after
from netui.domain.time.working_days import working_days_between

ASK_ELSE_AFTER = 3
RESEND_AFTER = 7
CLOSE_AFTER = 7
THANKS_WITHIN = timedelta(hours=24)
LONGEST = 480


class RequestStep(StrEnum):
    """What an unanswered request asks for now; NONE is false."""

    NONE = ""
    ASK_ELSE = "ask-else"
    RESEND = "resend"
    CLOSE = "close"


class Outcome(StrEnum):
    """What became of an interview whose time has passed."""

    HELD = "held"
    MOVED = "moved"
    CANCELLED = "cancelled"
    NO_SHOW = "no-show"


_S = InterviewStatus
_REACHABLE = {
    _S.IDEA: {_S.ASKED, _S.SCHEDULED, _S.DONE, _S.DECLINED, _S.CANCELLED},
    _S.ASKED: {_S.ASKED, _S.SCHEDULED, _S.DONE, _S.DECLINED, _S.NO_ANSWER, _S.CANCELLED},
    _S.SCHEDULED: {_S.SCHEDULED, _S.DONE, _S.DECLINED, _S.CANCELLED},
    _S.DONE: set[InterviewStatus](),
    _S.DECLINED: {_S.ASKED, _S.SCHEDULED},
    _S.NO_ANSWER: {_S.ASKED, _S.SCHEDULED, _S.DECLINED},
    _S.CANCELLED: {_S.ASKED, _S.SCHEDULED},
}
_STANDS = {
    _S.IDEA: "only an idea",
    _S.ASKED: "asked for and not answered yet",
    _S.SCHEDULED: "scheduled",
    _S.DONE: "done",
    _S.DECLINED: "declined",
    _S.NO_ANSWER: "closed without an answer",
    _S.CANCELLED: "cancelled",
}
_WAYS_ON = {
    _S.IDEA: "ask for it or give it a date",
    _S.ASKED: "give it a date first",
    _S.SCHEDULED: "move it or wrap it up",
    _S.DONE: "add a new interview",
    _S.DECLINED: "ask again or give it a date first",
    _S.NO_ANSWER: "ask again or give it a date first",
    _S.CANCELLED: "ask again or give it a date first",
}


def require_transition(interview: Interview, to: InterviewStatus, name: str) -> None:
    """Raise InvalidValueError if an interview can't go from its status to another."""
    if to not in _REACHABLE[interview.status]:
        raise InvalidValueError(
            f"the interview with {name} is {_STANDS[interview.status]}: {_WAYS_ON[interview.status]}"
        )


def request_step(interview: Interview, today: date) -> RequestStep:
    """Return what to do about a request without an answer, counted in working days.

    From 3 on someone else is asked as well, at 7 one more try is made, 7 after that it is closed.
    """
    if interview.status is not InterviewStatus.ASKED or interview.asked_on is None:
        return RequestStep.NONE
    step = waiting_step(interview.asked_on, interview.second_try_on, today)
    if step is RequestStep.NONE and interview.second_try_on is None and interview.also_asked_on is None:
        waited = working_days_between(interview.asked_on, today)
        return RequestStep.ASK_ELSE if waited >= ASK_ELSE_AFTER else RequestStep.NONE
    return step


def waiting_step(asked_on: date, second_try_on: date | None, today: date) -> RequestStep:
    """Return what anything asked for needs while no answer comes: one more try, 7 working days on the end."""
    waited = working_days_between(second_try_on or asked_on, today)
    if second_try_on is not None:
        return RequestStep.CLOSE if waited >= CLOSE_AFTER else RequestStep.NONE
    return RequestStep.RESEND if waited >= RESEND_AFTER else RequestStep.NONE


def waited_twice(asked_on: date, today: date) -> bool:
    """Whether what was asked for can be closed though the one more try was skipped."""
    return working_days_between(asked_on, today) >= RESEND_AFTER + CLOSE_AFTER


def days_waiting(interview: Interview, today: date) -> int:
    """Return the working days since a request was last sent; 0 if none is waiting."""
    if interview.status is not InterviewStatus.ASKED or interview.asked_on is None:
        return 0
    return max(working_days_between(interview.second_try_on or interview.asked_on, today), 0)


def needs_outcome(interview: Interview, now: datetime) -> bool:
    """Whether the time of a scheduled interview has passed, so that the user is asked what became of it."""
    ends_at = interview.ends_at
    return interview.status is InterviewStatus.SCHEDULED and ends_at is not None and ends_at <= now


def has_begun(interview: Interview, now: datetime) -> bool:
    """Whether an interview was held, or its time has come, so that the person can be thanked for it."""
    if interview.status is InterviewStatus.SCHEDULED:
        return interview.at is not None and interview.at < now
    return interview.status is InterviewStatus.DONE


def lies_ahead(interview: Interview, now: datetime) -> bool:
    """Whether an interview may still be prepared: it is planned, or scheduled and not over."""
    planned = interview.status in {_S.IDEA, _S.ASKED, _S.SCHEDULED}
    return planned and not needs_outcome(interview, now)


def thank_you_due(interview: Interview) -> datetime | None:
    """Return the instant by which the thanks count: 24 hours after the interview's end."""
    ended = interview.ended_at or interview.ends_at
    return None if ended is None else time_after(ended, THANKS_WITHIN)


def thanked_in_time(interview: Interview) -> bool:
    """Whether the thanks for an interview were sent while they count."""
    thanked_at, due_at = interview.thanked_at, thank_you_due(interview)
    return thanked_at is not None and due_at is not None and thanked_at <= due_at


def hours_left(due_at: datetime, now: datetime) -> int:
    """Return the whole hours until an instant; negative once it has passed."""
    return int((due_at - now).total_seconds() // 3600)


class BothClocks(Struct, frozen=True):
    """A start on two clocks; `theirs` is None if their zone is unknown, `same` where both agree."""

    mine: datetime
    theirs: datetime | None = None
    same: bool = False

    @property
    def other_day(self) -> bool:
        """Whether it is another day of the calendar for them."""
        return self.theirs is not None and self.theirs.date() != self.mine.date()


def both_clocks(at: datetime, my_zone: tzinfo, their_zone: str) -> BothClocks:
    """Return an instant on my clock and on theirs; raise InvalidValueError for an unknown zone."""
    mine = on_clock(at, my_zone)
    if not their_zone:
        return BothClocks(mine)
    theirs = on_clock(at, check_zone(their_zone))
    return BothClocks(mine, theirs, same=theirs.utcoffset() == mine.utcoffset())


def as_instant(at: datetime) -> datetime:
    """Return an aware instant in UTC, to the minute; raise InvalidValueError for one without a zone."""
    if at.tzinfo is None:
        raise InvalidValueError(f"{at:%Y-%m-%d %H:%M} has no time zone: say on whose clock")
    return on_clock(at, UTC).replace(second=0, microsecond=0)


def check_minutes(minutes: int) -> int:
    """Return a length in minutes; raise InvalidValueError if it is longer than an interview can be."""
    if not 1 <= minutes <= LONGEST:
        raise InvalidValueError(f"a talk of {minutes} minutes: write 1 to {LONGEST}, 20 to 30 is usual")
    return minutes
