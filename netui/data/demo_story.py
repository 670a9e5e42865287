"""Reads the story of the demo network: people, log and interviews, with days relative to today."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from importlib import resources
from typing import Any

from msgspec import Struct, field

from netui.data.demo_time import FIRST_DAY, Calendar
from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import InterviewStatus, Medium
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Contact, Naming, Position, Role, Stage
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind

_AS_IT_FELL = frozenset({InteractionKind.EVENT, InteractionKind.MESSAGE, InteractionKind.SOCIAL})


class Person(Struct, frozen=True):
    """Someone in the demo network; the contact has no id yet."""

    key: str
    contact: Contact
    entered_on: date
    introduced_by: str = ""


class Remark(Struct, frozen=True):
    """An interaction with `who`, a tuple of keys."""

    on: date
    who: tuple[str, ...]
    kind: InteractionKind
    direction: Direction
    text: str


class Promised(Struct, frozen=True):
    """A follow-up; `kept_on` is None while it is open."""

    on: date
    who: str
    kind: FollowUpKind
    text: str
    due_on: date
    kept_on: date | None = None
    about: str = ""


class Turned(Struct, frozen=True):
    """A change of a person: `what` is stage, archive, pause or job."""

    on: date
    who: str
    what: str
    value: str = ""


class Prepared(Struct, frozen=True):
    """What was done with a checklist item: `what` is tick, skip or due."""

    on: date
    what: str
    item: int
    due_on: date | None = None


class Talk(Struct, frozen=True, kw_only=True):
    """One informational interview, with the day of each step that was taken."""

    who: str
    goal: str
    status: InterviewStatus
    minutes: int
    medium: Medium
    place: str
    checklist: str | None
    noted_on: date
    asked_on: date | None
    also_asked_on: date | None
    second_try_on: date | None
    booked_on: date | None
    closed_on: date | None
    starts_at: datetime | None
    thanked_after: int | None
    request: str
    prep: tuple[Prepared, ...]
    questions: dict[str, str]
    told: dict[str, Any] = field(default_factory=dict)


def read_people(calendar: Calendar) -> list[Person]:
    """Return everybody, in the order they come into the story."""
    people = [_person(key, table, calendar) for key, table in read_part("people").items()]
    return sorted(people, key=lambda person: person.entered_on)


def read_log(calendar: Calendar) -> list[Remark | Promised | Turned]:
    """Return what happened, by person."""
    document = read_part("log")
    return [
        _entry(key, line, calendar)
        for part in ("log", "promises")
        for key, lines in document[part].items()
        for line in lines
    ]


def read_interviews(calendar: Calendar) -> list[Talk]:
    """Return the interviews."""
    return [_talk(table, calendar) for table in read_part("talks")["talk"]]


def read_part(name: str) -> dict[str, Any]:
    """Return the file of one part of the story."""
    text = resources.files("netui.data").joinpath("demo", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _person(key: str, table: dict[str, Any], calendar: Calendar) -> Person:
    function, industry, seniority = table["sector"]
    contact = Contact(
        id=0,
        uid="",
        name=table["name"],
        pronunciation=table.get("pronunciation", ""),
        positions=tuple(_positions(table["positions"], calendar)),
        emails=tuple(table.get("emails", ())),
        phones=tuple(table.get("phones", ())),
        links=tuple(table.get("links", ())),
        location=table["location"],
        time_zone=table["zone"],
        birthday=calendar.birthday(table["birthday"]) if "birthday" in table else None,
        function=function,
        industry=industry,
        seniority=seniority,
        tags=tuple(table.get("tags", ())),
        roles=tuple(Role(role) for role in table.get("roles", ())),
        stage=Stage(table.get("stage", Stage.CONNECTED)),
        met=table["where"],
        met_on=calendar.workday(table["met"]),
        why=table.get("why", ""),
        interests=tuple(table.get("interests", ())),
        avoid=tuple(table.get("avoid", ())),
        notes=table.get("notes", ""),
        naming=Naming(table.get("naming", Naming.ASK)),
        cadence=Cadence.parse(table["every"]) if "every" in table else None,
    )
    entered_on = calendar.workday(max(table["met"], FIRST_DAY))
    return Person(key, contact, entered_on, table.get("by", ""))


def _positions(rows: list[list[Any]], calendar: Calendar) -> Iterator[Position]:
    for title, company, *years in rows:
        since, until = [*(calendar.month(ago) for ago in years), None, None][:2]
        yield Position(title, company, since, until)


_PROMISE = re.compile(r"(\S+) promise ([a-z-]+) (due|kept) (\S+)(?: about (\w+))?: (.+)")
_TURN = re.compile(r"(\S+) (stage|archive|pause|job)(?::? (.+))?")
_SAID = re.compile(r"(\S+) ([a-z]+)(?: (gave|received))?(?: with ([\w,]+))?: (.+)")


def _entry(key: str, line: str, calendar: Calendar) -> Remark | Promised | Turned:
    if match := _PROMISE.fullmatch(line):
        day, follow_up, state, until, about, text = match.groups()
        kept = state == "kept"
        return Promised(
            on=calendar.workday(day),
            who=key,
            kind=FollowUpKind(follow_up),
            text=text,
            due_on=calendar.workday(until) if kept else calendar.day(until),
            kept_on=calendar.workday(until) if kept else None,
            about=about or "",
        )
    if match := _TURN.fullmatch(line):
        return Turned(calendar.workday(match[1]), key, match[2], match[3] or "")
    if match := _SAID.fullmatch(line):
        day, channel, direction, others, text = match.groups()
        kind = InteractionKind(channel)
        return Remark(
            on=calendar.day(day) if kind in _AS_IT_FELL else calendar.workday(day),
            who=(key, *(others.split(",") if others else ())),
            kind=kind,
            direction=Direction(direction or Direction.BOTH),
            text=text,
        )
    raise InvalidValueError(
        f"demo/log.toml: {key}: {line!r} says neither what happened nor what was promised"
    )


def _talk(table: dict[str, Any], calendar: Calendar) -> Talk:
    def day(step: str) -> date | None:
        return calendar.workday(table[step]) if step in table else None

    minutes = table.get("minutes", 30)
    starts_at = None
    if "on" in table:
        starts_at = calendar.at(
            calendar.workday(table["on"], exact_from=-10), time.fromisoformat(table["at"])
        )
    elif "ended_hours_ago" in table:
        starts_at = calendar.hours_ago(table["ended_hours_ago"]) - timedelta(minutes=minutes)
    return Talk(
        who=table["who"],
        goal=table["goal"],
        status=InterviewStatus(table.get("status") or _status(table)),
        minutes=minutes,
        medium=Medium(table.get("medium", Medium.VIDEO)),
        place=table.get("place", ""),
        checklist=table.get("checklist"),
        noted_on=calendar.workday(table["noted"] if "noted" in table else table["asked"]),
        asked_on=day("asked"),
        also_asked_on=day("also_asked"),
        second_try_on=day("second_try"),
        booked_on=day("booked"),
        closed_on=day("closed"),
        starts_at=starts_at,
        thanked_after=table.get("thanked"),
        request=table.get("request", ""),
        prep=tuple(_prepared(line, calendar) for line in table.get("prep", ())),
        questions=table.get("questions", {}),
        told={name: table[name] for name in ("insights", "trends", "actions", "ask_next") if name in table}
        | {"influence": table.get("influence", "")},
    )


def _status(table: dict[str, Any]) -> InterviewStatus:
    if "insights" in table:
        return InterviewStatus.DONE
    if "booked" in table:
        return InterviewStatus.SCHEDULED
    return InterviewStatus.ASKED if "asked" in table else InterviewStatus.IDEA


def _prepared(line: str, calendar: Calendar) -> Prepared:
    day, what, item, *due = line.split()
    return Prepared(calendar.day(day), what, int(item), calendar.day(due[0]) if due else None)
