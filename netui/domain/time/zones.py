"""Time zones as people name them: "Europe/Berlin", "ET", "UTC+2"; what can be two is asked about."""

import re
from contextlib import suppress
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
_OFFSET = re.compile(r"(?:(?:utc|gmt) ?([+-]) ?(\d{1,2})|([+-])(\d\d):?(?=\d\d))(?::?(\d\d))?", re.IGNORECASE)
_BETWEEN_HOURS = {
    "+3:30": "Asia/Tehran",
    "+4:30": "Asia/Kabul",
    "+5:30": "Asia/Kolkata",
    "+5:45": "Asia/Kathmandu",
    "+6:30": "Asia/Yangon",
    "+9:30": "Australia/Darwin",
}
"""Zones that are never a whole number of hours off, all year round."""
_SAID = {"eastern": "ET", "central": "CT", "mountain": "MT", "pacific": "PT"}
_TIMES = re.compile(r"(?<!\S)(?:\d{1,2}(?::\d\d| ?[ap]\.?m\.?|h\d{0,2})|noon)\s+", re.IGNORECASE)
ZONE_WORD = re.compile(
    rf"(?:(?:utc|gmt) ?[+-] ?\d{{1,2}}(?::?\d\d)?|[+-]\d\d:?\d\d|{'|'.join((*_ALWAYS, *_SEASONS, 'ist'))}"
    r"|[a-z]+/[a-z_]+(?:/[a-z_]+)?"
    r"|(?!(?:my|our|the|for|in|at|on|all)\b)[^\W\d_]+(?: [^\W\d_]+){0,2} time)(?!\S)",
    re.IGNORECASE,
)
"""A zone in a line, as in "ET", "UTC+2" or "New York time": never a city alone, which can be a place."""
_LOOKS_LIKE_ZONE = re.compile(r"[A-Z]{1,5}")


def read_zone(text: str, day: date) -> ZoneInfo:
    """Read a zone, as it is on a day; raise InvalidValueError, with the nearest ones, for none or two."""
    word = text.strip().casefold()
    if word in _ALWAYS:
        return ZoneInfo(_ALWAYS[word])
    if offset := _OFFSET.fullmatch(word):
        return named_zone(_by_offset(offset, text.strip()))
    if word.endswith(" time"):
        return _of_place(text.strip()[: -len(" time")])
    if word in _SEASONS:
        zone, always = _SEASONS[word]
        theirs = datetime.combine(day, time(12), ZoneInfo(zone)).tzname() or ""
        if theirs.casefold() != word:
            raise InvalidValueError(
                f"{text.upper()} isn't said on {day.day} {day:%b}: they say {theirs} then; write {always}"
            )
        return ZoneInfo(zone)
    if word == "ist":
        raise InvalidValueError("IST can be India, Ireland or Israel: write Asia/Kolkata, or the like")
    return named_zone(text.strip())


def zone_label(key: str) -> str:
    """Return what a zone is called: "New York", "UTC+2"."""
    name = key.rpartition("/")[2].replace("_", " ")
    if not key.startswith("Etc/GMT") or not name[3:]:
        return name
    return f"UTC{'-' if name[3] == '+' else '+'}{name[4:]}"


def in_zone(key: str) -> str:
    """Return where a clock hangs: "in New York", "UTC+2"."""
    label = zone_label(key)
    return label if label.startswith("UTC") else f"in {label}"


def maybe_zone(text: str) -> tuple[str, str] | None:
    """Return the words after a time that can be a zone, such as "berlin" or "MSK", and how to write one."""
    for time_of_day in _TIMES.finditer(text):
        words = text[time_of_day.end() :].strip()
        alone = _LOOKS_LIKE_ZONE.fullmatch(words) is not None
        if words and (zones := ["ET"] if alone else _zones_of_place(words)):
            return words, zones[0]
    return None


def _by_offset(offset: re.Match[str], typed: str) -> str:
    """Return the name of the zone that is always so far from Greenwich."""
    sign, hours, minutes = offset[1] or offset[3], int(offset[2] or offset[4]), int(offset[5] or 0)
    if minutes:
        between = _BETWEEN_HOURS.get(f"{sign}{hours}:{minutes:02d}")
        if between is None:
            raise InvalidValueError(f"“{typed}” is no time zone: write one like Asia/Kolkata")
        return between
    if hours > 14:
        raise InvalidValueError(f"“{typed}” is no time zone: write one like UTC+2")
    # Etc/GMT-2 is two hours east of Greenwich
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "UTC"


def _of_place(place: str) -> ZoneInfo:
    """Read "New York" or "Pacific" of "New York time"; raise InvalidValueError for none or several."""
    zones = _zones_of_place(place)
    if len(zones) == 1:
        return ZoneInfo(_ALWAYS.get(zones[0].casefold(), zones[0]))
    remedy = f"did you mean {' or '.join(zones)}?" if zones else "write one like ET or Europe/Zurich"
    raise InvalidValueError(f"“{place} time” is no time zone: {remedy}")


def is_city(place: str) -> bool:
    """Whether a zone has the name of a place: Zurich, New York."""
    return bool(_zones_of_place(place))


def _zones_of_place(place: str) -> list[str]:
    """Return the zones a place gives its name, or how people say it is: "berlin", "Pacific"."""
    wanted = place.casefold().replace(" ", "_")
    if wanted in _SAID:
        return [_SAID[wanted]]
    return [zone for zone in _known_zones() if "/" in zone and zone.casefold().rpartition("/")[2] == wanted]


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
        with suppress(InvalidValueError):
            return [_by_offset(offset, name)]
    known = _known_zones()
    if len(wanted) > max(map(len, known), default=0) * 2:
        return []  # as unlike as can be: a pasted page takes long to compare
    whole = {zone.casefold(): zone for zone in known}
    cities = {zone.casefold().rpartition("/")[2]: zone for zone in known if "/" in zone}
    near = [whole[key] for key in get_close_matches(wanted, whole, n=3, cutoff=0.75)]
    city = wanted.rpartition("/")[2]
    near += [cities[key] for key in get_close_matches(city, cities, n=3, cutoff=0.75)]
    return list(dict.fromkeys(near))[:3]
