"""Introductions, favours and collaborations come back from the disk as they were."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from netui.domain.people.interaction import Direction
from netui.domain.plan.collaboration import Collaboration, CollaborationKind, CollaborationState
from netui.domain.plan.favour import Favour, FavourKind
from netui.domain.plan.introduction import Introduction, Way
from netui.storage.store.opening import open_store
from tests.factories import HOSTILE_TEXT
from tests.fakes import FakeClock

_AT = datetime(2026, 11, 20, 11, tzinfo=UTC)
_ON = date(2026, 11, 20)
ENTITIES: tuple[Any, ...] = (
    Introduction(
        id=1,
        uid="u1",
        way=Way.MADE,
        contact_id=5,
        other_id=6,
        on=_ON,
        asked_on=_ON,
        other_asked_on=_ON,
        step_id=9,
        text=HOSTILE_TEXT,
        created_at=_AT,
    ),
    Introduction(id=2, uid="u2", contact_id=5, by_id=6),
    Favour(
        id=3,
        uid="u3",
        contact_id=5,
        direction=Direction.RECEIVED,
        kind=FavourKind.ENGAGED,
        on=_ON,
        text="x",
        created_at=_AT,
    ),
    Collaboration(
        id=4,
        uid="u4",
        title="Builds",
        kind=CollaborationKind.EVENT,
        contact_ids=(5, 6),
        state=CollaborationState.ACTIVE,
        from_on=_ON,
        to_on=_ON,
        text="y",
        created_at=_AT,
    ),
)


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda one: f"{type(one).__name__} {one.id}")
def test_written_and_read_again(tmp_path: Path, entity: Any) -> None:
    store = open_store(tmp_path / "store", clock=FakeClock(), session="one")
    with store.transaction("Put"):
        store.of(type(entity)).add(entity)
    store.close()
    again = open_store(tmp_path / "store", clock=FakeClock(), session="two")
    try:
        assert again.of(type(entity)).get(entity.id) == entity
    finally:
        again.close()
