"""Where the rows of the agenda come from: people, promises, talks, birthdays, goals."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

from netui.domain.interviews.interview import Interview, InterviewStatus, ItemState
from netui.domain.interviews.rules import RequestStep, days_waiting, needs_outcome, request_step
from netui.domain.people.check_in import cadence_of
from netui.domain.people.contact import ContactRow
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.people.milestone import GRACE
from netui.domain.plan.goal import Goal
from netui.domain.preferences import Preferences
from netui.domain.time.calendar_ends import days_after
from netui.domain.week.agenda import AgendaRow, RowKind, day_words
from netui.services.notes.note_occasions import birthday_row
from netui.services.people.check_ins import CheckInQueue
from netui.services.plan.goals import GoalProgress, GoalService
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.remembered import PerContact

_MEETINGS_AHEAD = timedelta(days=7)


class AgendaSource(Protocol):
    """Something else that puts rows on the agenda, and knows what doing one of them means.

    `kinds` are the kinds of its rows; where others make such rows too, it knows its own by their ids, and
    returns False for the rest. What is snoozed, and what is done or
    skipped where `done` and `skip` return False, is kept by the id of the row.
    """

    kinds: frozenset[RowKind]

    def rows(self, last: date) -> Iterator[AgendaRow]:
        """Yield the rows due up to a day, not yet placed against today."""
        ...

    def done(self, row: AgendaRow) -> bool:
        """Do a row; return whether that is kept by the source itself."""
        ...

    def skip(self, row: AgendaRow) -> bool:
        """Pass over a row this time; return whether that is kept by the source itself."""
        ...


class AgendaSources:
    """Makes agenda rows, not yet placed against today; `due_at` is given on the user's own clock."""

    def __init__(
        self, store: Store, present: Present, goals: GoalService, more: Sequence[AgendaSource] = ()
    ) -> None:
        self._store = store
        self._present = present
        self._goals = goals
        self._more = tuple(more)
        self.check_ins = CheckInQueue(store, present, self._meetings)
        self._days_of_the_year = PerContact(store, _day_of_the_year)

    def _meetings(self, preferences: Preferences, last: date) -> dict[int, date]:
        """Return whom one meets for mentoring about then, and when: the meeting may be their check-in."""
        until = last + min(_MEETINGS_AHEAD, date.max - last)
        days: dict[int, date] = {}
        for source in self._more:
            if RowKind.MENTORING in source.kinds:
                for row in self._shown(preferences, source.rows(until)):
                    if row.contact_id is not None:
                        days[row.contact_id] = min(row.due_on, days.get(row.contact_id, row.due_on))
        return days

    def others(self, preferences: Preferences, last: date) -> Iterator[AgendaRow]:
        """Yield promises, talks, prep items, requests, birthdays and goals; `last` limits the yearly ones."""
        for follow_up in self._store.follow_ups.open():
            yield self._follow_up(follow_up)
        rows = (
            *self._talks(),
            *self._birthdays(preferences, last),
            *self._goal_rows(last),
            *(row for source in self._more for row in source.rows(last)),
        )
        yield from self._shown(preferences, rows)

    def _shown(self, preferences: Preferences, rows: Iterable[AgendaRow]) -> Iterator[AgendaRow]:
        """Leave out what was dismissed, and move what was snoozed."""
        hidden = set(preferences.dismissed)
        today = self._present.today()
        for row in rows:
            if row.id in hidden:
                continue
            later = preferences.snoozed.get(row.id)
            yield replace(row, due_on=later) if later is not None and later > max(row.due_on, today) else row

    def _follow_up(self, follow_up: FollowUp) -> AgendaRow:
        row = self._store.contacts.row(follow_up.contact_id) if follow_up.contact_id else None
        due_on = max(follow_up.due_on, follow_up.snoozed_until or follow_up.due_on)
        if follow_up.kind is FollowUpKind.THANK_YOU and follow_up.due_at is not None:
            why = "the talk is over: a thank-you counts most within 24 hours"
        elif follow_up.promised_on is not None:
            why = f"promised {day_words(follow_up.promised_on, self._present.today())}"
        else:
            why = "promised"
        about = self._store.contacts.row(follow_up.about_id) if follow_up.about_id else None
        if about is not None:
            why = f"{why}; about {about.name}"
        if follow_up.company:
            why = f"{why}; owed to {follow_up.company}"
        if follow_up.repeats is not None:
            why = f"{why}; again every {follow_up.repeats}"
        return AgendaRow(
            id=str(follow_up.id),
            kind=RowKind(follow_up.kind.value),
            due_on=due_on,
            due_at=self._present.local(follow_up.due_at) if follow_up.due_at else None,
            text=follow_up.text,
            contact_id=row.id if row else None,
            who=row.name if row else follow_up.company,
            about=row.company if row else "",
            why=why,
            follow_up_id=follow_up.id,
            interview_id=follow_up.interview_id,
        )

    def _talks(self) -> Iterator[AgendaRow]:
        for talk in self._store.interviews.all():
            if talk.status is InterviewStatus.SCHEDULED:
                yield from self._scheduled(talk)
            elif talk.status is InterviewStatus.ASKED:
                step = request_step(talk, self._present.today())
                if step is not RequestStep.NONE:
                    yield self._request(talk, step)

    def _scheduled(self, talk: Interview) -> Iterator[AgendaRow]:
        if talk.at is None:
            return
        starts = self._present.local(talk.at)
        today = self._present.today()
        row = self._store.contacts.row(talk.contact_id) if talk.contact_id else None
        who = row.name if row else talk.contact_name
        when = f"{day_words(starts.date(), today)} {starts:%H:%M}"
        held = AgendaRow(
            id=f"outcome:{talk.id}",
            kind=RowKind.OUTCOME,
            due_on=today,
            text="held, moved, cancelled or no-show?",
            contact_id=row.id if row else None,
            who=who,
            about=row.company if row else "",
            why=f"the talk of {when} has passed: what became of it?",
            interview_id=talk.id,
        )
        if needs_outcome(talk, self._present.now()):
            yield held
            return
        yield replace(
            held,
            id=str(talk.id),
            kind=RowKind.INTERVIEW,
            due_on=max(starts.date(), today),
            due_at=starts,
            text=talk.goal or f"{talk.minutes} minutes, {talk.medium}",
            about=about_person(row) if row else "",
            why=f"{talk.minutes} minutes, {talk.medium}; prep {talk.prep_done} of {talk.prep_total} done",
        )
        for item in talk.items:
            if item.state is ItemState.OPEN:
                yield replace(
                    held,
                    id=f"prep:{talk.id}:{item.id}",
                    kind=RowKind.PREP,
                    due_on=item.due_on,
                    text=item.text,
                    about=f"for {day_words(starts.date(), today)}",
                    why=f"prepares the talk of {when} with {who}",
                    item_id=item.id,
                )

    def _request(self, talk: Interview, step: RequestStep) -> AgendaRow:
        row = self._store.contacts.row(talk.contact_id) if talk.contact_id else None
        today = self._present.today()
        words = {
            RequestStep.ASK_ELSE: "no answer yet: ask someone else as well",
            RequestStep.RESEND: "no answer yet: one more gentle try",
            RequestStep.CLOSE: "no answer to the second try: close it",
        }
        waited = days_waiting(talk, today)
        return AgendaRow(
            id=f"request:{talk.id}:{step}",
            kind=RowKind.REQUEST,
            due_on=today,
            text=words[step],
            contact_id=row.id if row else None,
            who=row.name if row else talk.contact_name,
            about=row.company if row else "",
            why=f"asked for a talk; {waited} working days without an answer",
            interview_id=talk.id,
        )

    def _birthdays(self, preferences: Preferences, last: date) -> Iterator[AgendaRow]:
        first = days_after(self._present.today(), -GRACE)
        near = _days_of_the_year(first, last)
        for contact_id, day_of_the_year in self._days_of_the_year(None).items():
            if day_of_the_year not in near:
                continue
            row = self._store.contacts.row(contact_id)
            birthday = row.birthday if row is not None else None
            if row is None or birthday is None:
                continue
            day = birthday.next_on_or_after(first)
            if day > last or cadence_of(row, preferences.rules) is None:
                continue
            age = f"turns {day.year - birthday.year}" if birthday.year else "birthday"
            born = " (born on the 29th)" if (day.month, day.day) != (birthday.month, birthday.day) else ""
            yield AgendaRow(
                id=birthday_row(row.id, day),
                kind=RowKind.BIRTHDAY,
                due_on=day,
                text=age,
                contact_id=row.id,
                who=row.name,
                about=row.company,
                why=f"{age} on {day:%A} {day.day} {day:%B}{born}; a note template is ready",
            )

    def _goal_rows(self, last: date) -> Iterator[AgendaRow]:
        for progress in self._goals.progress_of_all():
            yield from self._goal_row(progress.goal, progress, last)

    def _goal_row(self, goal: Goal, progress: GoalProgress, last: date) -> Iterator[AgendaRow]:
        missing = goal.target - progress.done
        if missing <= 0 or progress.last > last:
            return
        yield AgendaRow(
            id=f"goal:{goal.id}:{progress.last:%Y-%m-%d}",
            kind=RowKind.GOAL,
            due_on=progress.last,
            text=f"{missing} more to go",
            who=goal.title,
            why=f"{progress.done} of {goal.target} {goal.per_words}",
            goal_id=goal.id,
        )


def about_person(row: ContactRow) -> str:
    """Return what a person does and where, as it stands after a name."""
    return " · ".join(part for part in (row.title, row.company) if part)


def _days_of_the_year(first: date, last: date) -> set[tuple[int, int]]:
    """Return (month, day) of the days from first to last, and 29 February, which may be kept on the 28th."""
    count = min((last - first).days + 1, 366)
    days = (days_after(first, index) for index in range(count))
    return {(2, 29), *((day.month, day.day) for day in days)}


def _day_of_the_year(row: ContactRow, _by: None) -> tuple[int, int] | None:
    birthday = row.birthday
    return None if birthday is None else (birthday.month, birthday.day)
