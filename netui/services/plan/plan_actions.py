"""The steps of the plan: due on a day, and on the agenda until they are done."""

from collections.abc import Iterator, Sequence
from datetime import date

from netui.domain.errors import InvalidValueError
from netui.domain.one_line import required_line
from netui.domain.people.interaction import InteractionKind
from netui.domain.plan.strategy import ActionState, PlanAction, Strategy
from netui.domain.time.dates import full_day
from netui.domain.values import replace
from netui.domain.week.agenda import AgendaRow, Lead, PlanStep, RowKind, ToArea, Verb
from netui.services.agenda_source import AgendaSource
from netui.services.entries import Entries
from netui.services.plan.next_steps import NextStepService
from netui.services.ports import Store
from netui.services.present import Present


class PlanActionService(AgendaSource[PlanStep]):
    """Keeps the steps of the plan, and puts them on the agenda."""

    subjects = (PlanStep,)

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._present = present
        self.next_steps = NextStepService(store, present)
        self._entries = Entries(
            store, present, PlanAction, "action", lambda one: one.text, _tidy, verb="Plan"
        )
        self.get = self._entries.get
        self.add = self._entries.add
        self.edit = self._entries.edit
        self.remove = self._entries.remove

    def list(self) -> Sequence[PlanAction]:
        """Return every step, the open ones first, by the day they are due."""
        return sorted(self._entries.all(), key=lambda one: (not one.is_open, one.due_on, one.id))

    def of_goal(self, goal_id: int) -> Sequence[PlanAction]:
        """Return the steps for a goal, those of its strategies too."""
        ways = {one.id for one in self._store.of(Strategy).all() if one.goal_id == goal_id}
        return [one for one in self.list() if one.goal_id == goal_id or one.strategy_id in ways]

    def of_strategy(self, strategy_id: int) -> Sequence[PlanAction]:
        """Return the steps of a strategy."""
        return [one for one in self.list() if one.strategy_id == strategy_id]

    def finish(self, action_id: int) -> PlanAction:
        """Note that a step is done."""
        return self._close(action_id, ActionState.DONE, "Done")

    def drop(self, action_id: int) -> PlanAction:
        """Drop a step."""
        return self._close(action_id, ActionState.DROPPED, "Drop")

    def put_off(self, action_id: int, until: date) -> PlanAction:
        """Give a step another day to come; raise InvalidValueError for one that is over."""
        if until <= self._present.today():
            raise InvalidValueError(f"{full_day(until)} is not to come: snooze it until tomorrow or later")
        action = replace(self.get(action_id), due_on=until)
        return self._entries.save(action, f"Put off until {self._present.short_day(until)}: {action.text}")

    def rows(self, last: date) -> Iterator[AgendaRow]:
        """Yield the open steps due up to a day."""
        for action in self._entries.all():
            if action.is_open and action.due_on <= last:
                yield AgendaRow(
                    id=f"action:{action.id}",
                    kind=RowKind.ACTION,
                    subject=PlanStep(action.id),
                    due_on=action.due_on,
                    text=action.text,
                    why=self._why(action),
                )

    def done(self, _row: AgendaRow, subject: PlanStep, _kind: InteractionKind | None = None) -> None:
        """Note that the step is done."""
        self.finish(subject.action_id)

    def skip(self, _row: AgendaRow, subject: PlanStep) -> None:
        """Drop the step."""
        self.drop(subject.action_id)

    def leads(self, verb: Verb, _row: AgendaRow, subject: PlanStep) -> Lead | None:
        """Show the step in the plan."""
        return ToArea("plan", f"strategies:{subject.action_id}") if verb is Verb.OPEN else None

    def _why(self, action: PlanAction) -> str:
        strategy = self._store.of(Strategy).get(action.strategy_id) if action.strategy_id else None
        goal_id = action.goal_id or (strategy.goal_id if strategy is not None else None)
        goal = self._store.goals.get(goal_id) if goal_id else None
        part_of = " · ".join(one.title for one in (goal, strategy) if one is not None)
        return f"a step of the plan: {part_of}" if part_of else "a step of the plan"

    def _close(self, action_id: int, state: ActionState, verb: str) -> PlanAction:
        action = self.get(action_id)
        if not action.is_open:
            raise InvalidValueError(f"“{action.text}” is {action.state} already")
        closed = replace(action, state=state, closed_at=self._present.now())
        return self._entries.save(closed, f"{verb}: {action.text}")


def _tidy(action: PlanAction) -> PlanAction:
    text = required_line(action.text, "an action needs a few words: what is to be done?")
    return replace(action, text=text)
