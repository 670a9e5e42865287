"""The plan: strategies, actions, targets, skills, opportunities, mentoring."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest

from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.interviews.interview import InterviewStatus
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Role, Stage
from netui.domain.people.interaction import InteractionKind
from netui.domain.plan.mentoring import (
    Mentoring,
    MentoringMeeting,
    MentoringSide,
    MentoringStage,
    neighbouring_stage,
    next_meeting,
)
from netui.domain.plan.opportunity import Opportunity, OpportunityState
from netui.domain.plan.skill import Skill, SkillState
from netui.domain.plan.strategy import ActionState, PlanAction, Strategy, StrategyState
from netui.domain.plan.target import Target, TargetKind
from netui.domain.values import replace
from netui.domain.week.agenda import AgendaRow, RowKind, RowState
from netui.services.services import Services
from tests.factories import HOSTILE_TEXT, make_contact, make_goal, make_interview
from tests.fakes import NOON
from tests.services.conftest import Core

TODAY = date(2026, 11, 20)


class World(NamedTuple):
    core: Core
    services: Services

    def due(self, kind: RowKind, last: date | None = None) -> list[AgendaRow]:
        agenda = self.services.agenda.week() if last is None else self.services.agenda.until(last)
        return [row for row in agenda.rows if row.kind is kind]


@pytest.fixture
def world(core: Core) -> World:
    return World(core, core.services)


def strategy(title: str = "Speak at meetups", **over: object) -> Strategy:
    return Strategy(**{"id": 0, "uid": "", "title": title, **over})  # type: ignore[arg-type]


def action(text: str = "Offer a talk", due_on: date = TODAY, **over: object) -> PlanAction:
    return PlanAction(**{"id": 0, "uid": "", "text": text, "due_on": due_on, **over})  # type: ignore[arg-type]


def opportunity(title: str = "A job", **over: object) -> Opportunity:
    return Opportunity(**{"id": 0, "uid": "", "title": title, **over})  # type: ignore[arg-type]


def mentoring(contact_id: int | None, **over: object) -> Mentoring:
    return Mentoring(**{"id": 0, "uid": "", "contact_id": contact_id, **over})  # type: ignore[arg-type]


# Strategies


def test_a_strategy_tells_what_it_brought(world: World) -> None:
    store, services = world.core.store, world.services
    ana, tom = make_contact(name="Ana"), make_contact(name="Tom")
    store.seed(ana, tom)
    chosen = services.strategies.add(strategy("  Speak   at meetups "))
    assert chosen.title == "Speak at meetups"
    assert services.strategies.yielded(chosen).words == ""
    chosen = services.strategies.brought(chosen, [ana.id, tom.id, ana.id])
    before = (chosen.created_at or NOON) - timedelta(days=30)
    store.seed(
        make_interview(contact_id=ana.id, status=InterviewStatus.DONE, at=chosen.created_at),
        make_interview(contact_id=ana.id, status=InterviewStatus.DONE, at=before),
        make_interview(contact_id=tom.id, status=InterviewStatus.SCHEDULED),
    )
    won = services.opportunities.add(opportunity(strategy_id=chosen.id))
    services.opportunities.add(opportunity("Another", strategy_id=chosen.id))
    services.opportunities.add(opportunity("Elsewhere"))
    services.opportunities.set_state(won.id, OpportunityState.WON)
    brought = services.strategies.yielded(chosen)
    assert brought.words == "2 people, 1 interview, 2 opportunities (1 won)"
    world.core.contacts.delete([tom.id])
    assert services.strategies.yielded(chosen).words == "1 person, 1 interview, 2 opportunities (1 won)"


def test_a_strategy_is_judged_changed_and_removed(world: World) -> None:
    ways = world.services.strategies
    one = ways.add(strategy(goal_id=7))
    assert ways.of_goal(7) == [one]
    assert ways.judge(one.id, StrategyState.WORKS).state is StrategyState.WORKS
    assert ways.edit(replace(ways.get(one.id), why=" because ")).why == "because"
    ways.remove(one.id)
    with pytest.raises(NotFoundError, match="no strategy"):
        ways.get(one.id)
    with pytest.raises(InvalidValueError, match="needs a title"):
        ways.add(strategy("  "))
    with pytest.raises(InvalidValueError, match="not here any more"):
        ways.brought(ways.add(strategy()), [999])


# Actions


def test_actions_are_on_the_agenda_until_they_are_done(world: World) -> None:
    services = world.services
    goal = make_goal(title="Know people")
    world.core.store.seed(goal)
    way = services.strategies.add(strategy(goal_id=goal.id))
    late = services.plan_actions.add(action("Late", date(2026, 11, 18), strategy_id=way.id))
    today = services.plan_actions.add(action("Today"))
    services.plan_actions.add(action("Far off", date(2027, 3, 1)))
    rows = world.due(RowKind.ACTION)
    assert [(row.text, row.state) for row in rows] == [
        ("Late", RowState.OVERDUE),
        ("Today", RowState.TODAY),
    ]
    assert rows[0].why == "a step of the plan: Know people · Speak at meetups"
    assert world.services.actions.find("Late") == rows[0]
    world.services.actions.done(rows[0])
    world.services.actions.snooze(rows[1], date(2026, 11, 23))
    assert services.plan_actions.get(late.id).state is ActionState.DONE
    assert [row.due_on for row in world.due(RowKind.ACTION)] == [date(2026, 11, 23)]
    world.services.actions.skip(world.due(RowKind.ACTION)[0])
    assert services.plan_actions.get(today.id).state is ActionState.DROPPED
    assert world.due(RowKind.ACTION) == []
    assert [one.id for one in services.plan_actions.of_goal(goal.id)] == [late.id]
    world.core.history.undo()
    assert services.plan_actions.get(today.id).is_open


def test_an_action_is_put_off_and_refused_where_it_makes_no_sense(world: World) -> None:
    actions = world.services.plan_actions
    one = actions.add(action())
    assert actions.put_off(one.id, date(2026, 11, 30)).due_on == date(2026, 11, 30)
    with pytest.raises(InvalidValueError, match="not to come"):
        actions.put_off(one.id, TODAY)
    with pytest.raises(InvalidValueError, match="a few words"):
        actions.add(action("  "))
    actions.finish(one.id)
    with pytest.raises(InvalidValueError, match="done already"):
        actions.drop(one.id)


# Targets


def test_targets_know_who_is_there(world: World) -> None:
    store, targets = world.core.store, world.services.targets
    store.seed(
        make_contact(name="Dana", company="FASTLY"),
        make_contact(name="Ruth", company="Fastly", stage=Stage.POTENTIAL, industry="Networks"),
        make_contact(name="Gone", company="Fastly", archived_at=NOON),
        make_contact(name="No company"),
    )
    targets.add(Target(id=0, uid="", kind=TargetKind.COMPANY, name=" Fastly "))
    targets.add(Target(id=0, uid="", kind=TargetKind.INDUSTRY, name="networks"))
    company, industry = targets.standings()
    assert [row.name for row in company.known] == ["Dana"]
    assert [row.name for row in company.wanted] == ["Ruth"]
    assert [row.name for row in industry.wanted] == ["Ruth"]
    assert [row.name for row in targets.people()] == ["Ruth"]
    with pytest.raises(InvalidValueError, match="among the companies"):
        targets.add(Target(id=0, uid="", kind=TargetKind.COMPANY, name="fastly"))
    with pytest.raises(InvalidValueError, match="name the industry"):
        targets.add(Target(id=0, uid="", kind=TargetKind.INDUSTRY, name=" "))
    assert targets.edit(replace(company.target, why="they write")).why == "they write"
    targets.remove(company.target.id)
    assert [one.name for one in targets.list()] == ["networks"]


def test_a_person_to_know_is_a_potential_contact(world: World) -> None:
    made = world.services.targets.want_to_know("Ruth", title="VP", company="Fastly", why="decides")
    assert (made.stage, made.title, made.company, made.why) == (Stage.POTENTIAL, "VP", "Fastly", "decides")
    world.core.contacts.archive([made.id])
    assert world.services.targets.people() == []
    with pytest.raises(InvalidValueError):
        world.services.targets.want_to_know("  ")


# Skills


def test_a_skill_is_built_level_by_level(world: World) -> None:
    skills = world.services.skills
    ana = make_contact(name="Ana")
    world.core.store.seed(ana)
    one = skills.add(
        Skill(id=0, uid="", name=" Speaking ", level=2, wanted=3, contact_ids=(ana.id, ana.id, 999))
    )
    assert (one.name, one.state, one.contact_ids) == ("Speaking", SkillState.BUILDING, (ana.id, 999))
    assert [row.name for row in skills.helpers(one)] == ["Ana"]
    assert skills.pause(one.id).state is SkillState.PAUSED
    assert skills.pause(one.id).state is SkillState.BUILDING
    assert skills.step(one.id).state is SkillState.REACHED
    assert skills.edit(replace(skills.get(one.id), wanted=5)).state is SkillState.BUILDING
    for _ in range(2):
        skills.step(one.id)
    with pytest.raises(InvalidValueError, match="levels go from 1 to 5"):
        skills.step(one.id)
    other = skills.add(Skill(id=0, uid="", name="Asking"))
    assert [skill.name for skill in skills.list()] == ["Asking", "Speaking"]
    skills.remove(other.id)
    with pytest.raises(InvalidValueError, match="needs a name"):
        skills.add(Skill(id=0, uid="", name=""))
    for level, wanted in ((0, 3), (1, 6)):
        with pytest.raises(InvalidValueError, match="from 1 to 5"):
            skills.add(Skill(id=0, uid="", name="x", level=level, wanted=wanted))


# Opportunities


def test_an_opportunity_goes_its_way_and_its_days_follow(world: World) -> None:
    opportunities = world.services.opportunities
    one = opportunities.add(opportunity(" A  job "))
    assert (one.title, one.found_on, one.state) == ("A job", TODAY, OpportunityState.OPEN)
    world.core.clock.set(datetime(2026, 11, 25, 11, tzinfo=UTC))
    pursued = opportunities.move_on(one.id)
    assert (pursued.state, pursued.pursued_on) == (OpportunityState.PURSUED, date(2026, 11, 25))
    world.core.clock.set(datetime(2026, 12, 1, 11, tzinfo=UTC))
    won = opportunities.move_on(one.id)
    assert (won.pursued_on, won.closed_on) == (date(2026, 11, 25), date(2026, 12, 1))
    with pytest.raises(InvalidValueError, match="won already"):
        opportunities.move_on(one.id)
    again = opportunities.set_state(one.id, OpportunityState.OPEN)
    assert (again.closed_on, again.pursued_on) == (None, date(2026, 11, 25))
    with pytest.raises(InvalidValueError, match="needs a title"):
        opportunities.add(opportunity(""))
    with pytest.raises(InvalidValueError, match="still to come"):
        opportunities.add(opportunity(found_on=date(2026, 12, 24)))
    with pytest.raises(NotFoundError):
        opportunities.add(opportunity(contact_id=999))


def test_people_and_strategies_are_ranked_by_their_results(world: World) -> None:
    services = world.services
    ana, kai = make_contact(name="Ana"), make_contact(name="Kai")
    world.core.store.seed(ana, kai)
    way = services.strategies.add(strategy())
    for title in ("one", "two"):
        services.opportunities.add(opportunity(title, contact_id=ana.id))
    best = services.opportunities.add(opportunity("three", contact_id=kai.id, strategy_id=way.id))
    services.opportunities.add(opportunity("from nobody"))
    services.opportunities.set_state(best.id, OpportunityState.WON)
    world.core.contacts.delete([ana.id])
    reported = [(one.name, one.brought, one.won) for one in services.opportunities.by_people()]
    assert reported == [("Kai", 1, 1), ("Ana", 2, 0)]
    assert [one.name for one in services.opportunities.by_strategies()] == ["Speak at meetups"]
    changed = replace(services.opportunities.get(best.id), contact_id=None)
    assert services.opportunities.edit(changed).contact_name == ""
    services.strategies.remove(way.id)
    assert services.opportunities.by_strategies() == []


# Mentoring


def test_a_mentor_is_found_stage_by_stage(world: World) -> None:
    ana = make_contact(name="Ana", roles=(Role.SPONSOR,))
    world.core.store.seed(ana)
    service = world.services.mentoring
    one = service.add(mentoring(ana.id))
    assert (one.stage, one.contact_name) == (MentoringStage.WANTED, "Ana")
    asked = service.move(one.id, 1)
    assert (asked.stage, asked.asked_on) == (MentoringStage.ASKED, TODAY)
    assert service.move(one.id, 1).began_on == TODAY
    assert world.core.contacts.get(ana.id).roles == (Role.SPONSOR, Role.MENTOR)
    assert service.move(one.id, 1).stage is MentoringStage.ACTIVE
    ended = service.move(one.id, 1)
    assert (ended.stage, ended.ended_on) == (MentoringStage.ENDED, TODAY)
    with pytest.raises(InvalidValueError, match="last stage"):
        service.move(one.id, 1)
    assert service.move(one.id, -1).ended_on is None
    with pytest.raises(InvalidValueError, match="already"):
        service.add(mentoring(ana.id))
    assert service.add(mentoring(ana.id, side=MentoringSide.MENTEE)).side is MentoringSide.MENTEE
    assert len(service.of_contact(ana.id)) == 2


def test_stages_have_two_ends() -> None:
    assert neighbouring_stage(MentoringStage.WANTED, 1) is MentoringStage.ASKED
    with pytest.raises(InvalidValueError, match="first stage"):
        neighbouring_stage(MentoringStage.WANTED, -1)


@pytest.mark.parametrize(
    ("began_on", "every", "expected"),
    [
        (date(2026, 1, 31), "month", date(2026, 2, 28)),
        (date(2028, 1, 31), "month", date(2028, 2, 29)),
        (date(2026, 12, 31), "2 weeks", date(2027, 1, 14)),
    ],
)
def test_the_next_meeting_follows_the_cadence_over_month_ends(
    began_on: date, every: str, expected: date
) -> None:
    one = mentoring(1, stage=MentoringStage.ACTIVE, began_on=began_on, rhythm=Cadence.parse(every))
    assert next_meeting(one) == expected
    assert next_meeting(replace(one, next_on=TODAY)) == TODAY
    assert next_meeting(replace(one, stage=MentoringStage.ASKED)) is None


@pytest.mark.parametrize(
    ("began_on", "every", "expected"),
    [
        (date(2027, 1, 31), "month", ["2027-02-28", "2027-03-31", "2027-04-30"]),
        (date(2028, 2, 29), "year", ["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]),
    ],
)
def test_meetings_that_keep_to_the_cadence_keep_its_day(
    began_on: date, every: str, expected: list[str]
) -> None:
    one = mentoring(1, stage=MentoringStage.ACTIVE, began_on=began_on, rhythm=Cadence.parse(every))
    days = []
    for _ in expected:
        day = next_meeting(one)
        assert day is not None
        days.append(day.isoformat())
        one = replace(one, meetings=(*one.meetings, MentoringMeeting(on=day)))
    assert days == expected


def test_a_meeting_is_logged_with_its_actions_as_follow_ups(world: World) -> None:
    ana = make_contact(name="Ana")
    world.core.store.seed(ana)
    service = world.services.mentoring
    one = service.add(mentoring(ana.id, stage=MentoringStage.ACTIVE))
    service.plan(one.id, [" the plan ", ""], date(2026, 11, 20))
    (row,) = world.due(RowKind.MENTORING)
    assert (row.who, row.about, row.text, row.state) == ("Ana", "1 on the agenda", "meet", RowState.TODAY)
    met = service.met(
        one.id,
        on=date(2026, 11, 19),
        text="went well",
        actions=[("send the draft", date(2026, 11, 23)), ("read chapter 3", None)],
    )
    assert met.agenda == ()
    assert met.meetings[0].agenda == ("the plan",)
    assert next_meeting(met) == date(2026, 12, 19)
    (logged,) = world.core.log.for_contact(ana.id)
    assert (logged.kind, logged.on, logged.text) == (
        InteractionKind.MEETING,
        date(2026, 11, 19),
        "went well",
    )
    owed = [(one.text, one.due_on) for one in world.core.follow_ups.for_contact(ana.id)]
    assert sorted(owed) == [
        ("read chapter 3", date(2026, 12, 19)),
        ("send the draft", date(2026, 11, 23)),
    ]
    assert world.core.history.undo().label == "Undo: Met mentor Ana"
    assert world.core.log.for_contact(ana.id) == []
    assert service.get(one.id).agenda == ("the plan",)


def test_a_meeting_is_done_or_skipped_from_the_agenda(world: World) -> None:
    ana = make_contact(name="Ana")
    world.core.store.seed(ana)
    service = world.services.mentoring
    one = service.add(mentoring(ana.id, stage=MentoringStage.TRYING, began_on=date(2026, 10, 15)))
    (row,) = world.due(RowKind.MENTORING)
    assert (row.due_on, row.state, row.text) == (
        date(2026, 11, 15),
        RowState.OVERDUE,
        "agree on a day and meet",
    )
    world.services.actions.skip(row)
    assert service.get(one.id).next_on == date(2026, 12, 20)
    (later,) = world.due(RowKind.MENTORING, date(2026, 12, 31))
    world.services.actions.done(later)
    assert service.get(one.id).last_met_on == TODAY
    assert world.core.contacts.get(ana.id).last_contact_on == TODAY
    world.core.contacts.delete([ana.id])
    assert world.due(RowKind.MENTORING, date(2027, 12, 31)) == []
    assert service.who(service.get(one.id)) == "Ana"


def test_a_meeting_is_the_check_in_too_unless_it_is_far_off(world: World) -> None:
    weekly = make_contact(
        name="Ana",
        cadence=Cadence.parse("week"),
        next_due_on=date(2026, 11, 12),
        last_contact_on=date(2026, 11, 5),
    )
    world.core.store.seed(weekly)
    one = world.services.mentoring.add(mentoring(weekly.id, stage=MentoringStage.ACTIVE))
    assert [row.contact_id for row in world.due(RowKind.CHECK_IN)] == [weekly.id]  # one meets in a month

    world.services.mentoring.plan(one.id, ["the draft"], None)
    # The form held what was before the draft.
    world.services.mentoring.plan(one.id, [], date(2026, 11, 24), one)
    assert world.due(RowKind.CHECK_IN) == []
    (meeting,) = world.due(RowKind.MENTORING)
    assert meeting.why.endswith("it is the check-in too")
    assert world.services.agenda.marks(TODAY)[meeting.due_on] == 1

    world.services.actions.snooze(meeting, date(2026, 12, 10))
    assert [row.contact_id for row in world.due(RowKind.CHECK_IN)] == [weekly.id]
    world.services.actions.done(world.due(RowKind.MENTORING, date(2026, 12, 31))[0])
    assert world.due(RowKind.CHECK_IN, TODAY) == []  # the meeting was a contact


def test_invalid_mentoring_is_refused_in_a_line(world: World) -> None:
    ana = make_contact(name="Ana")
    world.core.store.seed(ana)
    service = world.services.mentoring
    with pytest.raises(InvalidValueError, match="once a month at least"):
        service.add(mentoring(ana.id, rhythm=Cadence.parse("6 weeks")))
    with pytest.raises(InvalidValueError, match="name one"):
        service.add(mentoring(None))
    with pytest.raises(NotFoundError):
        service.add(mentoring(999))
    one = service.add(mentoring(ana.id))
    with pytest.raises(InvalidValueError, match="trying or active"):
        service.met(one.id, on=TODAY)
    service.set_stage(one.id, MentoringStage.ACTIVE)
    with pytest.raises(InvalidValueError, match="still to come"):
        service.met(one.id, on=TODAY + timedelta(days=1))
    with pytest.raises(InvalidValueError, match="is to be after"):
        service.met(one.id, on=TODAY, next_on=TODAY)
    with pytest.raises(InvalidValueError, match="is over"):
        service.plan(one.id, [], TODAY - timedelta(days=1))
    assert service.get(one.id).meetings == ()


def test_text_of_strangers_is_kept_as_it_is(world: World) -> None:
    text = " ".join(HOSTILE_TEXT.split())
    services = world.services
    assert services.strategies.add(strategy(HOSTILE_TEXT)).title == text
    assert services.plan_actions.add(action(HOSTILE_TEXT)).text == text
    assert services.opportunities.add(opportunity(HOSTILE_TEXT)).title == text
    assert world.due(RowKind.ACTION)[0].text == text
