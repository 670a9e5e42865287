"""Tells the plan of the demo network: set, tried and taken forward on the days of the story."""

from datetime import time
from functools import partial
from typing import Any

from netui.data.demo_teller import Teller, drafted, read_part
from netui.data.demo_time import Timeline
from netui.domain.people.cadence import Cadence
from netui.domain.plan.goal import Goal, Period
from netui.domain.plan.mentoring import Mentoring, MentoringMeeting
from netui.domain.plan.opportunity import Opportunity, OpportunityState
from netui.domain.plan.skill import Skill
from netui.domain.plan.strategy import PlanAction, Strategy, StrategyState
from netui.domain.plan.target import Target
from netui.domain.values import replace
from netui.services.services import Services

_LATER = time(21, 30)


class PlanTeller(Teller):
    """Lays the plan on the line of time; `people` gives ids by key once they came into the story."""

    clock = time(21)

    def __init__(self, timeline: Timeline, services: Services, people: dict[str, int]) -> None:
        super().__init__(timeline, services, people)
        self._goal_ids: dict[str, int] = {}
        self._strategy_ids: dict[str, int] = {}

    def tell(self) -> None:
        """Lay out every step."""
        document = read_part("plan")
        for table in document["goal"]:
            self._on(table["set"], partial(self._goal, table))
        for table in document["strategy"]:
            self._on(table["chosen"], partial(self._strategy, table), _LATER)
        for table in document["action"]:
            self._on(table["planned"], partial(self._action, table))
        for table in document["target"]:
            self._on(table["on"], partial(self._target, table))
        for table in document["mentoring"]:
            last = table["meetings"][-1][0] if "meetings" in table else table.get("asked", -60)
            self._on(last, partial(self._mentoring, table))
        for table in document["skill"]:
            self._on(table["on"], partial(self._skill, table))
        for table in document["opportunity"]:
            self._on(table["found"], partial(self._opportunity, table), _LATER)

    def _goal(self, table: dict[str, Any]) -> None:
        draft = drafted(
            Goal,
            table,
            period=table.get("per", Period.ONCE),
            until=self._day(table["until"]) if "until" in table else None,
            counted=(),
        )
        goal = self._services.goals.add(draft)
        self._goal_ids[table["key"]] = goal.id
        for days in table.get("counted", ()):
            self._on(days, partial(self._services.goals.count_by_hand, goal.id))

    def _strategy(self, table: dict[str, Any]) -> None:
        draft = drafted(
            Strategy,
            table,
            goal_id=self._goal_ids.get(table.get("for", "")),
            reach=table["where"],
            state=StrategyState.TRYING,
            contact_ids=self._ids(table.get("people", ())),
        )
        strategy = self._services.strategies.add(draft)
        self._strategy_ids[table["key"]] = strategy.id
        state = StrategyState(table.get("state", StrategyState.TRYING))
        if state is not StrategyState.TRYING:
            self._on(-50, partial(self._services.strategies.judge, strategy.id, state))

    def _action(self, table: dict[str, Any]) -> None:
        draft = drafted(
            PlanAction,
            table,
            due_on=self._day(table["due"]),
            goal_id=self._goal_ids.get(table.get("goal", "")),
            strategy_id=self._strategy_ids.get(table.get("of", "")),
        )
        action = self._services.plan_actions.add(draft)
        if "done" in table:
            self._on(table["done"], partial(self._services.plan_actions.finish, action.id))

    def _target(self, table: dict[str, Any]) -> None:
        self._services.targets.add(drafted(Target, table))

    def _mentoring(self, table: dict[str, Any]) -> None:
        # The meetings are in the log already, like everything else that happened.
        added = self._services.mentoring.add(
            drafted(
                Mentoring,
                table,
                contact_id=self._people[table["who"]],
                rhythm=Cadence.parse(table["every"]),
                meetings=(),
            )
        )
        self._services.mentoring.edit(
            replace(
                added,
                asked_on=self._day(table["asked"]) if "asked" in table else added.asked_on,
                began_on=self._day(table["began"]) if "began" in table else added.began_on,
                meetings=tuple(
                    MentoringMeeting(
                        on=self._time.calendar.workday(days), text=text, actions=(action,) if action else ()
                    )
                    for days, text, action in table.get("meetings", ())
                ),
            )
        )

    def _skill(self, table: dict[str, Any]) -> None:
        self._services.skills.add(drafted(Skill, table, contact_ids=self._ids(table["help"])))

    def _opportunity(self, table: dict[str, Any]) -> None:
        draft = drafted(
            Opportunity,
            table,
            state=OpportunityState.OPEN,
            contact_id=self._people[table["from"]],
            strategy_id=self._strategy_ids.get(table.get("by", "")),
        )
        opportunity = self._services.opportunities.add(draft)
        if "state" in table:
            state = OpportunityState(table["state"])
            self._on(table["moved"], partial(self._services.opportunities.set_state, opportunity.id, state))
