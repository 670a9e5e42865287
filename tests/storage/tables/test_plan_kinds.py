"""Groups, events and the brand come back from the disk as they were."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from netui.domain.people.company import CompanyNote
from netui.domain.people.milestone import Milestone, MilestoneKind
from netui.domain.plan.brand import Bio, BioField, Evidence, Pitch, Record, RecordKind
from netui.domain.plan.event import Event, EventState
from netui.domain.plan.group import Group, GroupKind, GroupMeeting, GroupRole, HoursEntry
from netui.domain.time.partial_date import PartialDate
from tests.storage.opened import opened

DAY = date(2026, 11, 3)
AT = datetime(2026, 11, 3, 18, 30, tzinfo=UTC)
KEPT: list[Any] = [
    Group(
        id=1,
        uid="u1",
        name="Rust Zürich",
        kind=GroupKind.MEETUP,
        role=GroupRole.ORGANISER,
        objectives="Meet\npeople",
        criteria="show up",
        rhythm="every 2 weeks",
        contact_ids=(4, 5),
        hours=(HoursEntry(DAY, 1.5, "room"), HoursEntry(DAY, 2)),
        meetings=(GroupMeeting(DAY, "Borrow checker"),),
        action_ids=(9,),
        link="https://example.org",
        notes="n",
        created_at=AT,
    ),
    Event(
        id=2,
        uid="u2",
        title="RustFest",
        on=DAY,
        at=AT,
        place="Zürich",
        group_id=1,
        goals="Two people",
        state=EventState.ATTENDED,
        contact_ids=(4,),
        notes="n",
        created_at=AT,
    ),
    Pitch(id=3, uid="u3", title="Lift", text="I make.", reviewed_on=DAY, skipped_on=DAY, created_at=AT),
    Bio(id=4, uid="u4", platform="X", fields=(BioField("About", "Hi", 160), BioField("Link")), link="l"),
    Record(id=5, uid="u5", title="On linkers", on=DAY, kind=RecordKind.TALK, where="FOSDEM", link="l"),
    Milestone(
        id=7,
        uid="u7",
        contact_id=4,
        kind=MilestoneKind.WORK_ANNIVERSARY,
        on=PartialDate(2, 29),
        yearly=True,
        text="at Acme",
        created_at=AT,
    ),
    CompanyNote(id=8, uid="u8", company="Acme, Inc.", text="hires\nin May", created_at=AT, updated_at=AT),
    Evidence(id=6, uid="u6", title="Exam", on=DAY, link="l", text="passed"),
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
