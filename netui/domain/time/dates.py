"""Days and times as people type them, and as netui says them."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from netui.domain.errors import InvalidValueError
from netui.domain.text import shortened
from netui.domain.time.calendar_ends import on_clock
from netui.domain.time.date_grammar import Reading, folded, read_day
from netui.domain.values import replace

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TIME = re.compile(
    r"(?:^|(?<=\s))(?:at\s+)?(?:(?P<hour>\d{1,2})(?::|\.(?=\d\d\s?[ap]\.?m))(?P<minute>\d\d)(?::\d\d)?(?:\s?(?P<half>[ap])\.?m\.?)?"
    r"|(?P<hour12>\d{1,2})\s?(?P<half12>[ap])\.?m\.?|(?P<noon>noon)|(?P<hour_h>\d{1,2})h(?P<minute_h>\d\d)?"
    r"|(?<=\bat\s)(?P<bare>\d{1,2}))(?=\s|$)"
)
_BARE_HOUR = re.compile(r"(?<=\S )(?P<bare>\d{1,2})$")
_MORNING = 8
"""From this hour to noon a bare hour is one of the morning; before, it can be of the afternoon too."""
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[t ]\d(?!.*(?:[ap]\.?m\b|\dh|\d h))")
_ONE_DIGIT = re.compile(r"(?<=[T ])(\d)(?=:)")
_SPAN = re.compile(r"(?:in )?(?:(\d{1,4}|an?|half an) ?)(h|hours?|hrs?|min|mins|minutes?)( ago| from now)?")


def parse_date(text: str, reading: Reading) -> date:
    """Read a day; raise InvalidValueError if the text names none, or might name two.

    "fri" is the first Friday after today, or the last before it where the past is preferred, as it is when
    something is logged; it is never today. "last fri" is always past. "next fri" is the Friday of the
    following calendar week, "this fri" that of the present one. "next week", "next month" and "next year"
    are their first day, "end of week" is its last, "weekend" is the coming Saturday. "12 mar" is the next
    one, today included, or the last. "3d" and "2w" follow the preference, "in 3d" and "3d ago" do not.
    Between dots the day comes first; in other figures it is read when they can mean one day only, or in the
    order of the settings.
    """
    day = read_day(text, reading)
    if day is not None:
        return day
    try:
        when = parse_when(text, datetime.combine(reading.today, time.min, UTC), reading)
    except InvalidValueError:
        raise InvalidValueError(_unreadable(text)) from None
    example = f"{when:%a} {when.day} {when:%b}".casefold()
    raise InvalidValueError(f"“{shortened(text.strip())}” has an hour: write a day only, as in “{example}”")


def parse_when(text: str, now_local: datetime, reading: Reading) -> datetime | date:
    """Read a day, or a day with a time such as "mon 14:00", "tomorrow 9am", "fri at 3pm".

    `now_local` is the present on the clock of the person or the zone meant, and says which day it is.
    Returns a plain date where no time was given; a naive datetime on that clock, to be placed by `at_zone`;
    or an aware one where the text has an offset or counts hours ("in 2 hours"). A time without a day is the
    next such moment, or the last. A bare hour is read where it is one of a working morning or of the 24
    hours. Raises InvalidValueError.
    """
    words = folded(text)
    if _INSTANT.match(words):
        return _iso_instant(text, words)
    span = _SPAN.fullmatch(words)
    if span:
        return _after(span, now_local)
    today = now_local.date()
    reading = replace(reading, today=today)
    match = _TIME.search(words)
    if match is None:
        day = read_day(text, reading)
        if day is not None:
            return day
        match = _BARE_HOUR.search(words)
    if match is None:
        raise InvalidValueError(_unreadable(text))
    rest = f"{words[: match.start()]} {words[match.end() :]}".strip()
    day = read_day(rest, reading) if rest else None
    if rest and day is None:
        raise InvalidValueError(_unreadable(text))
    clock = _clock(match)
    if day is not None:
        return datetime.combine(day, clock)
    moment = datetime.combine(today, clock)
    present = now_local.replace(tzinfo=None)
    try:
        if reading.past:
            return moment - timedelta(days=1) if moment > present else moment
        return moment + timedelta(days=1) if moment <= present else moment
    except OverflowError as error:
        raise InvalidValueError(_unreadable(text)) from error


def date_of(when: datetime | date) -> date:
    """Return the day of a day with a time or without."""
    return when.date() if isinstance(when, datetime) else when


def at_zone(local: datetime, zone: tzinfo) -> datetime:
    """Return a time on the clocks of a zone as an instant in UTC; an aware time keeps its own offset.

    A time that clocks skip moves forward by as much, and of a time that comes twice it is the first:
    `clock_note` says so. Raises InvalidValueError at the ends of the calendar.
    """
    try:
        if local.tzinfo is None:
            local = local.replace(tzinfo=zone, fold=0)
        return local.astimezone(UTC)
    except (OverflowError, ValueError) as error:
        raise InvalidValueError("that time is in no calendar: years go from 1 to 9999") from error


def clock_note(local: datetime, zone: tzinfo) -> str:
    """Return what is odd about a time on the night the clocks change, or nothing."""
    if local.tzinfo is not None:
        return ""
    instant = at_zone(local, zone)
    taken = on_clock(instant, zone).replace(tzinfo=None)
    if taken != local:
        return f"{local:%H:%M} is skipped that night, as clocks go forward: taken as {taken:%H:%M}"
    aware = local.replace(tzinfo=zone)
    if aware.utcoffset() != aware.replace(fold=1).utcoffset():
        return f"{local:%H:%M} comes twice that night, as clocks go back: the first is taken"
    return ""


def short_day(day: date, today: date) -> str:
    """Return "Sat 21 Nov", or "21 Nov 2027" where the year is another."""
    if day.year == today.year:
        return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year:04d}"


def full_day(day: date) -> str:
    """Return "Fri 27 Nov 2026"; `parse_date` reads it back."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year:04d}"


