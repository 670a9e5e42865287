"""What happened in a week or a month: what was done, what is due, what changed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from msgspec import Struct

from netui.domain.interviews.interview import Interview
from netui.domain.interviews.rules import thanked_in_time
from netui.domain.people.follow_up import FollowUp, FollowUpState
from netui.domain.people.interaction import Interaction, InteractionKind
from netui.domain.plan.goal import Period
from netui.domain.plan.introduction import Introduction, Way
from netui.domain.plan.periods import Span, span_before, span_of
from netui.domain.week.agenda import AgendaRow, when_words
from netui.domain.week.awaited import awaited_words
from netui.domain.week.thanks import is_thanks
from netui.services.people.people import name_of
from netui.services.people.people_met import first_meetings
from netui.services.plan.goals import GoalProgress, GoalService
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.week.agenda import AgendaService

_MOST_DUE = 8
_MOST_LABELS = 8


class Figures(Struct, frozen=True):
    """What was done in some days, in numbers."""

    talks: int = 0
    logged: int = 0
    thanked: int = 0
    in_time: int = 0
    kept: int = 0
    late: int = 0
    met: int = 0
    added: int = 0
    asked: int = 0
    introduced: int = 0


class Person(NamedTuple):
    """Someone in a review."""

    contact_id: int
    name: str


class Held(NamedTuple):
    """An interview that was held: its day, with who, and its id."""

    day: date
    who: str
    interview_id: int


class Due(NamedTuple):
    """A row that is due, and how late it is or of which day."""

    row: AgendaRow
    when: str


class Waiting(NamedTuple):
    """Something owed to a person once there was a conversation with someone, by name."""

    follow_up: FollowUp
    who: str
    awaited: str

    @property
    def words(self) -> str:
        """What is owed to who, and what it waits for."""
        return f"{self.who}: {self.follow_up.text}, {awaited_words(self.awaited)}"


class Review(Struct, frozen=True, kw_only=True):
    """A week or a month looked back on; `before` are the figures of the previous one.

    `met` are the people met for the first time, `added` those who were written down without having been met
    in these days, `logged` those that were logged with. `due`, `waiting` and `goals` are given for the
    present week or month alone. `changed` counts what history holds.
    """

    span: Span
    figures: Figures
    before: Figures
    interviews: tuple[Held, ...] = ()
    logged: tuple[Person, ...] = ()
    kinds: tuple[tuple[InteractionKind, int], ...] = ()
    met: tuple[Person, ...] = ()
    added: tuple[Person, ...] = ()
    kept: tuple[FollowUp, ...] = ()
    broken: tuple[FollowUp, ...] = ()
    due: tuple[Due, ...] = ()
    due_more: int = 0
    waiting: tuple[Waiting, ...] = ()
    goals: tuple[GoalProgress, ...] = ()
    changed: tuple[tuple[str, int], ...] = ()


class _Done(NamedTuple):
    """What was done in some days."""

    interviews: Sequence[tuple[date, Interview]]
    entries: Sequence[Interaction]
    kept: Sequence[FollowUp]
    met: Sequence[int]
    added: Sequence[int]


class ReviewService:
    """Looks back on weeks and months; writes nothing."""

    def __init__(self, store: Store, present: Present, goals: GoalService, agenda: AgendaService) -> None:
        self._store = store
        self._present = present
        self._goals = goals
        self._agenda = agenda

    def spans(self, period: Period, most: int) -> Sequence[Span]:
        """Return the present week or month and the previous ones, the newest first."""
        found = [span_of(period, self._present.today(), self._present.week_start)]
        while len(found) < most:
            found.append(span_before(found[-1], self._present.week_start))
        return found

    def review(self, span: Span) -> Review:
        """Look back on a week or a month."""
        today = self._present.today()
        present = today in span
        done, before = self._done(span), span_before(span, self._present.week_start)
        logged = dict.fromkeys(contact_id for one in done.entries for contact_id in one.contact_ids)
        due, more = self._due(span) if present else ((), 0)
        return Review(
            span=span,
            figures=self._figures(span, done),
            before=self._figures(before, self._done(before)),
            interviews=tuple(Held(day, self._who(one), one.id) for day, one in done.interviews),
            logged=tuple(self._people(logged)),
            kinds=tuple(Counter(one.kind for one in done.entries if not one.is_news).most_common()),
            met=tuple(self._people(done.met)),
            added=tuple(self._people(done.added)),
            kept=tuple(done.kept),
            broken=tuple(self._closed(span, FollowUpState.DROPPED)),
            due=due,
            due_more=more,
            waiting=tuple(self._waiting()) if present else (),
            goals=tuple(self._goals.progress_of_all()) if present else (),
            changed=tuple(self._changed(span)),
        )

    def _done(self, span: Span) -> _Done:
        entries = self._store.interactions.between(span.first, span.last)
        met = self._met(span, entries)
        return _Done(
            interviews=sorted(self._held_interviews(span), key=lambda one: one[0]),
            entries=entries,
            kept=self._closed(span, FollowUpState.DONE),
            met=met,
            added=self._added(span, met),
        )

    def _figures(self, span: Span, done: _Done) -> Figures:
        return Figures(
            talks=len(done.interviews),
            logged=sum(not one.is_news for one in done.entries),
            thanked=self._thanked(span, done.entries),
            in_time=sum(1 for _, interview in done.interviews if thanked_in_time(interview)),
            kept=len(done.kept),
            late=sum(1 for one in done.kept if not one.waits and self._day(one.closed_at) > one.due_on),
            met=len(done.met),
            added=len(done.added),
            asked=sum(1 for one in self._store.of(Introduction).all() if _asked_in(one, span)),
            introduced=sum(1 for one in self._store.of(Introduction).all() if _made_in(one, span)),
        )

    def _thanked(self, span: Span, entries: Sequence[Interaction]) -> int:
        """Count the thank-yous: those in the log, and the interviews thanked for without an entry."""
        sent = [one for one in entries if is_thanks(one)]
        logged = {(contact_id, one.on) for one in sent for contact_id in one.contact_ids}
        days = (
            (one.contact_id, self._present.day_of(one.thanked_at)) for one in self._store.interviews.all()
        )
        return len(sent) + sum(1 for who, day in days if day and day in span and (who, day) not in logged)

    def _held_interviews(self, span: Span) -> Iterator[tuple[date, Interview]]:
        for interview in self._store.interviews.all():
            day = self._present.day_of(interview.held_until)
            if day is not None and day in span:
                yield day, interview

    def _closed(self, span: Span, state: FollowUpState) -> list[FollowUp]:
        return [
            one
            for one in self._store.follow_ups.all()
            if one.state is state and one.closed_at is not None and self._day(one.closed_at) in span
        ]

    def _met(self, span: Span, entries: Iterable[Interaction]) -> Sequence[int]:
        logged = {contact_id for one in entries if one.real for contact_id in one.contact_ids}
        found = first_meetings(self._store, span.first, span.last, logged)
        return sorted(found, key=lambda contact_id: (found[contact_id], contact_id))

    def _added(self, span: Span, met: Sequence[int]) -> Sequence[int]:
        """Return who was written down in some days and not met in them."""
        known = set(met)
        added = self._store.contacts.added_at()
        return sorted(
            contact_id for contact_id, at in added if contact_id not in known and self._day(at) in span
        )

    def _people(self, contact_ids: Iterable[int]) -> Iterator[Person]:
        rows = map(self._store.contacts.row, contact_ids)
        return (Person(row.id, row.name) for row in rows if row is not None)

    def _due(self, span: Span) -> tuple[tuple[Due, ...], int]:
        now, today = self._present.now(), self._present.today()
        rows = [
            row for row in self._agenda.until(span.last).rows if row.due_on <= span.last and not row.is_idea
        ]
        shown = rows[:_MOST_DUE]
        due = (Due(row, when_words(row, now, today) if row.due_on <= today else "") for row in shown)
        return tuple(due), max(0, len(rows) - _MOST_DUE)

    def _waiting(self) -> Iterator[Waiting]:
        for one in self._store.follow_ups.waiting():
            yield Waiting(one, name_of(self._store, one.contact_id), name_of(self._store, one.after_id))

    def _changed(self, span: Span) -> Sequence[tuple[str, int]]:
        counted: Counter[str] = Counter()
        for entry in self._store.entries():
            day = self._day(entry.at)
            if day < span.first:
                break
            if day in span and not entry.undone and entry.undoes is None and not entry.erases:
                counted[action_of(entry.label)] += 1
        return counted.most_common(_MOST_LABELS)

    def _who(self, interview: Interview) -> str:
        name = name_of(self._store, interview.contact_id, interview.contact_name)
        return ", ".join(part for part in (name, interview.company) if part)

    def _day(self, at: datetime | None) -> date:
        return self._present.day_of(at) or date.max


_PLAIN_WORD = re.compile(r"[a-z][a-z-]*")
_LINKS = frozenset(
    {"with", "of", "for", "to", "from", "as", "the", "a", "until", "by", "on", "in", "and", "at"}
)


def action_of(label: str) -> str:
    """Return what was done, without the person: "Ask for advice to Ann" is "Ask for advice"."""
    head = label.partition(":")[0].split()
    kept = head[:1]
    for word in head[1:]:
        if not _PLAIN_WORD.fullmatch(word) or word == "with":
            break
        kept.append(word)
    while len(kept) > 1 and kept[-1] in _LINKS:
        kept.pop()
    return " ".join(kept)


def _asked_in(introduction: Introduction, span: Span) -> bool:
    """Whether someone was asked in some days to introduce me."""
    asked_on = introduction.asked_on
    return introduction.way is Way.RECEIVED and asked_on is not None and asked_on in span


def _made_in(introduction: Introduction, span: Span) -> bool:
    """Whether I introduced two people to each other in some days."""
    return introduction.way is Way.MADE and introduction.on is not None and introduction.on in span
