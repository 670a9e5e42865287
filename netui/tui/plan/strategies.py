"""Strategies: the ways towards the goals, what came of each, and the next steps."""

from collections.abc import Sequence
from typing import Any, ClassVar

from netui.domain.plan.strategy import PlanAction, Strategy, StrategyState
from netui.domain.values import replace
from netui.tui.look.text import Line, Span
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.plan.plan_forms import action_line, ask_action, ask_strategy, strategy_line
from netui.tui.sections.section import Section, Verb
from netui.tui.widgets.line_list import BLANK, Heading
from netui.tui.widgets.text_page import facts

_LABEL = 14


class StrategiesSection(Section):
    """The strategies, each with its open actions beneath; then the actions that belong to none."""

    name: ClassVar[str] = "strategies"
    title: ClassVar[str] = "Strategies"
    empty: ClassVar[str] = "No strategies yet. Press a to choose one, such as speaking at meetups."
    keys: ClassVar[dict[str, str]] = {
        "add": "add",
        "edit": "edit",
        "open": "change",
        "done": "done, or judge",
        "snooze": "snooze",
        "delete": "delete",
    }

    def rows(self) -> Sequence[Any]:
        """Return strategies with their open actions, then the other actions."""
        strategies = self._services.strategies.list()
        to_do = [one for one in self._services.plan_actions.list() if one.is_open]
        rows: list[Any] = []
        for strategy in sorted(strategies, key=lambda one: one.state is StrategyState.DROPPED):
            rows += [strategy, *(one for one in to_do if one.strategy_id == strategy.id)]
        known = {strategy.id for strategy in strategies}
        others = [one for one in to_do if one.strategy_id not in known]
        if others:
            rows += [*([BLANK] if rows else []), Heading("OTHER ACTIONS"), *others]
        return rows

    def count(self) -> int:
        """Return how many strategies there are."""
        return len(self._services.strategies.list())

    def contacts(self, row: Any) -> Sequence[int]:
        """Return the people met through a strategy."""
        if not isinstance(row, Strategy):
            return ()
        return [one.id for one in self._services.strategies.yielded(row).people]

    def paint(self, row: Any, width: int) -> Line:
        """Paint a strategy, or an action beneath it."""
        glyphs = self.host.glyphs
        if isinstance(row, Strategy):
            return strategy_line(row, self._services.strategies.yielded(row), glyphs, width)
        line = action_line(row, self._services.present.local_now(), glyphs)
        return Line((Span("  "), *line.left), line.right, line.glyph) if row.strategy_id else line

    def detail(self, row: Any, width: int) -> list[Line]:
        """Return why a strategy was chosen, its results, and all its actions."""
        if not isinstance(row, Strategy):
            return self._of_action(row, width)
        brought = self._services.strategies.yielded(row)
        message = {
            "goal": self._goal(row.goal_id),
            "why chosen": row.why,
            "where": row.reach.value,
            "brought": brought.words,
            "people": ", ".join(one.name for one in brought.people),
            "besides": row.yielded,
        }
        closed = [one for one in self._services.plan_actions.of_strategy(row.id) if not one.is_open]
        now, glyphs = self._services.present.local_now(), self.host.glyphs
        lines = facts(message.items(), width, label_width=_LABEL)
        return [*lines, *(action_line(one, now, glyphs) for one in closed)]

    def more(self, row: Any | None) -> Sequence[Verb]:
        """Offer an action for a strategy, and the people and other results of it."""
        if not isinstance(row, Strategy):
            return ()
        return (
            Verb(
                "p",
                "plan an action for it",
                lambda: ask_action(self._services, self.host, goal_id=row.goal_id, strategy_id=row.id),
            ),
            Verb("w", "who it brought", lambda: self._ask_people(row)),
            Verb("y", "what else it yielded", lambda: self._ask_yielded(row)),
        )

    def add(self) -> None:
        """Ask for a strategy or an action."""
        choices = [
            Choice("strategy", "a strategy", "how to go about a goal", key="s"),
            Choice("action", "an action", "a step with a day", key="p"),
        ]

        def picked(what: str) -> None:
            (ask_strategy if what == "strategy" else ask_action)(self._services, self.host)

        self.host.ask(ChoiceModal("Add", choices), picked)

    def edit(self, row: Any) -> None:
        """Ask what a strategy or an action is to be."""
        if isinstance(row, Strategy):
            ask_strategy(self._services, self.host, row)
        else:
            ask_action(self._services, self.host, row)

    def refusal(self, verb: str, row: Any) -> str:
        """Refuse to finish a closed action once more."""
        is_closed = verb == "done" and isinstance(row, PlanAction) and not row.is_open
        return f"“{row.text}” is {row.state} already." if is_closed else ""

    def done(self, row: Any) -> None:
        """Note that an action is done, or ask for the state of a strategy."""
        if isinstance(row, PlanAction):
            self._services.plan_actions.finish(row.id)
            self.host.say(f"Done: {row.text}")
            return
        notes = {
            StrategyState.TRYING: "too early to say",
            StrategyState.WORKS: "it brings something",
            StrategyState.DROPPED: "something else is better",
        }
        modal: ChoiceModal[StrategyState] = ChoiceModal(
            f"How does it stand? {row.title}",
            [Choice(state, state.value, note, key=state.value[0]) for state, note in notes.items()],
            start=row.state,
        )
        self.host.ask(modal, lambda state: self._services.strategies.judge(row.id, state))

    def snooze(self, row: Any) -> None:
        """Ask for another day for an action."""
        if isinstance(row, Strategy):
            self.host.say("A strategy has no day: snooze one of its actions.")
            return
        modal = PromptModal(
            "Snooze until",
            placeholder="fri, in 2 weeks, 12 mar",
            validate=self._answers.check_due,
            about=row.id,
        )
        self.host.ask(
            modal, lambda text: self._services.plan_actions.put_off(row.id, self._answers.due(text))
        )

    def delete(self, row: Any) -> None:
        """Remove a strategy, or drop an action."""
        if isinstance(row, Strategy):
            self._services.strategies.remove(row.id)
            self.host.say(f"Removed: {row.title}")
        else:
            self._services.plan_actions.drop(row.id)
            self.host.say(f"Dropped: {row.text}")

    def _of_action(self, action: PlanAction, width: int) -> list[Line]:
        strategy = self._services.strategies.known(action.strategy_id)
        goal_id = action.goal_id or (strategy.goal_id if strategy is not None else None)
        parts = {"goal": self._goal(goal_id), "strategy": strategy.title if strategy is not None else ""}
        return facts(parts.items(), width, label_width=_LABEL)

    def _goal(self, goal_id: int | None) -> str:
        goals = {goal.id: goal.title for goal in self._services.goals.list(closed=True)}
        return goals.get(goal_id or 0, "")

    def _ask_people(self, strategy: Strategy) -> None:
        modal = PromptModal(
            f"Who did it bring? {strategy.title}",
            value=self._answers.typed_people(strategy.contact_ids),
            placeholder="Ana, Tom",
            validate=self._answers.check_people,
            required=False,
            about=strategy.id,
        )
        self.host.ask(
            modal,
            lambda text: self._services.strategies.brought(strategy, self._answers.people(text)),
        )

    def _ask_yielded(self, strategy: Strategy) -> None:
        self.host.ask(
            PromptModal(
                f"What else came of it? {strategy.title}",
                value=strategy.yielded,
                required=False,
                about=strategy.id,
            ),
            lambda text: self._services.strategies.edit(replace(strategy, yielded=text), strategy),
        )
