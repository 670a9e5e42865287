"""The demo network has groups, events and a brand that are alive on the day it is opened."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from netui.data.demo import build_demo
from netui.domain.plan.brand import Bio, Pitch, Side, due_reviews
from netui.domain.plan.event import EventState
from netui.domain.plan.group import GroupRole
from netui.domain.week.agenda import RowKind, RowState, TextReview
from netui.services.services import Services
from tests.fakes import FakeClock, InMemoryStore
from tests.tui.services_builder import build

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 14, 14, tzinfo=UTC)


@pytest.fixture(scope="module")
def services() -> Services:
    clock = FakeClock(NOW)
    store = InMemoryStore(clock)
    build_demo(store, NOW, BERLIN)
    return build(store, clock=clock, zone=BERLIN)


def test_groups_have_members_hours_and_things_taken_on(services: Services) -> None:
    groups = services.groups.list()

    assert {one.role for one in groups} == set(GroupRole)
    host = next(one for one in groups if one.name == "Systems Reading Group")
    assert len(services.groups.members(host)) == 3
    assert host.total_hours == 3.5
    assert host.next_meeting_on(services.present.today()) is not None
    assert [one.is_open for one in services.groups.actions(host)] == [True]
    assert len(services.network.source().memberships) == 9


def test_events_wait_are_reported_and_appear_on_the_agenda(services: Services) -> None:
    today = services.present.today()

    assert [one.title for one in services.events.untold()] == ["Toolchain breakfast"]
    assert services.events.coming()[0].on == today
    assert services.events.coming()[0].goals
    assert {one.state for one in services.events.past()} == {EventState.ATTENDED, EventState.SKIPPED}
    rows = {row.who: row for row in services.agenda.week().rows if row.kind is RowKind.EVENT}
    assert rows["Toolchain breakfast"].state is RowState.TODAY
    assert rows["Terminal evening"].due_on == today


def test_the_brand_has_something_to_look_over(services: Services) -> None:
    linkedin, github = (one for one in services.brand.bios() if one.platform in {"LinkedIn", "GitHub"})

    assert {one.side for one in services.brand.compare(linkedin.id, github.id)} == set(Side)
    assert [pitch.seconds < 60 for pitch in services.brand.pitches()] == [True, True]
    rows = [row for row in services.agenda.week().rows if isinstance(row.subject, TextReview)]
    assert [row.who for row in rows] == ["LinkedIn bio"]
    texts: list[Pitch | Bio] = [*services.brand.pitches(), *services.brand.bios()]
    assert len(due_reviews(texts, services.present.today() + timedelta(days=1))) == 2
    assert services.brand.records()
    assert services.brand.evidence()
