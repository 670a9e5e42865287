"""What one contact is to another: a partner, a manager, an assistant; each of the two holds its side."""

import re
from collections.abc import Callable, Iterable
from enum import StrEnum

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.text import choose


class RelationKind(StrEnum):
    """What the other person is to this one; "manages" and "assists" are the other sides of two."""

    PARTNER = "partner"
    FAMILY = "family"
    FRIEND = "friend"
    COLLEAGUE = "colleague"
    MANAGER = "manager"
    MANAGES = "manages"
    ASSISTANT = "assistant"
    ASSISTS = "assists"


class Relation(Struct, frozen=True):
    """One other contact, and what they are to the one that holds this."""

    kind: RelationKind
    contact_id: int


_OTHER_SIDES = {
    RelationKind.MANAGER: RelationKind.MANAGES,
    RelationKind.MANAGES: RelationKind.MANAGER,
    RelationKind.ASSISTANT: RelationKind.ASSISTS,
    RelationKind.ASSISTS: RelationKind.ASSISTANT,
}
_OTHER_WORDS = {
    "husband": RelationKind.PARTNER,
    "wife": RelationKind.PARTNER,
    "spouse": RelationKind.PARTNER,
    "boss": RelationKind.MANAGER,
    "reports": RelationKind.MANAGES,
    "report": RelationKind.MANAGES,
    "secretary": RelationKind.ASSISTANT,
}
INTRODUCED_BY = "introduced by"
_JOINED = ", "
"""What is between several names in an own field."""
_IN_FILES = {**{kind.value: kind for kind in RelationKind}, "spouse": RelationKind.PARTNER}
"""What relations are called in the files that netui writes for other programs."""
_BETWEEN = re.compile(r"[;\n]|,(?=[^,;:\n]*:)")


def other_side(relation: Relation, contact_id: int) -> Relation:
    """Return what the other person holds where the contact with this id holds a relation."""
    return Relation(_OTHER_SIDES.get(relation.kind, relation.kind), contact_id)


def read_relations(text: str, find: Callable[[RelationKind, str], int]) -> tuple[Relation, ...]:
    """Read "partner: Ana Silva; manager: Tom Weiss"; `find` returns the id of who a name means.

    Raises InvalidValueError, and what `find` raises.
    """
    found = []
    for part in filter(None, (one.strip() for one in _BETWEEN.split(text))):
        word, colon, name = (one.strip() for one in part.partition(":"))
        if not colon or not name:
            raise InvalidValueError(f"say who “{part}” is to them: write partner: Ana Silva")
        kind = _OTHER_WORDS.get(word.casefold()) or choose(RelationKind, word, "relation")
        found.append(Relation(kind, find(kind, name)))
    return tuple(dict.fromkeys(found))


def says_relation(name: str) -> bool:
    """Whether an own field of this name says who someone has to do with, or who introduced them."""
    word = name.casefold()
    return word == INTRODUCED_BY or word in _IN_FILES


def kind_in_files(name: str) -> RelationKind:
    """Return the relation that an own field of this name says."""
    return _IN_FILES[name.casefold()]


def known_names(text: str, is_known: Callable[[str], bool]) -> tuple[list[str], str]:
    """Return those names of "Ana Silva, Tom Weiss, PhD" that are known, and the rest.

    A name may hold commas.
    """
    known: list[str] = []
    rest: list[str] = []
    parts = text.split(_JOINED)
    while parts:
        ends = range(len(parts), 0, -1)
        name = next((one for end in ends if is_known(one := _JOINED.join(parts[:end]))), "")
        (known if name else rest).append(name or parts[0])
        del parts[: name.count(_JOINED) + 1]
    return known, _JOINED.join(rest)


def relation_words(relations: Iterable[Relation], name_of: Callable[[int], str]) -> str:
    """Write relations as they are typed; people who are gone are left out."""
    named = ((one.kind, name_of(one.contact_id)) for one in relations)
    return "; ".join(f"{kind}: {name}" for kind, name in named if name)
