"""Tells the people of the demo network, and what happened with them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from functools import partial
from typing import Any

from netui.data.demo_teller import Teller, drafted, read_part
from netui.data.demo_time import FIRST_DAY, Calendar, Timeline
from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Contact, Position, Stage
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.values import replace
from netui.services.services import Services

_AS_IT_FELL = frozenset({InteractionKind.EVENT, InteractionKind.MESSAGE, InteractionKind.SOCIAL})


_OWED = frozenset({FollowUpKind.THANK_YOU, FollowUpKind.UPDATE})
_KEPT_AFTER = timedelta(days=2)


def _owed_about(services: Services, contact_id: int) -> list[FollowUp]:
    """Return what is owed to who introduced a person, but for the news of an interview."""
    return [
        one
        for one in services.follow_ups.open()
        if one.about_id == contact_id and one.kind in _OWED and one.interview_id is None
    ]


def _keep_word_later(timeline: Timeline, services: Services, contact_ids: Iterable[int]) -> None:
    """Keep what is owed to who introduced people, two evenings from now."""

    def keep() -> None:
        for contact_id in contact_ids:
            for follow_up in _owed_about(services, contact_id):
                services.follow_ups.done(follow_up.id, logged=True)

    evening = timeline.calendar.local(timeline.clock.now()).date() + _KEPT_AFTER
    if evening < timeline.calendar.today:
        timeline.on(evening, time(20, 30), keep)


class PeopleTeller(Teller):
    """Lets everyone come into the story, each after those met before; fills `people`."""

    clock = time(8)

    def tell(self) -> None:
        """Lay out every step."""
        entered = [
            (self._time.calendar.workday(max(table["met"], FIRST_DAY)), key, table)
            for key, table in read_part("people").items()
        ]
        for day, key, table in sorted(entered, key=lambda one: one[0]):
            self._time.on(day, self.clock, partial(self._enter, key, table))

    def _enter(self, key: str, table: dict[str, Any]) -> None:
        contact = self._contact(table)
        rows = self._services.contacts.rows()
        named = next((row.id for row in rows if row.name == contact.name), None)
        if named is None:
            self._people[key] = self._services.contacts.add(contact).id
        else:
            # Named in an interview before: completing it has entered the name already.
            base = self._services.contacts.get(named)
            filled = replace(contact, id=base.id, uid=base.uid, created_at=base.created_at)
            self._people[key] = self._services.contacts.edit(base, filled).id
        _keep_word_later(self._time, self._services, [self._people[key]])

    def _contact(self, table: dict[str, Any]) -> Contact:
        calendar = self._time.calendar
        function, industry, seniority = table["sector"]
        return drafted(
            Contact,
            table,
            positions=tuple(_positions(table["positions"], calendar)),
            time_zone=table["zone"],
            birthday=calendar.birthday(table["birthday"]) if "birthday" in table else None,
            function=function,
            industry=industry,
            seniority=seniority,
            met=table["where"],
            met_on=calendar.workday(table["met"]),
            introduced_by=self._people[table["by"]] if "by" in table else None,
            cadence=Cadence.parse(table["every"]) if "every" in table else None,
        )


def _positions(rows: list[list[Any]], calendar: Calendar) -> Iterator[Position]:
    for title, company, *years in rows:
        since, until = [*(calendar.month(ago) for ago in years), None, None][:2]
        yield Position(title, company, since, until)


_PROMISE = re.compile(r"(\S+) promise ([a-z-]+) (due|kept) (\S+)(?: about (\w+))?: (.+)")
_TURN = re.compile(r"(\S+) (stage|archive|pause|job)(?::? (.+))?")
_SAID = re.compile(r"(\S+) ([a-z]+)(?: (gave|received))?(?: with ([\w,]+))?: (.+)")


class LogTeller(Teller):
    """Lays what happened with people on the line of time, what they were promised, and how they changed."""

    def tell(self) -> None:
        """Lay out every step."""
        document = read_part("log")
        lines = [
            (key, line)
            for part in ("log", "promises")
            for key, lines in document[part].items()
            for line in lines
        ]
        for index, (key, line) in enumerate(lines):
            self._line(key, line, time(9 + index * 5 % 9, index * 7 % 12 * 5))

    def _line(self, key: str, line: str, clock: time) -> None:
        calendar = self._time.calendar
        if match := _PROMISE.fullmatch(line):
            self._time.on(calendar.workday(match[1]), time(18, 30), partial(self._follow_up, key, match))
        elif match := _TURN.fullmatch(line):
            on = calendar.workday(match[1])
            self._time.on(on, time(19), partial(self._turn, key, on, match[2], match[3] or ""))
        elif match := _SAID.fullmatch(line):
            as_it_fell = InteractionKind(match[2]) in _AS_IT_FELL
            on = calendar.day(match[1]) if as_it_fell else calendar.workday(match[1])
            self._time.on(on, clock, partial(self._say, key, on, match))
        else:
            raise InvalidValueError(
                f"demo/log.toml: {key}: “{line}” says neither what happened nor what was promised"
            )

    def _say(self, key: str, on: date, match: re.Match[str]) -> None:
        _, kind, direction, others, text = match.groups()
        people = self._ids((key, *(others.split(",") if others else ())))
        self._services.log.log(
            contact_ids=people,
            kind=InteractionKind(kind),
            on=on,
            at=self._time.clock.now(),
            direction=Direction(direction or Direction.BOTH),
            text=text,
        )
        _keep_word_later(self._time, self._services, people)

    def _follow_up(self, key: str, match: re.Match[str]) -> None:
        _, kind, state, until, about, text = match.groups()
        kept = state == "kept"
        due_on = self._time.calendar.workday(until) if kept else self._day(until)
        owed = _owed_about(self._services, self._people[about]) if about else []
        follow_up = next((one for one in owed if one.kind == kind), None) or self._services.follow_ups.add(
            contact_id=self._people[key],
            kind=FollowUpKind(kind),
            text=text,
            due_on=due_on,
            about_id=self._people[about] if about else None,
        )
        if kept:
            self._time.on(due_on, time(20), partial(self._services.follow_ups.done, follow_up.id))

    def _turn(self, key: str, on: date, what: str, value: str) -> None:
        who = self._people[key]
        match what:
            case "stage":
                self._services.contacts.set_stage([who], Stage(value))
            case "archive":
                self._services.contacts.archive([who])
            case "pause":
                self._services.cadences.pause([who], paused=True)
            case _:
                title, company = value.split(" @ ")
                month = f"{on:%Y-%m}"
                before = self._services.contacts.get(who)
                now_held = Position(title, company, month)
                ended = tuple(replace(old, until=old.until or month) for old in before.positions)
                self._services.contacts.edit(before, replace(before, positions=(now_held, *ended)))
