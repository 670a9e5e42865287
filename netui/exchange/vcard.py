"""People as vCard 4.0 (RFC 6350), each a card of its own; what is not known is left out."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC
from uuid import UUID

from netui import __version__
from netui.domain.people.contact import Contact
from netui.domain.text import clean
from netui.domain.time.calendar_ends import on_clock
from netui.domain.time.partial_date import PartialDate

_OCTETS = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
_LINKS = ("http://", "https://", "mailto:")


def vcards(people: Iterable[Contact], *, notes: bool) -> str:
    """Return the cards of some people; why they matter and what to avoid never leaves netui this way.

    `notes` says whether the free notes go in.
    """
    return "".join(f"{_folded(line)}\r\n" for person in people for line in _card(person, notes=notes))


def _card(person: Contact, *, notes: bool) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"PRODID:-//netui//netui {__version__}//EN"
    yield f"UID:{_uid(person.uid)}"
    yield f"FN:{_text(person.name) or '?'}"
    given, _, family = person.name.strip().rpartition(" ")
    yield f"N:{_text(family)};{_text(given)};;;" if given else f"N:;{_text(family)};;;"
    for name, value in (("TITLE", person.title), ("ORG", person.company)):
        if value.strip():
            yield f"{name}:{_text(value)}"
    yield from (f"EMAIL:{_text(email)}" for email in person.emails if email.strip())
    yield from (f"TEL;VALUE=text:{_text(phone)}" for phone in person.phones if phone.strip())
    yield from (f"URL:{link}" for link in map(_link, person.links) if link)
    if person.location.strip():
        yield f"ADR:;;;{_text(person.location)};;;"
    if person.time_zone.strip():
        yield f"TZ:{_text(person.time_zone)}"
    if person.birthday is not None:
        yield f"BDAY:{_day(person.birthday)}"
    tags = [_text(tag) for tag in person.tags if tag.strip()]
    if tags:
        yield f"CATEGORIES:{','.join(tags)}"
    if notes and person.notes.strip():
        yield f"NOTE:{_text(person.notes)}"
    if person.updated_at is not None:
        yield f"REV:{on_clock(person.updated_at, UTC):%Y%m%dT%H%M%SZ}"
    yield "END:VCARD"


def _text(value: str) -> str:
    """Return a value that stays one value on one line, whatever it holds."""
    return clean(value.strip(), newlines=True).translate(_ESCAPED)


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
