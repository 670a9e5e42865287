"""Reflections and practice come back from the disk as they were."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from netui.domain.journal.reflection import Reflection, ReflectionKind, Written
from netui.domain.plan.practice import Practice, PracticeKind
from tests.storage.opened import opened

AT = datetime(2026, 11, 3, 18, 30, tzinfo=UTC)
KEPT: list[Any] = [
    Reflection(
        id=1,
        uid="u1",
        kind=ReflectionKind.STAR,
        on=date(2026, 11, 3),
        written=(Written("situation", "A\nb"), Written("result", "c")),
        first=date(2026, 10, 1),
        last=date(2026, 10, 31),
        interview_id=4,
        event_id=5,
        goal_id=6,
        private=True,
        created_at=AT,
    ),
    Practice(
        id=2,
        uid="u2",
        kind=PracticeKind.MOCK_EVENT,
        on=date(2026, 11, 3),
        confidence=3,
        visibility=None,
        text="Two strangers",
        created_at=AT,
    ),
]


@pytest.mark.parametrize("entity", KEPT, ids=lambda one: type(one).__name__)
def test_a_round_trip_through_the_disk(entity: Any, tmp_path: Path) -> None:
    store = opened(tmp_path)
    with store.transaction("Add"):
        store.of(type(entity)).add(entity)
    store.close()

    again = opened(tmp_path)
    assert again.of(type(entity)).all() == [entity]
    again.close()
