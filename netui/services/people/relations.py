"""Keeps what two contacts are to each other on both of them."""

from collections.abc import Iterable

from netui.domain.people.contact import Contact
from netui.domain.people.relation import Relation, other_side
from netui.domain.values import replace
from netui.services.people.people import require_contact
from netui.services.ports import Store
from netui.services.present import Present

_NONE: tuple[Relation, ...] = ()


class Relations:
    """Gives the other contact its side of each relation that changes; in the open transaction."""

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._present = present

    def follow(self, contact_id: int, before: Iterable[Relation], after: Iterable[Relation]) -> None:
        """Change the others where the relations of a contact did; raise NotFoundError for one who is gone."""
        had, has = tuple(before), tuple(after)
        for relation in (one for one in had if one not in has):
            other = self._store.contacts.get(relation.contact_id)
            if other is not None:
                gone = other_side(relation, contact_id)
                self._save(other, tuple(one for one in other.relations if one != gone))
        for relation in (one for one in has if one not in had):
            other = require_contact(self._store, relation.contact_id)
            self._save(other, (*other.relations, other_side(relation, contact_id)))

    def end(self, contact: Contact) -> None:
        """Take a contact who goes out of those of the others."""
        self.follow(contact.id, contact.relations, _NONE)

    def _save(self, other: Contact, relations: tuple[Relation, ...]) -> None:
        relations = tuple(dict.fromkeys(relations))
        if relations != other.relations:
            changed = replace(other, relations=relations, updated_at=self._present.now())
            self._store.contacts.save(changed)
