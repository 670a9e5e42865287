"""People as vCard 4.0 (RFC 6350), each a card of its own; what is not known is left out."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC
from typing import Any
from uuid import UUID

from netui import __version__
from netui.domain.people.contact import Contact
from netui.domain.people.field_values import Names
from netui.domain.people.fields import ROWS
from netui.domain.people.person_name import parse_name
from netui.domain.people.relation import RelationKind
from netui.domain.text import clean
from netui.domain.time.calendar_ends import on_clock
from netui.domain.time.partial_date import PartialDate

_OCTETS = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
_LINKS = ("http://", "https://", "mailto:")


def vcards(people: Iterable[Contact], names: Names, *, notes: bool) -> str:
    """Return the cards of some people; why they matter and what to avoid never leaves netui this way.

    `notes` says whether the free notes go in.
    """
    return "".join(f"{_folded(line)}\r\n" for person in people for line in _card(person, names, notes=notes))


def _card(person: Contact, names: Names, *, notes: bool) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"PRODID:-//netui//netui {__version__}//EN"
    for field in ROWS:
        if field.name == "relations":
            yield from _related(person, names) if notes else ()
        elif field.vcard and (notes or field.handed_on):
            values = _VALUES.get(field.name, _texts)
            yield from (f"{field.vcard}:{value}" for value in values(field.value(person)))
            if field.name == "name":
                yield f"N:{_parts_of(person.name)}"
    yield "END:VCARD"


def _related(person: Contact, names: Names) -> Iterator[str]:
    """Yield who else a person has to do with, by name: not every program keeps the uids of others."""
    for one in person.relations:
        if name := names.name_of(one.contact_id):
            yield f"RELATED;VALUE=text;TYPE={_TYPES[one.kind]}:{_text(name)}"


def _text(value: str) -> str:
    """Return a value that stays one value on one line, whatever it holds."""
    return clean(value.strip(), newlines=True).translate(_ESCAPED)


def _texts(value: str | tuple[str, ...]) -> Iterator[str]:
    """Yield what is filled in of a text, or of a list of them."""
    for one in (value,) if isinstance(value, str) else value:
        if one.strip():
            yield _text(one)


def _parts_of(name: str) -> str:
    parts = parse_name(name)
    if not parts.given and not parts.family:
        return f";{_text(name)};;;"
    return ";".join(map(_text, (parts.family, parts.given, "", parts.title, parts.behind)))


def _link(link: str) -> str:
    """Return an address that is one, written in plain ASCII where it has to be; nothing for any other."""
    link = "".join(clean(link.strip()).split())
    if not _SCHEME.match(link):
        link = f"https://{link}" if link else ""
    return link if link.casefold().startswith(_LINKS) else ""


def _uid(uid: str) -> str:
    try:
        return f"urn:uuid:{UUID(uid)}"
    except ValueError:
        return _text(uid)


def _day(day: PartialDate) -> str:
    head = "--" if day.year is None else f"{day.year:04d}"
    return f"{head}{day.month:02d}{day.day:02d}"


_TYPES = {
    RelationKind.PARTNER: "spouse",
    RelationKind.FAMILY: "kin",
    RelationKind.FRIEND: "friend",
    RelationKind.COLLEAGUE: "colleague",
    RelationKind.MANAGER: "x-manager",
    RelationKind.MANAGES: "x-manages",
    RelationKind.ASSISTANT: "agent",
    RelationKind.ASSISTS: "x-assists",
}
_VALUES: Mapping[str, Callable[[Any], Iterable[str]]] = {
    "uid": lambda uid: [_uid(uid)],
    "name": lambda name: [_text(name) or "?"],
    "links": lambda links: filter(None, map(_link, links)),
    "location": lambda place: [f";;;{_text(place)};;;"] if place.strip() else [],
    "birthday": lambda day: [_day(day)] if day is not None else [],
    "tags": lambda tags: [",".join(_texts(tags))] if any(map(str.strip, tags)) else [],
    "updated_at": lambda at: [f"{on_clock(at, UTC):%Y%m%dT%H%M%SZ}"] if at is not None else [],
}
"""The values of properties that are more than a text, or a text for each value of a list."""


def _folded(line: str) -> str:
    """Break a line into pieces of 75 octets at most, never inside a character."""
    if len(line) * 4 <= _OCTETS or len(line.encode()) <= _OCTETS:
        return line
    pieces: list[str] = []
    piece, size = "", 0
    for ch in line:
        octets = len(ch.encode())
        if size + octets > _OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += ch
        size += octets
    return "\r\n".join([*pieces, piece])
