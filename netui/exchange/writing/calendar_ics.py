"""Days and interviews as iCalendar (RFC 5545), for a calendar to read or to subscribe to."""

from collections.abc import Iterable
from datetime import UTC, datetime

from netui import __version__
from netui.domain.journal.exporting import CalendarEntry
from netui.domain.text import clean
from netui.domain.time.calendar_ends import days_after, on_clock


def calendar_ics(entries: Iterable[CalendarEntry], written_at: datetime) -> str:
    """Return the calendar; what has a day alone leaves that day free."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", f"-//netui//netui {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "netui")
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.uid}@netui")
        event.add("dtstamp", on_clock(written_at, UTC))
        event.add("summary", clean(entry.summary))
        if isinstance(entry.start, datetime):
            event.add("dtstart", on_clock(entry.start, UTC))
            event.add("dtend", on_clock(entry.end or entry.start, UTC))
        else:
            event.add("dtstart", entry.start)
            event.add("dtend", days_after(entry.start, 1))
            event.add("transp", "TRANSPARENT")
        if entry.description.strip():
            event.add("description", clean(entry.description, newlines=True))
        if entry.location.strip():
            event.add("location", clean(entry.location))
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode()
