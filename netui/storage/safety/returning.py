"""Who comes back with a restore although they were forgotten in this store."""

from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Raw

from netui.domain.text import clean
from netui.storage.meeting.two_histories import read_all

_MOST_LETTERS = 80


def forgotten_among(folder: Path, contacts: Mapping[int, Raw]) -> tuple[str, ...]:
    """Return the names of those who were forgotten in a store, among people who are to be added to it."""
    gone = {
        contact_id
        for each in (read_all(folder) if contacts else ())
        for line in each.transactions
        if line.erases
        for contact_id, change in line.changes.get("contacts", {}).items()
        if bytes(change.remove)
    }
    return tuple(_name(raw) for contact_id, raw in contacts.items() if contact_id in gone)


def _name(contact: Raw) -> str:
    name = msgspec.json.decode(contact, type=dict[str, object]).get("name")
    return clean(str(name or ""), limit=_MOST_LETTERS)
