"""An entry of a calendar, the kinds there are, and what history says of one."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from netui.domain.text import choose
from netui.domain.week.agenda import RowKind

DAYS_AHEAD = 90
"""How far a calendar reaches where nothing else was asked for."""
MOST_DAYS = 3660
CANCELLED_FOR = 30
"""So many days a cancelled interview or event stays in a calendar, marked, so that all programs see it."""

UID_ENDING = "@netui"
"""The ending by which an entry is known as netui's own, wherever it has been."""


class CalendarKind(StrEnum):
    """What a calendar can hold."""

    INTERVIEWS = "interviews"
    EVENTS = "events"
    BIRTHDAYS = "birthdays"
    MILESTONES = "milestones"
    FOLLOW_UPS = "follow-ups"
    CHECK_INS = "check-ins"
    PREPARATION = "preparation"
    PLAN = "plan"


def read_kinds(text: str) -> frozenset[CalendarKind]:
    """Read kinds with commas between them; nothing means all of them. Raises InvalidValueError."""
    kinds = [choose(CalendarKind, one, "kind of entry") for one in text.split(",") if one.strip()]
    return frozenset(kinds or CalendarKind)


class CalendarChoice(Struct, frozen=True, kw_only=True):
    """What goes into a calendar: these kinds, what is due within so many days, and whether it rings."""

    kinds: frozenset[CalendarKind] = frozenset(CalendarKind)
    days: int = DAYS_AHEAD
    alarms: bool = True


WHOLE_CALENDAR = CalendarChoice()
KIND_OF_ROW = {
    **dict.fromkeys(RowKind, CalendarKind.PLAN),
    **dict.fromkeys(
        (
            *(RowKind.THANK_YOU, RowKind.SEND, RowKind.INTRODUCTION, RowKind.UPDATE, RowKind.CONGRATULATE),
            *(RowKind.OTHER, RowKind.OUTCOME, RowKind.REQUEST),
        ),
        CalendarKind.FOLLOW_UPS,
    ),
    RowKind.CHECK_IN: CalendarKind.CHECK_INS,
    RowKind.PREP: CalendarKind.PREPARATION,
    RowKind.BIRTHDAY: CalendarKind.BIRTHDAYS,
    RowKind.MILESTONE: CalendarKind.MILESTONES,
    RowKind.INTERVIEW: CalendarKind.INTERVIEWS,
    RowKind.EVENT: CalendarKind.EVENTS,
}


class CalendarEntry(Struct, frozen=True, kw_only=True):
    """Something with a day, or with a start and an end, which are aware instants.

    `uid` stays the same in every export, so that a calendar that reads again changes the entry it has.
    `changed_at` is when what it says last changed, and `sequence` grows with each such change. `alarm` is
    when it rings, counted from its start. A `yearly` one comes back on its day each year.
    """

    uid: str
    summary: str
    start: date | datetime
    end: datetime | None = None
    description: str = ""
    location: str = ""
    kind: CalendarKind = CalendarKind.EVENTS
    changed_at: datetime | None = None
    sequence: int = 0
    cancelled: bool = False
    alarm: timedelta | None = None
    yearly: bool = False
