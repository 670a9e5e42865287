"""People as vCards, 3.0 (RFC 2426, what phones and address books take) or 4.0 (RFC 6350).

Each is a card of its own; what is not known is left out. A label that no version has a type for gets a
line of its own, as Apple writes it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC
from itertools import count
from typing import Any
from uuid import UUID

from netui import __version__
from netui.domain.journal.exporting import CardVersion
from netui.domain.people.contact import Contact
from netui.domain.people.field_values import Names
from netui.domain.people.fields import ROWS
from netui.domain.people.import_changes import property_of
from netui.domain.people.person_name import written_parts
from netui.domain.people.relation import RelationKind
from netui.domain.text import clean
from netui.domain.time.calendar_ends import on_clock
from netui.domain.time.partial_date import PartialDate
from netui.exchange.writing.content_line import folded, text_value

_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
_LINKS = ("http://", "https://", "mailto:")
_TYPES = {"work": "work", "home": "home", "mobile": "cell", "cell": "cell", "fax": "fax", "pager": "pager"}
"""The words of a label that are types of a phone, an email or a page."""
_DEPARTMENT = "department"
_FIRST_GROUP = 101
"""Groups of lines that were imported have smaller numbers."""


def vcards(people: Iterable[Contact], names: Names, *, notes: bool, version: CardVersion) -> Iterator[str]:
    """Yield the card of each person; why they matter and what to avoid never leaves netui this way.

    `notes` says whether the free notes go in, and with them who else a person has to do with, own fields that
    cards know, and the lines of an imported card that netui has no field for.
    """
    for person in people:
        yield "".join(f"{folded(line)}\r\n" for line in _card(person, names, version, notes=notes))


def _card(person: Contact, names: Names, version: CardVersion, *, notes: bool) -> Iterator[str]:
    groups = map("item{}".format, count(_FIRST_GROUP))
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield f"PRODID:-//netui//netui {__version__}//EN"
    for field in ROWS:
        value = field.value(person)
        if field.name in _LABELLED:
            for one in value:
                yield from _labelled(field.vcard, one, person.labels.get(one, ""), groups)
        elif field.name == "relations" or (notes and field.name == "location" and _has_address(person)):
            continue
        elif field.name == "company":
            yield from _organisation(person, notes=notes)
        elif field.vcard and (notes or field.handed_on):
            yield from _VALUES.get(field.name, _plain)(field.vcard, value, version)
        if field.name == "name":
            yield f"N:{_parts_of(person)}"
    if notes:
        yield from _related(person, names, version, groups)
        yield from _own_fields(person, version, groups)
        yield from person.card_lines
    yield "END:VCARD"


def _has_address(person: Contact) -> bool:
    """Whether an imported line says where a person lives, in full, as the contact still has it."""
    parts = [text_value(part) for part in person.location.split(",") if part.strip()]
    lines = [line for line in person.card_lines if property_of(line) == "ADR"]
    return any(all(part in line for part in parts) for line in lines)


def _labelled(name: str, value: str, label: str, groups: Iterator[str]) -> Iterator[str]:
    """Yield an email, a phone or a page with what it is: as a type, or in a line of its own."""
    written = _link(value) if name == "URL" else text_value(value)
    types = [_TYPES.get(word, "") for word in label.casefold().split()]
    if not written:
        return
    if all(types):
        yield f"{name};TYPE={','.join(types)}:{written}" if types else f"{name}:{written}"
    else:
        group = next(groups)
        yield f"{group}.{name}:{written}"
        yield f"{group}.X-ABLabel:{text_value(label)}"


def _related(person: Contact, names: Names, version: CardVersion, groups: Iterator[str]) -> Iterator[str]:
    """Yield who else a person has to do with, by name: not every program keeps the uids of others."""
    others = [(_RELATED[one.kind], one.kind.value, names.name_of(one.contact_id)) for one in person.relations]
    if person.introduced_by is not None:
        others.append(("x-introduced-by", "introduced by", names.name_of(person.introduced_by)))
    for kind, words, name in others:
        if not name:
            continue
        if version is CardVersion.FOUR:
            yield f"RELATED;VALUE=text;TYPE={kind}:{text_value(name)}"
        else:
            group = next(groups)
            yield f"{group}.X-ABRELATEDNAMES:{text_value(name)}"
            yield f"{group}.X-ABLabel:{words}"


def _own_fields(person: Contact, version: CardVersion, groups: Iterator[str]) -> Iterator[str]:
    """Yield the own fields: as the property that cards have for one, else as one of netui's own."""
    for name, value in person.custom.items():
        known = name.casefold()
        if not value.strip() or known == _DEPARTMENT:
            continue
        if known == "nickname":
            yield f"NICKNAME:{text_value(value)}"
        elif known == "anniversary":
            day = "ANNIVERSARY;VALUE=text" if version is CardVersion.FOUR else "X-ANNIVERSARY"
            yield f"{day}:{text_value(value)}"
        else:
            group = next(groups)
            yield f"{group}.X-NETUI-OWN:{text_value(value)}"
            yield f"{group}.X-ABLabel:{text_value(name)}"


