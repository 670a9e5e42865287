"""Where and when people met, in a typed line: "Jo Li, met at RustFest on Friday"."""

import re
from datetime import date
from typing import NamedTuple

from netui.domain.text import fold, shortened
from netui.domain.time.date_grammar import Reading
from netui.domain.time.date_words import MONTHS, UNITS, WEEKDAYS
from netui.domain.time.dates import echo
from netui.domain.values import replace
from netui.domain.week.job_words import read_job
from netui.domain.week.line_parts import (
    MARKERS,
    ReadDay,
    day_at_beginning,
    day_at_end,
    day_reader,
    plain,
    words_of,
)
from netui.domain.week.title_words import is_title_word

_MET = re.compile(r"[\s,]+met(?:\s+((?:at|in|on|by|during|through|via|over|last|this)\s.+))?$", re.IGNORECASE)
_MET_ON = re.compile(r"[\s,]+met\s+(.+)$", re.IGNORECASE)
_ARTICLES = frozenset(["the", "a", "an", "our", "my", "this", "that", "his", "her", "their"])
_OCCASION = re.compile(
    r".+\s(?:meetup|conference|hackathon|workshop|party|wedding|dinner|lunch|20\d\d)", re.IGNORECASE
)
_SURE_DAY = re.compile(
    r"(?:on|this|last)\s.+|today|yesterday|\d{4}-\d\d-\d\d|(?=.*\d).*[^\W\d].*", re.IGNORECASE
)
_AFTER_PLACE = re.compile(r"\s*[,;]\s+|\s+[-–—]\s+")
_PLACE = re.compile(
    r"(?P<who>.+?)\s+(?P<where>(?:at|in|from|via|over|through)\s+(?!\d).+"
    r"|on\s+(?:linkedin|slack|discord|whatsapp|twitter|instagram|signal|telegram|teams|zoom|facebook|mastodon)\b.*"
    r"|for\s+(?:an?|half\s+an|\d+)\s*(?:h|m|hours?|hrs?|min|mins|minutes)\b.*)",
    re.IGNORECASE,
)
_TIMES = frozenset([*MONTHS, *WEEKDAYS, *UNITS])


class FirstMeeting(NamedTuple):
    """A line without where and when someone was met, and these; `doubts` are questions."""

    rest: str
    place: str
    on: date | None
    doubts: tuple[str, ...]


def split_off_meeting(rest: str, reading: Reading) -> FirstMeeting:
    """Split off "met at RustFest on Friday", or the day alone; the place keeps its "at".

    A lone word such as Sun or May is a part of a name; after "at" it is a day in small letters, and a
    question with a capital one.
    """
    read = day_reader(replace(reading, past=True))
    words, on, doubt = _without_day(words_of(rest.rstrip(" ,")), read)
    rest, place = " ".join(words), ""
    if (met := _MET_ON.search(rest)) and (found := day_at_beginning(words_of(met[1]), read)):
        rest, on, place, doubt = rest[: met.start()], found.day, plain(found.after), ""
    elif met := _MET.search(rest):
        rest, place = rest[: met.start()], met[1] or ""
        if on is None and (found := day_at_beginning(words_of(place), read)):
            on, place = found.day, plain(found.after)
    place, *more = _AFTER_PLACE.split(place, maxsplit=1)
    if more and read_job(_AFTER_PLACE.split(more[0])[0]):
        rest = f"{rest}, {more[0]}"
    elif more:
        place = f"{place}, {more[0]}"
    if on is None and " at " in rest:
        who, _, company = rest.partition(" at ")
        words, on, _ = _without_day(words_of(who), read)
        rest = f"{' '.join(words)} at {company}"
    if on is not None and on > reading.today:
        doubt = f"{echo(on, reading.today)}: when did you meet?"
    return FirstMeeting(rest, place, on, (doubt,) if doubt else ())


def without_place(names: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return "Jo at the meetup" as the name and the place; "SRE at Acme" and "Jo in March" are left."""
    bare, places = [], []
    for name in names:
        found = None if '"' in name else _PLACE.fullmatch(name)
        if (
            found is None
            or is_title_word(name.split()[0])
            or not _TIMES.isdisjoint(fold(found["where"]).split())
        ):
            bare.append(name)
        else:
            bare.append(found["who"])
            places.append(found["where"])
    return tuple(bare), ", ".join(places)


def is_place(words: str) -> bool:
    """Whether "the meetup" or "PyCon 2026" is meant, and no company: "The Economist" has a capital letter."""
    article, _, what = words.partition(" ")
    return (article in _ARTICLES and what[:1].islower()) or _OCCASION.fullmatch(words) is not None


def _without_day(words: list[str], read: ReadDay[date]) -> tuple[list[str], date | None, str]:
    found = day_at_end(words, read)
    if found is None or not found.before or found.phrase.split()[0].casefold() in MARKERS:
        return words, None, ""
    after_at = not {"at", "met"}.isdisjoint(found.before)
    if _SURE_DAY.fullmatch(found.phrase) or (after_at and found.phrase.islower()):
        return found.before, found.day, ""
    company = " ".join(words).rpartition(" at ")[2]
    remedy = f"Write “on {found.phrase}” for the day, or put the company in quotes"
    return words, None, f"is “{shortened(company)}” a company? {remedy}" if after_at else ""
