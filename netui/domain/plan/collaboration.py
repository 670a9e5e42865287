"""Things done together: a project, an article, an event."""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct


class CollaborationKind(StrEnum):
    """What is done together."""

    PROJECT = "project"
    ARTICLE = "article"
    EVENT = "event"
    OTHER = "other"


class CollaborationState(StrEnum):
    """How far it has come."""

    IDEA = "idea"
    ACTIVE = "active"
    DONE = "done"
    DROPPED = "dropped"


class Collaboration(Struct, frozen=True, kw_only=True):
    """Something done together with some people, over a time that may still run."""

    id: int
    uid: str
    title: str
    kind: CollaborationKind = CollaborationKind.PROJECT
    contact_ids: tuple[int, ...] = ()
    state: CollaborationState = CollaborationState.IDEA
    from_on: date | None = None
    to_on: date | None = None
    text: str = ""
    next_step: str = ""
    next_on: date | None = None
    created_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still thought of or worked on."""
        return self.state in {CollaborationState.IDEA, CollaborationState.ACTIVE}
