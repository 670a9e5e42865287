"""Practice: what the user tries out where nothing is at stake, and how confident they are."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

LOWEST, HIGHEST = 1, 5


class PracticeKind(StrEnum):
    """What was tried out; `RATING` is a self-rating without any practice."""

    MOCK_EVENT = "mock-event"
    PITCH = "pitch"
    DISCUSSION = "discussion"
    REHEARSAL = "rehearsal"
    RATING = "rating"


PRACTICE_WORDS = {
    PracticeKind.MOCK_EVENT: "mock event",
    PracticeKind.PITCH: "pitch said aloud",
    PracticeKind.DISCUSSION: "online discussion",
    PracticeKind.REHEARSAL: "rehearsal",
    PracticeKind.RATING: "how I stand",
}


class Practice(Struct, frozen=True, kw_only=True):
    """One time of practice; `confidence` and `visibility` go from 1 (hardly any) to 5, None is not rated.

    `minutes` is how long it took, None if that is unknown; `interview_id` is the interview it prepares.
    """

    id: int
    uid: str
    kind: PracticeKind
    on: date
    confidence: int | None = None
    visibility: int | None = None
    text: str = ""
    minutes: int | None = None
    interview_id: int | None = None
    created_at: datetime | None = None


class Ratings(Struct, frozen=True):
    """Self-ratings over time, the oldest first."""

    confidence: tuple[tuple[date, int], ...] = ()
    visibility: tuple[tuple[date, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.confidence or self.visibility)


def ratings(practices: Iterable[Practice]) -> Ratings:
    """Return the ratings of some practice, the oldest first."""
    ordered = sorted(practices, key=lambda one: (one.on, one.id))
    return Ratings(
        tuple((one.on, one.confidence) for one in ordered if one.confidence is not None),
        tuple((one.on, one.visibility) for one in ordered if one.visibility is not None),
    )


def trend(values: Sequence[tuple[date, int]]) -> str:
    """Describe the latest rating: "4, up from 2", "3, as before", "3"."""
    if not values:
        return "not rated"
    first, last = values[0][1], values[-1][1]
    if len(values) == 1:
        return str(last)
    if last == first:
        return f"{last}, as in the beginning"
    return f"{last}, {'up' if last > first else 'down'} from {first}"
