"""Something promised, with a day it is due."""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from netui.domain.people.cadence import Cadence


class FollowUpKind(StrEnum):
    """What was promised."""

    THANK_YOU = "thank-you"
    CHECK_IN = "check-in"
    SEND = "send"
    INTRODUCTION = "introduction"
    UPDATE = "update"
    CONGRATULATE = "congratulate"
    OTHER = "other"


class FollowUpState(StrEnum):
    """Whether a follow-up is still open."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class FollowUp(Struct, frozen=True, kw_only=True):
    """Something promised to a person, or a task of the user's own.

    `due_at` is set where hours count (a thank-you runs out 24 hours after the interview's end); `due_on` is
    the day of it in the user's zone. `about_id` is the person an update is about; `company` is set where it
    is owed to a company, and to no one person there. A recurring follow-up is opened again one `repeats`
    later when it is done, in the series that began on `repeats_from` or, where that is None, on `due_on`.
    """

    id: int
    uid: str
    kind: FollowUpKind
    text: str
    due_on: date
    due_at: datetime | None = None
    contact_id: int | None = None
    about_id: int | None = None
    company: str = ""
    interview_id: int | None = None
    state: FollowUpState = FollowUpState.OPEN
    repeats: Cadence | None = None
    repeats_from: date | None = None
    snoozed_until: date | None = None
    promised_on: date | None = None
    closed_at: datetime | None = None
    created_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done."""
        return self.state is FollowUpState.OPEN

    @property
    def shown_on(self) -> date:
        """The day it comes up: the day it is due, or a later one to which it was snoozed."""
        return max(self.due_on, self.snoozed_until or self.due_on)

    @property
    def checks_in_with(self) -> int | None:
        """The person you are in touch with by doing it."""
        return self.contact_id if self.kind is FollowUpKind.CHECK_IN else None
