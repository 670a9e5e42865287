"""People read from a foreign file, before they are matched with those in the store."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.people.collecting import Found, LeftOut, OtherFile
from netui.domain.time.partial_date import PartialDate

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "linkedin": "LinkedIn",
        "vcard": "vCard",
        "ldif": "LDIF",
        "google": "Google Contacts",
        "outlook": "Outlook",
        "thunderbird": "Thunderbird",
        "csv": "a CSV file",
    }
)
"""The formats that people are read from, by name, and what the history calls them."""

CONNECTED = "LinkedIn"
"""How one met whom an import knows only by the day of connecting, which is no meeting."""


ColumnMapping = Mapping[str | int, str]
"""What columns of a table hold by the user's word: {head, or number from 1: word of a field, or skip}."""

SKIP = "skip"
"""What a column holds that is left out."""

FIELD_WORDS = (
    *("name", "first name", "last name", "title", "company", "department", "email", "work email"),
    *("home email", "phone", "work phone", "mobile phone", "home phone", "link", "location", "birthday"),
    *("tags", "notes", "pronouns", "nickname", "anniversary", "time zone", SKIP),
)
"""What a column can hold, as it is offered; any other word is an own field."""

OWN_PREFIX = "custom."
"""Begins the word, and in what netui exports the head, of an own field that is meant to be one."""


class GuessedColumn(Struct, frozen=True):
    """A column as the user is asked about it: number from 1, head, guessed word of a field, first values.

    `field` is "" where nothing is guessed: then the values are kept under the head.
    """

    number: int
    head: str
    field: str
    samples: tuple[str, ...]


def read_mapping(lines: Iterable[str]) -> dict[str | int, str]:
    """Read "COLUMN=FIELD" lines; raise InvalidValueError for one that isn't one."""
    mapping: dict[str | int, str] = {}
    for line in lines:
        column, equals, word = line.rpartition("=")
        if not (equals and column.strip() and word.strip()):
            raise InvalidValueError(f'write "COLUMN=FIELD" for what a column holds, not “{line}”')
        mapping[column.strip()] = word.strip()
    return mapping


def mapping_lines(mapping: ColumnMapping) -> str:
    """Return a mapping as it is saved: "COLUMN=FIELD", one a line."""
    return "\n".join(f"{column}={word}" for column, word in mapping.items())


class ImportedPerson(Struct, frozen=True, kw_only=True, gc=False, tag=True, array_like=True):
    """One person of a foreign file.

    `profile` is the key of the profile address, in lower case, and `link` that address; `links` are other
    pages. `note` is what the user noted on them elsewhere. With `known_only` a row is about someone who is
    here, and adds no one. `labels` say what an email, a phone or a page is: ("+41 44 555 01 01", "work").
    `custom` are details that netui has no field for, by name; `other` are the properties of a vCard that it
    has none for, a content line each, unfolded and without pictures. `typed` are the other fields of a
    contact, by name, as netui's own table writes them. `remark` is what of the row cannot be read.
    """

    file: str
    line: int
    name: str
    profile: str = ""
    link: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    company: str = ""
    title: str = ""
    location: str = ""
    birthday: PartialDate | None = None
    connected_on: date | None = None
    links: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    pronouns: str = ""
    pronunciation: str = ""
    time_zone: str = ""
    custom: tuple[tuple[str, str], ...] = ()
    other: tuple[str, ...] = ()
    notes: str = ""
    typed: tuple[tuple[str, str], ...] = ()
    note: str = ""
    known_only: bool = False
    remark: str = ""

    @property
    def pages(self) -> tuple[str, ...]:
        """The profile address and the other pages."""
        return (self.link, *self.links) if self.link else self.links

    @property
    def has_details(self) -> bool:
        """Whether it says something that only a whole contact holds, and no row of a list."""
        details = (self.labels, self.custom, self.other, self.notes, self.note, self.typed)
        return any((*details, self.pronouns, self.pronunciation, self.time_zone))


class Messages(StrEnum):
    """What of an export's messages comes into the log."""

    NONE = "none"
    DATES = "dates"
    TEXT = "text"


class Extras(Struct, frozen=True, kw_only=True):
    """What an export holds next to people.

    `traces` are messages, invitations and endorsements; `own` is what the user says about themselves, by
    platform and name of the field; `files` say what was read, and what wasn't.
    """

    traces: tuple[Found | LeftOut, ...] = ()
    own: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    files: tuple[OtherFile, ...] = ()


class RejectedRow(Struct, frozen=True, kw_only=True, tag=True, array_like=True):
    """A row that cannot become a person.

    `hidden` marks members whose details the platform withholds, `skipped` what no one is.
    """

    file: str
    line: int
    reason: str
    name: str = ""
    hidden: bool = False
    skipped: bool = False

    @property
    def action(self) -> "LedgerAction":
        """What becomes of the row."""
        if self.hidden:
            return LedgerAction.HIDDEN
        return LedgerAction.SKIPPED if self.skipped else LedgerAction.FAILED


class LedgerAction(StrEnum):
    """What became of a row."""

    ADDED = "added"
    UPDATED = "updated"
    SKIPPED = "skipped"
    HIDDEN = "hidden"
    FAILED = "failed"


class LedgerRow(Struct, frozen=True, kw_only=True, gc=False, tag=True, array_like=True):
    """One row of the import ledger; `kept` says that something stays as the user changed it by hand.

    `title` and `company` are what the file says they do, and where, `address` is the first way to reach them,
    and `met_on` the day of connecting.
    """

    file: str
    line: int
    action: LedgerAction
    name: str = ""
    title: str = ""
    company: str = ""
    address: str = ""
    met_on: date | None = None
    reason: str = ""
    contact_id: int | None = None
    kept: bool = False

    @property
    def job(self) -> str:
        """Title and company."""
        return ", ".join(filter(None, (self.title, self.company)))
