"""Goals: what one aims at, counted from what is in the store or by hand."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from netui.domain.plan.goal import MEASURE_WORDS, Goal, Measure, Period
from netui.domain.time.dates import short_day
from netui.services.plan.goals import GoalProgress
from netui.tui.look.text import Line, Span
from netui.tui.plan.plan_forms import action_line, ask_action, ask_strategy, strategy_line
from netui.tui.sections.goal_form import goal_form
from netui.tui.sections.section import Section, Verb
from netui.tui.terminal.threads import AT_ONCE
from netui.tui.widgets.charts import bar
from netui.tui.widgets.line_list import BLANK, Heading
from netui.tui.widgets.text_page import facts, labelled

_BAR = 6
_LABEL = 14


Row = GoalProgress | Goal
"""A goal as it stands, or one put aside."""


class GoalsSection(Section):
    """The goals, each with its progress in the present period."""

    name: ClassVar[str] = "goals"
    title: ClassVar[str] = "Goals"
    empty: ClassVar[str] = "No goals yet. Press a to set one, such as one informational interview a month."
    keys: ClassVar[dict[str, str]] = {
        "add": "add goal",
        "edit": "edit",
        "open": "change",
        "delete": "delete",
        "done": "one more",
    }

    def reading(self) -> Callable[[], object] | None:
        """Return the counting of many people's log: of goals that were not counted like this before."""
        goals = self._services.goals
        if self._services.contacts.count() <= AT_ONCE or goals.are_at_hand:
            return None

        def count() -> None:
            for one in goals.list():
                goals.progress(one)

        return count

    def rows(self) -> Sequence[Any]:
        """Return the goals with their progress, then the paused ones."""
        goals = self._services.goals
        counted, aside = goals.progress_of_all(), goals.put_aside()
        return [*counted, *([*([BLANK] if counted else []), Heading("PUT ASIDE"), *aside] if aside else [])]

    def key(self, row: Row) -> int:
        """Return the goal's id."""
        return _goal(row).id

    def count(self) -> int:
        """Return how many goals there are."""
        return len(self._services.goals.list())

    def paint(self, row: Row, width: int) -> Line:  # noqa: ARG002
        """Paint title, bar and count."""
        glyphs = self.host.glyphs
        if isinstance(row, Goal):
            closed = short_day(row.closed_on, self._services.present.today()) if row.closed_on else ""
            return Line((Span(row.title, "dim"),), (Span(f"closed {closed} ", "dim"),))
        by_hand = row.goal.measure is Measure.BY_HAND
        note = f"  {row.label}{', by hand' if by_hand else ''}"
        right = [*bar(row.done, row.target, _BAR, glyphs), Span(f"{f'{row.done} of {row.target}':>9} ")]
        return Line((Span(row.goal.title), Span(note, "dim")), right)

    def detail(self, row: Row, width: int) -> list[Line]:
        """Return what it is for, the periods before (met and missed), its strategies and actions."""
        goal, goals = _goal(row), self._services.goals
        counted = MEASURE_WORDS[goal.measure] + (f" ({goal.query})" if goal.query else "")
        stood = goals.stood(goal) if isinstance(row, Goal) else goals.progress(goal)
        if stood is not None and goal.period is Period.ONCE:
            counted += f", {stood.counted_over}"
        purpose = (("counts", counted), ("leads to", goal.aspiration), ("why", goal.motive))
        lines = facts(purpose, width, label_width=_LABEL)
        if stood is not None and goal.closed_on is not None:
            words = f"{stood.done} of {stood.target}, {stood.label}"
            lines += labelled("stood at", words, width, label_width=_LABEL)
        past = stood.past if stood is not None else ()
        if past:
            met = sum(1 for one in past if one.met)
            lines += labelled("met", f"{met} of the last {len(past)}", width, label_width=_LABEL)
        for one in past:
            word, tone = ("met   ", "success") if one.met else ("missed", "dim")
            head = Span(" " * _LABEL + one.label, "dim")
            lines.append(Line((head,), (Span(f"{one.done} of {goal.target}  "), Span(f"{word:<6}", tone))))
        glyphs, now = self.host.glyphs, self._services.present.local_now()
        strategies, actions = self._services.strategies, self._services.plan_actions.of_goal(goal.id)
        if chosen := strategies.of_goal(goal.id):
            lines += [Line(()), Line((Span("Strategies", "primary"),))]
            lines += [strategy_line(one, strategies.yielded(one), glyphs, width) for one in chosen]
        if actions:
            lines += [Line(()), Line((Span("Actions", "primary"),))]
            lines += [action_line(one, now, glyphs) for one in actions]
        return lines

    def more(self, row: Row | None) -> Sequence[Verb]:
        """Offer a strategy or an action for a goal, one less by hand, and to close it."""
        if row is None:
            return ()
        goal, services = _goal(row), self._services
        if goal.closed_on is not None:
            return (Verb("c", "take it up again", lambda: self._reopen(goal), "counted as before"),)
        verbs = [
            Verb("s", "choose a strategy for it", lambda: ask_strategy(services, self.host, goal_id=goal.id)),
            Verb("p", "plan an action for it", lambda: ask_action(services, self.host, goal_id=goal.id)),
            Verb("c", "put it aside", lambda: self._close(goal), "no longer counted"),
        ]
        if goal.counted:
            verbs.insert(0, Verb("-", "one less, by hand", lambda: services.goals.count_less(goal.id)))
        return verbs

    def add(self) -> None:
        """Ask for a goal."""
        form, store = goal_form(self._services)
        self.host.ask(form, lambda values: self.host.say(f"Goal: {store(values).title}"))

    def edit(self, row: Row) -> None:
        """Ask what a goal is to be."""
        form, store = goal_form(self._services, _goal(row))
        self.host.ask(form, store)

    def refusal(self, verb: str, row: Row) -> str:
        """Refuse to count by hand what counts itself."""
        if verb != "done":
            return ""
        goal = _goal(row)
        if goal.closed_on is not None:
            return "This goal is put aside: v then c takes it up again."
        if goal.measure is Measure.BY_HAND:
            return ""
        return f"This goal counts itself: {MEASURE_WORDS[goal.measure]}"

    def done(self, row: Row) -> None:
        """Count one more by hand."""
        self._services.goals.count_by_hand(_goal(row).id)

    def delete(self, row: Row) -> None:
        """Remove a goal."""
        goal = _goal(row)
        self._services.goals.remove(goal.id)
        self.host.say(f"Removed: {goal.title}")

    def _close(self, goal: Goal) -> None:
        self._services.goals.close(goal.id)
        self.host.say(f"Put aside: {goal.title}")

    def _reopen(self, goal: Goal) -> None:
        self._services.goals.reopen(goal.id)
        self.host.say(f"Taken up again: {goal.title}")


def _goal(row: Row) -> Goal:
    return row if isinstance(row, Goal) else row.goal
