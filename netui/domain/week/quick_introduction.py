"""An introduction in one typed line: "Dana introduced me to Elif", "asked Dana for an intro to Mei"."""

import re

from netui.domain.time.date_grammar import Reading
from netui.domain.time.dates import echo
from netui.domain.values import replace
from netui.domain.week.line_clauses import (
    about_after_names,
    bare_names,
    follow_ups_of,
    nothing_due,
    split_off_follow_ups,
)
from netui.domain.week.line_names import settled_names
from netui.domain.week.line_parts import day_at_beginning, past_reader, plain, who_when_what, words_of
from netui.domain.week.quick_line import Entry, QuickAdd

_NAME = r"[^\W\d_][^,;:]*?"
_I = r"(?:(?:i|we|i['’]ve|i\s+have|just|finally)\s+)*"
_INTRO = r"(?:an?\s+|the\s+)?intro(?:duction)?s?"
_IF = r"(?:to|(?:if|whether)\s+(?:he|she|they)\s+(?:can|could|would|will|might))\s+"
_LINES = tuple(
    (re.compile(pattern, re.IGNORECASE), entry)
    for pattern, entry in (
        (
            (
                rf"{_I}asked\s+(?P<one>{_NAME})\s+(?:for\s+{_INTRO}\s+to|{_IF}(?:introduce|connect)\s+me\s+(?:to|with))"
                r"\s+(?P<other>.+)"
            ),
            Entry.ASKED,
        ),
        (
            (
                rf"(?P<one>{_NAME})\s+(?:has\s+|just\s+|kindly\s+)*"
                rf"(?:(?:introduced|connected|intro(?:['’]d|ed))\s+me\s+(?:to|with)|put\s+me\s+in\s+touch\s+with"
                rf"|made\s+{_INTRO}\s+to)\s+(?P<other>.+)"
            ),
            Entry.INTRODUCED,
        ),
        (
            (
                rf"(?:i\s+(?:was|got)|was|got)\s+(?:introduced|connected)\s+(?:to|with)\s+(?P<other>{_NAME})"
                r"\s+(?:by|through|via)\s+(?P<one>.+)"
            ),
            Entry.INTRODUCED,
        ),
        (
            rf"{_I}(?:got|received)\s+{_INTRO}\s+to\s+(?P<other>{_NAME})\s+(?:by|from|through|via)\s+(?P<one>.+)",
            Entry.INTRODUCED,
        ),
        (
            rf"{_I}(?:introduced|connected|intro['’]?d)\s+(?P<one>{_NAME})\s+(?:to|with|and)\s+(?P<other>.+)",
            Entry.INTRODUCTION,
        ),
        (rf"{_I}put\s+(?P<one>{_NAME})\s+in\s+touch\s+with\s+(?P<other>.+)", Entry.INTRODUCTION),
        (
            rf"{_I}made\s+{_INTRO}\s+between\s+(?P<one>{_NAME})\s+and\s+(?P<other>.+)",
            Entry.INTRODUCTION,
        ),
    )
)


def read_introduction(line: str, found: QuickAdd, reading: Reading) -> QuickAdd | None:
    """Read a line that tells of an introduction made or asked for; None for another one.

    The names are who introduced me, or was asked to, and to who; or the two I introduced.
    """
    read = past_reader(reading)
    first = day_at_beginning(words_of(line), read)
    words = plain(first.after, quoted=True) if first is not None else line
    match, entry = next(
        ((match, entry) for way, entry in _LINES if (match := way.fullmatch(words))), (None, None)
    )
    if match is None or entry is None:
        return None
    ends = dict.fromkeys(("one", "other"), "") | match.groupdict()
    last = max(ends, key=match.end)
    ends[last], clauses = split_off_follow_ups(ends[last], reading)
    names, on, text = who_when_what(about_after_names(ends[last], read), read)
    names, place = bare_names(names)
    names = (ends["one"], *names) if last == "other" else (*names, ends["other"])
    settled, odd = settled_names(names)
    doubts = [*nothing_due(ends[last], reading), *odd]
    if not doubts and len(settled) != len(ends):
        doubts.append("one introduction a line, with two names, as in “Dana introduced me to Elif”")
    if on is not None and on > found.today:
        doubts.append(f"{echo(on, found.today)}: when was it?")
    follow_ups, unclear = follow_ups_of(clauses, reading)
    return replace(
        found,
        entry=entry,
        names=settled,
        on=on or (first.day if first is not None else found.today),
        text=": ".join(filter(None, (place, text))),
        follow_ups=follow_ups,
        doubts=(*doubts, *unclear),
    )
