"""Finding people by words of their names, at every key."""

from collections.abc import Sequence
from heapq import nsmallest

from netui.domain.people.contact import ContactRow
from netui.domain.people.person_name import name_words
from netui.services.ports import Store


class _Words(dict[str, str]):
    """The words of each name as they are compared, a space around each; made when it is first looked at."""

    def __missing__(self, name: str) -> str:
        words = self[name] = f" {' '.join(name_words(name))} "
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
        """Return up to `most` people whose names have the words of `text`, the nearest first.

        Whole words come before beginnings of words, these before parts; where no name has the words, those
        that have their letters in order. Archived people are left out.
        """
        words, known, found = name_words(text), self._words, list[ContactRow]()
        rows = [row for row in self._store.contacts.rows() if row.archived_at is None] if words else []
        for wanted in ([f" {word} " for word in words], [f" {word}" for word in words], words):
            having = rows
            for word in wanted:
                having = [row for row in having if word in known[row.name]]
            found += self._first(having, words, most, beyond=found)
            if len(found) >= most:
                return found[:most]
        if not found:
            letters = "".join(words)
            found = self._first([row for row in rows if _in_order(letters, known[row.name])], words, most)
        return found

    def _first(
        self, rows: list[ContactRow], words: list[str], most: int, *, beyond: Sequence[ContactRow] = ()
    ) -> list[ContactRow]:
        """Return the first of equally near rows: those whose names begin so, then by name."""
        known, begins, there = self._words, " " + " ".join(words), {row.id for row in beyond}
        return nsmallest(
            most,
            (row for row in rows if row.id not in there),
            key=lambda row: (not known[row.name].startswith(begins), known[row.name], row.id),
        )


def _in_order(letters: str, name: str) -> bool:
    """Whether a name has all letters in order; no pattern, for Python would keep that of each text typed."""
    at = 0
    for letter in letters:
        at = name.find(letter, at) + 1
        if not at:
            return False
    return True
