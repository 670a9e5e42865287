"""Days in other people's lives that are worth a word: anniversaries at work, a new job, an award."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.people.company import company_key
from netui.domain.people.contact import Contact, ContactRow, Position, current_position
from netui.domain.people.job_title import title_key
from netui.domain.time.calendar_ends import days_after
from netui.domain.time.partial_date import PartialDate, PartialMonth

FRESH = timedelta(days=21)
"""How long news that happens once is worth congratulating on."""
GRACE = 3
"""How long a yearly day can still be made up for."""
_RECENT = 183


class MilestoneKind(StrEnum):
    """What there is to congratulate on."""

    WORK_ANNIVERSARY = "work-anniversary"
    NEW_JOB = "new-job"
    AWARD = "award"
    OTHER = "other"


MILESTONE_WORDS = {kind: kind.value.replace("-", " ") for kind in MilestoneKind} | {
    MilestoneKind.OTHER: "something else"
}
"""What each kind is called on the screen."""
MILESTONE_TEMPLATES = {
    MilestoneKind.NEW_JOB: "new-job-congratulations",
    MilestoneKind.WORK_ANNIVERSARY: "work-anniversary",
}
"""The note that fits a kind; `congratulations` fits the others."""


class Milestone(Struct, frozen=True, kw_only=True):
    """A day of a person; one that does not return each year has its year."""

    id: int
    uid: str
    contact_id: int | None
    kind: MilestoneKind
    on: PartialDate
    yearly: bool = False
    text: str = ""
    created_at: datetime | None = None


def check_milestone(milestone: Milestone) -> None:
    """Raise InvalidValueError for a milestone that can't be placed on a calendar, or recognised again."""
    if milestone.on.year is None and not milestone.yearly:
        raise InvalidValueError("in which year? A day without a year has to return each year")
    if milestone.kind is MilestoneKind.OTHER and not milestone.text:
        raise InvalidValueError("a few words are needed: what is there to congratulate on?")


def falls_on(milestone: Milestone, today: date) -> date | None:
    """Return the day a milestone is next to be thought of, or None once it is too late.

    One that happens once waits for its day, then stays for some weeks as due on the present day.
    """
    if milestone.yearly:
        first = milestone.on.in_year(milestone.on.year) if milestone.on.year else date.min
        return milestone.on.next_on_or_after(max(days_after(today, -GRACE), first))
    day = milestone.on.in_year(milestone.on.year or today.year)
    if day >= today:
        return day
    return today if today - day <= FRESH else None


def day_of_milestone(milestone: Milestone, today: date) -> date:
    """Return the day of a milestone in a person's timeline: of a yearly one the next return."""
    if milestone.yearly:
        return milestone.on.next_on_or_after(today)
    return milestone.on.in_year(milestone.on.year or today.year)


class WorkAnniversary(Struct, frozen=True):
    """Full years in a position, told on the first of the month it began in."""

    position: Position
    years: int
    on: date

    @property
    def words(self) -> str:
        """It in words: "5 years at Acme"."""
        years = f"{counted(self.years, 'year')}"
        return (
            f"{years} at {self.position.company}"
            if self.position.company
            else f"{years} as {self.position.title}"
        )


def work_anniversary(contact: Contact | ContactRow, today: date) -> WorkAnniversary | None:
    """Return the next anniversary of the present position, where the month of its beginning is known."""
    position = current_position(contact.positions)
    if position.until is not None or not position.since:
        return None
    try:
        began = PartialMonth.parse(position.since)
    except InvalidValueError:
        return None
    if began.month is None or began.year >= date.max.year - 1:
        return None
    earliest = max(days_after(today, -GRACE), date(began.year + 1, began.month, 1))
    on = PartialDate(began.month, 1).next_on_or_after(earliest)
    return WorkAnniversary(position, on.year - began.year, on)


def next_first(day: date) -> date:
    """Return the first first of a month from a day on."""
    return day if day.day == 1 else days_after(day.replace(day=1), 32).replace(day=1)


def new_job(before: Sequence[Position], after: Sequence[Position], today: date) -> Position | None:
    """Return the job someone changed to, or None if a change of positions isn't a job change.

    The job held so far has to be among the positions still, else a change only corrects it; one filled in,
    known as a past one, or begun long ago isn't news either.
    """
    old, new = current_position(tuple(before)), current_position(tuple(after))
    if not before or not (new.title or new.company) or new.until is not None:
        return None
    known = {_key(one) for one in before}
    if _key(new) in known or _key(old) not in {_key(one) for one in after}:
        return None
    return new if _is_recent(new.since, today) else None


def job_words(position: Position) -> str:
    """Return a position in words: "CTO at Acme"."""
    return " at ".join(part for part in (position.title, position.company) if part)


def _key(position: Position) -> tuple[str, str]:
    return title_key(position.title), company_key(position.company)


def _is_recent(since: str | None, today: date) -> bool:
    if not since:
        return True
    try:
        began = PartialMonth.parse(since)
    except InvalidValueError:
        return False
    if began.month is None:
        return began.year == today.year
    return days_after(today.replace(day=1), -_RECENT) <= date(began.year, began.month, 1)
