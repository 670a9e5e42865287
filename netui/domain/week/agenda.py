"""The agenda: everything that falls due, in one order, each row with its reason."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct, field

from netui.domain.interviews.rules import RequestStep
from netui.domain.text import shortened


class RowKind(StrEnum):
    """What an agenda row asks for."""

    CHECK_IN = "check-in"
    THANK_YOU = "thank-you"
    SEND = "send"
    INTRODUCTION = "introduction"
    UPDATE = "update"
    CONGRATULATE = "congratulate"
    OTHER = "other"
    PREP = "prep"
    INTERVIEW = "interview"
    OUTCOME = "outcome"
    REQUEST = "request"
    BIRTHDAY = "birthday"
    GOAL = "goal"
    MILESTONE = "milestone"
    MENTORING = "mentoring"
    EVENT = "event"
    GROUP = "group"
    ACTION = "action"
    REVIEW = "review"
    DUPLICATE = "duplicate"

    @property
    def word(self) -> str:
        """What a row of this kind is called."""
        return "follow-up" if self is RowKind.OTHER else self.value


class CheckIn(NamedTuple):
    """Be in touch with a person."""

    contact_id: int


class FollowUpDue(NamedTuple):
    """Do what was promised; `interview_id` is the interview it came from."""

    follow_up_id: int
    interview_id: int | None = None


class InterviewAhead(NamedTuple):
    """Go to an interview."""

    interview_id: int


class InterviewOver(NamedTuple):
    """Say how an interview went."""

    interview_id: int


class PrepItem(NamedTuple):
    """Prepare an interview: one item of its checklist."""

    interview_id: int
    item_id: int


class Preparation(NamedTuple):
    """Prepare an interview: all that is open on its checklist, in one row."""

    interview_id: int


class RequestWaiting(NamedTuple):
    """Take the next step with a request that has no answer."""

    interview_id: int
    step: RequestStep


class IntroductionAsked(NamedTuple):
    """Take the next step with an introduction I asked for; `about_id` is who I want to meet.

    `step` is NONE where I have talked to them since, so that it may have been made.
    """

    introduction_id: int
    about_id: int | None
    step: RequestStep


class BirthdayOf(NamedTuple):
    """Wish a person a happy birthday."""

    contact_id: int


class GoalPeriod(NamedTuple):
    """Reach a goal before its period ends."""

    goal_id: int


class MilestoneDay(NamedTuple):
    """Congratulate a person."""

    contact_id: int


class MeetingDue(NamedTuple):
    """Meet a mentor or mentee."""

    mentoring_id: int


class EventDay(NamedTuple):
    """Go to an event, or say whether you went."""

    event_id: int


class PlanStep(NamedTuple):
    """Take a step of the plan."""

    action_id: int


class MentorAsked(NamedTuple):
    """Ask someone once more about mentoring, or stop waiting for the answer."""

    mentoring_id: int
    again: bool


class GroupMeets(NamedTuple):
    """Go to the meeting of a group."""

    group_id: int


class NextStep(NamedTuple):
    """Take the next step of something in a section of the plan."""

    section: str
    entry_id: int


class TextReview(NamedTuple):
    """Review a pitch or a bio."""

    text_id: int


class NetworkCheck(NamedTuple):
    """Write the network check."""


class NewsToGivers(NamedTuple):
    """Write to everyone who gave me something what became of it."""


class DetailsReview(NamedTuple):
    """Review the details of a person."""

    contact_id: int


class DuplicatePair(NamedTuple):
    """Compare two people who may be one."""

    one_id: int
    other_id: int


Subject = (
    CheckIn
    | FollowUpDue
    | InterviewAhead
    | InterviewOver
    | PrepItem
    | Preparation
    | RequestWaiting
    | IntroductionAsked
    | BirthdayOf
    | GoalPeriod
    | MilestoneDay
    | MeetingDue
    | MentorAsked
    | EventDay
    | GroupMeets
    | PlanStep
    | NextStep
    | TextReview
    | NetworkCheck
    | NewsToGivers
    | DetailsReview
    | DuplicatePair
)
"""What a row is about, with what is needed to act on it."""

Idea = TextReview | NetworkCheck | NewsToGivers | DetailsReview | DuplicatePair
"""What netui only suggests: no one waits for it, and no day is set for it."""


class Verb(StrEnum):
    """What can be asked of a row."""

    DONE = "done"
    SNOOZE = "snooze"
    SKIP = "skip"
    DROP = "drop"
    EDIT = "edit"
    OPEN = "open"


class ToScreen(NamedTuple):
    """A screen that shows one thing, and which one."""

    kind: str
    entity_id: int | str | tuple[int, ...]


class ToArea(NamedTuple):
    """An area, and what to search for in it."""

    area: str
    query: str = ""


class ToDialog(NamedTuple):
    """A question to ask about the row itself, by its name."""

    name: str


Lead = ToScreen | ToArea | ToDialog
"""Where a verb leads on the screen before anything changes."""


class RowState(StrEnum):
    """How a row's date compares with today; an idea is never late, and has no place among the days."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    IDEA = "idea"


