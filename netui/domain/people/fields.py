"""Every field of a contact as a person types it: one table for the form, the command line and the help."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Contact, Naming, Position, Role, Stage, current_position
from netui.domain.people.rules import check_zone
from netui.domain.text import choose
from netui.domain.time.partial_date import PartialDate, PartialMonth

_POSITION = re.compile(
    r"^(?P<title>.*?)(?:\s*@\s*(?P<company>.*?))?"
    r"(?:\s*\((?P<since>[\d-]*)\s*(?:to|until|–|,)\s*(?P<until>[\d-]+|now)?\s*\))?$"
)


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


class Names(Protocol):
    """What showing a field needs from around it."""

    def name_of(self, contact_id: int) -> str:
        """Return a person's name."""
        ...


class Reading(Names, Protocol):
    """What reading typed text needs from around it."""

    def day(self, text: str) -> date:
        """Read a day in the past or present; raise InvalidValueError."""
        ...

    def person(self, text: str) -> int:
        """Find a person by name or id; raise NotFoundError or AmbiguousError."""
        ...


@dataclass(frozen=True, slots=True)
class ContactField:
    """One field: its name on the command line, its label in the form, and how text becomes its value."""

    name: str
    label: str
    kind: FieldKind
    show: Callable[[Contact, Names], str]
    put: Callable[[Contact, str, Reading], Contact]
    hint: str = ""
    choices: tuple[str, ...] = ()


def contact_field(name: str) -> ContactField:
    """Return a field by its name; raise InvalidValueError that lists the names for any other."""
    wanted = name.strip().casefold().replace("-", "_")
    wanted = {"every": "cadence", "tag": "tags", "note": "notes"}.get(wanted, wanted)
    for field in CONTACT_FIELDS:
        if wanted in {field.name, field.name.removesuffix("s"), f"{field.name}s"}:
            return field
    if wanted.startswith("custom."):
        return _custom_entry(name.strip().partition(".")[2])
    names = ", ".join(field.name for field in CONTACT_FIELDS)
    raise InvalidValueError(f"a contact has no field {name!r}; there are {names} and custom.ANYTHING")


def entries(text: str) -> tuple[str, ...]:
    """Split a typed list at commas, semicolons and line ends."""
    return tuple(part.strip() for part in re.split(r"[,;\n]", text) if part.strip())


def _line(name: str, label: str, hint: str = "", kind: FieldKind = FieldKind.LINE) -> ContactField:
    def show(contact: Contact, _: Names) -> str:
        return str(getattr(contact, name))

    def put(contact: Contact, text: str, _: Reading) -> Contact:
        return _with(contact, name, text.strip() if kind is FieldKind.LINE else text.rstrip())

    return ContactField(name, label, kind, show, put, hint)


def _list(name: str, label: str, hint: str = "") -> ContactField:
    def show(contact: Contact, _: Names) -> str:
        return ", ".join(getattr(contact, name))

    def put(contact: Contact, text: str, _: Reading) -> Contact:
        return _with(contact, name, entries(text))

    return ContactField(name, label, FieldKind.LIST, show, put, hint)


def _choice(name: str, label: str, enum: type[StrEnum], kind: FieldKind = FieldKind.CHOICE) -> ContactField:
    choices = tuple(member.value for member in enum)

    def member(text: str) -> StrEnum:
        return choose(enum, text, name.removesuffix("s"))

    def show(contact: Contact, _: Names) -> str:
        value = getattr(contact, name)
        return ", ".join(value) if kind is FieldKind.CHOICES else str(value)

    def put(contact: Contact, text: str, _: Reading) -> Contact:
        value = tuple(member(one) for one in entries(text)) if kind is FieldKind.CHOICES else member(text)
        return _with(contact, name, value)

    return ContactField(name, label, kind, show, put, ", ".join(choices), choices)


def _with(contact: Contact, name: str, value: object) -> Contact:
    changes: dict[str, Any] = {name: value}
    return replace(contact, **changes)


def _present(contact: Contact, **changes: str) -> Contact:
    """Change the present position, the one lists show."""
    position = current_position(contact.positions)
    changed = replace(position, **changes)
    if position not in contact.positions:
        return replace(contact, positions=(changed, *contact.positions))
    place = contact.positions.index(position)
    return replace(contact, positions=(*contact.positions[:place], changed, *contact.positions[place + 1 :]))


def _show_positions(contact: Contact, _: Names) -> str:
    return "\n".join(position_words(position) for position in contact.positions)


def position_words(position: Position) -> str:
    """Write a position as the form shows it: "SRE @ Fastly (2021-03 to now)"."""
    words = " @ ".join(part for part in (position.title, position.company) if part)
    if position.company and not position.title:
        words = f"@ {position.company}"
    if position.since or position.until:
        words += f" ({position.since or ''} to {position.until or 'now'})"
    return words


def _put_positions(contact: Contact, text: str, _: Reading) -> Contact:
    return replace(contact, positions=tuple(_position(line) for line in text.splitlines() if line.strip()))


def _position(line: str) -> Position:
    match = _POSITION.match(line.strip())
    if match is None:
        raise InvalidValueError(f"{line!r} is no position: write SRE @ Fastly (2021-03 to now)")
    since, until = match["since"] or None, match["until"] or None
    until = None if until == "now" else until
    for month in (since, until):
        if month is not None:
            PartialMonth.parse(month)
    return Position((match["title"] or "").strip(), (match["company"] or "").strip(), since, until)


