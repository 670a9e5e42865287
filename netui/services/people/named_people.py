"""Puts who introduced someone, and who they have to do with, into contacts that an import names them for."""

from collections.abc import Iterable, Mapping

from netui.domain.errors import InvalidValueError
from netui.domain.people.contact import Contact
from netui.domain.people.relation import (
    INTRODUCED_BY,
    Relation,
    kind_in_files,
    known_names,
    read_relations,
    says_relation,
)
from netui.domain.people.rules import check, check_field
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
        """Put what rows say into the contacts with these ids, where they say nothing yet.

        An own field such as "Friend" becomes a relation, next to those that are there.
        """
        wanted = {
            contact_id: given
            for contact_id, typed in named.items()
            if (given := [one for one in typed if one[0] in PEOPLE_FIELDS or says_relation(one[0])])
        }
        if not wanted:
            return
        for row in self._store.contacts.rows():
            name = fold(row.name)
            self._ids[name] = None if name in self._ids else row.id
        related = {one.id for one in self._store.contacts.get_many(wanted) if one.relations}
        for contact_id, given in wanted.items():
            before = self._store.contacts.get(contact_id)
            if before is None:
                continue
            after = before
            for name, text in given:
                if says_relation(name):
                    after = self._with_own(after, name, text)
                elif not (after.introduced_by if name == "introduced_by" else contact_id in related):
                    after = self._with(after, name, text)
            if after != before:
                self._store.contacts.save(after)
                self._relations.follow(contact_id, before.relations, after.relations)

    def _with(self, contact: Contact, name: str, text: str) -> Contact:
        try:
            if name == "introduced_by":
                return self._introduced(contact, self._id_of(text))
            return self._related(contact, read_relations(text, lambda _, name: self._id_of(name)))
        except InvalidValueError:
            own = {name.replace("_", " ").capitalize(): text}
            return replace(contact, custom={**own, **contact.custom})

    def _with_own(self, contact: Contact, name: str, text: str) -> Contact:
        """Put who an own field names in their place; the field goes, or keeps the names of no one here."""
        if contact.custom.get(name) != text:
            return contact
        rest = ""
        try:
            if name.casefold() == INTRODUCED_BY:
                if contact.introduced_by is not None:
                    return contact
                changed = self._introduced(contact, self._id_of(text))
            else:
                kind = kind_in_files(name)
                known, rest = known_names(text, lambda one: self._ids.get(fold(one)) is not None)
                changed = self._related(contact, [Relation(kind, self._id_of(one)) for one in known])
        except InvalidValueError:
            return contact
        own = {key: rest if key == name else value for key, value in contact.custom.items()}
        return replace(changed, custom={key: value for key, value in own.items() if value or key != name})

    def _introduced(self, contact: Contact, introducer: int) -> Contact:
        changed = replace(contact, introduced_by=introducer)
        check(changed, self._introducer_of)
        return changed

    def _introducer_of(self, contact_id: int) -> int | None:
        row = self._store.contacts.row(contact_id)
        return row.introduced_by if row is not None else None

    def _related(self, contact: Contact, relations: Iterable[Relation]) -> Contact:
        changed = replace(contact, relations=tuple(dict.fromkeys((*contact.relations, *relations))))
        check_field(changed, "relations")
        return changed

    def _id_of(self, name: str) -> int:
        found = self._ids.get(fold(name))
        if found is None:
            raise InvalidValueError(f"no one alone is called {name}")
        return found