def describe_day(day: date, today: date) -> str:
    """Return when something is due: "12 days late", "today", "tomorrow", "in 3 days", "Sat 28 Nov"."""
    days = (day - today).days
    if days < 0:
        return "1 day late" if days == -1 else f"{-days} days late"
    return short_day(day, today) if days > 6 else _distance(days)


def distance(day: date, today: date) -> str:
    """Return how far a day is: "today", "yesterday", "in 3 days", "12 days ago"."""
    return _distance((day - today).days)


def echo(day: date, today: date) -> str:
    """Return how a typed day was understood: "Fri 27 Nov 2026, in 7 days"."""
    return f"{full_day(day)}, {_distance((day - today).days)}"


def _distance(days: int) -> str:
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


def _unreadable(text: str) -> str:
    shown = shortened(" ".join(text.split()))
    return f'“{shown}” is no date I can read: try "fri", "in 2 weeks", "12 mar" or 2026-11-23'


def _two_hours(hour: str) -> str:
    return f"“at {hour}” can be morning or afternoon: write {hour}am, {hour}pm or {hour}:00"


def _iso_instant(text: str, words: str) -> datetime:
    try:
        return datetime.fromisoformat(_ONE_DIGIT.sub(r"0\1", words.upper()).replace(" +", "+"))
    except ValueError as error:
        raise InvalidValueError(f"{_unreadable(text)}, with a time: 2026-11-23 19:00") from error


def _after(match: re.Match[str], now_local: datetime) -> datetime:
    number, unit, direction = match.groups()
    count = 0.5 if number == "half an" else 1 if number in {"a", "an"} else int(number)
    span = timedelta(hours=count) if unit.startswith("h") else timedelta(minutes=count)
    try:
        instant = now_local.astimezone(UTC) + (-span if direction == " ago" else span)
        return instant.astimezone(now_local.tzinfo)
    except OverflowError as error:
        raise InvalidValueError("that time is in no calendar: years go from 1 to 9999") from error


def _clock(match: re.Match[str]) -> time:
    groups: dict[str, Any] = {**dict.fromkeys(_TIME.groupindex), **match.groupdict()}
    if groups["noon"]:
        return time(12)
    if groups["bare"] and 0 < int(groups["bare"]) < _MORNING:
        raise InvalidValueError(_two_hours(groups["bare"]))
    hour = int(groups["hour"] or groups["hour12"] or groups["hour_h"] or groups["bare"])
    minute = int(groups["minute"] or groups["minute_h"] or 0)
    half = groups["half"] or groups["half12"]
    if half and not 1 <= hour <= 12:
        raise InvalidValueError(f"“{match[0].strip()}” is no time: write it like 14:00 or 2pm")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise InvalidValueError(f"“{match[0].strip()}” is no time: hours go to 23, minutes to 59")
    return time(hour, minute)
