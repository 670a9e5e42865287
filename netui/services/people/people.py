"""Words for labels and messages: who a change is about."""

from collections.abc import Iterable

from netui.domain.errors import existing
from netui.domain.people.contact import Contact
from netui.services.ports import Store


def require_contact(store: Store, contact_id: int) -> Contact:
    """Return a contact; raise NotFoundError if there is none."""
    return existing(store.contacts.get(contact_id), "contact", contact_id)


def named(names: Iterable[str]) -> str:
    """Return "Priya", "Priya and Tom" or "5 people"."""
    known = list(names)
    if not known:
        return "nobody"
    if len(known) <= 2:
        return " and ".join(known)
    return f"{len(known):,} people"
