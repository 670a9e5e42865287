"""A skill one builds, and who can help with it."""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

LOWEST, HIGHEST = 1, 5


class SkillState(StrEnum):
    """The state of a skill."""

    BUILDING = "building"
    REACHED = "reached"
    PAUSED = "paused"


class Skill(Struct, frozen=True, kw_only=True):
    """A skill with its level now and the level wanted, each from 1 (heard of it) to 5 (others ask me)."""

    id: int
    uid: str
    name: str
    why: str = ""
    level: int = LOWEST
    wanted: int = 3
    contact_ids: tuple[int, ...] = ()
    next_step: str = ""
    next_on: date | None = None
    state: SkillState = SkillState.BUILDING
    created_at: datetime | None = None
