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


def relation_words(relations: Iterable[Relation], name_of: Callable[[int], str]) -> str:
    """Write relations as they are typed; people who are gone are left out."""
    named = ((one.kind, name_of(one.contact_id)) for one in relations)
    return "; ".join(f"{kind}: {name}" for kind, name in named if name)
