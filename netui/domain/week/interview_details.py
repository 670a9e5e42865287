"""How long, how and on whose clock an interview is, in a typed line: "mon 14:00 ET 30m video"."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from netui.domain.interviews.interview import Medium
from netui.domain.text import shortened
from netui.domain.time.lengths import split_off_length
from netui.domain.time.zones import maybe_zone, split_off_zone

_MEDIA = (
    (r"video|zoom|teams|meet|skype", Medium.VIDEO),
    (r"phone|call", Medium.PHONE),
    (r"in[ -]person|onsite", Medium.IN_PERSON),
    (r"chat", Medium.CHAT),
)
_HOURS_AWAY = re.compile(
    r"\sin (?:\d+|an?|half an|one|two) ?(?:h|hrs?|hours?|m|mins?|minutes?)(?!\S)", re.IGNORECASE
)
_DOUBLE_COMMA = re.compile(r"\s*([,;])(?:\s*[,;])+")
_TIME_LEFT = re.compile(
    r"^\d{1,2}(?:\.\d\d|-\d{1,2})?$|(?<!\S)\d{1,2}(?::\d\d| ?[ap]\.?m\b|-\d{1,2} ?[ap]\.?m\b)", re.IGNORECASE
)


class InterviewDetails(NamedTuple):
    """What a line says of an interview next to its day; the zone is as it was typed: the day decides it."""

    minutes: int | None = None
    medium: Medium | None = None
    zone: str = ""


NOTHING_SAID = InterviewDetails()


def split_off_details(text: str, known: InterviewDetails = NOTHING_SAID) -> tuple[str, InterviewDetails]:
    """Return a part of a line without the length, the medium and the zone in it, and these or the known."""
    text, minutes = split_off_length(text)
    medium = known.medium
    for pattern, named in _MEDIA:
        match = re.search(rf"(?<!\S)(?:(?:by|over|via|on)\s+)?(?:{pattern})(?![^\s,;])", text, re.IGNORECASE)
        if match and match.start() > 0:
            medium, text = named, f"{text[: match.start()]} {text[match.end() :]}"
            break
    text, zone = split_off_zone(text)
    minutes = known.minutes if minutes is None else minutes
    text = _DOUBLE_COMMA.sub(r"\1", " ".join(text.split()))
    return text, InterviewDetails(minutes, medium, zone or known.zone)


def unread_time(parts: Sequence[str], left: str) -> Iterator[str]:
    """Ask about a zone at the end of a part, or a time in what was `left` of the words before "about"."""
    if maybe := next(filter(None, map(maybe_zone, parts)), None):
        yield f"is “{maybe[0]}” a time zone? Write it like “{maybe[1]}”, or “about {maybe[0]}”"
    elif any(map(_HOURS_AWAY.search, parts)):
        yield "at what time? Write it like “today 16:00”"
    elif _TIME_LEFT.search(left):
        yield f"what time is “{shortened(left)}”? Write one like “mon 14:00” or “mon 14:00 - 15:00”"
