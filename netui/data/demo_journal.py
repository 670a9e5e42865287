"""Tells the journal of the demo network: reflections, network checks, practice."""

import tomllib
from collections.abc import Mapping
from datetime import date, time
from functools import partial
from importlib import resources
from typing import Any

from netui.data.demo_time import Timeline
from netui.domain.journal.reflection import PARTS, ReflectionKind, Start
from netui.domain.plan.practice import Practice, PracticeKind
from netui.services.services import Services

_NIGHT = time(22)


class JournalTeller:
    """Lays the journal on the line of time; `people` gives ids by key once they came into the story."""

    def __init__(self, timeline: Timeline, services: Services, people: Mapping[str, int]) -> None:
        self._time = timeline
        self._services = services
        self._people = people

    def tell(self) -> None:
        """Lay out every step."""
        text = resources.files("netui.data").joinpath("demo", "journal.toml").read_text(encoding="utf-8")
        document = tomllib.loads(text)
        for table in document["reflection"]:
            self._time.on(self._day(table["on"]), _NIGHT, partial(self._reflect, table))
        for table in document["practice"]:
            self._time.on(self._day(table["on"]), _NIGHT, partial(self._practise, table))

    def _day(self, days: int) -> date:
        return self._time.calendar.day(days)

    def _reflect(self, table: dict[str, Any]) -> None:
        kind = ReflectionKind(table["kind"])
        first, last = (self._day(days) for days in table["days"]) if "days" in table else (None, None)
        start = Start(
            kind=kind,
            first=first,
            last=last,
            interview_id=self._talk(table["talk"]) if "talk" in table else None,
            goal_id=self._goal(table["goal"]) if "goal" in table else None,
        )
        made = self._services.reflections.add(start, {part: table[part] for part in PARTS[kind]})
        if table.get("private"):
            self._services.reflections.set_private(made.id, private=True)

    def _practise(self, table: dict[str, Any]) -> None:
        self._services.practice.add(
            Practice(
                id=0,
                uid="",
                kind=PracticeKind(table["kind"]),
                on=self._day(table["on"]),
                confidence=table["confidence"],
                visibility=table["visibility"],
                text=table["text"],
            )
        )

    def _talk(self, who: str) -> int:
        return self._services.interviews.for_contact(self._people[who])[0].id

    def _goal(self, title: str) -> int:
        return next(goal.id for goal in self._services.goals.list() if goal.title == title)
