"""Tells the upkeep of the demo network: what to congratulate on, who is here twice, what is stale."""

from datetime import date, time
from functools import partial
from typing import Any

from netui.data.demo_teller import Teller, drafted, read_part
from netui.domain.people.contact import Contact, Position
from netui.domain.people.milestone import MilestoneKind
from netui.domain.time.partial_date import PartialDate


class UpkeepTeller(Teller):
    """Lays upkeep on the line of time; `people` gives ids by key once they came into the story."""

    clock = time(20, 45)

    def tell(self) -> None:
        """Lay out every step."""
        document = read_part("upkeep")
        self._on(document["reviewed"]["on"], partial(self._review, frozenset(document["reviewed"]["but"])))
        for table in document["milestone"]:
            self._on(table["noted"], partial(self._milestone, table))
        for table in document["twice"]:
            self._on(table["on"], partial(self._add, table))
        for table in document["company"]:
            self._on(table["on"], partial(self._company, table))

    def _review(self, but: frozenset[str]) -> None:
        self._services.contacts.reviewed(id_ for key, id_ in self._people.items() if key not in but)

    def _milestone(self, table: dict[str, Any]) -> None:
        day = self._day(table["falls"])
        years = table.get("years", 0)
        self._services.milestones.add(
            self._people[table["who"]],
            MilestoneKind(table["kind"]),
            _years_before(day, years),
            yearly=years > 0,
            text=table["text"],
        )

    def _add(self, table: dict[str, Any]) -> None:
        self._services.contacts.add(
            drafted(
                Contact,
                table,
                positions=(Position(table["title"], table["company"]),),
                function="community",
                industry="software",
                seniority="mid",
                time_zone=table["zone"],
                met=table["where"],
                met_on=self._day(table["on"]),
            )
        )

    def _company(self, table: dict[str, Any]) -> None:
        self._services.companies.set_note(table["name"], table["note"])
        if "promise" in table:
            due_on = self._day(table["due"])
            self._services.companies.add_follow_up(table["name"], table["promise"], due_on)


def _years_before(day: date, years: int) -> PartialDate:
    """Return a day some years before; on 29 February the leap year before that."""
    year = day.year - years
    return PartialDate(day.month, day.day, year - year % 4 if (day.month, day.day) == (2, 29) else year)
