from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.interviews.interview import InterviewStatus
from netui.domain.plan.goal import Measure, Period
from netui.domain.values import replace
from netui.services.plan.goals import GoalService
from netui.services.present import Present
from tests.factories import make_goal, make_interview
from tests.services.conftest import Core


@pytest.fixture
def goals(core: Core) -> GoalService:
    return GoalService(core.store, core.present)


def held(core: Core, *ends: datetime) -> None:
    for end in ends:
        core.store.seed(
            make_interview(
                status=InterviewStatus.DONE, at=end - timedelta(minutes=30), ended_at=end, minutes=30
            )
        )


def test_a_goal_is_set_changed_closed_taken_up_and_removed(core: Core, goals: GoalService) -> None:
    goal = goals.add(make_goal(title="  Two   talks ", target=2, period=Period.WEEK))
    assert (goal.title, goal.measure, goal.period) == ("Two talks", Measure.TALKS, Period.WEEK)
    changed = goals.edit(replace(goal, title="Three", target=3, period=Period.MONTH), goal)
    assert (changed.title, changed.target, changed.period) == ("Three", 3, Period.MONTH)
    others = goals.edit(replace(goal, motive="I asked"), goal)
    assert others == replace(changed, motive="I asked")
    closed = goals.close(goal.id)
    assert closed.closed_on == date(2026, 11, 20)
    assert goals.list() == []
    assert goals.list(closed=True) == [closed]
    assert goals.reopen(goal.id).closed_on is None
    goals.remove(goal.id)
    with pytest.raises(NotFoundError):
        goals.get(goal.id)
    assert [entry.label for entry in core.store.history()][::-1] == [
        "Set goal: Two talks",
        "Change goal: Three",
        "Change goal: Two talks",
        "Close goal: Three",
        "Take up goal: Three",
        "Remove goal: Three",
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "  "},
        {"title": "x", "target": 0},
    ],
)
def test_what_cannot_be_counted_is_refused(core: Core, goals: GoalService, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError):
        goals.add(make_goal(**wrong))
    assert core.store.history() == []


def test_interviews_are_counted_where_their_end_falls_on_the_users_clock(
    core: Core, goals: GoalService
) -> None:
    held(
        core,
        datetime(2026, 10, 31, 23, 30, tzinfo=UTC),  # 1 November, 00:30 in Zurich
        datetime(2026, 11, 19, 10, tzinfo=UTC),
        datetime(2026, 11, 30, 23, 30, tzinfo=UTC),  # 1 December there
    )
    core.store.seed(make_interview(at=datetime(2026, 11, 10, 9, tzinfo=UTC)))  # scheduled, not done
    core.store.seed(make_interview(status=InterviewStatus.DONE, at=datetime(2026, 11, 11, 9, tzinfo=UTC)))
    core.store.seed(make_interview(status=InterviewStatus.DONE, at=None))
    progress = goals.progress(goals.add(make_goal(title="Three a month", target=3)))
    assert (progress.done, progress.target, progress.label) == (3, 3, "November 2026")
    assert (progress.first, progress.last) == (date(2026, 11, 1), date(2026, 11, 30))
    assert progress.met
    assert progress.past == ()


def test_the_week_begins_on_the_day_of_the_settings(core: Core) -> None:
    held(core, datetime(2026, 11, 15, 12, tzinfo=UTC))  # the Sunday before
    for week_start, done in ((0, 0), (6, 1)):
        goals = GoalService(core.store, Present(core.clock, core.present.zone, week_start))
        assert goals.progress(make_goal(period=Period.WEEK)).done == done


def test_the_periods_before_were_met_or_missed_since_the_goal_was_set(core: Core, goals: GoalService) -> None:
    held(core, datetime(2026, 9, 10, 9, tzinfo=UTC), datetime(2026, 6, 10, 9, tzinfo=UTC))
    goal = make_goal(created_at=datetime(2026, 8, 15, tzinfo=UTC))
    past = goals.progress(goal).past
    assert [(period.label, period.done, period.met) for period in past] == [
        ("October 2026", 0, False),
        ("September 2026", 1, True),
        ("August 2026", 0, False),
    ]
    old = make_goal(created_at=datetime(2020, 1, 1, tzinfo=UTC), period=Period.WEEK)
    assert len(goals.progress(old).past) == 12
    assert goals.progress(make_goal(created_at=None)).past == ()


def test_over_midnight_a_new_month_begins(core: Core, goals: GoalService) -> None:
    held(core, datetime(2026, 11, 19, 10, tzinfo=UTC))
    goals.add(make_goal(title="One a month"))
    assert [progress.done for progress in goals.progress_of_all()] == [1]
    core.clock.set(datetime(2026, 11, 30, 23, 1, tzinfo=UTC))
    assert [progress.label for progress in goals.progress_of_all()] == ["December 2026"]
    assert [progress.done for progress in goals.progress_of_all()] == [0]


def test_a_closed_goal_keeps_the_period_it_was_closed_in(core: Core, goals: GoalService) -> None:
    held(core, datetime(2026, 11, 19, 10, tzinfo=UTC))
    closed = goals.close(goals.add(make_goal(title="One a month")).id)
    core.clock.set(datetime(2027, 2, 1, 12, tzinfo=UTC))
    assert goals.progress(closed).label == "November 2026"
    assert goals.progress_of_all() == []
