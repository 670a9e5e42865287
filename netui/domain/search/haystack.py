"""The text of a contact that search looks through."""

from itertools import chain
from operator import attrgetter

from netui.domain.people.contact import Contact
from netui.domain.people.field_values import FieldKind
from netui.domain.people.fields import CONTACT_FIELDS
from netui.domain.people.matching import phone_key
from netui.domain.text import fold

_SEARCHED = [field for field in CONTACT_FIELDS if field.searched]
_TEXTS = attrgetter(*(row.name for row in _SEARCHED if row.kind in (FieldKind.LINE, FieldKind.TEXT)))
_LISTS = attrgetter(*(row.name for row in _SEARCHED if row.holds_several))


def haystack(contact: Contact) -> str:
    """Return all searchable text of a contact, folded, one part a line; numbers as digits alone too."""
    jobs = chain.from_iterable((one.title, one.company) for one in contact.positions)
    own = (f"{name} {text}" for name, text in contact.custom.items())
    numbers = map(phone_key, contact.phones)
    parts = chain(_TEXTS(contact), *_LISTS(contact), jobs, own, numbers)
    return fold("\n".join(filter(None, parts)))
