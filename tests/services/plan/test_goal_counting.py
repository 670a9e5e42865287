"""What a goal counts, at the edges of its period."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netui.domain.errors import InvalidValueError, NetuiError
from netui.domain.interviews.interview import InterviewStatus
from netui.domain.people.contact import Stage
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.plan.brand import Record, RecordKind
from netui.domain.plan.event import Event, EventState
from netui.domain.plan.favour import Favour, FavourKind
from netui.domain.plan.goal import Measure, Period
from netui.domain.plan.group import GroupRole
from netui.domain.plan.mentoring import Mentoring, MentoringSide, MentoringStage
from netui.domain.plan.practice import Practice, PracticeKind
from netui.domain.values import replace
from netui.services.plan.favour_ledger import NotedFavours
from netui.services.plan.goals import GoalService
from tests.factories import make_contact, make_goal, make_group, make_interaction, make_interview
from tests.services.conftest import Core, make_core

FIRST, MIDDLE, LAST = date(2026, 11, 1), date(2026, 11, 15), date(2026, 11, 30)
BEFORE, AFTER = date(2026, 10, 31), date(2026, 12, 1)


@pytest.fixture
def goals(core: Core) -> GoalService:
    return GoalService(core.store, core.present, gives=NotedFavours(core.store, core.present))


def done(goals: GoalService, measure: Measure, **over: object) -> int:
    return goals.progress(make_goal(measure=measure, **over)).done


def test_people_count_by_the_day_they_were_met_or_first_talked_to(core: Core, goals: GoalService) -> None:
    people = [
        make_contact(name="First day", met_on=FIRST, tags=("compilers",)),
        make_contact(name="Last day", met_on=LAST, tags=("compilers",)),
        make_contact(name="Before", met_on=BEFORE, tags=("compilers",)),
        make_contact(name="After", met_on=AFTER, tags=("compilers",)),
        make_contact(name="Other kind", met_on=FIRST),
        make_contact(name="Not met", met_on=FIRST, stage=Stage.POTENTIAL, tags=("compilers",)),
        make_contact(name="Logged", tags=("compilers",)),
        make_contact(name="Logged long ago", tags=("compilers",)),
        make_contact(name="Only a post", tags=("compilers",)),
        make_contact(name="Imported", met="LinkedIn", met_on=FIRST),
        make_contact(name="Imported and met", met="LinkedIn", met_on=BEFORE, tags=("compilers",)),
    ]
    core.store.seed(*people)
    logged, long_ago, post, _, imported = (person.id for person in people[6:])
    core.store.seed(
        make_interaction(contact_ids=(imported,), on=LAST),
        make_interaction(contact_ids=(logged,), on=FIRST),
        make_interaction(contact_ids=(logged, long_ago), on=LAST),
        make_interaction(contact_ids=(long_ago,), on=BEFORE),
        make_interaction(contact_ids=(post,), on=FIRST, kind=InteractionKind.SOCIAL, real=False),
        make_interaction(contact_ids=(people[2].id,), on=FIRST),
    )
    assert done(goals, Measure.PEOPLE, query="tag:compilers") == 4
    assert done(goals, Measure.PEOPLE) == 5
    assert done(goals, Measure.PEOPLE, query="last") == 1
    goal = goals.add(make_goal(title="Know them", measure=Measure.PEOPLE, query=" tag:compilers   or last "))
    assert goal.query == "tag:compilers or last"
    with pytest.raises(InvalidValueError):
        goals.add(make_goal(title="Know them", measure=Measure.PEOPLE, query="due:<blue"))


def test_thanks_count_within_24_hours_of_the_end(core: Core, goals: GoalService) -> None:
    end = datetime(2026, 11, 10, 10, tzinfo=UTC)
    for after in (timedelta(hours=1), timedelta(hours=24), timedelta(hours=24, seconds=1), None):
        core.store.seed(
            make_interview(
                status=InterviewStatus.DONE,
                at=end - timedelta(minutes=30),
                ended_at=end,
                thanked_at=end + after if after is not None else None,
            )
        )
    assert done(goals, Measure.THANKS_IN_TIME) == 2
    assert done(goals, Measure.TALKS) == 4


def test_practice_mentoring_meetings_and_new_groups_are_counted(core: Core, goals: GoalService) -> None:
    one = core.services
    for day in (BEFORE, FIRST, MIDDLE):
        one.practice.add(Practice(id=0, uid="", kind=PracticeKind.PITCH, on=day))
    one.practice.add(Practice(id=0, uid="", kind=PracticeKind.RATING, on=MIDDLE, confidence=3))
    assert done(goals, Measure.PRACTICE) == 2
    people = [core.contacts.add(core.contacts.blank(name)) for name in ("Ann", "Bob")]
    for person, side in zip(people, MentoringSide, strict=True):
        mentoring = Mentoring(id=0, uid="", contact_id=person.id, side=side, stage=MentoringStage.ACTIVE)
        held = one.mentoring.add(mentoring)
        for day in (BEFORE, MIDDLE):
            one.mentoring.met(held.id, on=day)
    assert done(goals, Measure.MENTORING) == 2
    older = make_group(name="Kept by an older netui", created_at=datetime(2026, 11, 2, 9, tzinfo=UTC))
    core.store.seed(older, make_group(name="Older", created_at=datetime(2026, 10, 2, 9, tzinfo=UTC)))
    assert done(goals, Measure.GROUPS) == 1
    one.groups.add(make_group(name="Joined at once"))
    curious = one.groups.add(make_group(name="Curious", role=GroupRole.INTERESTED))
    assert (done(goals, Measure.GROUPS), curious.joined_on) == (2, None)
    joined = one.groups.edit(replace(curious, role=GroupRole.VOLUNTEER), curious)
    assert (done(goals, Measure.GROUPS), joined.joined_on) == (3, core.present.today())
    core.clock.advance(timedelta(days=3))
    assert one.groups.edit(replace(joined, role=GroupRole.ORGANISER), joined).joined_on == joined.joined_on
    assert one.groups.edit(replace(joined, role=GroupRole.INTERESTED)).joined_on is None
    assert done(goals, Measure.GROUPS) == 2


def test_the_log_counts_gives_events_and_posts(core: Core, goals: GoalService) -> None:
    evening = make_interaction(kind=InteractionKind.EVENT, on=FIRST)
    core.store.seed(
        evening,
        make_interaction(kind=InteractionKind.EVENT, on=FIRST, contact_ids=(2,)),
        make_interaction(kind=InteractionKind.EVENT, on=LAST),
        make_interaction(kind=InteractionKind.EVENT, on=AFTER),
        make_interaction(kind=InteractionKind.SOCIAL, on=FIRST, real=False),
        make_interaction(kind=InteractionKind.SOCIAL, on=FIRST, real=False),
        make_interaction(direction=Direction.GAVE, on=FIRST),
        make_interaction(direction=Direction.GAVE, on=LAST, template="share-resource"),
        make_interaction(direction=Direction.GAVE, on=LAST, template="interview-request"),
        make_interaction(direction=Direction.GAVE, on=LAST, template="thank-you"),
        make_interaction(direction=Direction.GAVE, on=LAST, source="linkedin"),
        make_interaction(direction=Direction.GAVE, on=LAST, template="make-introduction"),
        make_interaction(kind=InteractionKind.SOCIAL, direction=Direction.RECEIVED, on=FIRST, real=False),
        make_interaction(direction=Direction.RECEIVED, on=LAST),
        make_interaction(direction=Direction.GAVE, on=BEFORE),
    )
    with core.store.transaction("Note favours"):
        for day, direction in ((FIRST, Direction.GAVE), (FIRST, Direction.RECEIVED), (AFTER, Direction.GAVE)):
            core.store.of(Favour).add(
                Favour(
                    id=core.store.new_id(),
                    uid="u",
                    contact_id=1,
                    direction=direction,
                    kind=FavourKind.HELP,
                    on=day,
                )
            )
        for state, on in (
            (EventState.ATTENDED, FIRST),
            (EventState.ATTENDED, MIDDLE),
            (EventState.SKIPPED, LAST),
        ):
            core.store.of(Event).add(
                Event(id=core.store.new_id(), uid="u", title="Evening", on=on, state=state)
            )
        for kind in RecordKind:
            core.store.of(Record).add(Record(id=core.store.new_id(), uid="u", title="X", on=LAST, kind=kind))
    assert done(goals, Measure.EVENTS) == 3
    assert done(goals, Measure.POSTS) == 4
    assert done(goals, Measure.GIVES) == 4


def test_follow_ups_done_count_as_given_once(core: Core, goals: GoalService) -> None:
    ana = core.contacts.add(make_contact(name="Ana"))
    for kind in (FollowUpKind.SEND, FollowUpKind.CONGRATULATE, FollowUpKind.CHECK_IN, FollowUpKind.SEND):
        follow_up = core.follow_ups.add(contact_id=ana.id, kind=kind, text=f"a {kind}", due_on=LAST)
        core.follow_ups.done(follow_up.id)
    assert done(goals, Measure.GIVES) == 3
    core.log.log(
        contact_ids=[ana.id],
        kind=InteractionKind.EMAIL,
        on=date(2026, 11, 20),
        direction=Direction.GAVE,
        text="Congratulations!",
        template="congratulations",
    )
    assert done(goals, Measure.GIVES) == 3


def test_what_was_counted_follows_the_store(core: Core, goals: GoalService) -> None:
    goal = goals.add(make_goal(title="Posts", measure=Measure.POSTS))
    assert goals.progress(goal).done == 0
    ana = core.contacts.add(make_contact(name="Ana"))
    core.log.log(contact_ids=[ana.id], kind=InteractionKind.SOCIAL, on=date(2026, 11, 20))
    assert goals.progress(goal).done == 1
    core.history.undo()
    assert goals.progress(goal).done == 0


DAYS = st.sampled_from([date(2025, 1, 9), date(2026, 8, 30), BEFORE, FIRST, MIDDLE, LAST])
WHO = st.integers(0, 3)
STEPS = st.one_of(
    st.tuples(st.just("log"), st.sets(WHO, min_size=1), DAYS, st.booleans()),
    st.tuples(st.just("log again"), st.integers(0, 5), st.sets(WHO, min_size=1), DAYS),
    st.tuples(st.just("take out"), st.integers(0, 5)),
    st.tuples(st.just("met"), WHO, st.none() | DAYS, st.sampled_from(Stage)),
    st.tuples(st.just("rename"), WHO, st.sampled_from(["Ann", "Bo"])),
    st.tuples(st.just("introduced"), WHO, WHO),
    st.tuples(st.just("forget"), WHO),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


@given(st.lists(STEPS, max_size=14))
def test_a_cached_count_equals_a_new_count(steps: list[tuple[Any, ...]]) -> None:
    """Whatever was logged, changed, taken out, undone: people met, also by a search about someone else."""
    core = make_core()
    kept = GoalService(core.store, core.present)
    people = [core.contacts.add(core.contacts.blank(f"person {n}")).id for n in range(4)]
    wanted = [
        make_goal(measure=measure, query=query, created_at=datetime(2026, 7, 1, tzinfo=UTC))
        for measure in (Measure.PEOPLE, Measure.GIVES, Measure.EVENTS)
        for query in (("", "person", "by:bo") if measure is Measure.PEOPLE else ("",))
    ]
    for step in steps:
        with suppress(NetuiError):  # nothing to undo, someone introduced by themself, ...
            _take(core, people, step)
        again = GoalService(core.store, core.present)
        assert [kept.progress(goal) for goal in wanted] == [again.progress(goal) for goal in wanted]


def _take(core: Core, people: list[int], step: tuple[Any, ...]) -> None:
    logged = core.store.interactions.all()
    match step:
        case ("log", who, on, real):
            kind = InteractionKind.EVENT if real else InteractionKind.SOCIAL
            direction = Direction.GAVE if len(who) > 1 else Direction.BOTH
            ids = [people[one] for one in sorted(who)]
            core.log.log(contact_ids=ids, kind=kind, on=on, direction=direction)
        case ("log again", index, who, on) if index < len(logged):
            others = tuple(people[one] for one in sorted(who))
            core.log.edit(replace(logged[index], contact_ids=others, on=on))
        case ("take out", index) if index < len(logged):
            core.log.remove(logged[index].id)
        case ("met", who, on, stage):
            _edit(core, people[who], met_on=on, stage=stage)
        case ("rename", who, name):
            _edit(core, people[who], name=name)
        case ("introduced", who, by):
            _edit(core, people[who], introduced_by=people[by])
        case ("forget", who):
            core.contacts.delete([people[who]])
        case ("undo",):
            core.history.undo()
        case ("redo",):
            core.history.redo()


def _edit(core: Core, contact_id: int, **changed: Any) -> None:
    base = core.contacts.get(contact_id)
    core.contacts.edit(base, replace(base, **changed))


def test_by_hand_is_counted_by_the_user_alone(core: Core, goals: GoalService) -> None:
    goal = goals.add(make_goal(title="Write", measure=Measure.BY_HAND, target=2))
    goals.count_by_hand(goal.id)
    goals.count_by_hand(goal.id, date(2026, 11, 1))
    counted = goals.count_by_hand(goal.id, date(2026, 10, 31))
    assert counted.counted == (date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 20))
    assert goals.progress(counted).met
    assert goals.progress(goals.count_less(goal.id)).done == 1
    with pytest.raises(InvalidValueError, match="still to come"):
        goals.count_by_hand(goal.id, date(2026, 11, 21))
    interviews = goals.add(make_goal(title="Talks"))
    with pytest.raises(InvalidValueError, match="not by hand"):
        goals.count_by_hand(interviews.id)
    with pytest.raises(InvalidValueError, match="nothing was counted"):
        goals.count_less(interviews.id)


def test_a_goal_for_once_runs_to_its_day(core: Core, goals: GoalService) -> None:
    goal = goals.add(
        make_goal(
            title="Ten posts", measure=Measure.BY_HAND, period=Period.ONCE, until=date(2026, 12, 31), target=2
        )
    )
    goals.count_by_hand(goal.id)
    core.clock.set(datetime(2027, 1, 10, 12, tzinfo=UTC))
    progress = goals.progress(goals.count_by_hand(goal.id))
    assert (progress.first, progress.last, progress.label) == (
        date(2026, 11, 20),
        date(2026, 12, 31),
        "until 31 Dec 2026",
    )
    assert (progress.done, progress.met, progress.past) == (1, False, ())
    with pytest.raises(InvalidValueError, match="until when"):
        goals.add(make_goal(title="Ten", period=Period.ONCE))
    with pytest.raises(InvalidValueError, match="no last day: leave the day out"):
        goals.edit(replace(goal, period=Period.MONTH), goal)
    assert goals.edit(replace(goal, period=Period.MONTH, until=None), goal).until is None
    assert goals.progress(make_goal(period=Period.ONCE, until=date(2020, 1, 1))).first == date(2020, 1, 1)


def test_what_a_goal_is_for_is_kept(goals: GoalService) -> None:
    goal = goals.add(make_goal(title="x", aspiration=" A toolchain ", motive=" because "))
    assert (goal.aspiration, goal.motive) == ("A toolchain", "because")
    assert goals.edit(replace(goal, motive=""), goal) == replace(goal, motive="")
