"""A company or an industry the user wants to know people in."""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct


class TargetKind(StrEnum):
    """What is aimed at."""

    COMPANY = "company"
    INDUSTRY = "industry"


class Target(Struct, frozen=True, kw_only=True):
    """A company or an industry, and why; people to meet there are contacts of the stage potential."""

    id: int
    uid: str
    kind: TargetKind
    name: str
    why: str = ""
    next_step: str = ""
    next_on: date | None = None
    created_at: datetime | None = None
