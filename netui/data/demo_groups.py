"""Tells the groups, the events and the brand of the demo network on the days of the story."""

from datetime import time
from functools import partial
from typing import Any

from netui.data.demo_teller import Teller, drafted, read_part
from netui.domain.plan.brand import EvidenceKind, RecordKind, fields_for
from netui.domain.plan.event import Event
from netui.domain.plan.group import Group

_LATER = time(21, 30)


class GroupTeller(Teller):
    """Lays groups, events and the brand on the line of time; `people` gives ids by key."""

    clock = time(21)

    def tell(self) -> None:
        """Lay out every step."""
        document = read_part("groups")
        for table in document["group"]:
            self._on(table["joined"], partial(self._group, table))
        for table in document["event"]:
            self._on(table["planned"], partial(self._event, table), _LATER)
        for table in document["pitch"]:
            self._on(table["written"], partial(self._services.brand.add_pitch, table["title"], table["text"]))
        for table in document["bio"]:
            self._on(table["written"], partial(self._bio, table))
        for table in document["record"]:
            self._on(table["on"], partial(self._record, table))
        for table in document["evidence"]:
            self._on(table["on"], partial(self._evidence, table))

    def _known(self, table: dict[str, Any]) -> tuple[int, ...]:
        return tuple(self._people[key] for key in table.get("people", ()) if key in self._people)

    def _group(self, table: dict[str, Any]) -> None:
        group = self._services.groups.add(drafted(Group, table, meetings=(), hours=()))
        for days, text in table.get("meetings", ()):
            self._on(days, partial(self._services.groups.log_meeting, group.id, text, on=self._day(days)))
        for days, hours, text in table.get("hours", ()):
            self._on(
                days,
                partial(self._services.groups.give_hours, group.id, hours, on=self._day(days), text=text),
            )
        for days, text, due in table.get("actions", ()):
            self._on(days, partial(self._services.groups.add_action, group.id, text, self._day(due)))
        # Members come into the story after the group does.
        self._on(-30, lambda: self._services.groups.add_members(group.id, self._known(table)), _LATER)

    def _event(self, table: dict[str, Any]) -> None:
        day = self._day(table["on"])
        clock = time.fromisoformat(table["at"]) if "at" in table else None
        groups = {one.name: one.id for one in self._services.groups.list()}
        draft = drafted(
            Event,
            table,
            on=day,
            at=self._time.calendar.at(day, clock) if clock else None,
            group_id=groups[table["group"]] if "group" in table else None,
            notes="",
        )
        event = self._services.events.add(draft)
        if table.get("skipped"):
            self._on(table["on"], partial(self._services.events.skipped, event.id))
        elif "people" in table:
            # What was talked about there is in the log already.
            self._on(
                table["on"],
                lambda: self._services.events.attended(
                    event.id, self._known(table), notes=table.get("notes", ""), logged=True
                ),
            )

    def _bio(self, table: dict[str, Any]) -> None:
        bio = self._services.brand.add_bio(table["platform"], link=table.get("link", ""))
        for field in fields_for(bio.platform):
            if field.name in table:
                self._services.brand.set_field(bio, field.name, table[field.name])

    def _record(self, table: dict[str, Any]) -> None:
        self._services.brand.add_record(
            table["title"],
            self._day(table["on"]),
            kind=RecordKind(table["kind"]),
            where=table["where"],
            link=table["link"],
        )

    def _evidence(self, table: dict[str, Any]) -> None:
        self._services.brand.add_evidence(
            table["title"],
            self._day(table["on"]),
            kind=EvidenceKind(table["kind"]),
            link=table["link"],
            text=table["text"],
        )
