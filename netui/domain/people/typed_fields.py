"""Fields of a contact as netui's own table of people writes them, put where a contact says nothing yet."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from netui.domain.errors import InvalidValueError, NetuiError, NotFoundError
from netui.domain.people.contact import Contact
from netui.domain.people.fields import CONTACT_FIELDS, contact_field
from netui.domain.time.date_order import DateOrder
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace

TypedFields = tuple[tuple[str, str], ...]
"""The names of fields, each with its text."""

PEOPLE_FIELDS = frozenset({"introduced_by", "relations"})
"""The fields that name others, who may come with the same file."""

_AS_WRITTEN: Mapping[str, Callable[[str], Any]] = {
    "birthday": PartialDate.read,
    "paused": lambda text: text == "True",
    "snoozed_until": date.fromisoformat,
    "archived_at": datetime.fromisoformat,
}
"""What is read without a day to go by, and what netui keeps itself and an import restores."""

TYPED_FIELDS = frozenset({*_AS_WRITTEN, *(field.name for field in CONTACT_FIELDS)})
_BLANK = Contact(id=0, uid="", name="")


class _Reading:
    """Reads what netui wrote: days are ISO dates, and no one is looked up."""

    date_order = DateOrder.UNSAID

    def name_of(self, contact_id: int) -> str:
        raise NotFoundError(f"no one is looked up here: {contact_id}")

    def day(self, text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise InvalidValueError(f"“{text}” isn't a date: write 2026-11-20") from error

    def person(self, text: str) -> int:
        raise NotFoundError(f"no one is looked up here: {text}")


def with_typed(contact: Contact, typed: Iterable[tuple[str, str]]) -> tuple[Contact, tuple[str, ...]]:
    """Return the contact with what it doesn't say yet, and the names of those fields.

    What names others is left to `PEOPLE_FIELDS`; what can't be read is left out.
    """
    filled = []
    for name, text in typed:
        if name in PEOPLE_FIELDS or getattr(contact, name) != getattr(_BLANK, name):
            continue
        try:
            changed = _put(contact, name, text)
        except (NetuiError, ValueError):
            continue
        if changed != contact:
            contact = changed
            filled.append(name)
    return contact, tuple(filled)


def _put(contact: Contact, name: str, text: str) -> Contact:
    read = _AS_WRITTEN.get(name)
    if read is None:
        return contact_field(name).put(contact, text, _Reading())
    changes: dict[str, Any] = {name: read(text)}
    return replace(contact, **changes)
