"""The orders of the contact list."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from netui.domain.contact import ContactRow, Stage
from netui.domain.folding import fold


class SortOrder(StrEnum):
    """What a list of contacts is sorted by."""

    NAME = "name"
    LAST_CONTACT = "last-contact"
    NEXT_DUE = "next-due"
    COMPANY = "company"
    STAGE = "stage"
    NEWEST = "newest"

    @property
    def label(self) -> str:
        """The order in words."""
        return self.value.replace("-", " ")

    @property
    def following(self) -> "SortOrder":
        """The next order, as one key walks through them."""
        orders = list(SortOrder)
        return orders[(orders.index(self) + 1) % len(orders)]


SortKey = Callable[[ContactRow], Any]

_CLOSENESS = {
    Stage.ACTIVE: 0,
    Stage.CONNECTED: 1,
    Stage.REACHED_OUT: 2,
    Stage.POTENTIAL: 3,
    Stage.DORMANT: 4,
}
_NEVER = date.max.toordinal()


def sort_key(order: SortOrder) -> SortKey:
    """Return the key function of an order; names break ties, and what is unknown comes last."""
    return _KEYS[order]


def _by_name(row: ContactRow) -> tuple[str, int]:
    return (fold(row.name), row.id)


def _by_last_contact(row: ContactRow) -> tuple[int, str, int]:
    last = row.last_contact_on
    return (1 if last is None else -last.toordinal(), fold(row.name), row.id)


def _by_next_due(row: ContactRow) -> tuple[int, str, int]:
    due = row.next_due_on
    return (_NEVER if due is None else due.toordinal(), fold(row.name), row.id)


def _by_company(row: ContactRow) -> tuple[bool, str, str, int]:
    company = row.company
    return (not company, fold(company), fold(row.name), row.id)


def _by_stage(row: ContactRow) -> tuple[int, str, int]:
    return (_CLOSENESS[row.stage], fold(row.name), row.id)


def _by_newest(row: ContactRow) -> int:
    return -row.id


_KEYS: dict[SortOrder, SortKey] = {
    SortOrder.NAME: _by_name,
    SortOrder.LAST_CONTACT: _by_last_contact,
    SortOrder.NEXT_DUE: _by_next_due,
    SortOrder.COMPANY: _by_company,
    SortOrder.STAGE: _by_stage,
    SortOrder.NEWEST: _by_newest,
}
