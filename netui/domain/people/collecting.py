"""What mail, calendars and messages tell of contacts with people, before it is in the log."""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from enum import StrEnum
from hashlib import blake2b

from msgspec import Struct

from netui.domain.people.interaction import Direction, InteractionKind

MOST_OTHERS = 8
"""A message or a meeting with more people than this is for a group: it is no contact with each of them."""
MET_OFTEN = 3
"""Someone who isn't here is offered as a new contact if there was contact on so many different days."""
_MOST_NAMED = 20
_WROTE = {
    Direction.GAVE: "you wrote",
    Direction.RECEIVED: "they wrote",
    Direction.BOTH: "both wrote",
}
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


class Origin(StrEnum):
    """Where something was found."""

    MAIL = "mail"
    CALENDAR = "calendar"
    LINKEDIN = "linkedin"


class LeftOut(StrEnum):
    """Why a message or a meeting isn't proposed."""

    LIST = "list"
    AUTOMATIC = "automatic"
    SPAM = "spam"
    DRAFT = "draft"
    DELETED = "deleted"
    GROUP = "group"
    CANCELLED = "cancelled"
    DECLINED = "declined"
    NOT_YOURS = "not-yours"
    OWN = "own"
    ALONE = "alone"
    STRANGERS = "strangers"
    ARCHIVED = "archived"
    KNOWN = "known"
    TWICE = "twice"
    REFUSED = "refused"
    OLD = "old"
    TO_COME = "to-come"
    UNDATED = "undated"
    BROKEN = "broken"


LEFT_OUT_WORDS: Mapping[LeftOut, str] = {
    LeftOut.LIST: "from lists and bulk mail",
    LeftOut.AUTOMATIC: "automatic",
    LeftOut.SPAM: "spam or sponsored",
    LeftOut.DRAFT: "drafts",
    LeftOut.DELETED: "deleted",
    LeftOut.GROUP: "to a group",
    LeftOut.CANCELLED: "cancelled",
    LeftOut.DECLINED: "declined",
    LeftOut.NOT_YOURS: "neither from you nor to you",
    LeftOut.OWN: "from netui's own calendar",
    LeftOut.ALONE: "with no one else",
    LeftOut.STRANGERS: "with people who aren't your contacts",
    LeftOut.ARCHIVED: "with archived people",
    LeftOut.KNOWN: "in your log already",
    LeftOut.TWICE: "found twice",
    LeftOut.REFUSED: "refused before",
    LeftOut.OLD: "too old",
    LeftOut.TO_COME: "still to come",
    LeftOut.UNDATED: "without a date",
    LeftOut.BROKEN: "that can't be read",
}


class Window(Struct, frozen=True):
    """The days, both included, of which something is wanted, on the clock of a zone; and the present."""

    first: date
    last: date
    zone: tzinfo
    now: datetime


class Party(Struct, frozen=True):
    """Someone in a message or a meeting.

    `address` is their email, in lower case, and `profile` the key of their profile address. `mine` is set
    where a file says by itself that it is the user, and `declined` where they didn't come to a meeting.
    """

    address: str = ""
    profile: str = ""
    name: str = ""
    mine: bool = False
    declined: bool = False

    @property
    def known_by(self) -> str:
        """What makes two of them one: the address, else the profile, else nothing."""
        return self.address or self.profile


class Found(Struct, frozen=True, kw_only=True):
    """One message or one meeting: who, when and how; a meeting has no `sender`.

    `at` is an instant; what has only a day has `on`. `text` is the title of a meeting.
    """

    origin: Origin
    key: str
    kind: InteractionKind
    others: tuple[Party, ...]
    sender: Party | None = None
    at: datetime | None = None
    on: date | None = None
    text: str = ""


class Proposal(Struct, frozen=True, kw_only=True):
    """An entry that the log could have; `keys` are the messages or meetings that it is made of."""

    origin: Origin
    contact_ids: tuple[int, ...]
    kind: InteractionKind
    on: date
    direction: Direction
    keys: tuple[str, ...]
    at: datetime | None = None
    text: str = ""


class Stranger(Struct, frozen=True, kw_only=True):
    """Someone met often who isn't a contact: `proposals` are the entries that the log would have of them."""

    party: Party
    days: int
    last_on: date
    proposals: tuple[Proposal, ...] = ()

    @property
    def name(self) -> str:
        """The name in the headers, or else the address."""
        return self.party.name or self.party.known_by

    @property
    def mark(self) -> str:
        """What stays in the store of someone who isn't to be offered again."""
        return f"stranger:{key_of(self.party.known_by)}"


class OtherFile(Struct, frozen=True, kw_only=True):
    """A file of an export that isn't about people, and what is in it; or one of a folder that can't be read.

    One that isn't `read` may be read if that is asked for: `messages_left`.
    """

    file: str
    words: str
    read: bool = True
    messages_left: bool = False


class Harvest(Struct, frozen=True, kw_only=True):
    """What is found in some files: entries for the log, people to add, and how many messages are left out.

    `unread` are the files of a folder that can't be read, each with the reason.
    """

    proposals: tuple[Proposal, ...] = ()
    strangers: tuple[Stranger, ...] = ()
    left: Mapping[LeftOut, int]
    unread: tuple[OtherFile, ...] = ()

    @property
    def unread_lines(self) -> list[str]:
        """What of a folder can't be read, in a line for each file; of very many the first."""
        lines = [f"{one.file}: {one.words}" for one in self.unread[:_MOST_NAMED]]
        more = len(self.unread) - len(lines)
        return [*lines, f"... and {more:,} more files that can't be read"] if more else lines


def key_of(*parts: str) -> str:
    """Return a key of 16 letters for a message or a meeting; nothing can be read from it."""
    whole = "\0".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(whole, digest_size=8).hexdigest().translate(_LETTERS)


def direction_words(direction: Direction, kind: InteractionKind) -> str:
    """Return who wrote, for what is written; nothing for a meeting."""
    return _WROTE[direction] if kind in {InteractionKind.EMAIL, InteractionKind.MESSAGE} else ""