def _put_zone(contact: Contact, text: str, _: Reading) -> Contact:
    if text.strip():
        check_zone(text.strip())
    return replace(contact, time_zone=text.strip())


def _put_birthday(contact: Contact, text: str, _: Reading) -> Contact:
    return replace(contact, birthday=PartialDate.read(text) if text.strip() else None)


def _show_day(name: str) -> Callable[[Contact, Names], str]:
    def show(contact: Contact, _: Names) -> str:
        value = getattr(contact, name)
        return value.isoformat() if value else ""

    return show


def _put_met_on(contact: Contact, text: str, reading: Reading) -> Contact:
    return replace(contact, met_on=reading.day(text) if text.strip() else None)


def _show_introducer(contact: Contact, reading: Names) -> str:
    return reading.name_of(contact.introduced_by) if contact.introduced_by is not None else ""


def _put_introducer(contact: Contact, text: str, reading: Reading) -> Contact:
    return replace(contact, introduced_by=reading.person(text) if text.strip() else None)


def _put_cadence(contact: Contact, text: str, _: Reading) -> Contact:
    return replace(contact, cadence=Cadence.parse(text) if text.strip() else None)


def _show_custom(contact: Contact, _: Names) -> str:
    return "\n".join(f"{key}: {value}" for key, value in contact.custom.items())


def _put_custom(contact: Contact, text: str, _: Reading) -> Contact:
    custom: dict[str, str] = {}
    for line in text.splitlines():
        key, colon, value = line.partition(":")
        if line.strip() and not (colon and key.strip()):
            raise InvalidValueError(
                f"{line.strip()!r} is no field of your own: write NAME: VALUE, one a line"
            )
        if line.strip():
            custom[key.strip()] = value.strip()
    return replace(contact, custom=custom)


def _custom_entry(key: str) -> ContactField:
    def put(contact: Contact, text: str, _: Reading) -> Contact:
        rest = {name: value for name, value in contact.custom.items() if name != key}
        return replace(contact, custom={**rest, key: text.strip()} if text.strip() else rest)

    return ContactField(
        f"custom.{key}", key, FieldKind.LINE, lambda contact, _: contact.custom.get(key, ""), put
    )


def _position_part(name: str, label: str) -> ContactField:
    return ContactField(
        name,
        label,
        FieldKind.LINE,
        lambda contact, _: str(getattr(contact, name)),
        lambda contact, text, _: _present(contact, **{name: text.strip()}),
    )


def names(fields: Iterable[ContactField]) -> tuple[str, ...]:
    """Return the names of some fields."""
    return tuple(field.name for field in fields)


CONTACT_FIELDS: tuple[ContactField, ...] = (
    _line("name", "Name"),
    _line("pronunciation", "Pronounced", "how the name is said: OH-ka-for"),
    _position_part("title", "Title"),
    _position_part("company", "Company"),
    _list("emails", "Emails", "comma between several"),
    _list("phones", "Phones", "comma between several"),
    _list("links", "Links", "comma between several"),
    _line("location", "Location"),
    ContactField(
        "time_zone",
        "Time zone",
        FieldKind.LINE,
        lambda contact, _: contact.time_zone,
        _put_zone,
        "Europe/Zurich",
    ),
    ContactField(
        "birthday",
        "Birthday",
        FieldKind.LINE,
        lambda contact, _: str(contact.birthday) if contact.birthday else "",
        _put_birthday,
        "29 feb, or 29 feb 1984; a rhythm puts it on the agenda",
    ),
    _choice("stage", "Stage", Stage),
    _choice("roles", "Roles", Role, FieldKind.CHOICES),
    _list("tags", "Tags", "comma between several"),
    ContactField(
        "cadence",
        "Rhythm",
        FieldKind.LINE,
        lambda contact, _: f"every {contact.cadence}" if contact.cadence else "",
        _put_cadence,
        "every 6 weeks; empty: nobody reminds you",
    ),
    ContactField(
        "introduced_by",
        "Introduced by",
        FieldKind.PERSON,
        _show_introducer,
        _put_introducer,
        "a name or an id",
    ),
    _line("met", "How we met"),
    ContactField("met_on", "Met on", FieldKind.DATE, _show_day("met_on"), _put_met_on, "12 mar 2025"),
    _line("why", "Why", "why this person matters to my plan"),
    _list("interests", "Shared interests", "comma between several"),
    _list("avoid", "Topics to avoid", "comma between several"),
    _line("function", "Function", "engineering, design, sales"),
    _line("industry", "Industry"),
    _line("seniority", "Seniority"),
    _choice("naming", "May be named", Naming),
    ContactField(
        "positions",
        "Positions",
        FieldKind.LINES,
        _show_positions,
        _put_positions,
        "one a line: SRE @ Fastly (2021-03 to now)",
    ),
    ContactField(
        "custom", "Own fields", FieldKind.LINES, _show_custom, _put_custom, "one a line: NAME: VALUE"
    ),
    _line("notes", "Notes", kind=FieldKind.TEXT),
)
