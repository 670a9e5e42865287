"""The text of a contact that search looks through."""

from collections.abc import Iterator

from netui.domain.people.contact import Contact
from netui.domain.text import fold


def haystack(contact: Contact) -> str:
    """Return all searchable text of a contact, folded, one part a line."""
    return fold("\n".join(part for part in _parts(contact) if part))


def _parts(contact: Contact) -> Iterator[str]:
    yield contact.name
    yield contact.pronunciation
    for position in contact.positions:
        yield position.title
        yield position.company
    yield from contact.emails
    yield from contact.phones
    yield from contact.links
    yield contact.location
    yield contact.function
    yield contact.industry
    yield contact.seniority
    yield from contact.tags
    yield from contact.roles
    yield contact.met
    yield contact.why
    yield from contact.interests
    yield from contact.avoid
    yield contact.notes
    for key, value in contact.custom.items():
        yield f"{key} {value}"
