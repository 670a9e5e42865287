"""When an interview is: read as people type it, said on both clocks."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.interviews.rules import BothClocks, as_instant, both_clocks
from netui.domain.people.rules import check_zone
from netui.domain.time.calendar_ends import on_clock
from netui.domain.time.dates import at_zone, clock_note, full_day, short_day
from netui.domain.time.zones import in_zone, zone_label
from netui.services.present import Present

_THERE = re.compile(r"\s+(?:there|theirs|(?:their|her|his) time)$", re.IGNORECASE)
_MINE = frozenset({"", "mine", "me", "my", "here", "i"})
_THEIRS = frozenset({"theirs", "them", "their", "there"})


class InterviewTime(Struct, frozen=True):
    """A start as an instant in UTC, the zone on whose clock it was typed, and how it was understood.

    `note` tells what is odd about it on the night the clocks change, or nothing.
    """

    at: datetime
    zone: str
    description: str
    note: str = ""


def read_interview_time(
    text: str, present: Present, *, zone: str = "", their_zone: str = ""
) -> InterviewTime:
    """Read a day with a time, on the clock of `zone` ("" is the user's own).

    A text that ends in "there" is on their clock. Raises InvalidValueError, also for a day without a time.
    """
    words = " ".join(text.split())
    if _THERE.search(words):
        if not their_zone:
            raise InvalidValueError("whose clock is not known: give the person a time zone, or name one")
        words, zone = _THERE.sub("", words), their_zone
    when, there = present.read_when_in(words, check_zone(zone) if zone else None)
    zone = there.key if there is not None else ""
    clock = there or present.zone
    if not isinstance(when, datetime):
        raise InvalidValueError(f"{full_day(when)}, at what time? Write it like “mon 14:00”")
    at = as_instant(at_zone(when, clock))
    clocks = both_clocks(at, present.zone, zone if zone and zone != own_zone(present) else their_zone)
    far = "that has passed" if at < present.now() else distance(clocks.mine, present)
    description = f"{say_clocks(clocks, present, with_year=True)}; {far}"
    return InterviewTime(at, zone, description, clock_note(when, clock))


def read_zone(text: str, present: Present, their_zone: str) -> str:
    """Read on whose clock: "mine", "theirs" or an IANA zone; raise InvalidValueError for anything else."""
    words = text.strip()
    if words.casefold() in _MINE:
        return own_zone(present)
    if words.casefold() in _THEIRS:
        if not their_zone:
            raise InvalidValueError("their zone is not known: name it, like America/Denver")
        return their_zone
    return check_zone(words).key


def own_zone(present: Present) -> str:
    """Return the user's own zone by its IANA name, or "" where it has none."""
    return present.zone.key if isinstance(present.zone, ZoneInfo) else ""


def say_clocks(clocks: BothClocks, present: Present, *, with_year: bool = False) -> str:
    """Return "Mon 23 Nov 19:00 for you, 11:00 in Denver"; one clock where both agree."""
    today = present.today()
    mine, theirs = clocks.mine, clocks.theirs
    day = full_day(mine.date()) if with_year else short_day(mine.date(), today)
    if theirs is None:
        return f"{day} {mine:%H:%M}"
    if clocks.same:
        return f"{day} {mine:%H:%M} for you both"
    other = f"{theirs:%H:%M}"
    if clocks.other_day:
        other = f"{short_day(theirs.date(), today)} {other}"
    return f"{day} {mine:%H:%M} for you, {other} {_where(theirs)}"


def distance(local: datetime, present: Present) -> str:
    """Return how far off a moment is: "in 40 minutes", "in 5 hours", "tomorrow", "in 3 days"."""
    now = present.now()
    days = (local.date() - present.local(now).date()).days
    minutes = int((local - now).total_seconds() // 60)
    if days == 0 and minutes >= 0:
        return f"in {counted(minutes, 'minute')}" if minutes < 100 else f"in {round(minutes / 60)} hours"
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


def clock_there(zone: str, present: Present) -> str:
    """Return "Denver (08:14 there)", or "" where the zone is not known."""
    if not zone:
        return ""
    try:
        there = on_clock(present.now(), check_zone(zone))
    except InvalidValueError:
        return ""
    return f"{zone_label(zone)} ({there:%H:%M} there)"


def _where(theirs: datetime) -> str:
    return in_zone(theirs.tzinfo.key) if isinstance(theirs.tzinfo, ZoneInfo) else "there"
