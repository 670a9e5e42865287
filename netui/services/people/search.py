"""Searching and sorting the contact list, fast enough for every key."""

from bisect import insort
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from operator import itemgetter
from typing import Protocol

from msgspec import Struct

from netui.domain.people.check_in import earliest_due
from netui.domain.people.contact import Contact, ContactRow
from netui.domain.search.query import Query, by_nearness, parse
from netui.domain.search.sorting import SortOrder, by_name, in_order
from netui.services.ports import Change, ContactRepository, Store
from netui.services.present import Present

_READ = 2_000
_FEW = 100
"""Up to so many changed rows are put in their places one by one; beyond, sorting again is as fast."""


class _Texts(dict[int, str]):
    """The folded text of each contact, fetched when it is first looked at."""

    def __init__(self, contacts: ContactRepository) -> None:
        super().__init__()
        self._contacts = contacts

    def __missing__(self, contact_id: int) -> str:
        text = self[contact_id] = self._contacts.haystack(contact_id)
        return text


class _Found(Struct, frozen=True):
    """A result in the order of everybody and as it is shown, and all it depends on."""

    text: str
    depends_on: tuple[SortOrder, date, int, Mapping[int, date]]
    query: Query
    rows: list[ContactRow]
    shown: list[ContactRow]


class Owing(Protocol):
    """Something that knows what is owed to people."""

    @property
    def owed(self) -> Callable[[], Mapping[int, date]]:
        """Return the day of the earliest thing owed to each person, by id, but for check-ins."""


class ContactSearch:
    """Finds people by a search line; keeps the last result and narrows it while the user types on."""

    def __init__(self, store: Store, present: Present, owing: Callable[[], Owing] | None = None) -> None:
        """Take what knows of more than check-ins as it is called for: it reads much."""
        self._store = store
        self._present = present
        self._owing = owing
        self._texts = _Texts(store.contacts)
        self._generation = 0
        self._named: list[ContactRow] | None = None
        self._sorted: tuple[tuple[SortOrder, int, Mapping[int, date]], list[ContactRow]] | None = None
        self._outdated: set[int] = set()
        self._found: _Found | None = None
        store.subscribe(self._on_change)

    @property
    def generation(self) -> int:
        """A number that grows whenever a contact changes."""
        return self._generation

    def search(self, query_text: str = "", sort: SortOrder = SortOrder.NAME) -> list[ContactRow]:
        """Return the rows that fit, sorted; the list is kept, so do not change it.

        By name, those come first whose name has the words, unless there are more than anyone reads.

        Raises InvalidValueError for a term that cannot be used.
        """
        found, today = self._found, self._present.today()
        owed = self._owed_to()
        depends_on = (sort, today, self._generation, owed)
        if found is not None and found.depends_on != depends_on:
            found = None
        if found is not None and found.text == query_text:
            return found.shown
        query = parse(
            query_text,
            today,
            week_start=self._present.week_start,
            contact_of=self._store.contacts.get,
            owed=owed,
        )
        rows = found.rows if found is not None and query.narrows(found.query) else self._all(sort, owed)
        result = list(query.select(rows, self._texts))
        named = sort is SortOrder.NAME and query.has_words and len(result) <= _READ
        shown = by_nearness(result, query) if named else result
        self._found = _Found(query_text, depends_on, query, result, shown)
        return shown

    def prepare(self, slice_size: int = 1000) -> Iterator[int]:
        """Sort everybody by name ahead of the first search; yield after each slice how many are left.

        What is sorted already is merged at the end, so that no step is long. After a change in the meantime
        the next search sorts.
        """
        if self._named is not None:
            return
        rows, generation = self._store.contacts.rows(), self._generation
        keyed: list[tuple[tuple[str, int], ContactRow]] = []
        for start in range(0, len(rows), slice_size):
            part = [(by_name(row), row) for row in rows[start : start + slice_size]]
            keyed += sorted(part, key=itemgetter(0))
            yield max(len(rows) - start - slice_size, 0)
        keyed.sort(key=itemgetter(0))
        if generation == self._generation:
            self._named = [row for _, row in keyed]
            self._outdated.clear()

    def warm(self, slice_size: int = 500) -> Iterator[int]:
        """Fetch all texts ahead of the first search; yield after each slice how many are left.

        A screen takes one slice whenever it is idle.
        """
        ids = [row.id for row in self._store.contacts.rows()]
        for start in range(0, len(ids), slice_size):
            for contact_id in ids[start : start + slice_size]:
                self._texts[contact_id]
            yield max(len(ids) - start - slice_size, 0)

    def due_on(self, contact: Contact | ContactRow) -> date | None:
        """Return the day of the earliest thing owed to a person: a check-in, a follow-up, an interview."""
        return earliest_due(contact, self._owed_to())

    def _owed_to(self) -> Mapping[int, date]:
        return {} if self._owing is None else self._owing().owed()

    def _all(self, sort: SortOrder, owed: Mapping[int, date]) -> list[ContactRow]:
        known, key = self._sorted, (sort, self._generation, owed)
        if known is not None and known[0] == key:
            return known[1]
        rows = in_order(self._all_by_name(), sort, owed)
        self._sorted = (key, rows)
        return rows

    def _all_by_name(self) -> list[ContactRow]:
        named, outdated = self._named, set(self._outdated)
        self._outdated -= outdated  # before they are read: what changes from here on is outdated again
        if named is None or len(outdated) > _FEW:
            named = sorted(self._store.contacts.rows(), key=by_name)
        elif outdated:
            named = [row for row in named if row.id not in outdated]
            for contact_id in outdated:
                changed = self._store.contacts.row(contact_id)
                if changed is not None:
                    insort(named, changed, key=by_name)
        self._named = named
        return named

    def _on_change(self, change: Change) -> None:
        touched = change.touched.get("contacts")
        if touched:
            self._generation += 1
            self._outdated |= touched
            for contact_id in touched:
                self._texts.pop(contact_id, None)
            if len(self._outdated) > _FEW:
                self._named = self._sorted = self._found = None
