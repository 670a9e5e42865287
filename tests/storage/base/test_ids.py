"""Ids grow, whatever the clock does."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.domain.errors import StoreError
from netui.storage.base.ids import LIMIT, next_id

INSTANTS = st.integers(0, 3_400_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@settings(max_examples=100, deadline=None)
@given(st.lists(INSTANTS, min_size=2, max_size=50))
def test_ids_grow_under_any_clock(instants: list[datetime]) -> None:
    ids = [0]
    for instant in instants:
        ids.append(next_id(ids[-1], instant))
    assert ids == sorted(set(ids))
    assert ids[-1] < LIMIT


def test_a_frozen_clock_counts_up() -> None:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    first = next_id(0, now)
    assert next_id(first + 5000, now) == first + 5001
    assert next_id(first, now + timedelta(seconds=1)) > first + 1


def test_the_end_of_all_ids_is_an_error() -> None:
    with pytest.raises(StoreError):
        next_id(LIMIT - 1, datetime(2026, 1, 1, tzinfo=UTC))
    assert next_id(5, datetime(2300, 1, 1, tzinfo=UTC)) == 6
