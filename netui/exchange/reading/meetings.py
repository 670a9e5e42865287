"""Meetings in iCalendar files and folders of them: of an event only who, when and its title count."""

import re
from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from netui.domain.errors import ImportFileError
from netui.domain.journal.calendar import UID_ENDING
from netui.domain.people.collecting import Found, LeftOut, Origin, OtherFile, Party, Window, key_of
from netui.domain.people.interaction import InteractionKind
from netui.domain.text import clean
from netui.domain.time.calendar_ends import days_after, on_clock
from netui.domain.time.repeats import read_repeats
from netui.exchange.reading.csv_text import read_bytes
from netui.exchange.reading.folder_walk import walked
from netui.plain_file import read_small
from netui.typed_path import is_folder

if TYPE_CHECKING:
    from icalendar import Event

MOST_EVENTS = 100_000
MOST_TIMES = 400
"""So many times of a meeting that repeats count, the latest."""
_MOST_LINES = 10_000
"""An event of more lines that count is no meeting: each takes a while to take apart."""
_HEAD = 4 << 10
_BEGIN = re.compile(rb"^BEGIN:VEVENT[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_END = re.compile(rb"^END:VEVENT[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_CALENDAR = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", re.IGNORECASE)
_CANCELS = re.compile(rb"^METHOD:CANCEL[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_FOLD = re.compile(rb"\r?\n[ \t]")
_STARTS = re.compile(rb"^DTSTART[^:\n]*:(\d{8})", re.MULTILINE | re.IGNORECASE)
_VIDEO = ("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
_WANTED = frozenset(
    {
        *(b"UID", b"DTSTART", b"SUMMARY", b"LOCATION", b"STATUS", b"ORGANIZER", b"ATTENDEE", b"RRULE"),
        *(b"EXDATE", b"RDATE", b"RECURRENCE-ID", *map(str.encode, _VIDEO)),
    }
)
_ONLINE = re.compile(
    r"\bzoom\.us|\bmeet\.google|\bteams\.(?:microsoft|live)|\bwebex\.|\bmeet\.jit\.si|\bwhereby\.|"
    r"\bskype|\bmicrosoft teams|\bgoogle meet",
    re.IGNORECASE,
)
_CALL = re.compile(r"(?:phone )?call\b|telephone\b", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@<>,;:\"]{1,64}@[^\s@<>,;:\"]{1,190}")
_THINGS = frozenset({"ROOM", "RESOURCE", "GROUP"})
_LONGEST = 200
_OWN = UID_ENDING.encode()
_UNREADABLE = (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError)


class _Meeting(Struct, frozen=True, kw_only=True):
    """One event: `instead_of` is the day of the series that it stands for."""

    uid: str
    start: datetime | date
    parties: tuple[Party, ...]
    title: str
    kind: InteractionKind
    cancelled: bool
    days: tuple[date, ...]
    instead_of: date | None


class MeetingReader:
    """Reads events with attendees (a reader of `services.ports.TraceReader`)."""

    def recognises(self, path: Path) -> bool:
        """Whether a path leads to a calendar: a file, or a folder with one."""
        if is_folder(path):
            return next(_files(path), None) is not None
        try:
            return _CALENDAR.match(read_small(path, _HEAD)) is not None
        except (OSError, ValueError):
            return False

    def read(self, path: Path, window: Window) -> Iterator[Found | LeftOut | OtherFile]:
        """Yield the meetings with others of the days wanted; raise ImportFileError for no calendar.

        A file of a folder that can't be read is named, and the others are read.
        """
        if not is_folder(path):
            yield from _of_file(read_bytes(path), clean(path.name), window)
            return
        for file in _files(path):
            try:
                yield from _of_file(read_bytes(file), clean(file.name), window)
            except ImportFileError as error:
                reason = str(error).removeprefix(clean(file.name)).strip()
                name = clean(str(file.relative_to(path)))
                yield OtherFile(file=name, words=reason, read=False)


def _files(folder: Path) -> Iterator[Path]:
    for root, names in walked(folder):
        yield from (root / name for name in names if name.lower().endswith(".ics"))


def _of_file(data: bytes, name: str, window: Window) -> Iterator[Found | LeftOut]:
    begins = [match.end() for match in _BEGIN.finditer(data)]
    if len(begins) > MOST_EVENTS:
        raise ImportFileError(f"{name} has over {MOST_EVENTS:,} events: split it into smaller files")
    if begins and _CANCELS.search(data, 0, begins[0]):
        yield from (LeftOut.CANCELLED for _ in begins)
        return
    meetings: list[_Meeting] = []
    for begin, limit in zip(begins, [*begins, len(data)][1:], strict=True):
        end = _END.search(data, begin, limit)
        read = LeftOut.BROKEN if end is None else _read(data[begin : end.start()], window)
        if isinstance(read, LeftOut):
            yield read
        else:
            meetings.append(read)
    moved: dict[str, set[date]] = {}
    for meeting in meetings:
        if meeting.instead_of is not None:
            moved.setdefault(meeting.uid, set()).add(meeting.instead_of)
    for meeting in meetings:
        away = moved.get(meeting.uid, set()) if meeting.instead_of is None else set()
        yield from _times(meeting, away, window)


def _read(block: bytes, window: Window) -> _Meeting | LeftOut:
    """Read one event; what is netui's own, has no attendee, or was long ago, is not taken apart."""
    text = _FOLD.sub(b"", block)
    lines = list(islice(_wanted(text), _MOST_LINES + 1))
    if len(lines) > _MOST_LINES:
        return LeftOut.BROKEN
    if any(line.startswith((b"UID:", b"uid:")) and line.rstrip().endswith(_OWN) for line in lines):
        return LeftOut.OWN
    names = {line[:13].upper() for line in lines}
    repeats = any(name.startswith((b"RRULE", b"RDATE")) for name in names)
    is_moved = any(name.startswith(b"RECURRENCE-ID") for name in names)
    if not is_moved and not any(name.startswith((b"ATTENDEE", b"ORGANIZER")) for name in names):
        return LeftOut.ALONE
    starts = _STARTS.search(text)
    earliest = f"{days_after(window.first, -1):%Y%m%d}".zfill(8)
    if starts is not None and not repeats and not is_moved and starts[1].decode() < earliest:
        return LeftOut.OLD
    from icalendar import Event

    try:
        event = Event.from_ical(b"BEGIN:VEVENT\r\n" + b"\r\n".join([*lines, b"END:VEVENT", b""]))
        return _meeting(event, window) if isinstance(event, Event) else LeftOut.BROKEN
    except _UNREADABLE:
        return LeftOut.BROKEN


def _wanted(text: bytes) -> Iterator[bytes]:
    """Yield the lines of an event that count; its reminders have lines of the same names."""
    inside = 0
    for line in text.splitlines():
        name = re.split(rb"[:;]", line[:40], maxsplit=1)[0].strip().upper()
        if name == b"BEGIN":
            inside += 1
        elif name == b"END":
            inside -= 1
        elif not inside and name in _WANTED:
            yield line


def _meeting(event: "Event", window: Window) -> _Meeting | LeftOut:
    start = _moment(event.get("DTSTART"))
    if start is None:
        return LeftOut.UNDATED
    first = start.date() if isinstance(start, datetime) else start
    parties = {party.known_by or party.name: party for party in _parties(event)}
    title = clean(" ".join(str(event.get("SUMMARY", "")).split()), limit=_LONGEST)
    online = any(event.get(name) for name in _VIDEO) or _ONLINE.search(str(event.get("LOCATION", "")))
    moved = _moment(event.get("RECURRENCE-ID"))
    return _Meeting(
        uid=str(event.get("UID", "")) or f"{title} {start}",
        start=start,
        parties=tuple(parties.values()),
        title=title,
        kind=InteractionKind.CALL if online or _CALL.match(title) else InteractionKind.MEETING,
        cancelled=str(event.get("STATUS", "")).strip().upper() == "CANCELLED",
        days=tuple(_days(event, first, start, window)),
        instead_of=None if moved is None else _day(moved, start),
    )


def _days(event: "Event", first: date, start: datetime | date, window: Window) -> Iterator[date]:
    """Yield the days of an event: its own, or those of its rule that are not taken out."""
    left_out = {_day(each, start) for each in _moments(event.get("EXDATE"))}
    days = {first, *(_day(each, start) for each in _moments(event.get("RDATE")))}
    rule = event.get("RRULE")
    if (repeats := read_repeats(rule) if isinstance(rule, dict) else None) is not None:
        days.update(repeats.days(first, days_after(window.first, -1), days_after(window.last, 1)))
    yield from sorted(days - left_out)[-MOST_TIMES:]


def _times(meeting: _Meeting, moved: set[date], window: Window) -> Iterator[Found | LeftOut]:
    if meeting.cancelled:
        yield LeftOut.CANCELLED
        return
    for day in meeting.days:
        if day in moved:
            continue
        start = meeting.start
        at = None
        if isinstance(start, datetime):
            zone: tzinfo = start.tzinfo or window.zone
            at = on_clock(datetime.combine(day, start.time(), zone), window.zone)
        yield Found(
            origin=Origin.CALENDAR,
            key=key_of(meeting.uid, (meeting.instead_of or day).isoformat()),
            kind=meeting.kind,
            others=meeting.parties,
            at=at,
            on=None if at else day,
            text=meeting.title,
        )


def _parties(event: "Event") -> Iterator[Party]:
    for name in ("ORGANIZER", "ATTENDEE"):
        found: Any = event.get(name, [])
        for each in found if isinstance(found, list) else [found]:
            given = {key.upper(): str(value) for key, value in getattr(each, "params", {}).items()}
            if given.get("CUTYPE", "").upper() in _THINGS:
                continue
            address = _MAIL.search(str(each)) or _MAIL.search(given.get("EMAIL", ""))
            shown = clean(" ".join(given.get("CN", "").split()), limit=_LONGEST).strip(" '\"")
            yield Party(
                address=clean(address[0].lower().removeprefix("mailto:")) if address else "",
                name="" if "@" in shown else shown,
                declined=given.get("PARTSTAT", "").upper() == "DECLINED",
            )


def _moment(value: Any) -> datetime | date | None:
    found = getattr(value, "dt", None)
    return found if isinstance(found, date) else None


def _moments(value: Any) -> Iterator[datetime | date]:
    """Yield the moments of EXDATE or RDATE, which may be there several times with several each."""
    for each in value if isinstance(value, list) else [value]:
        for one in getattr(each, "dts", ()):
            found = _moment(one)
            if found is not None:
                yield found


def _day(moment: datetime | date, start: datetime | date) -> date:
    """Return the day of a moment on the clock that a meeting begins by."""
    if isinstance(moment, datetime):
        if moment.tzinfo and isinstance(start, datetime) and start.tzinfo:
            return on_clock(moment, start.tzinfo).date()
        return moment.date()
    return moment
