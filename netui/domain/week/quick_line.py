"""What a typed line asks for, once it is understood."""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Medium
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Role, Stage
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.time.partial_date import PartialDate
from netui.domain.week.promises import NewFollowUp


class Entry(StrEnum):
    """What a line makes: `INTRODUCED` is by someone to me, `ASKED` is asked for, `INTRODUCTION` is mine."""

    LOG = "log"
    PERSON = "person"
    FOLLOW_UP = "follow-up"
    INTERVIEW = "interview"
    INTRODUCED = "introduced"
    ASKED = "asked"
    INTRODUCTION = "introduction"


class QuickAdd(Struct, frozen=True, kw_only=True):
    """A line as it was understood; nothing may be done with it while `doubts` holds a question.

    `on` is the day of a log entry. `when` is the date of an interview, with the time as a naive datetime
    where one was given, on the clock of `zone` ("": the person's own); an interview that has been goes to
    the log. A follow-up is the only one of `follow_ups`; another entry may carry several.
    `text` is what was talked about, or what fits no field of a new person and is kept as a note of theirs.
    An introduction has two names: who introduced me, or was asked to, and to who; or the two that I
    introduced. A log entry that `is_news` tells of a person: it does not count as contact with them.
    """

    today: date
    entry: Entry = Entry.LOG
    names: tuple[str, ...] = ()
    text: str = ""
    kind: InteractionKind | None = None
    direction: Direction = Direction.BOTH
    on: date | None = None
    follow_ups: tuple[NewFollowUp, ...] = ()
    when: datetime | date | None = None
    zone: str = ""
    minutes: int | None = None
    medium: Medium | None = None
    title: str = ""
    company: str = ""
    location: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    cadence: Cadence | None = None
    pronouns: str = ""
    birthday: PartialDate | None = None
    introduced_by: str = ""
    stage: Stage | None = None
    roles: tuple[Role, ...] = ()
    met: str = ""
    met_on: date | None = None
    is_news: bool = False
    doubts: tuple[str, ...] = ()

    def settled(self) -> "QuickAdd":
        """Return this where nothing is in doubt; raise InvalidValueError with the first doubt otherwise."""
        if self.doubts:
            raise InvalidValueError(self.doubts[0])
        return self
