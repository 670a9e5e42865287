"""The orders of the contact list."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from netui.domain.people.check_in import earliest_due
from netui.domain.people.contact import ContactRow, Stage
from netui.domain.text import fold


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
_NOTHING: Mapping[int, date] = MappingProxyType({})
_AFTER_ALL_NAMES = chr(0x10FFFF)


def in_order(
    named: Iterable[ContactRow], order: SortOrder, owed: Mapping[int, date] = _NOTHING
) -> list[ContactRow]:
    """Sort rows that are sorted by name already; names break ties, and what is unknown comes last.

    `owed` has the day of what is owed to people, by id, but for check-ins.
    """
    if order is SortOrder.NAME:
        return list(named)
    if order is SortOrder.NEXT_DUE:
        return sorted(named, key=lambda row: earliest_due(row, owed) or date.max)
    return sorted(named, key=_RANKS[order])


def by_name(row: ContactRow) -> tuple[str, int]:
    """Return the key of the order by name, without case and accents."""
    return (fold(row.name), row.id)


def _by_last_contact(row: ContactRow) -> int:
    last = row.last_contact_on
    return 1 if last is None else -last.toordinal()


def _by_company(row: ContactRow) -> str:
    return fold(row.company) or _AFTER_ALL_NAMES


def _by_stage(row: ContactRow) -> int:
    return _CLOSENESS[row.stage]


def _by_newest(row: ContactRow) -> int:
    return -row.id


_RANKS: dict[SortOrder, SortKey] = {
    SortOrder.LAST_CONTACT: _by_last_contact,
    SortOrder.COMPANY: _by_company,
    SortOrder.STAGE: _by_stage,
    SortOrder.NEWEST: _by_newest,
}
