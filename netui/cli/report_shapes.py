"""The shapes of notes, reviews, reports of files and exports, as types."""

from datetime import date
from functools import cache
from typing import Any, get_type_hints

from msgspec import UNSET, Struct, UnsetType, defstruct, field

from netui.cli.typed_shapes import (
    FollowUpShape,
    GoalShape,
    Instant,
    InteractionShape,
    PersonShape,
    contact_shape,
    interview_page_shape,
)
from netui.domain.journal.exporting import ExportFormat
from netui.domain.journal.portfolio import Part
from netui.domain.journal.reflection import ReflectionKind
from netui.domain.people.cadence import RuleScope
from netui.domain.plan.favour import FavourKind
from netui.domain.plan.goal import Period
from netui.domain.week.debrief import InsightKind
from netui.services.journal.review import Figures


class QuickShape(Struct, frozen=True):
    """What one line did, or with --dry-run would do."""

    words: str
    done: bool
    contacts: list[PersonShape]


class PairShape(Struct, frozen=True):
    """Two entries that may be one person."""

    one: PersonShape | None
    other: PersonShape | None
    reasons: list[str]


class BankShape(Struct, frozen=True):
    """A question of the bank; its id chooses it."""

    id: str
    theme: str
    text: str


class InsightShape(Struct, frozen=True):
    """What was learned in an interview."""

    interview: str
    contact: PersonShape | None
    on: date | None
    kind: InsightKind
    text: str


class DefaultShape(Struct, frozen=True):
    """How often to keep in touch with everyone with a tag or in a stage."""

    scope: RuleScope
    value: str
    every: str


class CadencesShape(Struct, frozen=True):
    """The defaults, and until when you are away."""

    away_until: date | None
    defaults: list[DefaultShape]


class SettingShape(Struct, frozen=True):
    """A setting; `about` is null for an entry of a table."""

    name: str
    value: bool | int | str | list[str]
    default: bool | int | str | list[str]
    about: str | None


class PromptShape(Struct, frozen=True):
    """The counts of a shell prompt."""

    overdue: int
    today: int


class ChangeShape(Struct, frozen=True, kw_only=True):
    """A change that was undone or redone; `changed` are ids by collection."""

    seq: int
    at: Instant
    session: str
    label: str
    undone: bool
    undoes: int | None
    changed: dict[str, list[str]]


class GoneShape(ChangeShape, frozen=True, kw_only=True):
    """A change, and what it was about, which is gone now."""

    id: str
    removed: bool


@cache
def changed_shapes() -> tuple[type[Struct], ...]:
    """Return the types of what undo and redo print: the object as it is now, with the change."""
    objects = (interview_page_shape(), FollowUpShape, GoalShape, InteractionShape, contact_shape())
    more: list[Any] = list(get_type_hints(ChangeShape, include_extras=True).items())
    made = []
    for one in objects:
        doc = {"__doc__": one.__doc__}
        made.append(
            defstruct(f"Changed{one.__name__}", more, bases=(one,), frozen=True, kw_only=True, namespace=doc)
        )
    return (*made, GoneShape, ChangeShape)


class GivenShape(Struct, frozen=True):
    """What someone gave you."""

    kind: FavourKind
    on: date | None
    text: str | None


class CopiedShape(Struct, frozen=True):
    """By which way a note was copied."""

    way: str
    confirmed: bool
    message: str


class NoteShape(Struct, frozen=True, kw_only=True):
    """A note that was written from a template; of news, also what it thanks for."""

    contact: PersonShape | None
    template: str
    address: str | None
    subject: str | None
    body: str
    characters: int
    limit: int | None
    gaps: list[str]
    own_notes: list[str]
    copied: CopiedShape | UnsetType = UNSET
    mailto: str | UnsetType = UNSET
    gave: list[GivenShape] | UnsetType = UNSET


class TemplateShape(Struct, frozen=True):
    """A template of notes."""

    name: str
    title: str
    limit: int | None
    path: str | None


class PartShape(Struct, frozen=True):
    """A part of a reflection."""

    part: str
    text: str


class AboutShape(Struct, frozen=True):
    """What a reflection is about."""

    kind: str
    id: str
    text: str


class ReflectionShape(Struct, frozen=True):
    """A reflection."""

    id: str
    kind: ReflectionKind
    on: date
    parts: list[PartShape]
    first: date | None = field(name="from")
    last: date | None = field(name="to")
    about: AboutShape | None
    private: bool


class DueShape(Struct, frozen=True):
    """Something that is due next."""

    on: date
    text: str


class WaitingShape(Struct, frozen=True):
    """Something that waits for a conversation."""

    id: str
    text: str


class GoalDoneShape(Struct, frozen=True):
    """How far a goal came."""

    id: str
    title: str
    done: int
    target: int


class LabelShape(Struct, frozen=True):
    """Changes of one label."""

    text: str
    count: int


class ReviewShape(Struct, frozen=True):
    """A week or a month: what was done, what is due, what changed."""

    period: Period
    first: date = field(name="from")
    last: date = field(name="to")
    done: Figures
    before: Figures
    due: list[DueShape]
    due_more: int
    waiting: list[WaitingShape]
    goals: list[GoalDoneShape]
    changed: list[LabelShape]


class FindingShape(Struct, frozen=True):
    """Something in a file of the store."""

    file: str
    line: int | None
    column: int | None
    what: str
    remedy: str


class HealthShape(Struct, frozen=True):
    """What the doctor found, and did; `good` counts what is well, by collection."""

    ok: bool
    problems: list[FindingShape]
    notes: list[FindingShape]
    good: dict[str, int]
    done: list[str]


class BackupShape(Struct, frozen=True):
    """A backup."""

    file: str
    kind: str
    at: Instant
    seq: int
    size: int


class RestorationShape(Struct, frozen=True):
    """What a restore did."""

    label: str
    at: Instant
    seq: int | None
    added: int
    changed: int
    removed: int
    forgotten: int
    out_of_order: list[str]
    files: bool
    settings: list[str]
    settings_kept: list[str]
    settings_missing: list[str]
    left_out: list[str]
    left: list[str]


class ErasureShape(Struct, frozen=True):
    """What was erased of someone; `removed` counts by collection."""

    id: str
    name: str
    removed: dict[str, int]
    changed: int
    drafts: int
    history: int
    backups: int
    left: list[str]


class ExportShape(Struct, frozen=True, kw_only=True):
    """An export: its file, or its text; of a folder of a calendar also what became of its files."""

    format: ExportFormat
    file: str | None
    count: int
    text: str | None
    written: int | UnsetType = UNSET
    unchanged: int | UnsetType = UNSET
    removed: int | UnsetType = UNSET
    left: list[str] | UnsetType = UNSET


class PagesShape(Struct, frozen=True):
    """What became of a folder with a page for each person."""

    format: str
    folder: str
    written: int
    same: int
    changed: list[str]
    gone: list[str]
    foreign: list[str]


class FoundNameShape(Struct, frozen=True):
    """A name in the texts of a portfolio."""

    text: str
    may_mean: str
    count: int
    hidden: bool
    shown_as: str


class PortfolioShape(Struct, frozen=True):
    """A portfolio that was written."""

    files: list[str]
    parts: list[Part]
    names: list[FoundNameShape]


class StoreShape(Struct, frozen=True):
    """A store that was made."""

    store: str


class ManualShape(Struct, frozen=True):
    """The manual page, as man reads it."""

    page: str


class CompletionShape(Struct, frozen=True):
    """What a shell reads."""

    shell: str
    script: str
