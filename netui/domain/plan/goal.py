"""What one aims at: an aspiration made countable, and counted from what is in the store."""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct


class Measure(StrEnum):
    """What a goal counts."""

    TALKS = "talks"
    PEOPLE = "people"
    THANKS_IN_TIME = "thanks-in-time"
    GIVES = "gives"
    EVENTS = "events"
    POSTS = "posts"
    PRACTICE = "practice"
    MENTORING = "mentoring-meetings"
    GROUPS = "new-groups"
    BY_HAND = "by-hand"


MEASURE_WORDS = {
    Measure.TALKS: "informational talks held",
    Measure.PEOPLE: "people of a kind met",
    Measure.THANKS_IN_TIME: "thank-yous within 24 hours of a talk",
    Measure.GIVES: "times I gave something",
    Measure.EVENTS: "days at an event",
    Measure.POSTS: "posts, articles and comments",
    Measure.PRACTICE: "times I practised",
    Measure.MENTORING: "meetings with mentors and mentees",
    Measure.GROUPS: "groups I joined",
    Measure.BY_HAND: "counted by hand",
}


class Period(StrEnum):
    """The span a goal is counted over; `ONCE` runs from the day it was set to a day."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ONCE = "once"


class Goal(Struct, frozen=True, kw_only=True):
    """So many of something in every period, or once until a day.

    `query` says which people count (the measure `people`); `until` belongs to the period `once`;
    `counted` holds one day for each +1 by hand.
    """

    id: int
    uid: str
    title: str
    aspiration: str = ""
    motive: str = ""
    measure: Measure = Measure.TALKS
    query: str = ""
    target: int = 1
    period: Period = Period.MONTH
    until: date | None = None
    counted: tuple[date, ...] = ()
    closed_on: date | None = None
    created_at: datetime | None = None

    @property
    def per_words(self) -> str:
        """The period as written after a number: "this month", "until 31 Dec 2026"."""
        if self.period is Period.ONCE:
            return f"until {self.until.day} {self.until:%b %Y}" if self.until else "once"
        return f"this {self.period}"
