"""The shapes that `--json` prints, as types: schemas are made of them, and tests hold the output to them."""

from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, get_args, get_type_hints

from msgspec import UNSET, Meta, Struct, UnsetType, defstruct

from netui.domain.interviews.interview import InterviewStatus, ItemState, Medium
from netui.domain.people.contact import Contact, Position, Role
from netui.domain.people.fields import JSON_FIELDS
from netui.domain.people.follow_up import FollowUpKind, FollowUpState
from netui.domain.people.importing import LedgerAction
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.people.relation import Relation, RelationKind
from netui.domain.plan.goal import Measure, Period
from netui.domain.plan.introduction import IntroductionState, Way
from netui.domain.week.agenda import RowKind, RowState

Instant = Annotated[str, Meta(extra_json_schema={"format": "date-time"})]
"""An instant on the user's clock."""


class PersonShape(Struct, frozen=True):
    """Who something is about."""

    id: str
    name: str


class PositionShape(Struct, frozen=True):
    """A job; the months are YYYY-MM or YYYY."""

    title: str | None
    company: str | None
    since: str | None
    until: str | None


class RelationShape(Struct, frozen=True):
    """Who someone has to do with."""

    kind: RelationKind
    id: str
    name: str


class EmailShape(Struct, frozen=True):
    """An address for a mail program."""

    email: str
    id: str
    name: str
    title: str
    company: str
    label: str


class FollowUpShape(Struct, frozen=True):
    """Something promised."""

    id: str
    kind: FollowUpKind
    contact: PersonShape | None
    about: PersonShape | None
    company: str | None
    text: str
    due_on: date | None
    due_at: Instant | None
    after: PersonShape | None
    after_on: date | None
    state: FollowUpState
    repeats: str | None
    snoozed_until: date | None
    interview: str | None
    closed_at: Instant | None


class InteractionShape(Struct, frozen=True):
    """An entry of the log."""

    id: str
    contacts: list[PersonShape]
    contact: PersonShape | None
    gone: list[str]
    kind: InteractionKind
    on: date
    at: Instant | None
    direction: Direction
    text: str | None
    interview: str | None
    template: str | None
    source: str | None
    follow_up: FollowUpShape | UnsetType = UNSET
    follow_ups: list[FollowUpShape] | UnsetType = UNSET


class InterviewShape(Struct, frozen=True):
    """An interview, without its checklist and questions."""

    id: str
    contact: PersonShape | None
    status: InterviewStatus
    at: Instant | None
    zone: str | None
    minutes: int
    medium: Medium
    place: str | None
    goal: str | None
    prep_done: int
    prep_total: int
    asked_on: date | None
    thanked_at: Instant | None


class ItemShape(Struct, frozen=True):
    """An item of a checklist."""

    id: str
    text: str
    due_on: date | None
    state: ItemState


class QuestionShape(Struct, frozen=True):
    """A question chosen for an interview."""

    id: str
    text: str
    theme: str | None
    asked: bool
    answer: str | None


class AgendaShape(Struct, frozen=True):
    """A row of the agenda."""

    id: str
    kind: RowKind
    contact: PersonShape | None
    text: str | None
    due_on: date | None
    due_at: Instant | None
    state: RowState
    why: str | None
    items: list["AgendaItemShape"]


class AgendaItemShape(Struct, frozen=True):
    """One of the things that a row stands for."""

    id: str
    text: str
    due_on: date | None
    state: RowState


class IntroductionShape(Struct, frozen=True):
    """An introduction, and what is still promised for it."""

    id: str
    way: Way
    introducer: PersonShape | None
    contact: PersonShape | None
    other: PersonShape | None
    state: IntroductionState
    on: date | None
    asked_on: date | None
    other_asked_on: date | None
    named_on: date | None
    reminded_on: date | None
    text: str | None
    thanked_on: date | None
    told_on: date | None
    follow_ups: list[FollowUpShape]


class GoalShape(Struct, frozen=True):
    """A goal with its progress in the present period."""

    id: str
    title: str
    measure: Measure
    target: int
    period: Period
    progress: int


class HistoryShape(Struct, frozen=True):
    """A change."""

    seq: int
    at: Instant
    session: str
    label: str
    undone: bool


class GroupShape(Struct, frozen=True):
    """A group of the map."""

    name: str
    count: int
    contacts: list[PersonShape]


class StepShape(Struct, frozen=True):
    """A step on the way to someone."""

    contact: PersonShape | None
    why: str


