"""One thing that happened with one or several people."""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct


class InteractionKind(StrEnum):
    """The channel an interaction went through."""

    EMAIL = "email"
    CALL = "call"
    MESSAGE = "message"
    COFFEE = "coffee"
    MEETING = "meeting"
    EVENT = "event"
    INTERVIEW = "interview"
    LETTER = "letter"
    SOCIAL = "social"


class Direction(StrEnum):
    """Who gave: I, they, or both."""

    GAVE = "gave"
    RECEIVED = "received"
    BOTH = "both"


FROM_WORDS = {Direction.GAVE: "from you", Direction.RECEIVED: "from them", Direction.BOTH: ""}
"""Who an entry came from, in words."""

ONE_SIDED = frozenset({InteractionKind.SOCIAL})
"""Kinds that are no real contact by themselves: engaging with a post does not reset the clock."""

_SPOKEN = frozenset(
    {
        InteractionKind.CALL,
        InteractionKind.COFFEE,
        InteractionKind.MEETING,
        InteractionKind.EVENT,
        InteractionKind.INTERVIEW,
    }
)


NEWS = "news"
"""The source of an entry that tells what became of someone: it is not contact with them."""


class Interaction(Struct, frozen=True, kw_only=True):
    """One entry of the log; it stays when a person in it is deleted, with the name kept in `gone`.

    One that was made from mail or a calendar says so in `source`, and keeps the keys of those messages or
    meetings in `came_from`, so that none of them comes in again. News of someone has a `source` of its own.
    """

    id: int
    uid: str
    contact_ids: tuple[int, ...]
    kind: InteractionKind
    on: date
    at: datetime | None = None
    direction: Direction = Direction.BOTH
    text: str = ""
    real: bool = True
    interview_id: int | None = None
    template: str | None = None
    source: str | None = None
    came_from: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    created_at: datetime | None = None

    @property
    def is_news(self) -> bool:
        """Whether it tells what became of someone: it is neither a post nor contact."""
        return self.source == NEWS

    @property
    def is_conversation(self) -> bool:
        """Whether they said something too: what I sent and heard nothing of is none."""
        return (
            self.real
            and (self.template is None or self.direction is Direction.BOTH)
            and (self.kind in _SPOKEN or self.direction is not Direction.GAVE)
        )
