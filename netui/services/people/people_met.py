"""Who was met for the first time in some days and fits a search; after a change, only those it is about
again.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from netui.domain.people.contact import ContactRow, Stage
from netui.domain.people.importing import CONNECTED
from netui.services.ports import Store
from netui.services.present import Present


def first_meetings(store: Store, first: date, last: date, logged: Collection[int]) -> dict[int, date]:
    """Return the people met for the first time from `first` to `last`, by id, with the day.

    `logged` are the ids of the people of real interactions of these days. Someone not met yet is left out,
    and so is the day of connecting from an import: that isn't a meeting.
    """
    among = set(logged)
    found = {row.id: first_meeting(store, row, first, last, among) for row in store.contacts.rows()}
    return {contact_id: day for contact_id, day in found.items() if day is not None}


def first_meeting(
    store: Store, row: ContactRow, first: date, last: date, logged: Collection[int]
) -> date | None:
    """Return the day a person was met for the first time, where that was from `first` to `last`."""
    met_on, is_logged = row.met_on, row.id in logged
    if not is_logged and (met_on is None or not first <= met_on <= last):
        return None
    if row.stage is Stage.POTENTIAL:
        return None
    if met_on is None or _only_connected(store, row.id):
        if not is_logged:
            return None
        days = (one.on for one in store.interactions.for_contact(row.id) if one.real)
        met_on = min(days, default=None)
    return met_on if met_on is not None and first <= met_on <= last else None


def _only_connected(store: Store, contact_id: int) -> bool:
    contact = store.contacts.get(contact_id)
    return contact is not None and contact.met == CONNECTED


_OF_ANOTHER = "by:"
"""The part of a search that asks for the name of someone else."""


@dataclass(slots=True)
class _Met:
    """The days by person, and the people who changed since they were found."""

    days: dict[int, date]
    stale: set[int] = field(default_factory=set)


class PeopleMet:
    """Keeps what was found; `logged` returns the people with a real interaction in some days."""

    def __init__(
        self,
        store: Store,
        present: Present,
        logged: Callable[[date, date], Collection[int]],
    ) -> None:
        self._store = store
        self._present = present
        self._logged = logged
        self._known: dict[tuple[str, date, date, date], _Met] = {}
        self._changes = 0

    def days(self, search: str, first: date, last: date) -> Sequence[date]:
        """Return one day for each person met first from `first` to `last` who fits a search."""
        key, changes = (search, first, last, self._present.today()), self._changes
        known = self._known.get(key)
        if known is None:
            known = _Met(self._found(search, first, last, self._store.contacts.rows()))
            if changes == self._changes:  # else something changed while a worker looked
                self._known[key] = known
        elif known.stale:
            stale, known.stale = known.stale, set()
            rows = [row for one in stale if (row := self._store.contacts.row(one)) is not None]
            kept = {one: day for one, day in known.days.items() if one not in stale}
            known.days = kept | self._found(search, first, last, rows)
        return list(known.days.values())

    def are_known(self, search: str, first: date, last: date) -> bool:
        """Whether that is known without reading everyone."""
        return (search, first, last, self._present.today()) in self._known

    def changed(self, people: Collection[int]) -> None:
        """Look at some people again."""
        if not people:
            return
        self._changes += 1
        for key, known in list(self._known.items()):
            if _OF_ANOTHER in key[0]:
                self._known.pop(key, None)
            else:
                known.stale |= set(people)

    def forget(self) -> None:
        """Look at everybody again."""
        self._changes += 1
        self._known = {}

    def _found(self, search: str, first: date, last: date, rows: Iterable[ContactRow]) -> dict[int, date]:
        from netui.domain.search.query import parse

        contacts, logged = self._store.contacts, self._logged(first, last)
        query = parse(
            search, self._present.today(), week_start=self._present.week_start, contact_of=contacts.get
        )
        met = ((row, first_meeting(self._store, row, first, last, logged)) for row in rows)
        return {
            row.id: day
            for row, day in met
            if day is not None and query.matches(row, partial(contacts.haystack, row.id))
        }
