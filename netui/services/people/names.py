"""Finding people and companies by the beginnings of their names, at every key."""

from collections.abc import Sequence
from itertools import islice
from operator import itemgetter
from typing import TypeVar

from netui.domain.people.company import company_key
from netui.domain.people.contact import ContactRow
from netui.domain.text import fold
from netui.services.ports import Store

ItemT = TypeVar("ItemT")
_APART = str.maketrans("-,.", "   ")


class NameSearch:
    """Keeps the names in the network as they are compared, until someone changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen: Sequence[ContactRow] | None = None
        self._people: list[tuple[str, ContactRow]] = []
        self._companies: list[tuple[str, str]] = []

    def people(self, text: str, most: int) -> list[ContactRow]:
        """Return up to `most` people whose names have words that begin with those of `text`.

        A name that begins with the text comes before one that has it further on. Archived people are
        left out.
        """
        self._read()
        return [row for _, row in _best(self._people, text, most)]

    def companies(self, text: str, most: int) -> list[str]:
        """Return up to `most` companies where people work, found by their names in the same way."""
        self._read()
        return [name for _, name in _best(self._companies, text, most)]

    def _read(self) -> None:
        rows = self._store.contacts.rows()
        if rows is self._seen:
            return
        there = [row for row in rows if row.archived_at is None]
        self._people = sorted(((_words(row.name), row) for row in there), key=itemgetter(0))
        names = {company_key(name): name for name in {row.company for row in there} if name.strip()}
        self._companies = sorted(((_words(name), name) for name in names.values()), key=itemgetter(0))
        self._seen = rows


def _best(known: Sequence[tuple[str, ItemT]], text: str, most: int) -> list[tuple[str, ItemT]]:
    words = _words(text).split()
    found = known if words else ()
    for word in words:
        found = [one for one in found if f" {word}" in one[0]]
    whole = " " + " ".join(words)
    first = list(islice((one for one in found if one[0].startswith(whole)), most))
    return [*first, *islice((one for one in found if not one[0].startswith(whole)), most - len(first))]


def _words(name: str) -> str:
    return f" {fold(name).translate(_APART).lstrip()}"
