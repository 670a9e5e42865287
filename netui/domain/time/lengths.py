"""How long something takes, as people type it: "30m", "1h30", "half an hour", "14:00 - 15:00"."""

import re
from typing import NamedTuple

from netui.domain.errors import InvalidValueError
from netui.domain.text import shortened

SHORTEST, LONGEST, USUAL = 5, 480, 30
"""Minutes that a talk can take, and those it takes where nothing is said."""

_HOURS, _MINUTES = r"(?:h|hrs?|hours?)", r"(?:m|mn|mins?|minutes?)"
_NAMED = {
    "a quarter of an hour": 15,
    "quarter of an hour": 15,
    "half an hour": 30,
    "half hour": 30,
    "three quarters of an hour": 45,
    "an hour and a half": 90,
    "one and a half hours": 90,
    "an hour": 60,
    "one hour": 60,
    "1 1/2 hours": 90,
    "two hours": 120,
}
_NAMED |= {words.replace("hour", "hr"): minutes for words, minutes in _NAMED.items()}
_START, _END = r"(?<!\S)(?<!\bin )(?:for )?", r"(?:(?<=[a-z])\.)?(?![^\s,;])"
_WORDS = re.compile(rf"{_START}({'|'.join(_NAMED)}){_END}", re.IGNORECASE)
_BOTH = re.compile(rf"{_START}(\d{{1,2}}) ?{_HOURS}(?: and)? ?(\d{{1,2}}) ?{_MINUTES}?{_END}", re.IGNORECASE)
_IN_HOURS = re.compile(rf"{_START}(\d{{1,2}}(?:[.,]\d{{1,2}})?) ?{_HOURS}{_END}", re.IGNORECASE)
_IN_MINUTES = re.compile(rf"{_START}(\d{{1,3}}) ?{_MINUTES}{_END}", re.IGNORECASE)
_HALF = r"(?: ?([ap])\.?m\.?)?"
_FROM_TO = re.compile(
    rf"(?<!\S)(?:from )?(\d{{1,2}})(?::(\d\d))?{_HALF}"
    rf" ?(?:-|–|—|to|until|till) ?(\d{{1,2}})(?::(\d\d))?{_HALF}(?!\S)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<!\S)\d{1,2}(?::\d\d| ?[ap]\.?m\.?|h)(?!\S)|(?<!\S)noon(?!\S)", re.IGNORECASE)


def split_off_length(text: str) -> tuple[str, int | None]:
    """Return a text without the length in it, and the minutes; of "14:00 - 15:00" the start stays.

    "9h30" is a length only next to another time, else the time it is.
    """
    for found in _FROM_TO.finditer(text):
        if span := _span(found):
            return _without(text, found, f"{span.start // 60}:{span.start % 60:02d}"), span.minutes
    if words := _WORDS.search(text):
        return _without(text, words), _NAMED[words[1].casefold()]
    if (both := _BOTH.search(text)) and (" " in both[0].strip() or _CLOCK.search(_without(text, both))):
        return _without(text, both), _minutes(both)
    if hours := _IN_HOURS.search(text):
        return _without(text, hours), round(float(hours[1].replace(",", ".")) * 60)
    if minutes := _IN_MINUTES.search(text):
        return _without(text, minutes), int(minutes[1])
    return text, None


def read_length(text: str) -> int:
    """Read a length as minutes; a number alone is minutes. Raises InvalidValueError."""
    words = " ".join(text.split())
    if (found := _FROM_TO.fullmatch(words)) and (span := _span(found)):
        return span.minutes
    if both := _BOTH.fullmatch(words):
        return _minutes(both)
    rest, minutes = split_off_length(f"{words} min" if words.isdigit() else words)
    if rest.strip() or minutes is None:
        raise InvalidValueError(
            f"write 30, 45 min, 1h30 or half an hour: “{shortened(words)}” isn't a length"
        )
    return minutes


def _minutes(both: re.Match[str]) -> int:
    return int(both[1]) * 60 + int(both[2])


class _Span(NamedTuple):
    """When an interview starts, in minutes after midnight, and how many it takes."""

    start: int
    minutes: int


def _span(found: re.Match[str]) -> _Span | None:
    """Return what "14:00 - 15:00", "2pm-3pm" and "11-1pm" mean; None for two other numbers."""
    hour, minute, half, last, last_minute, last_half = found.groups()
    if not (minute or half or last_half):
        return None
    start = _on_clock(int(hour), half or (last_half if int(hour) <= 12 else None))
    end = _on_clock(int(last), last_half or (half if int(last) <= 12 else None))
    if start is None or end is None or max(start, end) > 24:
        return None
    begins, ends = start * 60 + int(minute or 0), end * 60 + int(last_minute or 0)
    if begins > ends and bool(half) is not bool(last_half):  # 11-1pm and 11am-1 go past noon
        begins, ends = (begins - 12 * 60, ends) if last_half else (begins, ends + 12 * 60)
    return _Span(begins % (24 * 60), (ends - begins) % (24 * 60))


def _on_clock(hour: int, half: str | None) -> int | None:
    if half is None:
        return hour
    return hour % 12 + (12 if half.casefold() == "p" else 0) if 1 <= hour <= 12 else None


def _without(text: str, match: re.Match[str], kept: str = "") -> str:
    return " ".join(f"{text[: match.start()]} {kept} {text[match.end() :]}".split())
