"""A plan of any size next to a network: entries of every kind, most of them old, as years leave them."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.journal.reflection import Reflection, ReflectionKind, Written
from netui.domain.people.company import CompanyNote
from netui.domain.people.follow_up import FollowUp, FollowUpKind, FollowUpState
from netui.domain.people.interaction import Direction
from netui.domain.people.milestone import Milestone, MilestoneKind
from netui.domain.plan.brand import Bio, BioField, Evidence, Pitch, Record
from netui.domain.plan.collaboration import Collaboration
from netui.domain.plan.event import Event, EventState
from netui.domain.plan.favour import Favour, FavourKind
from netui.domain.plan.goal import Goal, Measure, Period
from netui.domain.plan.group import Group, GroupMeeting, HoursEntry
from netui.domain.plan.introduction import Introduction, Way
from netui.domain.plan.mentoring import Mentoring, MentoringMeeting, MentoringStage
from netui.domain.plan.opportunity import Opportunity, OpportunityState
from netui.domain.plan.practice import Practice, PracticeKind
from netui.domain.plan.skill import Skill
from netui.domain.plan.strategy import ActionState, PlanAction, Strategy, StrategyState
from netui.domain.plan.target import Target, TargetKind
from netui.domain.time.partial_date import PartialDate
from netui.storage.store.opening import open_store
from tests.benchmarks.network import NOW, TODAY, FixedClock, build, prose

_FIRST_ID = 20_000_000
_OPEN = 40
"""So many of the actions, talks, promises ... are still open; all others are long done."""


class _Maker:
    """Makes entries with ids, days and people of their own."""

    def __init__(self, people: int, seed: int = 9) -> None:
        self.random_numbers = random.Random(seed)
        self._people = people
        self._ids = count(_FIRST_ID)

    def identity(self) -> dict[str, Any]:
        number = next(self._ids)
        return {"id": number, "uid": f"{number:032x}", "created_at": NOW - timedelta(days=400)}

    def person(self) -> int:
        return self.random_numbers.randint(1, self._people)

    def several(self, most: int) -> tuple[int, ...]:
        return tuple({self.person() for _ in range(self.random_numbers.randint(0, most))})

    def past(self) -> date:
        return TODAY - timedelta(days=self.random_numbers.randint(0, 1500))

    def coming(self) -> date:
        return TODAY + timedelta(days=self.random_numbers.randint(-5, 60))

    def words(self, many: int = 8) -> str:
        return prose(self.random_numbers, many)


def entries(people: int, each: int) -> Iterator[Any]:
    """Yield `each` entries of every kind, all of them about these people."""
    make = _Maker(people)
    for kind in _KINDS:
        for number in range(each):
            yield kind(make, number)


def _follow_up(make: _Maker, number: int) -> FollowUp:
    open_ = number < _OPEN
    return FollowUp(
        **make.identity(),
        kind=FollowUpKind.SEND,
        text=make.words(),
        contact_id=make.person(),
        due_on=make.coming() if open_ else make.past(),
        state=FollowUpState.OPEN if open_ else FollowUpState.DONE,
    )


def _interview(make: _Maker, number: int) -> Interview:
    open_ = number < _OPEN
    day = NOW + timedelta(days=1 + number if open_ else -2 - number)
    return Interview(
        **make.identity(),
        contact_id=make.person(),
        status=InterviewStatus.SCHEDULED if open_ else InterviewStatus.DONE,
        at=day,
        goal=make.words(),
        insights=() if open_ else (make.words(12), make.words(12)),
        trends=() if open_ else (make.words(6),),
        ended_at=None if open_ else day,
        thanked_at=None if open_ else day + timedelta(hours=3),
    )


def _goal(make: _Maker, number: int) -> Goal:
    closed = None if number < _OPEN // 2 else make.past()
    measure = make.random_numbers.choice(list(Measure))
    return Goal(
        **make.identity(), title=make.words(5), measure=measure, period=Period.MONTH, closed_on=closed
    )


def _strategy(make: _Maker, number: int) -> Strategy:
    state = StrategyState.TRYING if number < _OPEN else list(StrategyState)[-1]
    return Strategy(
        **make.identity(), title=make.words(5), why=make.words(), state=state, contact_ids=make.several(5)
    )


def _action(make: _Maker, number: int) -> PlanAction:
    open_ = number < _OPEN
    return PlanAction(
        **make.identity(),
        text=make.words(),
        due_on=make.coming() if open_ else make.past(),
        state=ActionState.OPEN if open_ else ActionState.DONE,
    )


def _group(make: _Maker, number: int) -> Group:
    return Group(
        **make.identity(),
        name=f"Group {number} {make.words(2)}",
        objectives=make.words(),
        contact_ids=make.several(20),
        hours=(HoursEntry(make.past(), 2.0),),
        meetings=(GroupMeeting(make.past(), make.words()),),
    )


def _event(make: _Maker, number: int) -> Event:
    ahead = number < _OPEN
    return Event(
        **make.identity(),
        title=make.words(4),
        on=make.coming() if ahead else make.past(),
        state=EventState.PLANNED if ahead else EventState.ATTENDED,
        contact_ids=() if ahead else make.several(10),
    )


def _introduction(make: _Maker, _number: int) -> Introduction:
    by, other = make.person(), make.person()
    return Introduction(
        **make.identity(), way=Way.RECEIVED, contact_id=other, by_id=by, on=make.past(), text=make.words()
    )


def _mentoring(make: _Maker, number: int) -> Mentoring:
    active = number < _OPEN
    stages = list(MentoringStage)
    return Mentoring(
        **make.identity(),
        contact_id=make.person(),
        stage=stages[number % len(stages)] if active else stages[-1],
        goals=make.words(),
        meetings=(MentoringMeeting(on=make.past(), text=make.words()),),
    )


_KINDS: tuple[Callable[[_Maker, int], Any], ...] = (
    _follow_up,
    _interview,
    _goal,
    _strategy,
    _action,
    _group,
    _event,
    _introduction,
    _mentoring,
    lambda make, _: Favour(
        **make.identity(),
        contact_id=make.person(),
        direction=make.random_numbers.choice([Direction.GAVE, Direction.RECEIVED]),
        kind=make.random_numbers.choice(list(FavourKind)),
        on=make.past(),
        text=make.words(),
    ),
    lambda make, number: Target(**make.identity(), kind=TargetKind.COMPANY, name=f"Firm {number}"),
    lambda make, number: Skill(**make.identity(), name=f"Skill {number}", contact_ids=make.several(4)),
    lambda make, number: Opportunity(
        **make.identity(),
        title=make.words(4),
        contact_id=make.person(),
        state=OpportunityState.OPEN if number < _OPEN else list(OpportunityState)[-1],
        found_on=make.past(),
    ),
    lambda make, _: Collaboration(**make.identity(), title=make.words(4), contact_ids=make.several(5)),
    lambda make, _: Milestone(
        **make.identity(),
        contact_id=make.person(),
        kind=make.random_numbers.choice(list(MilestoneKind)),
        on=PartialDate(
            make.random_numbers.randint(1, 12), make.random_numbers.randint(1, 28), make.past().year
        ),
        yearly=make.random_numbers.random() < 0.3,
    ),
    lambda make, number: CompanyNote(**make.identity(), company=f"Firm {number}", text=make.words()),
    lambda make, number: Reflection(
        **make.identity(),
        kind=list(ReflectionKind)[number % len(ReflectionKind)],
        on=make.past(),
        written=(Written("text", make.words(60)),),
    ),
    lambda make, number: Practice(
        **make.identity(), kind=next(iter(PracticeKind)), on=make.past(), confidence=1 + number % 5
    ),
    lambda make, _: Record(**make.identity(), title=make.words(5), on=make.past()),
    lambda make, _: Evidence(**make.identity(), title=make.words(5), on=make.past()),
    lambda make, number: Pitch(**make.identity(), title=f"Pitch {number}", text=make.words(90)),
    lambda make, number: Bio(
        **make.identity(), platform=f"Platform {number}", fields=(BioField("About", make.words(40)),)
    ),
)


def build_with_plan(folder: Path, people: int, log: int, each: int) -> None:
    """Make a store of this size with so many entries of every kind of plan entry."""
    build(folder, people, log)
    store = open_store(folder, clock=FixedClock(), session="generator")
    own: dict[type[Any], Any] = {FollowUp: store.follow_ups, Interview: store.interviews, Goal: store.goals}
    with store.transaction("Plan"):
        for entry in entries(people, each):
            repository = own.get(type(entry)) or store.of(type(entry))
            repository.add(entry)
    store.close()
