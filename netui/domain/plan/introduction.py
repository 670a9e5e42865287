"""Introductions, in both directions: someone introduced me to a person, or I introduce two people."""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct


class Way(StrEnum):
    """Who introduced: someone else (received), or I (made)."""

    RECEIVED = "received"
    MADE = "made"


class IntroductionState(StrEnum):
    """How far an introduction has come: both are asked for one of mine, one person for one to me."""

    IDEA = "idea"
    ASKED = "asked"
    ASKED_ONE = "asked-one"
    ASKED_BOTH = "asked-both"
    MADE = "made"
    DROPPED = "dropped"


class Introduction(Struct, frozen=True, kw_only=True):
    """One introduction.

    Received: `by_id` introduced me to `contact_id`, or only named them (`named_on`), or was asked to
    introduce us and reminded once (`reminded_on`). Made: I introduce `contact_id` and `other_id`, each of
    them asked first. `step_id` is the follow-up of the step that comes next. `on` is the day it was made.
    """

    id: int
    uid: str
    way: Way = Way.RECEIVED
    contact_id: int | None = None
    by_id: int | None = None
    other_id: int | None = None
    on: date | None = None
    asked_on: date | None = None
    other_asked_on: date | None = None
    named_on: date | None = None
    reminded_on: date | None = None
    dropped_on: date | None = None
    step_id: int | None = None
    text: str = ""
    created_at: datetime | None = None

    @property
    def state(self) -> IntroductionState:
        """Its state."""
        if self.on is not None:
            return IntroductionState.MADE
        if self.dropped_on is not None:
            return IntroductionState.DROPPED
        if self.way is Way.RECEIVED:
            if self.asked_on is not None:
                return IntroductionState.ASKED
            return IntroductionState.MADE if self.named_on is None else IntroductionState.IDEA
        asked = (self.asked_on is not None) + (self.other_asked_on is not None)
        return (IntroductionState.IDEA, IntroductionState.ASKED_ONE, IntroductionState.ASKED_BOTH)[asked]

    @property
    def is_open(self) -> bool:
        """Whether there is still a step to take."""
        return self.state not in {IntroductionState.MADE, IntroductionState.DROPPED}

    @property
    def to_ask(self) -> int | None:
        """Who is to be asked next, or None if everyone was."""
        if self.asked_on is None:
            return self.contact_id if self.way is Way.MADE else self.by_id
        return self.other_id if self.way is Way.MADE and not self.other_asked_on else None

    def came_before(self, day: date) -> bool:
        """Whether a conversation on a day came after it was made, or after it was asked for."""
        asked, made = self.asked_on, self.on
        return (asked is not None and day > asked) or (made is not None and day >= made)

    @property
    def people(self) -> tuple[int, ...]:
        """Everyone it is between, but me."""
        return tuple(one for one in (self.by_id, self.contact_id, self.other_id) if one is not None)
