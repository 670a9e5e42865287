"""Who was forgotten while this session was open: told by the journal, whose line then holds no values."""

from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Raw

from netui.domain.people.forgotten import Forgotten
from netui.storage.changes.changes import document_fields
from netui.storage.changes.file import JournalFile, read_journal
from netui.storage.changes.lines import TransactionLine
from netui.storage.state.collection import Collection

Contacts = Mapping[int, Raw]
_MOST_NOTED = 500
"""A line that changes more people than this, as an import does, isn't noted: it would slow down a start."""


class ForgottenPeople:
    """Gathers what was a forgotten person's."""

    def __init__(self, contacts: Collection) -> None:
        self.known = Forgotten()
        self._contacts = contacts
        self._former: dict[int, Forgotten] = {}

    def note(self, line: TransactionLine) -> None:
        """Remember what people were called before a line deleted or renamed them."""
        people = line.changes.get("contacts", {})
        for contact_id, change in people.items() if len(people) <= _MOST_NOTED else ():
            called = _called(document_fields(change.remove) if bytes(change.remove) else change.was)
            if called != Forgotten():
                self._former[contact_id] = self._former.get(contact_id, Forgotten()) | called

    def forgotten_in(self, line: TransactionLine, contacts: Contacts | None = None) -> Forgotten | None:
        """Return who a line forgets; `contacts` are the people before it, whose names are in no line.

        Without them, they are the people in memory now.
        """
        if not line.erases:
            return None
        ids = frozenset().union(*line.erased.values())
        if contacts is None:
            contacts = dict(self._contacts.each()) if self._contacts.is_loaded else {}
        found = Forgotten(ids)
        for document_id in ids:
            found |= self._former.get(document_id, found)
            if document_id in contacts:
                found |= _called(document_fields(contacts[document_id]))
        found = _without_others(found, contacts)
        self.known |= found
        return found

    def read(self, path: Path, contacts: Contacts | None = None) -> Forgotten:
        """Return all who were forgotten so far, those in another journal than ours included."""
        for line in read_journal(path):
            if isinstance(line, TransactionLine):
                self.forgotten_in(line, contacts)
        return self.known

    def for_drafts(self, journal: JournalFile | None, path: Path) -> Forgotten:
        """Return every id, and the names of people another session forgot just now, unheard here.

        A name that is typed again later is meant: someone may have been added under it.
        """
        unheard = ForgottenPeople(self._contacts)
        try:
            if journal is not None and journal.is_replaced():
                unheard._former = self._former
                unheard.read(path)
        except OSError:
            return Forgotten(self.known.ids)
        if unheard.known.ids <= self.known.ids:
            return Forgotten(self.known.ids)
        return Forgotten(self.known.ids) | unheard.known


def _called(fields: Mapping[str, Raw]) -> Forgotten:
    """Return the name and the addresses among the fields of a person."""
    found: list[frozenset[str]] = []
    for names in (("name",), ("emails", "phones", "links")):
        texts: list[str] = []
        for name in fields.keys() & names:
            try:
                value = msgspec.json.decode(fields[name], type=str | list[str])
            except msgspec.MsgspecError:
                continue
            texts += [value] if isinstance(value, str) else value
        found.append(frozenset(text.strip() for text in texts if text.strip()))
    return Forgotten(names=found[0], addresses=found[1])


def _without_others(found: Forgotten, contacts: Contacts) -> Forgotten:
    """Return someone without the names and addresses that someone else has too."""
    wanted = {each.casefold() for each in found.names | found.addresses}
    others: set[str] = set()
    for contact_id, person in contacts.items() if wanted else ():
        if contact_id not in found.ids:
            text = bytes(person).decode("utf-8", "replace").casefold()
            if any(each in text for each in wanted):
                called = _called(document_fields(person))
                others.update(each.casefold() for each in called.names | called.addresses)
    return Forgotten(
        found.ids,
        frozenset(each for each in found.names if each.casefold() not in others),
        frozenset(each for each in found.addresses if each.casefold() not in others),
    )