def _organisation(person: Contact, *, notes: bool) -> Iterator[str]:
    """Yield where a person works, with the department that is an own field."""
    held = {name.casefold(): value for name, value in person.custom.items()} if notes else {}
    parts = [text_value(person.company), *filter(None, [text_value(held.get(_DEPARTMENT, ""))])]
    if any(parts):
        yield f"ORG:{';'.join(parts)}"


def _texts(value: str | tuple[str, ...]) -> Iterator[str]:
    """Yield what is filled in of a text, or of a list of them."""
    for one in (value,) if isinstance(value, str) else value:
        if one.strip():
            yield text_value(one)


def _plain(name: str, value: str | tuple[str, ...], _: CardVersion) -> Iterator[str]:
    yield from (f"{name}:{text}" for text in _texts(value))


def _parts_of(person: Contact) -> str:
    if person.name == person.company:
        return ";;;;"  # as Apple and Google write a company
    parts = written_parts(person.name)
    if not parts.given and not parts.family:
        return f";{text_value(person.name)};;;"
    return ";".join(map(text_value, (parts.family, parts.given, "", parts.title, parts.behind)))


def _sound(name: str, sound: str, _: CardVersion) -> Iterator[str]:
    """Yield how to pronounce a name: the last of its words as the family name, as phones take it."""
    given, family = [*sound.strip().rsplit(" ", 1), ""][:2]
    if not sound.isascii():
        given, family = sound, ""
    for part, words in (("FIRST", given), ("LAST", family)):
        if words.strip():
            yield f"{name}-{part}-NAME:{text_value(words)}"


def _link(link: str) -> str:
    """Return an address that is one, written in plain ASCII where it has to be; nothing for any other."""
    link = "".join(clean(link.strip()).split())
    if not _SCHEME.match(link):
        link = f"https://{link}" if link else ""
    return link if link.casefold().startswith(_LINKS) else ""


def _uid(uid: str, version: CardVersion) -> str:
    try:
        return f"urn:uuid:{UUID(uid)}" if version is CardVersion.FOUR else str(UUID(uid))
    except ValueError:
        return text_value(uid)


def _day(name: str, day: PartialDate | None, version: CardVersion) -> Iterator[str]:
    if day is None:
        return
    month_day = f"{day.month:02d}-{day.day:02d}"
    if version is CardVersion.FOUR:
        yield f"{name}:{'--' if day.year is None else f'{day.year:04d}'}{month_day.replace('-', '')}"
    elif day.year is None:  # 3.0 knows no day without a year: what Apple writes is what others read
        yield f"{name};X-APPLE-OMIT-YEAR=1604:1604-{month_day}"
    else:
        yield f"{name}:{day.year:04d}-{month_day}"


_RELATED = {
    RelationKind.PARTNER: "spouse",
    RelationKind.FAMILY: "kin",
    RelationKind.FRIEND: "friend",
    RelationKind.COLLEAGUE: "colleague",
    RelationKind.MANAGER: "x-manager",
    RelationKind.MANAGES: "x-manages",
    RelationKind.ASSISTANT: "agent",
    RelationKind.ASSISTS: "x-assists",
}
_LABELLED = frozenset({"emails", "phones", "links"})
_VALUES: Mapping[str, Callable[[str, Any, CardVersion], Iterable[str]]] = {
    "uid": lambda name, uid, version: [f"{name}:{_uid(uid, version)}"],
    "name": lambda name, text, _: [f"{name}:{text_value(text) or '?'}"],
    "pronouns": lambda name, text, version: _plain(
        name if version is CardVersion.FOUR else f"X-{name}", text, version
    ),
    "pronunciation": _sound,
    "location": lambda name, place, _: [f"{name}:;;;{text_value(place)};;;"] if place.strip() else [],
    "time_zone": lambda name, zone, version: _plain(
        name if version is CardVersion.FOUR else f"{name};VALUE=text", zone, version
    ),
    "birthday": _day,
    "tags": lambda name, tags, _: [f"{name}:{','.join(_texts(tags))}"] if any(map(str.strip, tags)) else [],
    "updated_at": lambda name, at, _: (
        [f"{name}:{on_clock(at, UTC):%Y%m%dT%H%M%SZ}"] if at is not None else []
    ),
}
"""The lines of properties that are more than a text, or a text for each value of a list."""
