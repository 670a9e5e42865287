"""Goals, strategies, actions, targets, skills, opportunities and mentoring come back from the disk."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from netui.domain.people.cadence import Cadence
from netui.domain.plan.goal import Goal, Measure, Period
from netui.domain.plan.mentoring import Mentoring, MentoringMeeting, MentoringSide, MentoringStage
from netui.domain.plan.opportunity import Opportunity, OpportunityKind, OpportunityState
from netui.domain.plan.skill import Skill, SkillState
from netui.domain.plan.strategy import ActionState, PlanAction, Reach, Strategy, StrategyState
from netui.domain.plan.target import Target, TargetKind
from netui.domain.values import replace
from netui.services.safety.safekeeping import Person
from netui.storage.safety.safekeeping import safekeeping_of
from tests.storage.opened import add_contact, opened

DAY = date(2026, 11, 3)
AT = datetime(2026, 11, 3, 18, 30, tzinfo=UTC)
KEPT: list[Any] = [
    Goal(
        id=1,
        uid="u1",
        title="Know people",
        aspiration="a",
        motive="m",
        measure=Measure.PEOPLE,
        query="tag:compilers",
        target=10,
        period=Period.ONCE,
        until=DAY,
        counted=(DAY, DAY),
        created_at=AT,
    ),
    Strategy(
        id=2,
        uid="u2",
        title="Speak",
        goal_id=1,
        why="w",
        reach=Reach.OFFLINE,
        state=StrategyState.WORKS,
        contact_ids=(7, 8),
        yielded="slides",
        created_at=AT,
    ),
    PlanAction(
        id=3,
        uid="u3",
        text="Offer a talk",
        due_on=DAY,
        goal_id=1,
        strategy_id=2,
        state=ActionState.DONE,
        closed_at=AT,
        created_at=AT,
    ),
    Target(id=4, uid="u4", kind=TargetKind.INDUSTRY, name="networks", why="w", created_at=AT),
    Skill(
        id=5,
        uid="u5",
        name="Speaking",
        why="w",
        level=2,
        wanted=5,
        contact_ids=(7,),
        state=SkillState.PAUSED,
        created_at=AT,
    ),
    Opportunity(
        id=6,
        uid="u6",
        title="Role",
        kind=OpportunityKind.JOB,
        state=OpportunityState.LOST,
        contact_id=7,
        contact_name="Ana",
        strategy_id=2,
        company="Fastly",
        text="t",
        found_on=DAY,
        pursued_on=DAY,
        closed_on=DAY,
        created_at=AT,
    ),
    Mentoring(
        id=9,
        uid="u9",
        contact_id=7,
        contact_name="Ana",
        side=MentoringSide.MENTEE,
        stage=MentoringStage.ACTIVE,
        rhythm=Cadence.parse("2 weeks"),
        goals="g",
        agenda=("one", "two"),
        meetings=(MentoringMeeting(on=DAY, text="t", agenda=("a",), actions=("b",), interaction_id=3),),
        next_on=DAY,
        asked_on=DAY,
        began_on=DAY,
        ended_on=DAY,
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


def test_a_forgotten_person_leaves_the_plan(tmp_path: Path) -> None:
    store = opened(tmp_path)
    ana, tom = add_contact(store, "Ana Ruizstone"), add_contact(store, "Tom Weld")
    with store.transaction("Plan"):
        skill = Skill(id=store.new_id(), uid="s", name="Speaking", contact_ids=(ana.id, tom.id))
        store.of(Skill).add(skill)
        opportunity = Opportunity(
            id=store.new_id(), uid="o", title="A role", contact_id=ana.id, contact_name="Ana Ruizstone"
        )
        store.of(Opportunity).add(opportunity)
        relations = [
            Mentoring(
                id=store.new_id(), uid="m", contact_id=one.id, contact_name=one.name, goals="said in trust"
            )
            for one in (ana, tom)
        ]
        for relation in relations:
            store.of(Mentoring).add(relation)
    safekeeping_of(store).forget(Person(id=ana.id, name=ana.name))
    assert store.of(Skill).all() == [replace(skill, contact_ids=(tom.id,))]
    assert [one.contact_id for one in store.of(Opportunity).all()] == [None]
    assert "Ruizstone" not in store.of(Opportunity).all()[0].contact_name
    assert store.of(Mentoring).all() == relations[1:]
    store.close()
