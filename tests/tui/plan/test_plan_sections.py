"""The sections of the plan, driven by keys."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Input

from netui.domain.people.contact import Stage
from netui.domain.plan.goal import Measure, Period
from netui.domain.plan.mentoring import Mentoring, MentoringSide, MentoringStage
from netui.domain.plan.opportunity import Opportunity, OpportunityState
from netui.domain.plan.skill import Skill, SkillState
from netui.domain.plan.strategy import ActionState, PlanAction, Strategy, StrategyState
from netui.domain.plan.target import Target, TargetKind
from netui.services.services import Services
from netui.tui.look.messages import GoToArea, Open, PersonAction
from netui.tui.modals.form import FormModal
from netui.tui.plan.goals import GoalsSection
from netui.tui.plan.mentoring import MentoringSection
from netui.tui.plan.opportunities import OpportunitiesSection
from netui.tui.plan.skills import SkillsSection
from netui.tui.plan.strategies import StrategiesSection
from netui.tui.plan.wanted_people import WantedPeopleSection
from netui.tui.sections.screen import SectionsScreen
from netui.tui.sections.section import Section
from netui.tui.shell.app import NetuiApp
from netui.tui.widgets.line_list import LineList
from tests.factories import HOSTILE_TEXT, hostile_contact, make_contact, make_goal
from tests.fakes import InMemoryStore
from tests.tui.conftest import harmless, settle, text_of
from tests.tui.services_builder import app_for, build, toasts

TODAY = date(2026, 11, 20)


class World:
    """One section over its services, and what it sent to be routed."""

    def __init__(self, section: type[Section]) -> None:
        self.ana = make_contact(name="Ana Ruiz", company="Acme")
        self.tom = make_contact(name="Tom Weiss")
        self.store = InMemoryStore()
        self.store.seed(self.ana, self.tom)
        self.services: Services = build(self.store)
        self.sent: list[Message] = []
        self._section = section

    def app(self) -> NetuiApp:
        made = self._section(self.services)
        app = app_for(self.services, lambda: SectionsScreen("Plan", [made]))
        post = app.post_message

        def heard(message: Message) -> bool:
            if isinstance(message, Open | GoToArea | PersonAction):
                self.sent.append(message)
                return True
            return post(message)

        app.post_message = heard  # type: ignore[method-assign]
        return app


async def typed(pilot: Pilot[Any], *values: str) -> None:
    """Fill the fields of a form in order, "" leaving one as it is, and accept; choices go by letter."""
    await settle(pilot)
    for index, value in enumerate(values):
        if index:
            await pilot.press("tab")
        field = pilot.app.focused
        if value and isinstance(field, Input):
            field.value = value
            field.cursor_position = len(value)
        elif value:
            await pilot.press(*value)
    await pilot.press("ctrl+s" if isinstance(pilot.app.screen, FormModal) else "enter")
    await settle(pilot)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def sent(world: World, kind: type[Message]) -> Sequence[Any]:
    return [message for message in world.sent if isinstance(message, kind)]


async def test_a_row_is_found_by_some_of_its_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(SkillsSection)
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "slash")
        assert "nothing to search here" in toasts(app)
        for at_once in (10, 1):  # with many rows the words are gathered in the background
            monkeypatch.setattr("netui.tui.shell.row_finding._AT_ONCE", at_once)
            for name in (f"Linkers {at_once}", f"Public speaking {at_once}", HOSTILE_TEXT):
                world.services.skills.add(Skill(id=0, uid="", name=name))
            await press(pilot, "slash")
            await app.workers.wait_for_complete()
            await settle(pilot)
            assert "Find in Skills" in text_of(app)
            await press(pilot, *"publ", "space", *"speak", "enter")
            found = app.screen.query_one("#rows", LineList)
            assert (found.cursor_row.name, found.has_focus) == (f"Public speaking {at_once}", True)
            world.services.skills.remove(found.cursor_row.id)


async def test_the_cursor_in_the_list_of_sections_stays_where_it_was_led(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World(SkillsSection)
    sections = [SkillsSection(world.services), GoalsSection(world.services), MentoringSection(world.services)]
    screen = SectionsScreen("Plan", sections)
    app = app_for(world.services, lambda: screen)
    shown: list[str] = []
    show = screen.show_section

    def show_section(name: str) -> None:
        shown.append(name)
        assert len(shown) < 20, "two moves chase each other"
        show(name)

    monkeypatch.setattr(screen, "show_section", show_section)
    async with app.run_test(size=(80, 24)) as pilot:
        names = screen.query_one("#names", LineList)
        names.focus()
        await settle(pilot)
        names.action_down()
        names.action_down()  # both before the screen hears of the first
        await settle(pilot)
        assert (screen.section, names.cursor_row) == (sections[2], sections[2])


# Goals


async def test_a_goal_is_set_and_counted_by_hand() -> None:
    world = World(GoalsSection)
    goals = world.services.goals
    app = world.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "No goals yet" in text_of(app)
        await press(pilot, "a")
        await typed(pilot, "Write", "2", "b", "", "A voice", "I like to")
        (goal,) = goals.list()
        assert (goal.title, goal.measure, goal.target) == ("Write", Measure.BY_HAND, 2)
        assert (goal.aspiration, goal.motive) == ("A voice", "I like to")
        await press(pilot, "space")
        assert "1 of 2" in text_of(app)
        assert "I like to" in text_of(app)
        body, detail = (app.screen.query_one(one).size.height for one in ("#body", "#detail"))
        assert detail > body, "what a short list does not need is given to its row"
        for number in range(12):
            goals.add(make_goal(title=f"Goal {number}", measure=Measure.BY_HAND, target=1))
        await settle(pilot)
        body, detail = (app.screen.query_one(one).size.height for one in ("#body", "#detail"))
        assert body > detail
        await press(pilot, *["u"] * 12)
        await press(pilot, "space", "v", "-")
        assert "1 of 2" in text_of(app)
        await press(pilot, "u", "u")
        assert "1 of 2" in text_of(app)
        await press(pilot, "v", "c")
        assert goals.list() == []
        assert "PUT ASIDE" in text_of(app)
        assert "closed Fri 20 Nov" in text_of(app)
        await press(pilot, "space")
        assert "This goal is put aside" in toasts(app)
        assert len(goals.get(goal.id).counted) == 1
        await press(pilot, "v", "c")
        assert [one.id for one in goals.list()] == [goal.id]
        assert "PUT ASIDE" not in text_of(app)


async def test_what_counts_itself_says_so_and_a_goal_leads_to_its_strategies() -> None:
    world = World(GoalsSection)
    goal = world.services.goals.add(make_goal(title="Talks"))
    app = world.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "space")
        assert "This goal counts itself: informational talks held" in toasts(app)
        await press(pilot, "v", "s")
        await typed(pilot, "Meetups", "they are near")
        await press(pilot, "v", "p")
        await typed(pilot, "Register", "in 3 days")
        (way,) = world.services.strategies.list()
        (step,) = world.services.plan_actions.list()
        assert (way.goal_id, way.why) == (goal.id, "they are near")
        assert (step.goal_id, step.due_on) == (goal.id, TODAY + timedelta(days=3))
        shown = text_of(app)
        assert "Strategies" in shown
        assert "Meetups" in shown
        assert "Register" in shown
        await press(pilot, "e")
        await typed(pilot, "Many talks")
        assert "Many talks" in text_of(app)
        await press(pilot, "d")
        assert world.services.goals.list() == []


async def test_a_goal_without_a_number_a_measure_or_a_day_is_refused_in_the_form() -> None:
    world = World(GoalsSection)
    app = world.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "a")
        await typed(pilot, "Write", "x")
        assert "a whole number" in text_of(app)
        await press(pilot, "ctrl+u", "3", "ctrl+s")
        assert "a goal needs something to count" in text_of(app)
        assert world.services.goals.list() == []
        await press(pilot, "b", "tab", "o")
        await press(pilot, "ctrl+s")
        assert "needs its last day" in text_of(app)
        assert world.services.goals.list() == []


async def test_a_goal_is_asked_only_for_what_goes_with_its_kind() -> None:
    world = World(GoalsSection)
    goals = world.services.goals
    app = world.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "a")
        await typed(pilot, "Meet people", "2", "t")
        (interviews,) = goals.list()
        assert (interviews.measure, interviews.query, interviews.until) == (Measure.TALKS, "", None)
        await press(pilot, "a")
        assert "Which people" not in text_of(app)
        assert "Until" not in text_of(app)
        await typed(pilot, "Meet people", "2", "p", "tag:x", "o", "yesterday")
        assert "that is over" in text_of(app)
        await press(pilot, "ctrl+u", *"31 dec", "shift+tab", "m")
        assert "Until" not in text_of(app)
        await press(pilot, "o", "ctrl+s")
        meet = goals.list()[-1]
        assert (meet.query, meet.period, meet.until) == ("tag:x", Period.ONCE, date(2026, 12, 31))


async def test_what_stood_in_a_goal_goes_with_the_period_it_belonged_to() -> None:
    world = World(GoalsSection)
    goals = world.services.goals
    once = make_goal(title="Ten posts", measure=Measure.BY_HAND, period=Period.ONCE, until=date(2026, 12, 31))
    goal = goals.add(once)
    app = world.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "e")
        await typed(pilot, "", "", "", "m")
        changed = goals.get(goal.id)
        assert (changed.period, changed.until) == (Period.MONTH, None)


# Strategies and actions


async def test_strategies_and_their_actions_by_keys() -> None:
    world = World(StrategiesSection)
    services = world.services
    app = world.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "No strategies yet" in text_of(app)
        await press(pilot, "a", "s")
        await typed(pilot, "Meetups", "near", "oo")
        await press(pilot, "v", "p")
        await typed(pilot, "Register", "mon")
        (way,) = services.strategies.list()
        (step,) = services.plan_actions.list()
        assert (way.title, way.reach.value, step.strategy_id) == ("Meetups", "offline", way.id)
        await press(pilot, "v", "w")
        await typed(pilot, "ana, tom")
        assert services.strategies.get(way.id).contact_ids == (world.ana.id, world.tom.id)
        assert "2 people" in text_of(app)
        await press(pilot, "v", "y")
        await typed(pilot, "slides")
        assert "slides" in text_of(app)
        await press(pilot, "space", "w")
        assert services.strategies.get(way.id).state is StrategyState.WORKS
        await press(pilot, "s")
        assert "has no day" in toasts(app)
        await press(pilot, "j", "s")
        await typed(pilot, "in 2 weeks")
        assert services.plan_actions.get(step.id).due_on == TODAY + timedelta(days=14)
        await press(pilot, "e")
        await typed(pilot, "Sign up")
        assert "Sign up" in text_of(app)
        await press(pilot, "space")
        assert services.plan_actions.get(step.id).state is ActionState.DONE
        await press(pilot, "g", "e")
        await typed(pilot, "Small meetups")
        assert "Small meetups" in text_of(app)
        assert "Sign up" in text_of(app)
        await press(pilot, "d")
        assert services.strategies.list() == []


async def test_actions_without_a_strategy_are_separate() -> None:
    world = World(StrategiesSection)
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "a", "s")
        await typed(pilot, "Meetups")
        await press(pilot, "a", "p")
        await typed(pilot, "Call the library", "today")
        assert "OTHER ACTIONS" in text_of(app)
        (step,) = world.services.plan_actions.list()
        await press(pilot, "g")
        assert isinstance(app.screen, SectionsScreen)
        app.screen.search_for(f"strategies:{step.id}")  # as This week leads here
        await press(pilot, "d")
        assert world.services.plan_actions.list()[0].state is ActionState.DROPPED
        await press(pilot, "u")
        assert "Call the library" in text_of(app)


# People I want to know


async def test_people_companies_and_industries_to_know() -> None:
    world = World(WantedPeopleSection)
    targets = world.services.targets
    app = world.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "a", "p")
        await typed(pilot, "Ruth", "VP", "Acme", "decides")
        await press(pilot, "a", "c")
        await typed(pilot, "acme", "edge")
        await press(pilot, "a", "i")
        await typed(pilot, "networks")
        assert app.screen.query_one("#rows", LineList).cursor_row.target.name == "networks"  # what was added
        await press(pilot, "a", "p")
        await typed(pilot, "ana ruiz")
        assert "On the list: ana ruiz; Ana Ruiz is here already, u takes this second one back" in toasts(app)
        await press(pilot, "u")
        (ruth,) = targets.people()
        assert ruth.stage is Stage.POTENTIAL
        await press(pilot, "g")
        shown = text_of(app)
        for words in ("PEOPLE", "COMPANIES", "INDUSTRIES", "1 known", "no one known yet", "Ana Ruiz"):
            assert words in shown
        await press(pilot, "g", "i", "w", "enter", "e")
        assert [(one.verb, one.contact_ids) for one in sent(world, PersonAction)] == [
            ("interview", (ruth.id,))
        ]
        assert [(one.area, one.query) for one in sent(world, GoToArea)] == [("network", f"path:{ruth.id}")]
        assert [one.kind for one in sent(world, Open)] == ["contact", "contact-form"]
        await press(pilot, "j", "w", "enter", "e")
        assert "Ask Ana Ruiz" in toasts(app)
        assert sent(world, GoToArea)[-1].query == 'company:"acme"'
        await typed(pilot, "", "because", "find a name by mon")
        assert "because" in text_of(app)
        assert "find a name · Mon 23 Nov" in text_of(app)
        await press(pilot, "d", "g", "v", "c")
        assert world.services.contacts.get(ruth.id).stage is Stage.CONNECTED
        await press(pilot, "u")
        assert "Undo: Stage of Ruth: connected" in toasts(app)
        await press(pilot, "ctrl+r")
        assert targets.people() == []
        assert [one.kind for one in targets.list()] == [TargetKind.INDUSTRY]


# Skills


async def test_skills_by_keys() -> None:
    world = World(SkillsSection)
    skills = world.services.skills
    app = world.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "a")
        await typed(pilot, "Speaking", "I must", "2", "9")
        assert "a whole number from 1 to 5" in text_of(app)
        await press(pilot, "backspace", "3", "tab", *"ana", "tab", *"read on by fri", "ctrl+s")
        (one,) = skills.list()
        assert (one.next_step, one.next_on) == ("read on", date(2026, 11, 27))
        assert "read on · Fri 27 Nov" in text_of(app)
        assert (one.level, one.wanted, one.contact_ids) == (2, 3, (world.ana.id,))
        assert "Ana Ruiz · Acme" in text_of(app)
        await press(pilot, "space")
        assert "Reached: Speaking" in toasts(app)
        await press(pilot, "v", "-", "v", "z")
        assert skills.get(one.id).state is SkillState.PAUSED
        assert "paused" in text_of(app)
        await press(pilot, "e")
        await typed(pilot, "Talking")
        assert skills.get(one.id).contact_ids == (world.ana.id,)
        await press(pilot, "d")
        assert skills.list() == []


# Opportunities


async def test_opportunities_by_keys() -> None:
    world = World(OpportunitiesSection)
    opportunities = world.services.opportunities
    way = world.services.strategies.add(Strategy(id=0, uid="", title="Meetups"))
    app = world.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "a")
        await typed(pilot, "Platform role", "j", "nobody at all")
        assert "no one is called" in text_of(app)
        await press(pilot, "ctrl+u", *"ana", "tab", *"Acme", "tab", *"call Mia")
        assert "no day: write “by fri” at its end" in text_of(app)
        await press(pilot, *" by fri", "tab", "M", "tab", "tab", *"soon", "ctrl+s")
        (one,) = opportunities.list()
        assert (one.kind.value, one.contact_id, one.strategy_id) == ("job", world.ana.id, way.id)
        assert (one.next_step, one.next_on) == ("call Mia", date(2026, 11, 27))
        assert "from Ana Ruiz" in text_of(app)
        assert "next Fri 27 Nov" in text_of(app)
        await press(pilot, "space", "space")
        assert opportunities.get(one.id).state is OpportunityState.WON
        assert "1 won" in text_of(app)
        await press(pilot, "space")
        assert "won already" in toasts(app)
        await press(pilot, "enter", "v", "l")
        assert opportunities.get(one.id).state is OpportunityState.LOST
        await press(pilot, "e")
        await typed(pilot, "Another role")
        assert opportunities.get(one.id).contact_id == world.ana.id
        await press(pilot, "j", "space")
        assert "counted from the opportunities above" in toasts(app)
        await press(pilot, "enter", "j", "enter")
        assert [one.kind for one in sent(world, Open)] == ["contact", "contact"]
        assert sent(world, GoToArea)[-1].query == "strategies"
        world.services.contacts.add(make_contact(name="Tom Baker", company="Arm"))
        await press(pilot, "a")
        await typed(pilot, "Guest talk", "p", "tom")
        assert "“tom” can be 2 people" in text_of(app)
        assert "Tom Baker" in text_of(app)
        assert len(opportunities.list()) == 1
        await press(pilot, *" arm", "ctrl+s")
        assert app.screen.query_one("#rows", LineList).cursor_row.title == "Guest talk"  # the entry
        await press(pilot, "d", "g", "d")
        assert opportunities.list() == []


async def test_an_opportunity_keeps_the_name_of_someone_deleted() -> None:
    world = World(OpportunitiesSection)
    opportunities = world.services.opportunities
    one = opportunities.add(Opportunity(id=0, uid="", title="Role", contact_id=world.ana.id))
    world.services.contacts.delete([world.ana.id])
    app = world.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "from Ana Ruiz" in text_of(app)
        await press(pilot, "enter", "e")
        await typed(pilot, "New role")
        assert opportunities.get(one.id).contact_name == "Ana Ruiz"
        assert "no one among" in toasts(app)


# Mentoring


async def test_mentoring_by_keys() -> None:
    world = World(MentoringSection)
    service = world.services.mentoring
    app = world.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "No one yet" in text_of(app)
        await press(pilot, "a")
        await typed(pilot, "ana", "", "", "6 weeks")
        assert "once a month at least" in text_of(app)
        await press(pilot, "ctrl+u", *"2 weeks", "tab", *"choose", "ctrl+s")
        (one,) = service.list()
        assert (one.stage, one.goals) == (MentoringStage.WANTED, "choose")
        assert "log a meeting" not in text_of(app), "the footer names no key that is refused"
        await press(pilot, "space")
        assert "trying or active" in toasts(app)
        await press(pilot, "J", "J", "J", "K")
        assert service.get(one.id).stage is MentoringStage.TRYING
        await press(pilot, "v", "p")
        await typed(pilot, "the plan; the draft", "thu")
        assert "2 to talk about" in text_of(app)
        await press(pilot, "space")
        await typed(pilot, "went well", "send the draft by fri; read on", "")
        met = service.get(one.id)
        assert (met.agenda, met.last_met_on) == ((), TODAY)
        owed = {one.text: one.due_on for one in world.services.follow_ups.open()}
        assert owed == {"send the draft": date(2026, 11, 27), "read on": date(2026, 12, 4)}
        assert "to do         send the draft" in text_of(app)
        assert [one.text for one in world.services.log.for_contact(world.ana.id)] == ["went well"]
        assert "went well" in text_of(app)
        await press(pilot, "e")
        await typed(pilot, "month")
        assert str(service.get(one.id).rhythm) == "month"
        await press(pilot, "enter", "v", "x")
        assert service.get(one.id).stage is MentoringStage.ENDED
        assert sent(world, Open)[-1].entity_id == world.ana.id
        await press(pilot, "d")
        assert service.list() == []


# All of them


def fill(services: Services, contact_id: int) -> None:
    """Put hostile text wherever text is typed."""
    services.goals.add(make_goal(title=HOSTILE_TEXT, measure=Measure.BY_HAND, motive=HOSTILE_TEXT))
    way = services.strategies.add(
        Strategy(id=0, uid="", title=HOSTILE_TEXT, why=HOSTILE_TEXT, contact_ids=(contact_id,))
    )
    services.plan_actions.add(PlanAction(id=0, uid="", text=HOSTILE_TEXT, due_on=TODAY, strategy_id=way.id))
    services.targets.add(Target(id=0, uid="", kind=TargetKind.COMPANY, name=HOSTILE_TEXT, why=HOSTILE_TEXT))
    services.skills.add(Skill(id=0, uid="", name=HOSTILE_TEXT, why=HOSTILE_TEXT, contact_ids=(contact_id,)))
    services.opportunities.add(
        Opportunity(id=0, uid="", title=HOSTILE_TEXT, contact_id=contact_id, text=HOSTILE_TEXT)
    )
    services.mentoring.add(
        Mentoring(
            id=0,
            uid="",
            contact_id=contact_id,
            side=MentoringSide.MENTEE,
            goals=HOSTILE_TEXT,
            agenda=(HOSTILE_TEXT,),
        )
    )


@pytest.mark.parametrize("size", [(120, 40), (60, 20)], ids=["wide", "small"])
async def test_nothing_strangers_write_reaches_the_terminal(size: tuple[int, int]) -> None:
    store = InMemoryStore()
    person = hostile_contact(stage=Stage.POTENTIAL)
    store.seed(person)
    services = build(store)
    fill(services, person.id)
    sections: list[Section] = [
        GoalsSection(services),
        StrategiesSection(services),
        WantedPeopleSection(services),
        SkillsSection(services),
        OpportunitiesSection(services),
        MentoringSection(services),
    ]
    app = app_for(services, lambda: SectionsScreen("Plan", sections))
    async with app.run_test(size=size) as pilot:
        for _ in sections:
            await settle(pilot)
            assert harmless(text_of(app))
            await press(pilot, "e")
            assert harmless(text_of(app))
            await press(pilot, "escape", "right_square_bracket")
