"""Something promised, with a day it is due."""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from netui.domain.people.cadence import Cadence
from netui.domain.people.interaction import Interaction
from netui.domain.time.calendar_ends import days_after
from netui.domain.values import replace

_AFTER_TALK = 2
"""So many days after netui hears of a conversation what waited for it is due."""


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

    With `after_id` it waits for a conversation with that person, which was on `after_on`, or is still to
    come; on `latest_on` it is due in any case. Until it is due, `due_on` is the day it was promised.
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
    after_id: int | None = None
    after_on: date | None = None
    latest_on: date | None = None
    closed_at: datetime | None = None
    created_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done."""
        return self.state is FollowUpState.OPEN

    @property
    def waits(self) -> bool:
        """Whether it is due only once there was a conversation."""
        return self.after_id is not None and self.after_on is None and self.latest_on is None

    def is_after(self, entry: Interaction) -> bool:
        """Whether an entry of the log is a conversation it waited for: one since it was promised."""
        since = self.promised_on or date.min
        later = entry.on > since or (entry.on == since and entry.id > self.id)
        return entry.is_conversation and later

    def talked(self, on: date | None, today: date) -> "FollowUp":
        """Return it due after a conversation on a day; or waiting (again), where there was none."""
        if on == self.after_on:
            return self
        if on is None:
            return replace(self, after_on=None, due_on=self.latest_on or self.promised_on or today)
        if self.after_on is not None:
            return replace(self, after_on=on)
        due_on = days_after(today, _AFTER_TALK)
        return replace(self, after_on=on, due_on=min(due_on, self.latest_on or due_on), snoozed_until=None)

    def moved(self, due_on: date | None, after_id: int | None, today: date) -> "FollowUp":
        """Return it due on a day, or from today on waiting for a conversation; with a day until then."""
        if after_id is None and self.after_on is not None:
            return replace(self, due_on=due_on or self.due_on, latest_on=due_on, snoozed_until=None)
        promised_on = self.promised_on if after_id in {None, self.after_id} else today
        return replace(
            self,
            due_on=due_on or promised_on or today,
            latest_on=None if after_id is None else due_on,
            after_id=after_id,
            after_on=None,
            promised_on=promised_on,
            snoozed_until=None,
        )

    def due_by(self, day: date) -> "FollowUp":
        """Return it due on a day, or before that where it is due before."""
        if self.waits:
            return replace(self, due_on=day, latest_on=day)
        return replace(self, due_on=min(self.due_on, day))

    @property
    def shown_on(self) -> date:
        """The day it comes up: the day it is due, or a later one to which it was snoozed."""
        return max(self.due_on, self.snoozed_until or self.due_on)

    @property
    def checks_in_with(self) -> int | None:
        """The person you are in touch with by doing it."""
        return self.contact_id if self.kind is FollowUpKind.CHECK_IN else None
