"""The terms of a search line that ask for days: `due:<7d`, `last:>90d`, `met:2025-03`."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from netui.domain.errors import InvalidValueError
from netui.domain.folding import fold
from netui.domain.people.contact import ContactRow
from netui.domain.search.query_setting import Setting, Test, one_of
from netui.domain.time.calendar_ends import days_after

Day = Callable[[ContactRow], date | None]


def due(value: str, setting: Setting) -> Test | None:
    """Test when the next check-in falls due; `<7d` has the overdue in it."""
    today = setting.today
    compared = _span("due", value, "overdue, today, tomorrow, week, none, <7d, >2w or 2026-11")
    if compared is not None:
        sign, days = compared
        if days is None:
            return None
        edge = days_after(today, days)
        return on_or_before(next_due, edge) if sign == "<" else after(next_due, edge)
    if value[0].isdigit():
        return _within("due", value, next_due)
    tests: dict[str, Test] = {
        "overdue": on_or_before(next_due, days_after(today, -1)),
        "today": _between(next_due, today, today),
        "tomorrow": _between(next_due, days_after(today, 1), days_after(today, 1)),
        "week": on_or_before(next_due, setting.week_end),
        "none": lambda row: row.next_due_on is None,
    }
    return one_of("due", value, tests, "<7d, >2w or 2026-11")


def last(value: str, setting: Setting) -> Test | None:
    """Test when the last contact was."""
    today = setting.today
    compared = _span("last", value, "never, today, yesterday, >90d, <2w or 2026-11")
    if compared is not None:
        sign, days = compared
        if days is None:
            return None
        edge = days_after(today, -days)
        if sign == ">":
            return on_or_before(last_contact, days_after(edge, -1))
        return after(last_contact, days_after(edge, -1))
    if value[0].isdigit():
        return _within("last", value, last_contact)
    yesterday = days_after(today, -1)
    tests: dict[str, Test] = {
        "never": lambda row: row.last_contact_on is None,
        "today": _between(last_contact, today, today),
        "yesterday": _between(last_contact, yesterday, yesterday),
    }
    return one_of("last", value, tests, ">90d, <2w or 2026-11")


def met(value: str, _: Setting) -> Test | None:
    """Test when one met."""
    return _within("met", value, lambda row: row.met_on)


_SPAN = re.compile(r"([<>])=?\s*(?:(\d{1,5})\s*([dwmy]?)[a-z]*)?$")
_DAYS_IN = {"": 1, "d": 1, "w": 7, "m": 30, "y": 365}


def _span(field: str, value: str, possible: str) -> tuple[str, int | None] | None:
    """Read `<7d` as ("<", 7); the days are None while no number was typed, the whole if it is no span."""
    if value[0] not in "<>":
        return None
    match = _SPAN.match(fold(value))
    if match is None:
        raise InvalidValueError(f'"{field}:{value}" is no span of days: after {field}: write {possible}')
    return match[1], int(match[2]) * _DAYS_IN[match[3]] if match[2] else None


def next_due(row: ContactRow) -> date | None:
    """Return the day of the next check-in."""
    return row.next_due_on


def last_contact(row: ContactRow) -> date | None:
    """Return the day of the last contact."""
    return row.last_contact_on


def on_or_before(read: Day, edge: date) -> Test:
    """Test for a known day that is not after `edge`."""
    return lambda row: (day := read(row)) is not None and day <= edge


def after(read: Day, edge: date) -> Test:
    """Test for a known day after `edge`."""
    return lambda row: (day := read(row)) is not None and day > edge


def _between(read: Day, first: date, last: date) -> Test:
    return lambda row: (day := read(row)) is not None and first <= day <= last


_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})?)?(?:-(\d{1,2})?)?$")


def _within(field: str, value: str, read: Day) -> Test | None:
    """Test for a year, a month or a day; a number too short to be a year is not finished yet."""
    if value.isdigit() and len(value) < 4:
        return None
    match = _DATE.match(value)
    remedy = f'"{field}:{value}" is no date: after {field}: write 2025, 2025-03 or 2025-03-14'
    if match is None:
        raise InvalidValueError(remedy)
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError as error:
        raise InvalidValueError(remedy) from error
    if day:
        return _between(read, first, first)
    last_month = month or 12
    return _between(read, first, date(year, last_month, monthrange(year, last_month)[1]))
