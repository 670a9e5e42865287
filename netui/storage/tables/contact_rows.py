"""Rows of contacts, made for size: what every list asks of each person, the rest when it is asked for.

Thirty thousand ContactRows with all their texts cost 235 ms and 42 MB, these 43 ms and 14 MB. What is nested
stays in the document, which is in memory anyway, and is decoded for the rows that one looks at.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

import msgspec
from msgspec import Raw

from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import ContactRow, Naming, Position, Role, Stage, current_position
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import field_names
from netui.storage.changes.documents import UndecodableError, read_partial_date

_SHARED = 8192
_NOTHING = Raw()
_values: Callable[[Any], tuple[object, ...]] = attrgetter(*field_names(ContactRow))


class Nested(msgspec.Struct, frozen=True, gc=False):
    """What is decoded when it is first asked for."""

    positions: tuple[Position, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    location: str = ""
    function: str = ""
    industry: str = ""
    seniority: str = ""
    naming: Naming = Naming.ASK
    corrected_jobs: tuple[Position, ...] = ()
    removed_details: tuple[str, ...] = ()


class StoredRow(msgspec.Struct, gc=False, eq=False):
    """A ContactRow over a document; not to be changed.

    What is nested and cannot be read is empty: reading the whole contact says what is wrong.
    """

    name: str
    stage: Stage = Stage.CONNECTED
    met_on: date | None = None
    introduced_by: int | None = None
    paused: bool = False
    snoozed_until: date | None = None
    last_contact_on: date | None = None
    next_due_on: date | None = None
    reviewed_on: date | None = None
    archived_at: datetime | None = None
    birthday_imported: bool = False
    birthday_text: str | None = msgspec.field(default=None, name="birthday")
    cadence_text: Raw = msgspec.field(default=_NOTHING, name="cadence")
    tags_text: Raw = msgspec.field(default=_NOTHING, name="tags")
    roles_text: Raw = msgspec.field(default=_NOTHING, name="roles")
    id: int = 0
    document: Raw = _NOTHING
    nested: Nested | None = None

    @property
    def birthday(self) -> PartialDate | None:
        """The birthday, its year optional."""
        return None if self.birthday_text is None else _birthday(self.birthday_text)

    @property
    def cadence(self) -> Cadence | None:
        """How often the user wants to be in touch."""
        return _cadence(bytes(self.cadence_text))

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags."""
        return _tags(bytes(self.tags_text))

    @property
    def roles(self) -> tuple[Role, ...]:
        """What the person is to me."""
        return _roles(bytes(self.roles_text))

    @property
    def positions(self) -> tuple[Position, ...]:
        """The jobs, past and present."""
        return (self.nested or self._opened()).positions

    @property
    def emails(self) -> tuple[str, ...]:
        """The addresses, the first one preferred."""
        return (self.nested or self._opened()).emails

    @property
    def phones(self) -> tuple[str, ...]:
        """The telephone numbers."""
        return (self.nested or self._opened()).phones

    @property
    def links(self) -> tuple[str, ...]:
        """The addresses of profiles and pages."""
        return (self.nested or self._opened()).links

    @property
    def location(self) -> str:
        """Where the person lives."""
        return (self.nested or self._opened()).location

    @property
    def function(self) -> str:
        """What kind of work they do."""
        return (self.nested or self._opened()).function

    @property
    def industry(self) -> str:
        """The industry they work in."""
        return (self.nested or self._opened()).industry

    @property
    def seniority(self) -> str:
        """How far they have come."""
        return (self.nested or self._opened()).seniority

    @property
    def naming(self) -> Naming:
        """Whether they may be named in what I publish."""
        return (self.nested or self._opened()).naming

    @property
    def corrected_jobs(self) -> tuple[Position, ...]:
        """The jobs that the user changed or removed by hand, as they were."""
        return (self.nested or self._opened()).corrected_jobs

    @property
    def removed_details(self) -> tuple[str, ...]:
        """What else the user removed by hand: emails, phones, links and names of fields."""
        return (self.nested or self._opened()).removed_details

    @property
    def title(self) -> str:
        """The title of the present position."""
        return current_position(self.positions).title

    @property
    def company(self) -> str:
        """The company of the present position."""
        return current_position(self.positions).company

    def _opened(self) -> Nested:
        try:
            self.nested = _read_nested(self.document)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            self.nested = Nested()
        return self.nested

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ContactRow):
            return NotImplemented
        return _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(self.id)


ContactRow.register(StoredRow)
_read_nested = msgspec.json.Decoder(Nested).decode
_read: Callable[[Raw], Any] = msgspec.json.Decoder(StoredRow).decode
_read_cadence = msgspec.json.Decoder(Cadence | None).decode
_read_tags = msgspec.json.Decoder(tuple[str, ...]).decode
_read_roles = msgspec.json.Decoder(tuple[Role, ...]).decode


def read_row(contact_id: int, document: Raw) -> ContactRow:
    """Return the row of a document; raise UndecodableError."""
    try:
        row = _read(document)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UndecodableError(str(error)) from error
    row.id = contact_id
    row.document = document
    found: ContactRow = row
    return found


@lru_cache(_SHARED)
def _birthday(text: str) -> PartialDate | None:
    try:
        return read_partial_date(text)
    except ValueError:
        return None


@lru_cache(_SHARED)
def _cadence(text: bytes) -> Cadence | None:
    try:
        return _read_cadence(text) if text else None
    except msgspec.MsgspecError:
        return None


@lru_cache(_SHARED)
def _tags(text: bytes) -> tuple[str, ...]:
    try:
        return _read_tags(text) if text else ()
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return ()


@lru_cache(_SHARED)
def _roles(text: bytes) -> tuple[Role, ...]:
    try:
        return _read_roles(text) if text else ()
    except msgspec.MsgspecError:
        return ()
