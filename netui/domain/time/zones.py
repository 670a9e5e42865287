"""Time zones as people name them: "Europe/Berlin", "ET", "UTC+2"; what can be two is asked about."""

import re
from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from netui.domain.errors import InvalidValueError

_ALWAYS = {
    "utc": "UTC",
    "gmt": "UTC",
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}
"""What is right all year round."""
_SEASONS = {
    **dict.fromkeys(("est", "edt"), ("America/New_York", "ET")),
    **dict.fromkeys(("cst", "cdt"), ("America/Chicago", "CT")),
    **dict.fromkeys(("mst", "mdt"), ("America/Denver", "MT")),
    **dict.fromkeys(("pst", "pdt"), ("America/Los_Angeles", "PT")),
    **dict.fromkeys(("cet", "cest"), ("Europe/Berlin", "Europe/Berlin")),
    **dict.fromkeys(("wet", "west"), ("Europe/Lisbon", "Europe/Lisbon")),
    **dict.fromkeys(("eet", "eest"), ("Europe/Athens", "Europe/Athens")),
    **dict.fromkeys(("aest", "aedt"), ("Australia/Sydney", "Australia/Sydney")),
    "bst": ("Europe/London", "Europe/London"),
    "jst": ("Asia/Tokyo", "Asia/Tokyo"),
}
"""What is said in one half of the year: a zone where it is said then, and how to write it for both halves."""
_OFFSET = re.compile(r"(?:utc|gmt) ?([+-]) ?(\d{1,2})(?::?00)?", re.IGNORECASE)
_TIMES = re.compile(r"(?<!\S)(?:\d{1,2}(?::\d\d| ?[ap]\.?m\.?|h\d{0,2})|noon)\s+", re.IGNORECASE)
ZONE_WORD = re.compile(
    rf"(?:(?:utc|gmt) ?[+-] ?\d{{1,2}}(?::?00)?|{'|'.join((*_ALWAYS, *_SEASONS, 'ist'))}"
    r"|[a-z]+/[a-z_]+(?:/[a-z_]+)?)(?!\S)",
    re.IGNORECASE,
)
"""A zone in a line: never a city alone, which can be a place."""


def read_zone(text: str, day: date) -> ZoneInfo:
    """Read a zone, as it is on a day; raise InvalidValueError, with the nearest ones, for none or two."""
    word = text.strip().casefold()
    if word in _ALWAYS:
        return ZoneInfo(_ALWAYS[word])
    if offset := _OFFSET.fullmatch(word):
        sign = "-" if offset[1] == "+" else "+"  # Etc/GMT-2 is two hours east of Greenwich
        return named_zone(f"Etc/GMT{sign}{int(offset[2])}" if int(offset[2]) else "UTC")
    if word in _SEASONS:
        zone, always = _SEASONS[word]
        theirs = datetime.combine(day, time(12), ZoneInfo(zone)).tzname() or ""
        if theirs.casefold() != word:
            raise InvalidValueError(
                f"{text.upper()} isn't said on {day:%d %b}: they say {theirs} then; write {always}"
            )
        return ZoneInfo(zone)
    if word == "ist":
        raise InvalidValueError("IST can be India, Ireland or Israel: write Asia/Kolkata, or the like")
    return named_zone(text.strip())


def split_off_zone(text: str) -> tuple[str, str]:
    """Return a text without the zone after its time, and that zone as it was typed, or ""."""
    for time_of_day in _TIMES.finditer(text):
        word = ZONE_WORD.match(text, time_of_day.end())
        if word is not None:
            rest = f"{text[: word.start()]} {text[word.end() :]}"
            return " ".join(rest.split()), word[0]
    return text, ""


def named_zone(name: str) -> ZoneInfo:
    """Return a zone by its IANA name, in any case; raise InvalidValueError that names the nearest."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    exact = {zone.casefold(): zone for zone in _known_zones()}.get(name.casefold())
    if exact is not None:
        return ZoneInfo(exact)
    near = nearest_zones(name)
    remedy = f"did you mean {' or '.join(near)}?" if near else "write one like Europe/Zurich"
    raise InvalidValueError(f"“{name}” is no time zone: {remedy}")


@cache
def _known_zones() -> list[str]:
    """Return the names of all zones, sorted: to find them means to read every file of them."""
    return sorted(available_timezones())


def nearest_zones(name: str) -> list[str]:
    """Return up to three zones that may be meant: by a short name, a part of the name, or its spelling."""
    from difflib import get_close_matches

    wanted = name.strip().casefold().replace(" ", "_")
    if wanted in _ALWAYS or wanted in _SEASONS:
        return [_ALWAYS.get(wanted) or _SEASONS[wanted][0]]
    if offset := _OFFSET.fullmatch(wanted.replace("_", " ")):
        return [f"Etc/GMT{'-' if offset[1] == '+' else '+'}{int(offset[2])}"]
    known = _known_zones()
    if len(wanted) > max(map(len, known), default=0) * 2:
        return []  # as unlike as can be: a pasted page takes long to compare
    whole = {zone.casefold(): zone for zone in known}
    cities = {zone.casefold().rpartition("/")[2]: zone for zone in known if "/" in zone}
    near = [whole[key] for key in get_close_matches(wanted, whole, n=3, cutoff=0.75)]
    city = wanted.rpartition("/")[2]
    near += [cities[key] for key in get_close_matches(city, cities, n=3, cutoff=0.75)]
    return list(dict.fromkeys(near))[:3]
