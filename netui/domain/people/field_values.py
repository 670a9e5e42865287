"""How the value of a contact field is read from text and written as text, one way for each kind."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Naming, Position
from netui.domain.people.relation import RelationKind, read_relations, relation_words
from netui.domain.people.rules import check_zone
from netui.domain.text import choose
from netui.domain.time.date_order import DateOrder
from netui.domain.time.partial_date import PartialDate, PartialMonth

_POSITION = re.compile(
    r"^(?P<title>.*?)(?:\s*@\s*(?P<company>.*?))?"
    r"(?:\s*\((?P<since>[\d-]*)\s*(?:to|until|–|,)\s*(?P<until>[\d-]+|now)?\s*\))?$"
)
_AT = re.compile(r"(?:^|\s+)at\s+|\s*,\s*(?![^(]*\))", re.IGNORECASE)
"""What stands for the "@" of a position where people write none: "SRE at Fastly", "SRE, Fastly"."""
_QUOTED = re.compile(r'"[^"\n]*"(?=\s*<)')
"""A name before an address, which may hold a comma."""
_BRACKETED = re.compile(r"<\s*([^<>@\s]+@[^<>@\s]+)\s*>")


class FieldKind(StrEnum):
    """How a field is typed."""

    LINE = "line"
    LIST = "list"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    PERSON = "person"
    LINES = "lines"
    KEPT = "kept"
    """It isn't typed: netui keeps it."""


class Names(Protocol):
    """What showing a field needs from around it."""

    def name_of(self, contact_id: int) -> str:
        """Return a person's name."""


class Reading(Names, Protocol):
    """What reading typed text needs from around it."""

    @property
    def date_order(self) -> DateOrder:
        """The order of a day in figures."""
        ...

    def day(self, text: str) -> date:
        """Read a day in the past or present; raise InvalidValueError."""

    def person(self, text: str) -> int:
        """Find a person by name or id; raise NotFoundError or AmbiguousError."""


class Typed(Struct, frozen=True):
    """A kind of value: `read` makes it from typed text, `words` makes that text from it.

    `spoken` is how a card shows it, where that differs from what is typed.
    """

    kind: FieldKind
    read: Callable[[str, Reading], Any]
    words: Callable[[Any, Names], str]
    spoken: Callable[[Any, Names], str] | None = None
    choices: tuple[str, ...] = ()


def entries(text: str) -> tuple[str, ...]:
    """Split a typed list at commas, semicolons and line ends."""
    return tuple(part.strip() for part in re.split(r"[,;\n]", text) if part.strip())


def addresses(text: str) -> tuple[str, ...]:
    """Read typed email addresses; of "Dana Okafor <dana@x.example>" the address alone.

    They are parted by commas, semicolons or line ends, and addresses alone by blanks too.
    """
    found: list[str] = []
    for one in entries(_QUOTED.sub("", text)):
        words = one.split()
        found += _BRACKETED.findall(one) or (words if all("@" in word for word in words) else [one])
    return tuple(found)


def choice(enum: type[StrEnum], word: str) -> Typed:
    """Return the kind of one value out of some; `word` says what they are."""
    return Typed(
        FieldKind.CHOICE,
        lambda text, _: choose(enum, text, word),
        lambda value, _: str(value),
        choices=tuple(member.value for member in enum),
    )


def choices(enum: type[StrEnum], word: str) -> Typed:
    """Return the kind of several values out of some."""
    return Typed(
        FieldKind.CHOICES,
        lambda text, _: tuple(choose(enum, one, word) for one in entries(text)),
        lambda value, _: ", ".join(value),
        choices=tuple(member.value for member in enum),
    )


def position_words(position: Position) -> str:
    """Write a position as the form shows it: "SRE @ Fastly (2021-03 to now)"."""
    words = " @ ".join(part for part in (position.title, position.company) if part)
    if position.company and not position.title:
        words = f"@ {position.company}"
    if position.since or position.until:
        words += f" ({position.since or ''} to {position.until or 'now'})"
    return words


def _typed_position(position: Position) -> str:
    """Write a position so that it is read back the same: "VP, Engineering" without a company needs an "@"."""
    words = position_words(position)
    if position.company or not _AT.search(position.title):
        return words
    return f"{position.title} @{words.removeprefix(position.title)}"


