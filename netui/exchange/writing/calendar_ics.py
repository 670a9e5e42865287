"""Calendar entries as iCalendar (RFC 5545): one file to read or to subscribe to, or a file for each (a vdir).

Nothing in it is of the time it was written: what hasn't changed has the same bytes again. Times are in UTC,
so that no rule of a time zone has to come along; a day is a day on every clock. A file of a vdir holds a
checksum, which tells whether anything else has changed it.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import IO

from netui.domain.journal.calendar import UID_ENDING, CalendarEntry
from netui.domain.text import clean
from netui.domain.time.calendar_ends import days_after, on_clock
from netui.exchange.writing.content_line import folded, text_value

_HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//netui//netui//EN")
_OF_A_FEED = (
    *("X-WR-CALNAME:netui", "NAME:netui"),
    *("REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"),
)
_END = "END:VCALENDAR"
_SUM = "X-NETUI-SUM"
_OURS = re.compile("\r\n".join((*map(re.escape, _HEAD), rf"{_SUM}:([0-9a-f]{{8}})\r\n")).encode())
_UID = re.compile(rb"\r\nUID:((?:[^\r\n]|\r\n )*)\r\n")
_PLAIN = re.compile(r"[A-Za-z0-9:-]{1,100}")
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9-]")
_ENDING = ".ics"
_LONGEST_HEAD = 128
_LARGEST = 1 << 20
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_OF_FEBRUARY = ";BYMONTH=2;BYMONTHDAY=-1"


def calendar_ics(entries: Iterable[CalendarEntry]) -> str:
    """Return the calendar as one file, with how often to read it again."""
    return _written((*_HEAD, *_OF_A_FEED, *(line for entry in entries for line in _event(entry)), _END))


def calendar_files(entries: Iterable[CalendarEntry]) -> Mapping[str, str]:
    """Return a file for each entry, by the name it has in a folder."""
    return {file_name(entry.uid): _file_of(entry) for entry in entries}


def made_calendar_file(name: str, file: IO[bytes]) -> bytes | None:
    """Return what a file of a folder holds, if `calendar_files` made it, and nothing changed it since.

    Of any other file only the beginning is read.
    """
    if not name.endswith(_ENDING):
        return None
    begins = file.read(_LONGEST_HEAD)
    head = _OURS.match(begins)
    if head is None:
        return None
    data = begins + file.read(_LARGEST)
    found = _UID.search(data)
    if found is None or int(head[1], 16) != zlib.crc32(data[head.end() :]):
        return None
    uid = found[1].replace(b"\r\n ", b"").decode("utf-8", "replace")
    return data if file_name(_unescaped(uid).removesuffix(UID_ENDING)) == name else None


def file_name(uid: str) -> str:
    """Return the name of the file of an entry: its uid, as far as that makes a name on every system."""
    uid = clean(uid).strip()
    name = _NOT_IN_NAMES.sub("-", uid)[:100]
    if not _PLAIN.fullmatch(uid):  # two of them could become the same
        name = f"{name}-{blake2b(uid.encode(), digest_size=8).hexdigest()}"
    return f"{name}{_ENDING}"


def _file_of(entry: CalendarEntry) -> str:
    text = _written((*_event(entry), _END))
    return f"{_written((*_HEAD, f'{_SUM}:{zlib.crc32(text.encode()):08x}'))}{text}"


def _written(lines: Iterable[str]) -> str:
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(entry: CalendarEntry) -> Iterator[str]:
    changed = _instant(entry.changed_at or _NEVER)
    summary = text_value(clean(entry.summary))
    yield "BEGIN:VEVENT"
    yield f"UID:{text_value(clean(entry.uid))}{UID_ENDING}"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"SUMMARY:{summary}"
    if isinstance(entry.start, datetime):
        yield f"DTSTART:{_instant(entry.start)}"
        yield f"DTEND:{_instant(entry.end or entry.start)}"
    else:
        yield f"DTSTART;VALUE=DATE:{_day(entry.start)}"
        yield f"DTEND;VALUE=DATE:{_day(days_after(entry.start, 1))}"
        yield "TRANSP:TRANSPARENT"
        if entry.yearly:
            leap = (entry.start.month, entry.start.day) == (2, 29)
            yield f"RRULE:FREQ=YEARLY{_LAST_OF_FEBRUARY if leap else ''}"
    yield f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}"
    yield f"CATEGORIES:{entry.kind}"
    if description := text_value(entry.description):
        yield f"DESCRIPTION:{description}"
    if location := text_value(clean(entry.location)):
        yield f"LOCATION:{location}"
    if entry.alarm is not None:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{summary}")
        yield from (f"TRIGGER:{_span(entry.alarm)}", "END:VALARM")
    yield "END:VEVENT"


def _instant(at: datetime) -> str:
    return f"{_day(at := on_clock(at, UTC))}T{at:%H%M%S}Z"


def _day(day: date) -> str:
    return f"{day.year:04d}{day:%m%d}"


def _span(span: timedelta) -> str:
    minutes = int(abs(span).total_seconds()) // 60
    hours, minutes = divmod(minutes, 60)
    length = f"{f'{hours}H' if hours else ''}{f'{minutes}M' if minutes or not hours else ''}"
    return f"{'-' if span < timedelta() else ''}PT{length}"


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)
