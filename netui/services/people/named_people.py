"""Puts who introduced someone, and who they have to do with, into contacts that an import names them for."""

from collections.abc import Mapping
from typing import Any

from netui.domain.errors import InvalidValueError
from netui.domain.people.contact import Contact
from netui.domain.people.relation import RelationKind, read_relations
from netui.domain.people.typed_fields import PEOPLE_FIELDS, TypedFields
from netui.domain.text import fold
from netui.domain.values import replace
from netui.services.people.relations import Relations
from netui.services.ports import Store
from netui.services.present import Present


class NamedPeople:
    """Finds the people that rows name, once all rows are in; in the open transaction.

    A name that no one has, or more than one, stays readable: as an own field.
    """

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._relations = Relations(store, present)
        self._ids: dict[str, int | None] = {}

    def put(self, named: Mapping[int, TypedFields]) -> None:
        """Put what rows say into the contacts with these ids, where they say nothing yet."""
        wanted = {
            contact_id: given
            for contact_id, typed in named.items()
            if (given := [one for one in typed if one[0] in PEOPLE_FIELDS])
        }
        if not wanted:
            return
        for row in self._store.contacts.rows():
            name = fold(row.name)
            self._ids[name] = None if name in self._ids else row.id
        for contact_id, given in wanted.items():
            before = self._store.contacts.get(contact_id)
            after = before
            for name, text in given:
                if after is not None and not getattr(after, name):
                    after = self._with(after, name, text)
            if before is not None and after is not None and after != before:
                self._store.contacts.save(after)
                self._relations.follow(contact_id, before.relations, after.relations)

    def _with(self, contact: Contact, name: str, text: str) -> Contact:
        try:
            value = self._id_of(text) if name == "introduced_by" else read_relations(text, self._related)
        except InvalidValueError:
            own = {name.replace("_", " ").capitalize(): text}
            return replace(contact, custom={**own, **contact.custom})
        changes: dict[str, Any] = {name: value}
        return replace(contact, **changes)

    def _related(self, _: RelationKind, name: str) -> int:
        return self._id_of(name)

    def _id_of(self, name: str) -> int:
        found = self._ids.get(fold(name))
        if found is None:
            raise InvalidValueError(f"no one alone is called {name}")
        return found
