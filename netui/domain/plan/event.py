"""An event one goes to, with what one wants from it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class EventState(StrEnum):
    """Whether one is going, was there, or was not."""

    PLANNED = "planned"
    ATTENDED = "attended"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A meetup, a conference, a dinner; `on` is its day in the user's zone, `at` its start where known.

    `goals` is what one wants from it. `contact_ids` are those met there.
    """

    id: int
    uid: str
    title: str
    on: date
    at: datetime | None = None
    place: str = ""
    group_id: int | None = None
    goals: str = ""
    state: EventState = EventState.PLANNED
    contact_ids: tuple[int, ...] = ()
    notes: str = ""
    created_at: datetime | None = None

    @property
    def is_planned(self) -> bool:
        """Whether nothing is known yet of what became of it."""
        return self.state is EventState.PLANNED
