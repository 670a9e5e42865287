"""An interview in one typed line: "interview Raj mon 14:00", "phone screen with Sam at Acme tomorrow 3pm"."""

import re
from datetime import datetime, time

from netui.domain.errors import InvalidValueError
from netui.domain.people.interaction import InteractionKind
from netui.domain.time.date_grammar import Reading
from netui.domain.time.dates import date_of
from netui.domain.time.lengths import LONGEST, SHORTEST
from netui.domain.time.zones import read_zone
from netui.domain.values import replace
from netui.domain.week.interview_details import split_off_details, unread_time
from netui.domain.week.line_clauses import bare_names, follow_ups_of, split_off_owed
from netui.domain.week.line_names import settled_names
from netui.domain.week.line_parts import ABOUT, day_at_end, when_reader, who_when_what, words_of
from netui.domain.week.quick_line import Entry, QuickAdd

_SORTS = (
    r"phone|video|zoom|teams|online|virtual|on-?site|in[ -]person|coding|technical|tech|system design"
    r"|behaviou?ral|cultural|panel|first|second|third|final|(?:first|second|third|final)[ -]round|screening"
    r"|recruiter|hr|hiring manager|job|informational|informal|mock|intro"
)
_INTERVIEW = re.compile(
    rf"(?:i\s+(?:have\s+|had\s+)?)?(?:an?\s+|my\s+|the\s+)?(?P<what>(?P<how>(?:(?:{_SORTS})\s+)*)"
    r"(?:interview(?:ed)?|(?<=\s)screen|screening|on-?site|(?<=\s)round"
    r"|(?<=screening\s)call|(?<=informational\s)(?:chat|call|talk|coffee|meeting|conversation)))"
    r"(?:\s+(?:with|w/)(?=\s)|(?=[\s:]|$)):?\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"(?:(?:phone|video|zoom|teams|online|virtual|on-?site|in[ -]person|informational|informal|my|an?)\s+)*",
    re.IGNORECASE,
)
_PLAIN_TALKS = frozenset(
    ["interview", "interviewed", "chat", "call", "talk", "coffee", "meeting", "conversation"]
)
"""What needs no word in the goal of an interview: the rest, such as "phone screen", is kept there."""
_CHANGED = re.compile(r"\s(?:moved|rescheduled|postponed|pushed|cancell?ed|called off)(?:\s|$)")


def read_interview(line: str, found: QuickAdd, reading: Reading) -> QuickAdd | None:
    """Read an interview that is to come or has been; None for another line."""
    match = _INTERVIEW.fullmatch(line)
    if match is None:
        return None
    rest, clauses = split_off_owed(match["rest"], reading)
    follow_ups, unclear = follow_ups_of(clauses, reading)
    head, *about = ABOUT.split(rest, maxsplit=1)
    read = when_reader(datetime.combine(found.today, time.min), reading)
    doubts: list[str] = []
    head, details = split_off_details(head, split_off_details(f"- {match['how']}")[1])
    if about and day_at_end(words_of(split_off_details(about[0])[0]), read) is not None:
        about[0], details = split_off_details(about[0], details)
    names, when, text = who_when_what(" about ".join([head, *about]), read)
    day = None if when is None else date_of(when)
    doubts += unread_time([head, *about], who_when_what(head, read)[2])
    found = replace(found, minutes=details.minutes, medium=details.medium)
    try:
        found = replace(found, zone=read_zone(details.zone, day or found.today).key if details.zone else "")
    except InvalidValueError as error:
        doubts.append(str(error))
    names, place = bare_names(names)
    is_plain = match["what"].split()[-1].casefold() in _PLAIN_TALKS and _PLAIN.fullmatch(match["how"])
    place = " ".join(filter(None, ("" if is_plain else match["what"], place)))
    text = ": ".join(filter(None, (place, text)))
    if any(map(_CHANGED.search, names)):
        doubts.append("is it planned already? Press 3, then s to move the interview, or v to cancel it")
    names, odd = settled_names(names)
    if found.minutes is not None and not SHORTEST <= found.minutes <= LONGEST:
        doubts.append(f"an interview takes {SHORTEST} to {LONGEST} minutes, not {found.minutes:,}")
    doubts += [*odd, *unclear]
    found = replace(found, names=names, text=text, follow_ups=follow_ups, doubts=tuple(doubts))
    if found.zone and not isinstance(when, datetime):
        found = replace(
            found, doubts=(*found.doubts, f"at what time in {found.zone}? Add it, as in “mon 14:00 ET”")
        )
    if day is not None and day < found.today:
        return replace(found, entry=Entry.LOG, kind=InteractionKind.INTERVIEW, on=day)
    return replace(found, entry=Entry.INTERVIEW, when=when)
