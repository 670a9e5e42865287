"""Moves days and instants, and reads them on other clocks, within the calendar of years 1 to 9999.

Stored dates may be at an end, typed by mistake or made up by another program. What would be beyond it is
taken as the end itself, so that one odd date hides no other and stops nothing.
"""

from datetime import date, datetime, timedelta, tzinfo

_MIDDLE = 5000


def days_after(day: date, count: int) -> date:
    """Return the day so many days later, or earlier for a negative count."""
    return date.fromordinal(min(max(day.toordinal() + count, date.min.toordinal()), date.max.toordinal()))


def time_after(at: datetime, span: timedelta) -> datetime:
    """Return the instant so much later, on the same clock."""
    try:
        return at + span
    except OverflowError:
        return _end(late=span > timedelta(), zone=at.tzinfo)


def on_clock(at: datetime, zone: tzinfo | None) -> datetime:
    """Return an instant on the clock of a zone."""
    try:
        return at.astimezone(zone)
    except (OverflowError, ValueError):
        return _end(late=at.year > _MIDDLE, zone=zone)


def _end(*, late: bool, zone: tzinfo | None) -> datetime:
    return datetime.max.replace(tzinfo=zone) if late else datetime.min.replace(tzinfo=zone)