class ThinShape(Struct, frozen=True):
    """Where the network is thin."""

    dimension: str
    text: str
    count: int
    total: int


class MapShape(Struct, frozen=True):
    """The network in groups."""

    by: str
    people: int
    to_meet: int
    groups: list[GroupShape]
    path: list[StepShape] | None
    thin: list[ThinShape]
    file: str | None


class PlacesShape(Struct, frozen=True):
    """Where netui keeps its files."""

    store: str
    config: str
    state: str
    templates: str
    backups: str
    log: str


class LedgerShape(Struct, frozen=True):
    """What became of a row of an import."""

    file: str
    line: int
    action: LedgerAction
    name: str | None
    reason: str | None


class ReadFileShape(Struct, frozen=True):
    """A file of an import that isn't about people."""

    file: str
    what: str
    read: bool


class ImportShape(Struct, frozen=True):
    """What an import did, or would do."""

    added: int
    updated: int
    skipped: int
    hidden: int
    failed: int
    kept: int
    logged: int
    left: dict[str, int]
    files: list[ReadFileShape]
    rows: list[LedgerShape]


class ProposalShape(Struct, frozen=True):
    """An entry that is proposed for the log."""

    row: int
    contacts: list[PersonShape]
    kind: InteractionKind
    on: date
    at: Instant | None
    direction: Direction
    text: str | None
    source: str
    messages: int


class StrangerShape(Struct, frozen=True):
    """Someone met often who isn't a contact."""

    row: int
    name: str
    email: str | None
    link: str | None
    days: int
    last_on: date


class CollectShape(Struct, frozen=True):
    """What was collected; `left` counts messages that were left out, by why.

    `files` are those of a folder that can't be read.
    """

    since: date
    logged: int
    refused: int
    added: list[PersonShape]
    left: dict[str, int]
    files: list[ReadFileShape]
    entries: list[ProposalShape]
    people: list[StrangerShape]


@cache
def contact_shape() -> type[Struct]:
    """Return the type of one person, made from the table of fields."""
    hints = get_type_hints(Contact)
    special: dict[str, Any] = {
        "id": str,
        "uid": str,
        "name": str,
        "title": str | None,
        "company": str | None,
        "introduced_by": PersonShape | None,
    }
    fields = [(row.name, special.get(row.name) or _printed(hints[row.name])) for row in JSON_FIELDS]
    return defstruct("ContactShape", fields, frozen=True, namespace={"__doc__": "A person."})


@cache
def contact_page_shape() -> type[Struct]:
    """Return the type of one person with everything about them."""
    more = [
        ("timeline", list[InteractionShape]),
        ("follow_ups", list[FollowUpShape]),
        ("interviews", list[InterviewShape]),
        ("introductions", list[IntroductionShape]),
    ]
    doc = {"__doc__": "A person with timeline, follow-ups, interviews and introductions."}
    return defstruct("ContactPageShape", more, bases=(contact_shape(),), frozen=True, namespace=doc)


@cache
def interview_page_shape() -> type[Struct]:
    """Return the type of an interview with everything; `follow_ups` are what it led to, once it is done."""
    more: list[Any] = [
        ("items", list[ItemShape]),
        ("questions", list[QuestionShape]),
        ("talk_notes", str | None),
        ("rehearsed_at", Instant | None),
        ("ended_at", Instant | None),
        *((name, list[str]) for name in ("insights", "trends", "actions")),
        ("influence", str | None),
        ("ask_next", list[str]),
        ("follow_ups", list[FollowUpShape] | UnsetType, UNSET),
    ]
    doc = {"__doc__": "An interview with everything."}
    return defstruct("InterviewPageShape", more, bases=(InterviewShape,), frozen=True, namespace=doc)


def _printed(hint: Any) -> Any:
    """Return the type that JSON has for one of a contact; an empty text is null."""
    lists: dict[Any, Any] = {Position: PositionShape, Relation: RelationShape, Role: Role, str: str}
    if hint is bool or hint == dict[str, str]:
        return hint
    parts = get_args(hint)
    if parts and parts[-1] is Ellipsis:
        of: Any = lists[parts[0]]
        return list[of]
    kind = next((part for part in parts or (hint,) if part is not type(None)), str)
    if kind is datetime:
        return Instant | None
    if kind is date:
        return date | None
    return kind if isinstance(kind, type) and issubclass(kind, StrEnum) else str | None
