"""The parts of a typed line: who, when and what."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import Generic, NamedTuple, TypeVar

from netui.domain.errors import InvalidValueError, NoSuchDayError
from netui.domain.time.date_grammar import BARE_COUNT, Reading, read_day
from netui.domain.time.dates import parse_when
from netui.domain.values import replace

DayT = TypeVar("DayT", bound=date)

ABOUT = re.compile(r"\s+(?:about|regarding|re:?|on the topic of)\s+", re.IGNORECASE)
MARKERS = frozenset({"by", "until", "till", "due", "before"})
"""Words that make a day the one by which something is due."""
_EACH = frozenset({"every", "each", "once", "twice", "times"})
_BEFORE_NO_DAY = _EACH | frozenset(
    {"for", "of", "to", "the", "from", "with", "since", "a", "an", "and", "in", "about"}
)
"""After these a day at the end is a part of what is said: "the plan for monday"."""
_NO_BEGINNING = _BEFORE_NO_DAY - {"in", "a", "an", "the"}
_WORD = re.compile(r'"[^"]*"|\S+')
_LONGEST_DAY = 8
LONGEST_LINE = 2_000
"""A longer text is read as one without a day: a screen reads it again at every key."""

DUE_LATE = re.compile(r"(?:^|\s)(?P<phrase>(?:by|until|till|due|before)\s+\S.*)$", re.IGNORECASE)
"""What a text says it is due by, at its end."""

ReadDay = Callable[[str], DayT | None]


class Found(NamedTuple, Generic[DayT]):
    """A day in a text: the words before it, those that name it, and those after."""

    before: list[str]
    phrase: str
    day: DayT
    after: list[str]

    @property
    def rest(self) -> str:
        """The text without the day."""
        return plain([*self.before, *self.after]).strip(" ,;:")


def day_reader(reading: Reading) -> ReadDay[date]:
    """Return a reader of days: None for what names none, or two. It raises NoSuchDayError for 30 feb."""
    return _quietly(lambda text: read_day(text, reading))


def when_reader(now: datetime, reading: Reading) -> ReadDay[date]:
    """Return a reader of days with or without a time; see `day_reader`."""
    return _quietly(lambda text: parse_when(text, now, reading))


def past_reader(reading: Reading) -> ReadDay[date]:
    """Return a reader of the days of what happened, which leaves "by fri" to what is due."""
    read = day_reader(replace(reading, past=True))
    return lambda text: None if DUE_LATE.match(text) else read(text)


def day_at_end(words: list[str], read: ReadDay[DayT]) -> Found[DayT] | None:
    """Return the day a text ends with: the longest such words, none of them after "for" or "of".

    None for a day that no calendar has: "feb 29 2027" names no other day by its first words.
    """
    if sum(map(len, words)) > LONGEST_LINE:
        return None
    with suppress(NoSuchDayError):
        for start in range(max(0, len(words) - _LONGEST_DAY), len(words)):
            if start and words[start - 1].casefold() in _BEFORE_NO_DAY:
                continue
            phrase = plain(words[start:], quoted=True).rstrip("!?;,")
            day = read(phrase)
            if day is not None:
                return Found(words[:start], phrase, day, [])
    return None


def day_after_names(words: list[str], read: ReadDay[DayT]) -> Found[DayT] | None:
    """Return the first day after at least one word; the words before it are names.

    A count alone is none where more follows: "the 3 week plan".
    """
    if sum(map(len, words)) > LONGEST_LINE:
        return None
    with suppress(NoSuchDayError):
        for start in range(1, len(words)):
            if words[start].casefold() in _NO_BEGINNING or words[start - 1].casefold() in MARKERS | _EACH:
                continue
            found = _day_from(words, start, read)
            if found is not None and not (found.after and BARE_COUNT.fullmatch(found.phrase)):
                return found
    return None


def day_at_beginning(words: list[str], read: ReadDay[DayT]) -> Found[DayT] | None:
    """Return the day a text begins with."""
    with suppress(NoSuchDayError):
        return _day_from(words, 0, read) if words else None
    return None


def due_day(words: list[str], read: ReadDay[DayT]) -> Found[DayT] | None:
    """Return the day something is due: at the end; else at the beginning; else after "by" or "until"."""
    if sum(map(len, words)) > LONGEST_LINE:
        return None
    if found := day_at_end(words, read):
        return found
    if (found := day_at_beginning(words, read)) and found.after:
        return found
    with suppress(NoSuchDayError):
        marked = [
            found
            for start, word in enumerate(words)
            if word.casefold() in MARKERS and (found := _day_from(words, start, read))
        ]
        return marked[0] if len(marked) == 1 else None
    return None


def unreadable_due(text: str, reading: Reading) -> str:
    """Say what is wrong with the day after "by" at the end, such as "30 feb"; "" where nothing is."""
    late = DUE_LATE.search(text)
    try:
        if late is not None:
            read_day(late["phrase"], reading)
    except InvalidValueError as error:
        return f"“{late['phrase'] if late else ''}”: {error}"
    return ""


def who_when_what(
    text: str, read: ReadDay[DayT], read_late: ReadDay[DayT] | None = None
) -> tuple[tuple[str, ...], DayT | None, str]:
    """Return the names, the day and the rest of "Tom and Ana 12 mar about the compiler job".

    The day comes straight after the people, or at the end, where `read_late` reads it.
    """
    head, *about = ABOUT.split(f" {text}", maxsplit=1)
    words = words_of(head)
    if found := day_after_names(words, read):
        what = " about ".join(part for part in (plain(found.after), *about) if part).strip(" ,")
        return _names(found.before), found.day, what
    late = day_at_end(words_of(about[0]), read_late or read) if about else None
    if late is not None and late.before:
        return _names(words), late.day, late.rest
    return _names(words), None, " about ".join(about).strip(" ,")


def words_of(text: str) -> list[str]:
    """Return the words of a text; quoted words are one word."""
    return _WORD.findall(text)


def plain(words: list[str], *, quoted: bool = False) -> str:
    """Return words as a text, without their quotes unless `quoted`."""
    return " ".join(word if quoted else word.replace('"', "") for word in words)


def _day_from(words: list[str], start: int, read: ReadDay[DayT]) -> Found[DayT] | None:
    for end in range(min(len(words), start + _LONGEST_DAY), start, -1):
        phrase = plain(words[start:end], quoted=True).rstrip("!?;,:")
        day = read(phrase)
        if day is not None:
            return Found(words[:start], phrase, day, words[end:])
    return None


def _quietly(read: Callable[[str], DayT | None]) -> ReadDay[DayT]:
    def quiet(text: str) -> DayT | None:
        try:
            return read(text)
        except NoSuchDayError:
            raise
        except InvalidValueError:
            return None

    return quiet


def _names(words: list[str]) -> tuple[str, ...]:
    """Return the names; one that was in quotes keeps them, as a sign that it is meant."""
    joined = " ".join(words)
    parts = re.split(r"\s*[,;&+]\s*|\s+(?:and)\s+", joined) if '"' not in joined else _quoted_names(joined)
    names = (re.sub(r"\s+(?:on|by|at|and)$", "", part.strip(" .")) for part in parts)
    return tuple(dict.fromkeys(name for name in names if name and name.casefold() != "and"))


def _quoted_names(joined: str) -> list[str]:
    pieces = re.split(r'("[^"]*")', joined)
    return [
        part
        for piece in pieces
        for part in ([piece] if piece.startswith('"') else re.split(r"\s*[,;&+]\s*|\s*\band\b\s*", piece))
    ]
