"""Whom I met for the first time, and when: from the day noted with a person, else from the log."""

from collections.abc import Collection
from datetime import date

from netui.domain.people.contact import ContactRow, Stage
from netui.domain.people.importing import CONNECTED
from netui.services.ports import Store


def first_meetings(store: Store, first: date, last: date, logged: Collection[int]) -> dict[int, date]:
    """Return the people met for the first time from `first` to `last`, by id, with the day.

    `logged` are the ids of the people of real interactions of these days. Somebody who is yet to be met is
    left out, and so is the day of connecting that an import brought: that is no meeting.
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
