"""Goals: what one aims at, counted from what is in the store."""

from collections.abc import Sequence
from typing import Any, ClassVar

from netui.domain.choices import choose
from netui.domain.errors import InvalidValueError
from netui.domain.goal import Goal, Measure, Period
from netui.services.bundle import Services
from netui.services.goals import GoalProgress
from netui.tui.modals.form import Ask, FormModal
from netui.tui.sections.section import Section, Verb
from netui.tui.text import Line, Span
from netui.tui.widgets.charts import bar

_BAR = 6


class GoalsSection(Section):
    """The goals, each with its progress in the present period."""

    name: ClassVar[str] = "goals"
    title: ClassVar[str] = "Goals"
    empty: ClassVar[str] = "No goal yet: a sets one, such as one informational talk a month."
    keys: ClassVar[dict[str, str]] = {"add": "add goal", "edit": "edit", "delete": "delete"}

    def __init__(self, services: Services) -> None:
        self._services = services

    def rows(self) -> Sequence[GoalProgress]:
        """Return the goals with how they stand."""
        return self._services.goals.progress_of_all()

    def key(self, row: GoalProgress) -> int:
        """Return the goal's id."""
        return row.goal.id

    def count(self) -> int:
        """Return how many goals there are."""
        return len(self._services.goals.list())

    def paint(self, row: GoalProgress, width: int) -> Line:  # noqa: ARG002
        """Paint title, bar and count."""
        glyphs = self.host.glyphs
        tone = "success" if row.met else ""
        right = [*bar(row.done, row.target, _BAR, glyphs), Span(f"  {row.done} of {row.target} ", tone)]
        return Line((Span(row.goal.title), Span(f"  {row.label}", "dim")), right)

    def detail(self, row: GoalProgress, width: int) -> list[Line]:  # noqa: ARG002
        """Return the periods before, met and missed."""
        lines = []
        for past in row.past:
            word, tone = ("met", "success") if past.met else ("missed", "dim")
            lines.append(
                Line((Span(past.label),), (Span(f"{past.done} of {row.target}  "), Span(word, tone)))
            )
        return lines

    def more(self, row: GoalProgress | None) -> Sequence[Verb]:
        """Offer to close a goal."""
        if row is None:
            return ()
        return (Verb("c", "close this goal", lambda: self._close(row.goal)),)

    def add(self) -> None:
        """Ask for a goal."""
        self._ask("Set a goal", None)

    def edit(self, row: GoalProgress) -> None:
        """Ask what a goal is to be."""
        self._ask("Change the goal", row.goal)

    def delete(self, row: GoalProgress) -> None:
        """Remove a goal."""
        self._services.goals.remove(row.goal.id)
        self.host.say(f"Removed: {row.goal.title}")

    def _close(self, goal: Goal) -> None:
        self._services.goals.close(goal.id)
        self.host.say(f"Closed: {goal.title}")

    def _ask(self, title: str, goal: Goal | None) -> None:
        def saved(values: dict[str, str]) -> None:
            fields: dict[str, Any] = {
                "measure": choose(Measure, values["measure"], "measure"),
                "target": int(values["target"]),
                "period": choose(Period, values["period"], "period"),
            }
            if goal is None:
                self._services.goals.add(values["title"], **fields)
            else:
                self._services.goals.edit(goal.id, title=values["title"], **fields)

        asks = [
            Ask("title", "Title", goal.title if goal else "", required=True),
            Ask(
                "measure",
                "Counts",
                goal.measure if goal else "",
                choices=[(m.value, m.value) for m in Measure],
            ),
            Ask("target", "How many", str(goal.target if goal else 1), check=_number, required=True),
            Ask(
                "period",
                "Per",
                goal.period if goal else Period.MONTH,
                choices=[(period.value, period.value) for period in Period],
            ),
        ]
        self.host.ask(FormModal(title, asks), saved)


def _number(text: str) -> str:
    if not text.strip().isdigit() or int(text) < 1:
        raise InvalidValueError("a whole number from 1")
    return ""
