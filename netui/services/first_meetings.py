"""Whom I met for the first time, and when: from the day noted with a person, else from the log."""

from collections.abc import Collection
from datetime import date

from netui.domain.contact import Stage
from netui.domain.importing import CONNECTED
from netui.services.ports import Store


def first_meetings(store: Store, first: date, last: date, logged: Collection[int]) -> dict[int, date]:
    """Return the people met for the first time from `first` to `last`, by id, with the day.

    `logged` are the ids of the people of real interactions of these days. Somebody who is yet to be met is
    left out, and so is the day of connecting that an import brought: that is no meeting.
    """
    rows = {row.id: row for row in store.contacts.rows()}
    met = {row.id: row.met_on for row in rows.values() if row.met_on is not None}
    found = {contact_id: day for contact_id, day in met.items() if first <= day <= last}
    among = set(logged)
    imported = {one for one in found.keys() | (among & met.keys()) if _only_connected(store, one)}
    for contact_id in imported:
        found.pop(contact_id, None)
    for contact_id in among - (met.keys() - imported):
        found[contact_id] = min(one.on for one in store.interactions.for_contact(contact_id) if one.real)
    return {
        contact_id: day
        for contact_id, day in found.items()
        if first <= day <= last and contact_id in rows and rows[contact_id].stage is not Stage.POTENTIAL
    }


def _only_connected(store: Store, contact_id: int) -> bool:
    contact = store.contacts.get(contact_id)
    return contact is not None and contact.met == CONNECTED
