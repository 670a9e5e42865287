"""A group one belongs to, or might: what it is for, when it meets, what the user does in it."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.plan.meeting_days import next_meeting_day


class GroupKind(StrEnum):
    """What sort of group it is."""

    ASSOCIATION = "association"
    COMMUNITY = "community"
    MEETUP = "meetup"
    ALUMNI = "alumni"
    OTHER = "other"


class GroupRole(StrEnum):
    """What one is in a group; interested means not joined yet."""

    INTERESTED = "interested"
    MEMBER = "member"
    VOLUNTEER = "volunteer"
    ORGANISER = "organiser"


class HoursEntry(Struct, frozen=True):
    """Time given to a group on a day."""

    on: date
    hours: float
    text: str = ""


class GroupMeeting(Struct, frozen=True):
    """One meeting of a group, with notes."""

    on: date
    text: str = ""


class Group(Struct, frozen=True, kw_only=True):
    """An association, a community, a meetup, a circle of alumni.

    `rhythm` is as typed: "first Thursday", or a cadence such as "every 2 weeks". `action_ids` are the
    follow-ups one owes the group; they appear on the agenda by themselves. `joined_on` is None where the
    group was kept before netui noted that day.
    """

    id: int
    uid: str
    name: str
    kind: GroupKind = GroupKind.COMMUNITY
    role: GroupRole = GroupRole.MEMBER
    joined_on: date | None = None
    objectives: str = ""
    criteria: str = ""
    rhythm: str = ""
    contact_ids: tuple[int, ...] = ()
    hours: tuple[HoursEntry, ...] = ()
    meetings: tuple[GroupMeeting, ...] = ()
    action_ids: tuple[int, ...] = ()
    link: str = ""
    notes: str = ""
    created_at: datetime | None = None

    @property
    def tag(self) -> str:
        """The tag of the people met through the group: its name, in one word."""
        return "-".join(self.name.casefold().split())

    @property
    def total_hours(self) -> float:
        """All hours given so far."""
        return total_hours(self.hours)

    def next_meeting_on(self, today: date) -> date | None:
        """Return the next day of its cadence; None if none follows from it."""
        days = [meeting.on for meeting in self.meetings]
        return next_meeting_day(self.rhythm, max(days, default=None), today, min(days, default=None))


def total_hours(entries: Iterable[HoursEntry], *, since: date | None = None) -> float:
    """Return the hours of some entries, all of them or those from a day on."""
    return sum(entry.hours for entry in entries if since is None or entry.on >= since)


def hours_words(hours: float) -> str:
    """Return "3 h" or "1.5 h"."""
    return f"{hours:g} h"


_MOST_HOURS = 1_000
_HOUR_WORDS = {"minutes": 60, "mins": 60, "min": 60, "hours": 1, "hour": 1, "hrs": 1, "hr": 1, "h": 1}


def read_hours(text: str) -> float:
    """Read "3", "1.5", "1,5 h", "1:30" or "45 min" as hours; raise InvalidValueError for anything else."""
    words = text.casefold().replace(",", ".").strip()
    divisor = 1.0
    for unit, parts in _HOUR_WORDS.items():
        if words.endswith(unit):
            words, divisor = words.removesuffix(unit).strip(), float(parts)
            break
    try:
        if ":" in words:
            whole, _, minutes = words.partition(":")
            hours = int(whole) + int(minutes) / 60
        else:
            hours = float(words) / divisor
    except ValueError as error:
        raise InvalidValueError(f"“{text[:40]}” is no number of hours: write 2, 1.5 or 45 min") from error
    if not 0 < hours <= _MOST_HOURS:
        raise InvalidValueError("hours are more than 0 and at most 1000")
    return round(hours, 2)
