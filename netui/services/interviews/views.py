"""What the screens show of interviews: the list in its groups, and one interview with all around it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from netui.domain.interviews.interview import Interview, InterviewStatus, Item
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
from netui.domain.people.contact import Contact
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.text import fold
from netui.domain.week.debrief import Insight, insights_of
from netui.services.ports import Store
from netui.services.present import Present


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkRow:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkGroups:
    """The list of interviews: `held_this_year` counts the interviews that took place."""

    upcoming: tuple[TalkRow, ...] = ()
    asked: tuple[TalkRow, ...] = ()
    to_thank: tuple[TalkRow, ...] = ()
    ideas: tuple[TalkRow, ...] = ()
    past: tuple[TalkRow, ...] = ()
    held_this_year: int = 0

    def __bool__(self) -> bool:
        return bool(self.upcoming or self.asked or self.to_thank or self.ideas or self.past)


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkSummary:
    """One talk with all around it; `contact` is None once that person is gone."""

    row: TalkRow
    contact: Contact | None
    introducer: str = ""
    clocks: BothClocks | None = None
    next_item: Item | None = None
    prep_done: int = 0
    prep_total: int = 0
    question_hint: str = ""
    thank_you: FollowUp | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    earlier: tuple[Interview, ...] = ()

    @property
    def interview(self) -> Interview:
        """The interview itself."""
        return self.row.interview


def row_of(store: Store, present: Present, talk: Interview) -> TalkRow:
    """Return an interview as the list shows it; a held one with the position its person had then."""
    person = store.contacts.row(talk.contact_id) if talk.contact_id is not None else None
    name = person.name if person is not None else talk.contact_name or "somebody deleted"
    title, company = talk.title, talk.company
    if person is not None and talk.status is not InterviewStatus.DONE:
        title, company = person.title, person.company
    now, today = present.now(), present.today()
    due_at = _thanks_by(store, talk)
    return TalkRow(
        interview=talk,
        name=name,
        title=title,
        company=company,
        starts=None if talk.at is None else present.local(talk.at),
        needs_outcome=needs_outcome(talk, now),
        waiting=days_waiting(talk, today),
        step=request_step(talk, today),
        hours_left=None if due_at is None else hours_left(due_at, now),
    )


def group(store: Store, present: Present, talks: Iterable[Interview]) -> TalkGroups:
    """Return interviews in groups, each in a useful order."""
    rows = [row_of(store, present, talk) for talk in talks]
    year = present.today().year

    def of(*wanted: InterviewStatus) -> list[TalkRow]:
        return [row for row in rows if row.interview.status in wanted]

    done = of(InterviewStatus.DONE)
    to_thank = [row for row in done if row.hours_left is not None]
    closed = of(InterviewStatus.DECLINED, InterviewStatus.NO_ANSWER, InterviewStatus.CANCELLED)
    past = [row for row in done if row.hours_left is None] + closed
    held = [row.interview.ended_at or row.interview.ends_at for row in done]
    return TalkGroups(
        upcoming=_sorted(of(InterviewStatus.SCHEDULED)),
        asked=tuple(sorted(of(InterviewStatus.ASKED), key=_asked_first)),
        to_thank=tuple(sorted(to_thank, key=lambda row: (row.hours_left or 0, row.interview.id))),
        ideas=tuple(sorted(of(InterviewStatus.IDEA), key=lambda row: -row.interview.id)),
        past=tuple(reversed(_sorted(past))),
        held_this_year=sum(1 for ended in held if ended is not None and present.local(ended).year == year),
    )


def summarise(store: Store, present: Present, talk: Interview) -> TalkSummary:
    """Return one interview with all around it."""
    contact = store.contacts.get(talk.contact_id) if talk.contact_id is not None else None
    introducer = store.contacts.row(contact.introduced_by) if contact and contact.introduced_by else None
    promises = store.follow_ups.for_interview(talk.id)
    earlier = store.interviews.for_contact(contact.id) if contact is not None else []
    return TalkSummary(
        row=row_of(store, present, talk),
        contact=contact,
        introducer=introducer.name if introducer is not None else "",
        clocks=_clocks(present, talk, contact),
        next_item=talk.next_item,
        prep_done=talk.prep_done,
        prep_total=talk.prep_total,
        question_hint=question_hint(len(talk.questions)),
        thank_you=_thank_you(promises, talk),
        follow_ups=tuple(promises),
        earlier=tuple(other for other in earlier if other.id != talk.id),
    )


def find_insights(store: Store, query: str) -> list[Insight]:
    """Return insights and trends, the newest interview first; every word of the query is in the line,
    or in the name, company or goal of its interview."""
    talks = sorted(store.interviews.all(), key=when, reverse=True)
    words = fold(query).split()
    if not words:
        return insights_of(talks)
    around = {talk.id: fold(_around(store, talk)) for talk in talks}
    return [
        insight
        for insight in insights_of(talks)
        if all(word in fold(insight.text) or word in around[insight.interview.id] for word in words)
    ]


def when(talk: Interview) -> tuple[float, int]:
    """Return what interviews are sorted by: their end, date or closing, then their id."""
    instant = talk.ended_at or talk.at or talk.closed_at or talk.created_at
    return (instant.timestamp() if instant is not None else 0.0, talk.id)


def _around(store: Store, talk: Interview) -> str:
    person = store.contacts.row(talk.contact_id) if talk.contact_id is not None else None
    now = f"{person.name} {person.company}" if person is not None else ""
    return f"{now} {talk.contact_name} {talk.company} {talk.goal}"


def _sorted(rows: Sequence[TalkRow]) -> tuple[TalkRow, ...]:
    return tuple(sorted(rows, key=lambda row: when(row.interview)))


def _asked_first(row: TalkRow) -> tuple[int, int]:
    asked_on = row.interview.asked_on
    return (asked_on.toordinal() if asked_on is not None else 0, row.interview.id)


def _thanks_by(store: Store, talk: Interview) -> datetime | None:
    if talk.status is not InterviewStatus.DONE or talk.thanked_at is not None:
        return None
    thank_you = _thank_you(store.follow_ups.for_interview(talk.id), talk)
    if thank_you is None or not thank_you.is_open:
        return None
    return thank_you.due_at or thank_you_due(talk)


def _thank_you(promises: Iterable[FollowUp], talk: Interview) -> FollowUp | None:
    for promise in promises:
        if promise.kind is FollowUpKind.THANK_YOU and promise.contact_id == talk.contact_id:
            return promise
    return None


def _clocks(present: Present, talk: Interview, contact: Contact | None) -> BothClocks | None:
    """Return both clocks; theirs runs in the zone of the appointment, or in their own where that is mine."""
    if talk.at is None:
        return None
    made_in = both_clocks(talk.at, present.zone, talk.zone)
    if made_in.theirs is not None and not made_in.same:
        return made_in
    return both_clocks(talk.at, present.zone, (contact.time_zone if contact else "") or talk.zone)
