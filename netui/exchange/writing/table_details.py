"""What the tables of other programs ask for in parts: a name, and the details that netui has no field for."""

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.people.contact import Contact
from netui.domain.people.field_values import Names
from netui.domain.people.person_name import is_courtesy, written_parts
from netui.domain.time.partial_date import PartialDate


class NameParts(Struct, frozen=True):
    """A name as columns have it; `filed` is the whole where the parts alone would not give it back."""

    given: str
    family: str = ""
    title: str = ""
    behind: str = ""
    filed: str = ""


def name_parts(name: str) -> NameParts:
    """Return the parts of a name; the whole as a given name where they are not clear."""
    name = " ".join(name.split())
    parts = written_parts(name)
    if not (parts.given and (parts.family or not parts.title)):
        return NameParts(name)
    spoken = " ".join(filter(None, (parts.title, parts.given, parts.family)))
    as_written = name in {spoken, f"{spoken}, {parts.behind}", f"{spoken} {parts.behind}"}
    as_written = as_written and not any(map(is_courtesy, parts.title.split()))
    return NameParts(parts.given, parts.family, parts.title, parts.behind, "" if as_written else name)


def own_fields(person: Contact, names: Names) -> dict[str, str]:
    """Return the own fields of a person, and by name the people they have to do with."""
    own = {name: value for name, value in person.custom.items() if value.strip()}
    others = [(one.kind.value, one.contact_id) for one in person.relations]
    if person.introduced_by is not None:
        others.append(("introduced by", person.introduced_by))
    for kind, contact_id in others:
        name = names.name_of(contact_id)
        own[kind] = ", ".join(filter(None, (own.get(kind, ""), name)))
    return own


def is_day(text: str) -> bool:
    """Whether a text is a day as netui writes one, "1984-02-29" or "--02-29"."""
    try:
        return str(PartialDate.parse(text)) == text
    except InvalidValueError:
        return False
