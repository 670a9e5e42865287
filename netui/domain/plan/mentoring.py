"""Mentoring, both ways: who is asked, how often one meets, what is talked about."""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence, Unit
from netui.domain.time.calendar_ends import days_after
from netui.domain.time.working_days import add_working_days

MONTHLY = Cadence(1, Unit.MONTHS)
_LONGEST_DAYS = 31


class MentoringSide(StrEnum):
    """What the other person is to me."""

    MENTOR = "mentor"
    MENTEE = "mentee"


class MentoringStage(StrEnum):
    """How far it has come."""

    WANTED = "wanted"
    ASKED = "asked"
    TRYING = "trying"
    ACTIVE = "active"
    ENDED = "ended"


MEETING_STAGES = frozenset({MentoringStage.TRYING, MentoringStage.ACTIVE})
"""Stages in which one meets at a rhythm."""


class MentoringMeeting(Struct, frozen=True, kw_only=True):
    """One meeting that was held; `agenda` is what was to be talked about, `actions` what came of it."""

    on: date
    text: str = ""
    agenda: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    interaction_id: int | None = None


class Mentoring(Struct, frozen=True, kw_only=True):
    """One mentoring relation.

    `agenda` is for the next meeting, one point an entry; `meetings` are the newest last. `next_on` is the
    day agreed on; without one the cadence says when. `contact_name` keeps who it was once they are deleted.
    """

    id: int
    uid: str
    contact_id: int | None = None
    contact_name: str = ""
    side: MentoringSide = MentoringSide.MENTOR
    stage: MentoringStage = MentoringStage.WANTED
    rhythm: Cadence = MONTHLY
    goals: str = ""
    agenda: tuple[str, ...] = ()
    meetings: tuple[MentoringMeeting, ...] = ()
    next_on: date | None = None
    asked_on: date | None = None
    second_try_on: date | None = None
    began_on: date | None = None
    ended_on: date | None = None
    created_at: datetime | None = None

    @property
    def last_met_on(self) -> date | None:
        """The day of the last meeting."""
        return max((meeting.on for meeting in self.meetings), default=None)


def next_meeting(mentoring: Mentoring) -> date | None:
    """Return the day of the next meeting, or None if there are no meetings: not yet, or no longer."""
    if mentoring.stage not in MEETING_STAGES:
        return None
    if mentoring.next_on is not None:
        return mentoring.next_on
    since = mentoring.last_met_on or mentoring.began_on
    return None if since is None else next_in_series(mentoring, since)


def next_in_series(mentoring: Mentoring, last: date) -> date:
    """Return the meeting after that on a day; one on the 28th of February may belong to the 31st."""
    days = (mentoring.began_on, *(meeting.on for meeting in mentoring.meetings))
    first = min((day for day in days if day is not None), default=last)
    return mentoring.rhythm.first_from(days_after(last, 1), mentoring.rhythm.start_of_series(first, last))


ASK_AGAIN_AFTER = 7


def answer_due(mentoring: Mentoring) -> date | None:
    """Return the day up to which an answer is waited for: 7 working days after the last time of asking."""
    asked_on = mentoring.second_try_on or mentoring.asked_on
    if mentoring.stage is not MentoringStage.ASKED or asked_on is None:
        return None
    return add_working_days(asked_on, ASK_AGAIN_AFTER)


def neighbouring_stage(stage: MentoringStage, step: int) -> MentoringStage:
    """Return the stage one step on, or back; raise InvalidValueError at either end."""
    stages = list(MentoringStage)
    index = stages.index(stage) + step
    if not 0 <= index < len(stages):
        raise InvalidValueError(f"{stage} is the {'last' if step > 0 else 'first'} stage")
    return stages[index]


def check_cadence(cadence: Cadence) -> Cadence:
    """Return a cadence that keeps mentoring alive; raise InvalidValueError for less than monthly."""
    if cadence.days > _LONGEST_DAYS:
        raise InvalidValueError(f"every {cadence} is too seldom for mentoring: once a month at least")
    return cadence
