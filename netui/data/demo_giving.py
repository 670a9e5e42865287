"""Tells what goes to and fro in the demo network: introductions of mine, favours, things done together."""

from datetime import time
from functools import partial
from typing import Any

from netui.data.demo_teller import Teller, drafted, read_part
from netui.domain.people.interaction import Direction
from netui.domain.plan.collaboration import Collaboration, CollaborationState
from netui.domain.plan.favour import FavourKind


class GivingTeller(Teller):
    """Lays favours and the like on the line of time; `people` gives ids by key once they came in."""

    clock = time(21, 40)

    def tell(self) -> None:
        """Lay out every step."""
        document = read_part("giving")
        for part, do in (
            ("made", self._made),
            ("planned", self._planned),
            ("favour", self._favour),
            ("collaboration", self._collaboration),
        ):
            for table in document[part]:
                self._on(table["on"], partial(do, table))

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
        began = table["state"] != CollaborationState.IDEA
        draft = drafted(
            Collaboration,
            table,
            contact_ids=self._ids(table["who"]),
            from_on=self._day(table["on"]) if began else None,
            to_on=self._day(table["ended"]) if "ended" in table else None,
        )
        self._services.collaborations.add(draft)
