"""What the screens show of interviews: the list in its groups, and one interview with all around it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.interviews.preparation import question_hint
from netui.domain.interviews.rules import (
    BothClocks,
    RequestStep,
    both_clocks,
    days_waiting,
    hours_left,
    needs_outcome,
    request_step,
    thank_you_due,
)
from netui.domain.people.contact import DELETED, Contact
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.text import fold
from netui.domain.week.debrief import Insight, insights_of
from netui.services.ports import Store
from netui.services.present import Present


class InterviewRow(Struct, frozen=True, kw_only=True):
    """One interview in the list.

    `starts` is on the user's clock; `waiting` counts working days since the request; `hours_left` runs to
    the end of the 24 hours in which thanks count, and is negative after them.
    """

    interview: Interview
    name: str
    title: str = ""
    company: str = ""
    starts: datetime | None = None
    needs_outcome: bool = False
    waiting: int = 0
    step: RequestStep = RequestStep.NONE
    hours_left: int | None = None


class InterviewGroups(Struct, frozen=True, kw_only=True):
    """The list of interviews: `held_this_year` counts the interviews that took place.

    `over` are those whose time has passed without a word how they went.
    """

    over: tuple[InterviewRow, ...] = ()
    upcoming: tuple[InterviewRow, ...] = ()
    asked: tuple[InterviewRow, ...] = ()
    to_thank: tuple[InterviewRow, ...] = ()
    ideas: tuple[InterviewRow, ...] = ()
    past: tuple[InterviewRow, ...] = ()
    held_this_year: int = 0

    def __bool__(self) -> bool:
        return bool(self.over or self.upcoming or self.asked or self.to_thank or self.ideas or self.past)


class InterviewSummary(Struct, frozen=True, kw_only=True):
    """One talk with all around it; `contact` is None once that person is gone."""

    row: InterviewRow
    contact: Contact | None
    introducer: str = ""
    clocks: BothClocks | None = None
    question_hint: str = ""

    @property
    def interview(self) -> Interview:
        """The interview itself."""
        return self.row.interview


def row_of(store: Store, present: Present, interview: Interview) -> InterviewRow:
    """Return an interview as the list shows it; a held one with the position its person had then."""
    person = store.contacts.row(interview.contact_id) if interview.contact_id is not None else None
    name = person.name if person is not None else interview.contact_name or DELETED
    title, company = interview.title, interview.company
    if person is not None and interview.status is not InterviewStatus.DONE:
        title, company = person.title, person.company
    now, today = present.now(), present.today()
    due_at = _thanks_by(store, interview)
    return InterviewRow(
        interview=interview,
        name=name,
        title=title,
        company=company,
        starts=None if interview.at is None else present.local(interview.at),
        needs_outcome=needs_outcome(interview, now),
        waiting=days_waiting(interview, today),
        step=request_step(interview, today),
        hours_left=None if due_at is None else hours_left(due_at, now),
    )


def group(store: Store, present: Present, interviews: Iterable[Interview]) -> InterviewGroups:
    """Return interviews in groups, each in a useful order."""
    rows = [row_of(store, present, interview) for interview in interviews]
    year = present.today().year

    def of(*wanted: InterviewStatus) -> list[InterviewRow]:
        return [row for row in rows if row.interview.status in wanted]

    done = of(InterviewStatus.DONE)
    to_thank = [row for row in done if row.hours_left is not None]
    closed = of(InterviewStatus.DECLINED, InterviewStatus.NO_ANSWER, InterviewStatus.CANCELLED)
    past = [row for row in done if row.hours_left is None] + closed
    planned = of(InterviewStatus.SCHEDULED)
    held = [row.interview.held_until for row in done]
    return InterviewGroups(
        over=_sorted([row for row in planned if row.needs_outcome]),
        upcoming=_sorted([row for row in planned if not row.needs_outcome]),
        asked=tuple(sorted(of(InterviewStatus.ASKED), key=_asked_first)),
        to_thank=tuple(sorted(to_thank, key=lambda row: (row.hours_left or 0, row.interview.id))),
        ideas=tuple(sorted(of(InterviewStatus.IDEA), key=lambda row: -row.interview.id)),
        past=tuple(reversed(_sorted(past))),
        held_this_year=sum(1 for ended in held if ended is not None and present.local(ended).year == year),
    )


def summarise(store: Store, present: Present, interview: Interview) -> InterviewSummary:
    """Return one interview with all around it."""
    contact = store.contacts.get(interview.contact_id) if interview.contact_id is not None else None
    introducer = store.contacts.row(contact.introduced_by) if contact and contact.introduced_by else None
    return InterviewSummary(
        row=row_of(store, present, interview),
        contact=contact,
        introducer=introducer.name if introducer is not None else "",
        clocks=_clocks(present, interview, contact),
        question_hint=question_hint(len(interview.questions)),
    )


def find_insights(store: Store, query: str) -> list[Insight]:
    """Return insights and trends, the newest interview first; every word of the query is in the line,
    or in the name, company or goal of its interview."""
    interviews = sorted(store.interviews.all(), key=when, reverse=True)
    words = fold(query).split()
    if not words:
        return insights_of(interviews)
    around = {interview.id: fold(_around(store, interview)) for interview in interviews}
    return [
        insight
        for insight in insights_of(interviews)
        if all(word in fold(insight.text) or word in around[insight.interview.id] for word in words)
    ]


def when(interview: Interview) -> tuple[float, int]:
    """Return what interviews are sorted by: their end, date or closing, then their id."""
    instant = interview.ended_at or interview.at or interview.closed_at or interview.created_at
    return (instant.timestamp() if instant is not None else 0.0, interview.id)


def _around(store: Store, interview: Interview) -> str:
    person = store.contacts.row(interview.contact_id) if interview.contact_id is not None else None
    now = f"{person.name} {person.company}" if person is not None else ""
    return f"{now} {interview.contact_name} {interview.company} {interview.goal}"


def _sorted(rows: Sequence[InterviewRow]) -> tuple[InterviewRow, ...]:
    return tuple(sorted(rows, key=lambda row: when(row.interview)))


def _asked_first(row: InterviewRow) -> tuple[int, int]:
    asked_on = row.interview.asked_on
    return (asked_on.toordinal() if asked_on is not None else 0, row.interview.id)


def _thanks_by(store: Store, interview: Interview) -> datetime | None:
    if interview.status is not InterviewStatus.DONE or interview.thanked_at is not None:
        return None
    thank_you = _thank_you(store.follow_ups.for_interview(interview.id), interview)
    if thank_you is None or not thank_you.is_open:
        return None
    return thank_you.due_at or thank_you_due(interview)


def _thank_you(follow_ups: Iterable[FollowUp], interview: Interview) -> FollowUp | None:
    for follow_up in follow_ups:
        if follow_up.kind is FollowUpKind.THANK_YOU and follow_up.contact_id == interview.contact_id:
            return follow_up
    return None


def _clocks(present: Present, interview: Interview, contact: Contact | None) -> BothClocks | None:
    """Return both clocks; theirs runs in the zone of the appointment, or in their own where that is mine.

    Theirs is None where their own is not known.
    """
    if interview.at is None:
        return None
    made_in = both_clocks(interview.at, present.zone, interview.zone)
    if made_in.theirs is not None and not made_in.same:
        return made_in
    own = contact.time_zone if contact is not None else ""
    is_mine = str(present.zone) == interview.zone
    return both_clocks(interview.at, present.zone, own or ("" if is_mine else interview.zone))
