"""The pages of `netui help TOPIC`, made from what netui itself reads days, searches and fields by."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from textwrap import wrap

_TODAY = date(2026, 11, 20)
_NINE = time(9)
_DAYS = (
    *("today", "tomorrow", "yesterday", "fri", "next fri", "last fri", "weekend", "next week"),
    *("end of month", "in 3 days", "2 weeks ago", "3 working days from now", "12 mar", "12 mar 2027"),
    *("2026-12-24", "24.12.", "the 15th", "first monday of january", "monday week"),
)
_TIMES = ("mon 14:00", "tomorrow 9am", "fri at 3pm", "noon", "in 2 hours", "2026-11-23T14:00")
_ZONES = ("ET", "PT", "CET", "New York time", "UTC+5:30", "Europe/Zurich")
_LENGTHS = ("30", "45 min", "1h30", "half an hour", "14:00 - 15:00", "2-3pm")
_PROMISES = (
    ("once I talked to Mei", "due two days after you log a conversation with Mei, in no list until then"),
    ("after talking to Mei", "the same; a call, an interview or an answer from Mei counts too"),
    ("by fri, or once I met Mei", "the same, and due on Friday in any case"),
)
_LEFT, _WIDTH = 26, 100


def dates() -> Iterable[str]:
    """Show how days, times, zones and lengths are written, each with what it is read as."""
    from netui.domain.time.date_grammar import Reading
    from netui.domain.time.dates import full_day, parse_date, parse_when
    from netui.domain.time.lengths import read_length
    from netui.domain.time.zones import read_zone

    yield "How to write a day or a time. The right column is what netui reads on"
    yield f"{full_day(_TODAY)} at {_NINE:%H:%M}, for something to come."
    yield from _table("Days", ((text, full_day(parse_date(text, Reading(_TODAY)))) for text in _DAYS))
    now = datetime.combine(_TODAY, _NINE)
    moments = ((text, parse_when(text, now, Reading(_TODAY))) for text in _TIMES)
    yield from _table("Times", ((text, f"{full_day(when)} {when:%H:%M}") for text, when in moments))
    yield from _table(
        'Zones, after a time ("mon 14:00 ET")', ((one, read_zone(one, _TODAY).key) for one in _ZONES)
    )
    yield from _table("Lengths", ((text, f"{read_length(text)} minutes") for text in _LENGTHS))
    yield from _table("At the end of a promise, instead of a day or with one", _PROMISES)
    yield ""
    yield "In the log the past comes first: fri is the last Friday. 3/12 can be March or December: netui"
    yield "asks, unless date_order is in the settings."


def search() -> Iterable[str]:
    """Show the words of a search, and how they combine."""
    from netui.domain.search.terms import TERM_HELP

    yield "How to search, in `netui list`, `netui find`, `netui export` and the list of contacts."
    examples = (
        ("stripe compiler", "both words, anywhere in what you know of a person"),
        ('"distributed systems"', "these words together"),
        ("-recruiter", "not this word"),
        ("tag:alumni,mentor", "one or the other"),
        ("-tag:recruiter", "not this"),
        ("tag:alumni or in:berlin", "one group of words or the other"),
    )
    yield from _table("Together", examples)
    yield from _table("Words", ((f"{name}:", words) for name, words in TERM_HELP.items()))


def fields() -> Iterable[str]:
    """Show the fields of a person, and how each is written."""
    from netui.domain.people.fields import ADD_FIELDS, CONTACT_FIELDS

    yield "The fields of a person, for `netui edit NAME --set FIELD=VALUE`. FIELD+=VALUE adds to a list and"
    yield "FIELD-=VALUE removes from it."
    helps = {row.name: option.help for row, option in ADD_FIELDS}
    rows = (
        (row.name, row.hint or ", ".join(row.choices) or helps.get(row.name) or row.label)
        for row in CONTACT_FIELDS
    )
    yield from _table("Fields", (*rows, ("custom.ANYTHING", "a field of your own")))


PAGES: dict[str, Callable[[], Iterable[str]]] = {"dates": dates, "search": search, "fields": fields}


def _table(head: str, rows: Iterable[tuple[str, str]]) -> Iterable[str]:
    yield ""
    yield f"{head}:"
    for left, right in rows:
        yield from wrap(
            right, _WIDTH, initial_indent=f"  {left:{_LEFT}}", subsequent_indent=" " * (_LEFT + 2)
        )
