"""The orders of the contact list."""

from datetime import date

import pytest

from netui.domain.people.contact import ContactRow, Position, Stage
from netui.domain.search.sorting import SortOrder, by_name, in_order

ROWS = [
    ContactRow(id=1, name="Émile", positions=(Position(company="stripe"),), last_contact_on=date(2026, 1, 1)),
    ContactRow(id=2, name="ana", stage=Stage.DORMANT, next_due_on=date(2026, 12, 1)),
    ContactRow(id=3, name="Zoë", positions=(Position(company="Acme"),), last_contact_on=date(2026, 5, 1)),
    ContactRow(id=4, name="Frank", stage=Stage.ACTIVE, next_due_on=date(2026, 11, 1)),
]


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        (SortOrder.NAME, [2, 1, 4, 3]),
        (SortOrder.LAST_CONTACT, [3, 1, 2, 4]),
        (SortOrder.NEXT_DUE, [4, 2, 1, 3]),
        (SortOrder.COMPANY, [3, 1, 2, 4]),
        (SortOrder.STAGE, [4, 1, 3, 2]),
        (SortOrder.NEWEST, [4, 3, 2, 1]),
    ],
)
def test_orders(order: SortOrder, ids: list[int]) -> None:
    assert [row.id for row in in_order(sorted(ROWS, key=by_name), order)] == ids


def test_one_key_walks_through_all_orders() -> None:
    order, seen = SortOrder.NAME, []
    for _ in SortOrder:
        seen.append(order.label)
        order = order.following
    assert seen == ["name", "last contact", "next due", "company", "stage", "newest"]
    assert order is SortOrder.NAME
