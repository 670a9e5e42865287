"""The parts of a typed line: who, when and what."""

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from netui.domain.errors import InvalidValueError
from netui.domain.time.dates import Prefer, parse_date

DayT = TypeVar("DayT", bound=date)

ABOUT = re.compile(r"\s+(?:about|regarding|re:?|on the topic of)\s+", re.IGNORECASE)
_DANGLING = re.compile(r"(?:^|\s)(?:for|of|in|to|the|from|with|until|since|a|an|and)$", re.IGNORECASE)
_WORD = re.compile(r'"[^"]*"|\S+')
_LONGEST_DATE = 6
LONGEST_LINE = 2_000
"""A longer text is read as one without a day: a screen reads it again at every key."""


def who_when_what(text: str, read: Callable[[str], DayT]) -> tuple[tuple[str, ...], DayT | None, str]:
    """Return the names, the day and the rest of "Tom and Ana 12 mar about the compiler job"."""
    head, *about = ABOUT.split(f" {text}", maxsplit=1)
    before, day, after = find_day(words_of(head), read, keep_first=True)
    what = " about ".join(part for part in (plain(after), *about) if part).strip(" ,")
    if day is None and about:
        words, late, rest = find_day(words_of(about[0]), read, keep_first=True)
        if late is not None and not rest and not _DANGLING.search(plain(words)):
            day, what = late, plain(words)
    return _names(before if day is not None or not after else [*before, *after]), day, what


def find_day(
    words: list[str], read: Callable[[str], DayT], *, keep_first: bool = False
) -> tuple[list[str], DayT | None, list[str]]:
    """Return the words before the first phrase that is a day, the day, and those after; longest first.

    There is none in words of more than LONGEST_LINE letters.
    """
    if sum(map(len, words)) > LONGEST_LINE:
        return words, None, []
    for start in range(1 if keep_first else 0, len(words)):
        for end in range(min(len(words), start + _LONGEST_DATE), start, -1):
            if _DANGLING.fullmatch(words[start]) and words[start].casefold() not in {"in", "a", "an", "the"}:
                break
            try:
                return words[:start], read(plain(words[start:end], quoted=True)), words[end:]
            except InvalidValueError:
                continue
    return words, None, []


def day_reader(today: date, prefer: Prefer, week_start: int) -> Callable[[str], date]:
    """Return a reader of days that looks one way from today."""
    return lambda text: parse_date(text, today, prefer=prefer, week_start=week_start)


def words_of(text: str) -> list[str]:
    """Return the words of a text; quoted words are one word."""
    return _WORD.findall(text)


def plain(words: list[str], *, quoted: bool = False) -> str:
    """Return words as a text, without their quotes unless `quoted`."""
    return " ".join(word if quoted else word.replace('"', "") for word in words)


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
