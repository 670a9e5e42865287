"""Tells what goes to and fro in the demo network: introductions of mine, favours, things done together."""

import tomllib
from collections.abc import Mapping
from datetime import date, time
from functools import partial
from importlib import resources
from typing import Any

from netui.data.demo_time import Timeline
from netui.domain.people.interaction import Direction
from netui.domain.plan.collaboration import CollaborationKind, CollaborationState
from netui.domain.plan.favour import FavourKind
from netui.services.services import Services

_EVENING = time(21, 40)


class GivingTeller:
    """Lays favours and the like on the line of time; `people` gives ids by key once they came in."""

    def __init__(self, timeline: Timeline, services: Services, people: Mapping[str, int]) -> None:
        self._time = timeline
        self._services = services
        self._people = people

    def tell(self) -> None:
        """Lay out every step."""
        text = resources.files("netui.data").joinpath("demo", "giving.toml").read_text(encoding="utf-8")
        document = tomllib.loads(text)
        for part, do in (
            ("made", self._made),
            ("planned", self._planned),
            ("favour", self._favour),
            ("collaboration", self._collaboration),
        ):
            for table in document[part]:
                self._time.on(self._day(table["on"]), _EVENING, partial(do, table))

    def _day(self, days: int) -> date:
        return self._time.calendar.day(days)

    def _made(self, table: dict[str, Any]) -> None:
        first, second = self._people[table["first"]], self._people[table["second"]]
        self._services.introductions.made(first, second, self._day(table["on"]), table["text"])

    def _planned(self, table: dict[str, Any]) -> None:
        first, second = self._people[table["first"]], self._people[table["second"]]
        self._services.introductions.plan(first, second, table["text"])

    def _favour(self, table: dict[str, Any]) -> None:
        self._services.favours.note(
            self._people[table["who"]],
            Direction(table["way"]),
            FavourKind(table["kind"]),
            table["text"],
            self._day(table["on"]),
        )

    def _collaboration(self, table: dict[str, Any]) -> None:
        state = CollaborationState(table["state"])
        began = state is not CollaborationState.IDEA
        self._services.collaborations.add(
            table["title"],
            kind=CollaborationKind(table["kind"]),
            contact_ids=[self._people[key] for key in table["who"]],
            state=state,
            from_on=self._day(table["on"]) if began else None,
            to_on=self._day(table["ended"]) if "ended" in table else None,
            text=table.get("text", ""),
        )