def _position(line: str) -> Position:
    match = _POSITION.match(line.strip() if "@" in line else _AT.sub(" @ ", line.strip(), count=1))
    if match is None:
        raise InvalidValueError(f"“{line}” is no position: write SRE @ Fastly (2021-03 to now)")
    since, until = match["since"] or None, match["until"] or None
    until = None if until == "now" else until
    for month in (since, until):
        if month is not None:
            PartialMonth.parse(month)
    return Position((match["title"] or "").strip(), (match["company"] or "").strip(), since, until)


def _zone(text: str, _: Reading) -> str:
    zone = text.strip()
    if zone:
        check_zone(zone)
    return zone


def _custom(text: str, _: Reading) -> dict[str, str]:
    custom: dict[str, str] = {}
    for line in text.splitlines():
        key, colon, value = line.partition(":")
        if line.strip() and not (colon and key.strip()):
            raise InvalidValueError(
                f"“{line.strip()}” is no field of your own: write NAME: VALUE, one a line"
            )
        if line.strip():
            custom[key.strip()] = value.strip()
    return custom


def _custom_words(value: Mapping[str, str], _: Names) -> str:
    return "\n".join(f"{on_one_line(key)}: {on_one_line(one)}" for key, one in value.items())


def on_one_line(text: str) -> str:
    """Return a name or value of an own field as it is shown: one that was imported can have line breaks."""
    return " ".join(text.split())


def _birthday(text: str, reading: Reading) -> PartialDate | None:
    if not text.strip():
        return None
    return PartialDate.read_birthday(text, reading.day("today"), reading.date_order)


def _iso(value: Any, _: Names) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def _spoken_day(value: date | None, _: Names) -> str:
    from netui.domain.time.dates import full_day  # slow to load, and only cards need it

    return full_day(value) if value else ""


def _kept(_text: str, _: Reading) -> str:
    raise InvalidValueError("netui keeps this field itself")


LINE = Typed(FieldKind.LINE, lambda text, _: text.strip(), lambda value, _: str(value))
TEXT = Typed(FieldKind.TEXT, lambda text, _: text.rstrip(), lambda value, _: str(value))
LIST = Typed(FieldKind.LIST, lambda text, _: entries(text), lambda value, _: ", ".join(value))
EMAILS = Typed(FieldKind.LIST, lambda text, _: addresses(text), lambda value, _: ", ".join(value))
ZONE = Typed(FieldKind.LINE, _zone, lambda value, _: str(value))
BIRTHDAY = Typed(
    FieldKind.LINE,
    _birthday,
    lambda value, _: str(value) if value else "",
    lambda value, _: value.words if value else "",
)
CADENCE = Typed(
    FieldKind.LINE,
    lambda text, _: Cadence.parse(text) if text.strip() else None,
    lambda value, _: f"every {value}" if value else "",
)
DAY = Typed(
    FieldKind.DATE,
    lambda text, reading: reading.day(text) if text.strip() else None,
    _iso,
    _spoken_day,
)
RELATIONS = Typed(
    FieldKind.LIST,
    lambda text, reading: read_relations(text, lambda _, name: reading.person(name)),
    lambda value, names: relation_words(value, names.name_of),
    choices=tuple(kind.value for kind in RelationKind),
)
PERSON = Typed(
    FieldKind.PERSON,
    lambda text, reading: reading.person(text) if text.strip() else None,
    lambda value, names: names.name_of(value) if value is not None else "",
)
POSITIONS = Typed(
    FieldKind.LINES,
    lambda text, _: tuple(_position(line) for line in text.splitlines() if line.strip()),
    lambda value, _: "\n".join(map(_typed_position, value)),
)
CUSTOM = Typed(FieldKind.LINES, _custom, _custom_words)
NAMING = Typed(
    FieldKind.CHOICE,
    lambda text, _: choose(Naming, text, "naming"),
    lambda value, _: str(value),
    lambda value, _: "" if value is Naming.ASK else str(value),
    tuple(member.value for member in Naming),
)
KEPT = Typed(FieldKind.KEPT, _kept, _iso)
LABELS = Typed(
    FieldKind.KEPT, _kept, lambda value, _: "; ".join(f"{one}: {label}" for one, label in value.items())
)
KEPT_DAY = Typed(FieldKind.KEPT, _kept, _iso, _spoken_day)
