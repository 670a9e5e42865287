"""What people give one another: introductions, articles, time, a good word."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import Direction, Interaction, InteractionKind


class FavourKind(StrEnum):
    """What was given."""

    INTRODUCTION = "introduction"
    ARTICLE = "article"
    REVIEW = "review"
    REFERRAL = "referral"
    TIME = "time"
    CONGRATULATION = "congratulation"
    ENGAGED = "engaged"
    HELP = "help"
    OTHER = "other"


FAVOUR_WORDS = {kind: kind.value for kind in FavourKind} | {
    FavourKind.ARTICLE: "article or link",
    FavourKind.ENGAGED: "engaged with a post",
    FavourKind.OTHER: "something else",
}
"""What each kind is called on the screen."""
WAY_WORDS = {Direction.GAVE: "you did for them", Direction.RECEIVED: "they did for you"}
"""Which way a favour went, in words."""
_WEIGHT = (
    FavourKind.CONGRATULATION,
    FavourKind.ENGAGED,
    FavourKind.ARTICLE,
    FavourKind.OTHER,
    FavourKind.HELP,
    FavourKind.REVIEW,
    FavourKind.TIME,
    FavourKind.INTRODUCTION,
    FavourKind.REFERRAL,
)
"""What weighs more with the person it was for, from the least to the most."""


class Favour(Struct, frozen=True, kw_only=True):
    """Something one side gave the other, noted by hand; `direction` is gave or received, never both."""

    id: int
    uid: str
    contact_id: int | None
    direction: Direction
    kind: FavourKind
    on: date
    text: str = ""
    created_at: datetime | None = None


class FavourSource(StrEnum):
    """Where the ledger has an entry from."""

    NOTED = "noted"
    INTRODUCTION = "introduction"
    LOG = "log"
    PROMISE = "promise"


class FavourEntry(Struct, frozen=True, kw_only=True):
    """One line of the ledger; `on` is None if the day is not known, `id` is that of its source."""

    id: int
    contact_id: int
    direction: Direction
    kind: FavourKind
    source: FavourSource
    on: date | None = None
    text: str = ""


class Balance(Struct, frozen=True):
    """How much went each way."""

    gave: int = 0
    received: int = 0

    @property
    def net(self) -> int:
        """What I gave more than I received; below zero, what I have to give back."""
        return self.gave - self.received

    @property
    def words(self) -> str:
        """How much went each way: "you did 2 for them, they did 1 for you"."""
        return f"you did {self.gave:,} for them, they did {self.received:,} for you"

    @property
    def short(self) -> str:
        """How much went each way, where there is little room: "you did 2, they did 1"."""
        return f"you did {self.gave:,}, they did {self.received:,}"

    @property
    def only_received(self) -> bool:
        """Whether it only ever went one way: to me."""
        return self.received > 0 and self.gave == 0


def balance_of(entries: Iterable[FavourEntry]) -> Balance:
    """Count what went each way."""
    gave = received = 0
    for entry in entries:
        gave += entry.direction is Direction.GAVE
        received += entry.direction is Direction.RECEIVED
    return Balance(gave, received)


def most_telling(entries: Iterable[FavourEntry]) -> FavourEntry | None:
    """Return the entry that weighs most by its kind, of several the latest, or None."""
    return max(entries, key=lambda one: (_WEIGHT.index(one.kind), one.on or date.min, one.id), default=None)


OF_PROMISE = {
    FollowUpKind.SEND: FavourKind.ARTICLE,
    FollowUpKind.CONGRATULATE: FavourKind.CONGRATULATION,
}
"""Which promises give something when they are kept."""
_OF_TEMPLATE = {
    "share-resource": FavourKind.ARTICLE,
    "congratulations": FavourKind.CONGRATULATION,
    "new-job-congratulations": FavourKind.CONGRATULATION,
    "work-anniversary": FavourKind.CONGRATULATION,
}
_THING = (
    r"articles?|papers?|posts?|books?|slides|links?|recordings?|notes|checklists?|guides?|lists?|maps?|"
    r"templates?|summar(?:y|ies)"
)
_ACTS = (
    (FavourKind.REVIEW, r"(?:review(?:ed)?|proofread|edited)\b(?! rota)"),
    (FavourKind.CONGRATULATION, r"congratulat(?:ed|ions)\b"),
    (FavourKind.REFERRAL, r"(?:referred|recommended me\b|recommended (?:her|him|them)\b|vouched|referral\b)"),
    (FavourKind.HELP, r"(?:helped|fixed)\b"),
    (
        FavourKind.ARTICLE,
        rf"(?:sent|shared|lent|forwarded|passed on)\b.{{0,60}}?\b(?:{_THING})\b|(?:reading|link) list\b",
    ),
)
_SAID = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _ACTS)


def favour_in(interaction: Interaction) -> FavourKind | None:
    """Return what an entry of the log gave, where that is beyond doubt, else None.

    Beyond doubt are: an interview someone gave me their time for; engaging with a post; a note from a
    template that shares or congratulates; and words that begin with the act itself ("Sent the eBPF article").
    Messages alone count for nothing, and neither does what was imported. Introductions are counted as such.
    """
    if interaction.direction is Direction.BOTH or interaction.source is not None:
        return None
    if interaction.kind is InteractionKind.INTERVIEW:
        return FavourKind.TIME
    if interaction.kind is InteractionKind.SOCIAL:
        return FavourKind.ENGAGED
    if interaction.template is not None:
        return _OF_TEMPLATE.get(interaction.template)
    words = " ".join(interaction.text[:200].split())
    return next((kind for kind, begins in _SAID if begins.match(words)), None)
