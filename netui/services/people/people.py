"""Words for labels and messages: who a change is about."""

from collections.abc import Iterable

from netui.domain.counted import count_people
from netui.domain.errors import existing
from netui.domain.people.contact import DELETED, Contact
from netui.domain.people.interaction import Interaction, InteractionKind
from netui.domain.plan.event import own_words
from netui.services.ports import Store


def require_contact(store: Store, contact_id: int) -> Contact:
    """Return a contact; raise NotFoundError if there is none."""
    return existing(store.contacts.get(contact_id), "contact", contact_id)


def name_of(store: Store, contact_id: int | None, before: str = "") -> str:
    """Return a person's name; once that person is gone, the one they had `before`, as far as it was kept."""
    row = store.contacts.row(contact_id) if contact_id is not None else None
    return row.name if row is not None else before or DELETED


def names_of(store: Store, ids: Iterable[int]) -> dict[int, str]:
    """Return the names of the people who are there, each once, by id."""
    people = map(store.contacts.row, dict.fromkeys(ids))
    return {person.id: person.name for person in people if person is not None}


def words_with(store: Store, entry: Interaction, contact_id: int) -> str:
    """Return what an entry of the log says for one person: of an event's list only their own line."""
    found = event_words(store, entry, contact_id)
    return entry.text if found is None else ": ".join(filter(None, found))


def event_words(store: Store, entry: Interaction, contact_id: int) -> tuple[str, str] | None:
    """Return an event's name, and what an entry that lists those met there says of one of them, or None."""
    if entry.kind is not InteractionKind.EVENT:
        return None
    names = {one: row.name for one in entry.contact_ids if (row := store.contacts.row(one)) is not None}
    name = names.pop(contact_id, "")
    return own_words(entry.text, name, (*names.values(), *entry.gone)) if name else None


def named(names: Iterable[str]) -> str:
    """Return "Priya", "Priya and Tom" or "5 people"."""
    known = list(names)
    if not known:
        return "no one"
    if len(known) <= 2:
        return " and ".join(known)
    return count_people(len(known))
