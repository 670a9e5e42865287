"""Who was forgotten while this session was open: told by the journal, whose line then holds no values."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec import Raw

from netui.domain.forgotten import Forgotten
from netui.storage.changes import document_fields
from netui.storage.journal import JournalFile, read_journal
from netui.storage.journal_lines import TransactionLine


class ForgottenPeople:
    """Gathers what was a forgotten person's."""

    def __init__(self) -> None:
        self.known = Forgotten()

    def told_by(self, line: TransactionLine, contacts: Mapping[int, Raw]) -> Forgotten | None:
        """Return who a line forgets; `contacts` are the people before it, whose names are in no line."""
        if not line.erases:
            return None
        ids = {
            document_id
            for documents in line.changes.values()
            for document_id, change in documents.items()
            if bytes(change.remove)
        }
        people = [contacts[document_id] for document_id in ids if document_id in contacts]
        found = Forgotten(frozenset(ids), frozenset(name for person in people for name in _names(person)))
        self.known |= found
        return found

    def read(self, path: Path, contacts: Mapping[int, Raw]) -> Forgotten:
        """Return all who were forgotten so far, those in another journal than ours included."""
        for line in read_journal(path):
            if isinstance(line, TransactionLine):
                self.told_by(line, contacts)
        return self.known

    def include(self, document_id: int, journal: JournalFile | None, path: Path) -> bool:
        """Whether something was theirs, also where another session forgot them just now."""
        if document_id in self.known.ids:
            return True
        try:
            if journal is None or not journal.is_replaced():
                return False
            return document_id in ForgottenPeople().read(path, {}).ids
        except OSError:
            return False


def _names(person: Raw) -> Iterable[str]:
    fields = document_fields(person)
    for name in ("name", "emails", "phones", "links"):
        try:
            value = msgspec.json.decode(fields.get(name, Raw(b"[]")), type=str | list[str])
        except msgspec.MsgspecError:
            continue
        yield from (each.strip() for each in ([value] if isinstance(value, str) else value) if each.strip())
