"""A target one sets oneself, counted from what is in the store."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Measure(StrEnum):
    """What a goal counts."""

    TALKS = "talks"


class Period(StrEnum):
    """The span a goal is counted over."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """So many of something in every period."""

    id: int
    uid: str
    title: str
    measure: Measure = Measure.TALKS
    target: int = 1
    period: Period = Period.MONTH
    closed_on: date | None = None
    created_at: datetime | None = None
