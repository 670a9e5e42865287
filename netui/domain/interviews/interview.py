"""An informational interview: asked for, prepared, held, thanked."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from netui.domain.time.calendar_ends import time_after


class InterviewStatus(StrEnum):
    """The state of an interview."""

    IDEA = "idea"
    ASKED = "asked"
    SCHEDULED = "scheduled"
    DONE = "done"
    DECLINED = "declined"
    NO_ANSWER = "no-answer"
    CANCELLED = "cancelled"


class Medium(StrEnum):
    """How the interview is held."""

    VIDEO = "video"
    PHONE = "phone"
    IN_PERSON = "in-person"
    CHAT = "chat"


class ItemState(StrEnum):
    """Whether a checklist item is still to do."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"


class Item(Struct, frozen=True, kw_only=True):
    """One line of the prep checklist.

    `days_before` is kept so that the item moves along when the interview moves; None means that the user gave
    the day. `id` is unique within its interview.
    """

    id: int
    text: str
    due_on: date
    days_before: int | None = None
    state: ItemState = ItemState.OPEN
    closed_at: datetime | None = None


class ChosenQuestion(Struct, frozen=True, kw_only=True):
    """A question picked for this interview, with what was answered."""

    id: int
    text: str
    theme: str = ""
    asked: bool = False
    answer: str = ""


class Interview(Struct, frozen=True, kw_only=True):
    """One informational interview with one person.

    `at` is the start as an instant in UTC; `zone` is the IANA zone the appointment was made in.
    `rehearsed_at` is when it was last rehearsed alone.
    `asked_on`, `also_asked_on` and `second_try_on` time an unanswered request. Insights, trends, actions
    and the people to ask next are one entry a line.
    """

    id: int
    uid: str
    contact_id: int | None
    contact_name: str = ""
    status: InterviewStatus = InterviewStatus.IDEA
    at: datetime | None = None
    zone: str = ""
    minutes: int = 30
    medium: Medium = Medium.VIDEO
    place: str = ""
    goal: str = ""
    checklist: str = ""
    items: tuple[Item, ...] = ()
    questions: tuple[ChosenQuestion, ...] = ()
    talk_notes: str = ""
    rehearsed_at: datetime | None = None
    asked_on: date | None = None
    also_asked_on: date | None = None
    second_try_on: date | None = None
    closed_at: datetime | None = None
    ended_at: datetime | None = None
    insights: tuple[str, ...] = ()
    trends: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    influence: str = ""
    ask_next: tuple[str, ...] = ()
    thanked_at: datetime | None = None
    company: str = ""
    title: str = ""
    created_at: datetime | None = None

    @property
    def ends_at(self) -> datetime | None:
        """The instant the interview ends, or None while it has no date."""
        return None if self.at is None else time_after(self.at, timedelta(minutes=self.minutes))

    @property
    def held_until(self) -> datetime | None:
        """When it ended, as far as it was held: its real end where that is known, else the agreed one."""
        return self.ended_at or self.ends_at if self.status is InterviewStatus.DONE else None

    @property
    def prep_total(self) -> int:
        """How many checklist items count: skipped ones do not."""
        return sum(1 for item in self.items if item.state is not ItemState.SKIPPED)

    @property
    def prep_done(self) -> int:
        """How many checklist items are done."""
        return sum(1 for item in self.items if item.state is ItemState.DONE)

    @property
    def next_item(self) -> Item | None:
        """The open item that is due first."""
        open_items = [item for item in self.items if item.state is ItemState.OPEN]
        return min(open_items, key=lambda item: item.due_on) if open_items else None
