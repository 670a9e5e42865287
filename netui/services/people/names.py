"""Finding people by the beginnings of their names, at every key."""

from heapq import nsmallest

from netui.domain.people.contact import ContactRow
from netui.domain.people.person_name import name_words
from netui.services.ports import Store


class _Words(dict[str, str]):
    """The words of each name as they are compared, a space before each; made when it is first looked at."""

    def __missing__(self, name: str) -> str:
        words = self[name] = "".join(f" {word}" for word in name_words(name))
        return words


class NameSearch:
    """Finds people by name; what is compared is kept by name, so that a change costs the new names only."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._words = _Words()

    def prepare(self) -> None:
        """Make the words of the names ahead of the first search; a screen does so in a thread."""
        for row in self._store.contacts.rows():
            self._words[row.name]

    def search(self, text: str, most: int) -> list[ContactRow]:
        """Return up to `most` people whose names have words that begin with those of `text`.

        A name that begins with the text comes before one that has it further on. Archived people are
        left out.
        """
        words, known = name_words(text), self._words
        found = self._store.contacts.rows() if words else ()
        for word in words:
            found = [row for row in found if f" {word}" in known[row.name]]
        whole = "".join(f" {word}" for word in words)
        return nsmallest(
            most,
            (row for row in found if row.archived_at is None),
            key=lambda row: (not known[row.name].startswith(whole), known[row.name], row.id),
        )
