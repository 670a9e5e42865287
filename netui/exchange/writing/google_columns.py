"""The columns of Google Contacts: each value has a column for its label next to it."""

from collections.abc import Iterable, Iterator, Mapping

from netui.domain.people.contact import Contact
from netui.domain.people.field_values import Names
from netui.exchange.writing.table_details import is_day, name_parts, own_fields

GOOGLE = (
    *("First Name", "Middle Name", "Last Name", "Phonetic First Name", "Phonetic Middle Name"),
    *("Phonetic Last Name", "Name Prefix", "Name Suffix", "Nickname", "File As", "Organization Name"),
    *("Organization Title", "Organization Department", "Birthday", "Notes", "Photo", "Labels"),
)
"""The heads that every export of Google's has, in its order; the numbered ones follow."""
_JOINED = " ::: "
_MOST = 9
"""How many columns one kind of value gets: more share the last one, as Google writes them."""
_COLUMNS = {"Nickname": "Nickname", "Department": "Organization Department"}
_WORDS = {"home": "Home", "work": "Work", "mobile": "Mobile", "main": "Main", "other": "Other"}
_FAXES = {"work fax": "Work Fax", "home fax": "Home Fax", "pager": "Pager"}


def google_cells(person: Contact, names: Names) -> Mapping[str, str]:
    """Return the cells of one person, by their heads; what is empty is left out."""
    own = own_fields(person, names)
    parts = name_parts(person.name)
    cells = {
        "First Name": parts.given,
        "Last Name": parts.family,
        "Phonetic First Name": person.pronunciation,
        "Name Prefix": parts.title,
        "Name Suffix": parts.behind,
        "File As": parts.filed,
        "Organization Name": person.company,
        "Organization Title": person.title,
        "Birthday": str(person.birthday) if person.birthday else "",
        "Notes": person.notes,
        "Labels": _JOINED.join((*person.tags, "* myContacts")),
        "Address 1 - City": person.location,
    }
    cells |= {column: own.pop(name) for name, column in _COLUMNS.items() if name in own}
    own |= {"Pronouns": person.pronouns, "Time zone": person.time_zone}
    days = {name: value for name, value in own.items() if is_day(value)}
    cells |= _numbered("E-mail", _labelled(person.emails, person.labels))
    cells |= _numbered("Phone", _labelled(person.phones, person.labels))
    cells |= _numbered("Website", _labelled(person.links, person.labels))
    cells |= _numbered("Event", days.items())
    cells |= _numbered("Custom Field", (one for one in own.items() if one[0] not in days))
    return {head: cell for head, cell in cells.items() if cell}


def _labelled(values: Iterable[str], labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for value in values:
        label = labels.get(value, "")
        yield _WORDS.get(label) or _FAXES.get(label) or label, value


def _numbered(kind: str, pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the columns of some values with their labels, "Phone 1 - Label" and "Phone 1 - Value"."""
    cells: dict[str, str] = {}
    for number, (label, value) in enumerate((pair for pair in pairs if pair[1]), start=1):
        at = min(number, _MOST)
        for part, text in (("Label", label), ("Value", value)):
            head = f"{kind} {at} - {part}"
            cells[head] = f"{cells[head]}{_JOINED}{text}" if head in cells else text
    return cells
