"""A person the user knows, or wants to know."""

from abc import ABCMeta
from datetime import date, datetime
from enum import StrEnum
from typing import final

from msgspec import Struct, StructMeta, field

from netui.domain.people.cadence import Cadence
from netui.domain.people.person_name import parse_name
from netui.domain.people.relation import Relation
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import field_names


class Stage(StrEnum):
    """How far a relationship has come."""

    POTENTIAL = "potential"
    REACHED_OUT = "reached-out"
    CONNECTED = "connected"
    ACTIVE = "active"
    DORMANT = "dormant"


class Role(StrEnum):
    """What a person is to me; one person may have several."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    SPONSOR = "sponsor"
    COACH = "coach"
    DECISION_MAKER = "decision-maker"
    ROLE_MODEL = "role-model"
    PEER = "peer"
    COLLEAGUE = "colleague"
    ALUMNI = "alumni"
    RECRUITER = "recruiter"
    FRIEND = "friend"
    FAMILY = "family"
    OTHER = "other"


class Naming(StrEnum):
    """Whether a person may be named in what I publish."""

    YES = "yes"
    NO = "no"
    ASK = "ask"


class Position(Struct, frozen=True):
    """A job, past or present; the months are `YYYY-MM` or `YYYY`, and no `until` means it is held now."""

    title: str = ""
    company: str = ""
    since: str | None = None
    until: str | None = None


@final
class Contact(Struct, frozen=True, kw_only=True):
    """Everything known of one person.

    `last_contact_on` and `next_due_on` are kept by the services from the log and the cadence, so that
    lists need not look them up. `cadence_from` is the day a cadence was chosen, or the day from which
    the first interval runs: it counts until there is contact. `skipped_on` restarts the interval without one.
    `birthday_imported` says that an import wrote the birthday, not the user. `corrected_jobs` are those that
    the user changed or removed by hand, as they were and without their months; `removed_details` are such
    emails, phones and links, and the names of other fields that were emptied. No import restores these.
    `refused` are the keys of messages and meetings that are not to be proposed for the log again.
    `labels` say what an email, a phone or a link is, by its text: "work". `card_lines` are the properties of
    an imported vCard that netui has no field for, a content line each: an export writes them back.
    """

    id: int
    uid: str
    name: str
    pronouns: str = ""
    pronunciation: str = ""
    positions: tuple[Position, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    location: str = ""
    time_zone: str = ""
    birthday: PartialDate | None = None
    birthday_imported: bool = False
    function: str = ""
    industry: str = ""
    seniority: str = ""
    tags: tuple[str, ...] = ()
    stage: Stage = Stage.CONNECTED
    roles: tuple[Role, ...] = ()
    met: str = ""
    met_on: date | None = None
    introduced_by: int | None = None
    relations: tuple[Relation, ...] = ()
    why: str = ""
    interests: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    notes: str = ""
    custom: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    card_lines: tuple[str, ...] = ()
    naming: Naming = Naming.ASK
    corrected_jobs: tuple[Position, ...] = ()
    removed_details: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    cadence: Cadence | None = None
    cadence_from: date | None = None
    paused: bool = False
    snoozed_until: date | None = None
    skipped_on: date | None = None
    last_contact_on: date | None = None
    next_due_on: date | None = None
    reviewed_on: date | None = None
    archived_at: datetime | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def position(self) -> Position:
        """The first position held now, else the first listed, else an empty one."""
        return current_position(self.positions)

    @property
    def title(self) -> str:
        """The title of the present position."""
        return self.position.title

    @property
    def company(self) -> str:
        """The company of the present position."""
        return self.position.company

    @property
    def first_name(self) -> str:
        """The name one greets a person by."""
        return first_name(self.name)


class _RowMeta(ABCMeta, StructMeta):
    """A value that a class of the store can be registered for."""


class ContactRow(Struct, frozen=True, kw_only=True, metaclass=_RowMeta):
    """What a list, the agenda and the query language need of a contact; decoded alone for speed.

    A store may register a class of its own that has the same attributes and is cheaper to make.
    """

    id: int
    name: str
    positions: tuple[Position, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    location: str = ""
    function: str = ""
    industry: str = ""
    seniority: str = ""
    naming: Naming = Naming.ASK
    birthday: PartialDate | None = None
    birthday_imported: bool = False
    corrected_jobs: tuple[Position, ...] = ()
    removed_details: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    stage: Stage = Stage.CONNECTED
    roles: tuple[Role, ...] = ()
    met_on: date | None = None
    introduced_by: int | None = None
    cadence: Cadence | None = None
    paused: bool = False
    snoozed_until: date | None = None
    last_contact_on: date | None = None
    next_due_on: date | None = None
    reviewed_on: date | None = None
    archived_at: datetime | None = None

    @property
    def title(self) -> str:
        """The title of the present position."""
        return current_position(self.positions).title

    @property
    def company(self) -> str:
        """The company of the present position."""
        return current_position(self.positions).company


def current_position(positions: tuple[Position, ...]) -> Position:
    """Return the first position held now, else the first listed, else an empty one."""
    for position in positions:
        if position.until is None:
            return position
    return positions[0] if positions else Position()


def plain_row(row: ContactRow) -> ContactRow:
    """Return a row of this very class, which `replace` takes: a store may have one of its own."""
    return ContactRow(**{name: getattr(row, name) for name in field_names(ContactRow)})


DELETED = "someone deleted"
"""What stands for a name that no one knows any more."""


def first_name(name: str) -> str:
    """Return what one calls a person: the given name, or the whole name where that is not clear."""
    return parse_name(name).greeting or name
