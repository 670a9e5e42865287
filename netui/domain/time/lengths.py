"""How long something takes, as people type it: "30m", "1h30", "half an hour", "14:00 - 15:00"."""

import re

from netui.domain.errors import InvalidValueError

SHORTEST, LONGEST = 5, 480
"""Minutes that a talk can take."""

_HOURS, _MINUTES = r"(?:h|hrs?|hours?)", r"(?:m|mins?|minutes?)"
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
    "two hours": 120,
}
_START, _END = r"(?<!\S)(?:for )?", r"(?!\S)"
_WORDS = re.compile(rf"{_START}({'|'.join(_NAMED)}){_END}", re.IGNORECASE)
_BOTH = re.compile(rf"{_START}(\d{{1,2}}) ?{_HOURS} ?(\d{{1,2}}) ?{_MINUTES}?{_END}", re.IGNORECASE)
_IN_HOURS = re.compile(rf"{_START}(\d{{1,2}}(?:[.,]\d{{1,2}})?) ?{_HOURS}{_END}", re.IGNORECASE)
_IN_MINUTES = re.compile(rf"{_START}(\d{{1,3}}) ?{_MINUTES}{_END}", re.IGNORECASE)
_FROM_TO = re.compile(
    r"(?<!\S)(?:from )?(?P<start>(?P<hour>\d{1,2}):(?P<minute>\d\d))"
    r" ?(?:-|–|—|to|until|till) ?(?P<last>\d{1,2})(?::(?P<last_minute>\d\d))?(?!\S)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<!\S)\d{1,2}(?::\d\d| ?[ap]\.?m\.?|h)(?!\S)|(?<!\S)noon(?!\S)", re.IGNORECASE)


def split_off_length(text: str) -> tuple[str, int | None]:
    """Return a text without the length in it, and the minutes; of "14:00 - 15:00" the start stays.

    "9h30" is a length only next to another time, else the time it is.
    """
    if span := _FROM_TO.search(text):
        return _without(text, span, span["start"]), _between(span)
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
    if span := _FROM_TO.fullmatch(words):
        return _between(span)
    if both := _BOTH.fullmatch(words):
        return _minutes(both)
    rest, minutes = split_off_length(f"{words} min" if words.isdigit() else words)
    if rest.strip() or minutes is None:
        raise InvalidValueError(f"“{words[:40]}” is no length: write 30, 45 min, 1h30 or half an hour")
    return minutes


def _minutes(both: re.Match[str]) -> int:
    return int(both[1]) * 60 + int(both[2])


def _between(span: re.Match[str]) -> int:
    start = int(span["hour"]) * 60 + int(span["minute"])
    end = int(span["last"]) * 60 + int(span["last_minute"] or 0)
    return (end - start) % (24 * 60)


def _without(text: str, match: re.Match[str], kept: str = "") -> str:
    return " ".join(f"{text[: match.start()]} {kept} {text[match.end() :]}".split())