class AgendaRow(Struct, frozen=True, kw_only=True):
    """One thing that falls due.

    `id` is stable: the id of a stored follow-up or interview, else a derived one such as `checkin:12`,
    `birthday:12:2026`, `prep:40`, `outcome:40:2026-11-20`, `goal:9:2026-11-30`. What a row asks about has
    its day in the id, so that a row that was snoozed or skipped is back where the day is another one.
    `about` is the short context shown dim after the name. `template` names the note that fits, where the
    row itself says it. `since` is the day from which a row that is never late has waited: that of the
    interview or event it asks about. `items` are the rows that this one stands for, such as `prep:40:3`,
    the first due first.
    """

    id: str
    kind: RowKind
    subject: Subject
    due_on: date
    text: str
    contact_id: int | None = None
    who: str = ""
    about: str = ""
    due_at: datetime | None = None
    state: RowState = RowState.LATER
    why: str = ""
    template: str = ""
    since: date | None = None
    weight: float = 0.0
    items: tuple["AgendaRow", ...] = ()
    calendar_only: bool = False

    @property
    def name(self) -> str:
        """What a message calls the row: its kind, and who it is about or else its words."""
        return f"{self.kind.word} {self.who or shortened(self.text)}"

    @property
    def acted_on(self) -> "AgendaRow":
        """The row that done is about: of one that stands for others the first of them."""
        return self.items[0] if self.items else self

    @property
    def is_idea(self) -> bool:
        """Whether netui only suggests it."""
        return isinstance(self.subject, Idea)

    @property
    def is_over(self) -> bool:
        """Whether the row asks how an interview or an event went."""
        return isinstance(self.subject, InterviewOver | EventDay) and self.since is not None

    @property
    def follow_up_id(self) -> int | None:
        """The follow-up the row is."""
        return self.subject.follow_up_id if isinstance(self.subject, FollowUpDue) else None

    @property
    def interview_id(self) -> int | None:
        """The interview the row is about, or came from."""
        of_interview = FollowUpDue | InterviewAhead | InterviewOver | PrepItem | Preparation | RequestWaiting
        return self.subject.interview_id if isinstance(self.subject, of_interview) else None

    @property
    def about_id(self) -> int | None:
        """Who a note for the row speaks of: the person I asked to be introduced to."""
        return self.subject.about_id if isinstance(self.subject, IntroductionAsked) else None


class Agenda(Struct, frozen=True, kw_only=True):
    """The rows up to a horizon, how many check-ins more could be due, and how many of a week's are done."""

    today: date
    rows: tuple[AgendaRow, ...] = ()
    more_check_ins: int = 0
    check_ins_done: int = 0
    check_ins_per_week: int = 0
    away_until: date | None = None
    counts: dict[RowState, int] = field(default_factory=dict)

    @property
    def more_words(self) -> str:
        """How many check-ins are not shown, and why: "10 of 10 check-ins done this week. 32 more"."""
        more = f"{self.more_check_ins:,} more"
        if not self.check_ins_done:
            return f"{more} could be due"
        return f"{self.check_ins_done:,} of {self.check_ins_per_week:,} check-ins done this week. {more}"

    def of(self, state: RowState) -> tuple[AgendaRow, ...]:
        """Return the rows of one state, in order."""
        return tuple(row for row in self.rows if row.state is state)


def runs_out_at(row: AgendaRow) -> datetime | None:
    """Return when the hours of a thank-you are over; one snoozed to another day has its day alone."""
    if row.kind is not RowKind.THANK_YOU or row.due_at is None or row.due_on > row.due_at.date():
        return None
    return row.due_at


def when_words(row: AgendaRow, now: datetime, today: date) -> str:
    """Return the text at the right edge of a row: lateness, the clock that runs, the day, or since when."""
    runs_out = runs_out_at(row)
    if runs_out is not None and runs_out - now > -timedelta(hours=24):
        return clock_words(runs_out, now)
    days = (row.due_on - today).days
    if days < 0:
        return "1 day late" if days == -1 else f"{-days} days late"
    if row.kind in {RowKind.INTERVIEW, RowKind.EVENT} and row.due_at is not None:
        local = row.due_at
        return f"{local:%H:%M}" if days == 0 else f"{day_words(row.due_on, today)} {local:%H:%M}"
    if days > 0:
        return day_words(row.due_on, today)
    if row.since is None or row.since >= today:
        return ""
    return f"{'was' if row.is_over else 'since'} {day_words(row.since, today)}"


def clock_words(due_at: datetime, now: datetime) -> str:
    """Return the hours left of the 24 in which a thank-you counts, or that they are over."""
    minutes = int((due_at - now).total_seconds() // 60)
    if minutes < 0:
        return f"{-minutes // 60} h over 24" if minutes <= -60 else "24 h just over"
    return f"{minutes // 60} h left of 24" if minutes >= 60 else f"{minutes} min left of 24 h"


def day_words(day: date, today: date) -> str:
    """Return a day as short as it stays clear: "Sat 21", "Mon 1 Dec", "Mon 4 Jan 2027"."""
    if day.year != today.year:
        return f"{day:%a} {day.day} {day:%b %Y}"
    if day.month != today.month or abs((day - today).days) > 14:
        return f"{day:%a} {day.day} {day:%b}"
    return f"{day:%a} {day.day}"
