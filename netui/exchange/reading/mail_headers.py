"""The few headers of a message that say who wrote, to which people and when, read in linear time.

Strangers write headers: whatever they hold, something harmless is returned, and nothing is raised.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from netui.domain.notes.mailing import MAIL_ADDRESS
from netui.domain.one_line import LONGEST_LINE
from netui.domain.people.collecting import Party
from netui.domain.text import clean
from netui.domain.time.calendar_ends import on_clock

_WANTED = frozenset(
    {
        *("from", "to", "cc", "date", "message-id", "precedence", "auto-submitted"),
        *("x-spam-flag", "x-gmail-labels"),
    }
)
_LISTS = b"list-"
_LONGEST = 16 << 10
_LONGEST_NAME = 200
_REMEMBERED = 500
_LONGEST_DATE = 100
_PARTS = re.compile(r'"(?:[^"\\]|\\.)*+"?|\([^()]*\)?|<[^<>]*>?|[,;]|[^"(<,;]+', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def read_headers(head: bytes) -> dict[str, str]:
    """Return the headers that are wanted, unfolded, by their names in lower case; of several the first."""
    found: dict[str, bytes] = {}
    current = ""
    for line in head.split(b"\n"):
        if line[:1] in {b" ", b"\t"}:
            if current and len(found[current]) < _LONGEST:
                found[current] += b" " + line.strip()
            continue
        name, colon, value = line.partition(b":")
        current = ""
        if not colon or len(name) > 40:
            continue
        lowered = name.strip().lower()
        word = lowered.decode("ascii", "replace")
        if (word in _WANTED or lowered.startswith(_LISTS)) and word not in found:
            current = word
            found[word] = value.strip()
    return {name: _decoded(value[:_LONGEST]) for name, value in found.items()}


def _decoded(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")


def parties(value: str) -> tuple[Party, ...]:
    """Return the people of a From, To or Cc header, in order; what holds no address is left out."""
    return _remembered(value) if len(value) < _REMEMBERED else _parties(value)


@lru_cache(maxsize=8192)
def _remembered(value: str) -> tuple[Party, ...]:
    return _parties(value)


def _parties(value: str) -> tuple[Party, ...]:
    found: list[Party] = []
    words: list[str] = []
    address = ""
    for match in _PARTS.finditer(value):
        part = match[0]
        if part in {",", ";"}:
            found += _party(words, address)
            words, address = [], ""
        elif part[0] == "<":
            address = part.strip("<> \t")
        elif part[0] == '"':
            words.append(_ESCAPED.sub(r"\1", part.strip('"')))
        elif part[0] != "(":
            words.append(part)
    found += _party(words, address)
    return tuple(found)


def _party(words: list[str], address: str) -> list[Party]:
    text = "".join(words).strip()
    if not address:
        # A name of a group comes with a colon: "Friends: ann@x.example".
        address, text = text.rpartition(":")[2].strip(), ""
    if not MAIL_ADDRESS.fullmatch(address):
        return []
    name = clean(" ".join(_plain_words(text[:LONGEST_LINE]).split()), limit=_LONGEST_NAME).strip(" '\"")
    address = address.lower()
    return [Party(address=clean(address), name="" if "@" in name else name)]


def _plain_words(text: str) -> str:
    """Return a name with its encoded words ("=?utf-8?q?Zo=C3=AB?=") written out, as far as they can be."""
    if "=?" not in text:
        return text
    from email.errors import MessageError
    from email.header import decode_header, make_header

    try:
        return str(make_header(decode_header(text)))
    except (MessageError, LookupError, ValueError):
        return text


def read_date(value: str, zone: tzinfo) -> datetime | None:
    """Return the instant of a Date header; one without a zone is on the clock of `zone`. None for no date."""
    from email.utils import parsedate_tz

    try:
        found = parsedate_tz(value[:_LONGEST_DATE])
        if found is None:
            return None
        year, month, day, hour, minute, second = found[:6]
        clock = zone if found[9] is None else timezone(timedelta(seconds=found[9]))
        return on_clock(datetime(year, month, day, hour, minute, min(second, 59), tzinfo=clock), UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
