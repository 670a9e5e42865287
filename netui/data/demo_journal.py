"""Tells the journal of the demo network: reflections, network checks, practice."""

from datetime import time
from functools import partial
from typing import Any

from netui.data.demo_teller import Teller, drafted, read_part
from netui.domain.journal.reflection import PARTS, ReflectionKind, Start
from netui.domain.plan.practice import Practice


class JournalTeller(Teller):
    """Lays the journal on the line of time; `people` gives ids by key once they came into the story."""

    clock = time(22)

    def tell(self) -> None:
        """Lay out every step."""
        document = read_part("journal")
        for table in document["reflection"]:
            self._on(table["on"], partial(self._reflect, table))
        for table in document["practice"]:
            self._on(table["on"], partial(self._practise, table))

    def _reflect(self, table: dict[str, Any]) -> None:
        kind = ReflectionKind(table["kind"])
        first, last = (self._day(days) for days in table["days"]) if "days" in table else (None, None)
        start = Start(
            kind=kind,
            first=first,
            last=last,
            interview_id=self._interview_with(table["talk"]) if "talk" in table else None,
            goal_id=self._goal(table["goal"]) if "goal" in table else None,
        )
        made = self._services.reflections.add(start, {part: table[part] for part in PARTS[kind]})
        if table.get("private"):
            self._services.reflections.set_private(made.id, private=True)

    def _practise(self, table: dict[str, Any]) -> None:
        self._services.practice.add(drafted(Practice, table, on=self._day(table["on"])))

    def _interview_with(self, who: str) -> int:
        return self._services.interviews.for_contact(self._people[who])[0].id

    def _goal(self, title: str) -> int:
        return next(goal.id for goal in self._services.goals.list() if goal.title == title)
