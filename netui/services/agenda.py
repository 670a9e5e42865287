"""This week: what falls due, gathered from people, promises, talks and goals."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from netui.domain.agenda import (
    Agenda,
    AgendaRow,
    RowKind,
    RowState,
    choose_check_ins,
    day_words,
    order,
    state_of,
    week_end,
)
from netui.domain.cadence import Cadence
from netui.domain.check_in import cadence_of, pressing
from netui.domain.contact import ContactRow
from netui.domain.follow_up import FollowUp
from netui.domain.goal import Goal
from netui.domain.health import Health, health, in_touch_over_time, month_ends
from netui.domain.interview import Interview, InterviewStatus, ItemState
from netui.domain.interviewing import RequestStep, needs_outcome, request_step
from netui.domain.preferences import Preferences
from netui.domain.working_days import working_days_between
from netui.services.goals import GoalService
from netui.services.ports import Store
from netui.services.present import Present

_BIRTHDAY_GRACE = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class NextInterview:
    """The next talk, for the panel beside the agenda."""

    interview: Interview
    who: str
    about: str
    starts_at: datetime


class AgendaService:
    """Reads the agenda; `AgendaActions` acts on its rows."""

    def __init__(
        self, store: Store, present: Present, goals: GoalService, *, week_start: int, check_ins_per_week: int
    ) -> None:
        self._store = store
        self._present = present
        self._goals = goals
        self._week_start = week_start
        self._per_week = check_ins_per_week

    def week(self) -> Agenda:
        """Return what is overdue, due today, this week and next week."""
        end = week_end(self._present.today(), self._week_start)
        return self.until(end + timedelta(days=7))

    def until(self, last: date, *, all_check_ins: bool = False) -> Agenda:
        """Return everything due up to a day; `all_check_ins` lifts the weekly number."""
        now, today = self._present.now(), self._present.today()
        preferences = self._store.preferences.load()
        away = preferences.away_until if preferences.away_until and preferences.away_until > today else None
        rows = [row for row in self._all_but_check_ins(preferences, last) if row.due_on <= last]
        check_ins = [] if away else list(self._check_ins(preferences, last))
        kept, more = (check_ins, 0) if all_check_ins else choose_check_ins(check_ins, self._per_week)
        placed = [replace(row, state=state_of(row, now, today, self._week_start)) for row in (*rows, *kept)]
        counts = dict.fromkeys(RowState, 0)
        for row in placed:
            counts[row.state] += 1
        return Agenda(today=today, rows=order(placed), more_check_ins=more, away_until=away, counts=counts)

    def explain(self, row: AgendaRow) -> str:
        """Return why a row is on the agenda, with what is known of the last contact."""
        if row.kind is not RowKind.CHECK_IN or row.contact_id is None:
            return row.why
        last = next((one for one in self._store.interactions.for_contact(row.contact_id) if one.real), None)
        if last is None:
            return f"{row.why}; no contact logged yet"
        topic = f": {last.text.splitlines()[0]}" if last.text else ""
        return f"{row.why}; last: {last.kind} on {day_words(last.on, self._present.today())}{topic}"

    def next_interview(self) -> NextInterview | None:
        """Return the scheduled talk that starts next."""
        now = self._present.now()
        coming = [
            talk
            for talk in self._store.interviews.all()
            if talk.status is InterviewStatus.SCHEDULED and talk.at is not None and talk.ends_at is not None
            and talk.ends_at > now
        ]  # fmt: skip
        if not coming:
            return None
        talk = min(coming, key=lambda one: (one.at or now, one.id))
        row = self._store.contacts.row(talk.contact_id) if talk.contact_id else None
        return NextInterview(
            interview=talk,
            who=row.name if row else talk.contact_name,
            about=_about(row) if row else "",
            starts_at=self._present.local(talk.at or now),
        )

    def marks(self, month: date) -> dict[date, int]:
        """Return how many things fall on each day of a month."""
        first = month.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        preferences = self._store.preferences.load()
        marks: dict[date, int] = {}
        for row in (*self._all_but_check_ins(preferences, last), *self._check_ins(preferences, last)):
            if first <= row.due_on <= last:
                marks[row.due_on] = marks.get(row.due_on, 0) + 1
        return marks

    def health(self) -> Health:
        """Return how the people with a cadence stand today."""
        rules = self._store.preferences.load().rules
        return health(self._store.contacts.rows(), rules, self._present.today())

    def health_over_time(self, months: int = 12) -> list[int]:
        """Return how many people were in touch at the end of each of the last months, today included."""
        rules = self._store.preferences.load().rules
        cadences = {
            row.id: cadence
            for row in self._store.contacts.rows()
            if (cadence := cadence_of(row, rules)) is not None
        }
        ends = month_ends(self._present.today(), months)
        return in_touch_over_time(self._store.interactions.contact_days(), cadences, ends)

    def reach_out(self, count: int = 5) -> list[ContactRow]:
        """Return whom to write to in an empty week: people met or known, out of contact the longest."""
        known = [row for row in self._store.contacts.rows() if row.archived_at is None and not row.paused]
        known.sort(key=lambda row: (row.last_contact_on is None, row.last_contact_on or date.min, row.id))
        return known[:count]

    def _check_ins(self, preferences: Preferences, last: date) -> Iterator[AgendaRow]:
        today = self._present.today()
        for row in self._store.contacts.rows():
            due = row.next_due_on
            if due is None or due > last:
                continue
            cadence = cadence_of(row, preferences.rules)
            if cadence is not None:
                yield _check_in(row, cadence, due, today)

    def _all_but_check_ins(self, preferences: Preferences, last: date) -> Iterator[AgendaRow]:
        hidden = set(preferences.dismissed)
        today = self._present.today()
        for follow_up in self._store.follow_ups.open():
            yield self._follow_up(follow_up)
        for row in (
            *self._talks(),
            *self._birthdays(preferences, last),
            *self._goal_rows(last),
        ):
            if row.id in hidden:
                continue
            later = preferences.snoozed.get(row.id)
            yield replace(row, due_on=later) if later is not None and later > max(row.due_on, today) else row

    def _follow_up(self, follow_up: FollowUp) -> AgendaRow:
        row = self._store.contacts.row(follow_up.contact_id) if follow_up.contact_id else None
        due_on = max(follow_up.due_on, follow_up.snoozed_until or follow_up.due_on)
        if follow_up.kind.value == RowKind.THANK_YOU and follow_up.due_at is not None:
            why = "the talk is over: a thank-you counts most within 24 hours"
        elif follow_up.promised_on is not None:
            why = f"promised {day_words(follow_up.promised_on, self._present.today())}"
        else:
            why = "promised"
        about = self._store.contacts.row(follow_up.about_id) if follow_up.about_id else None
        if about is not None:
            why = f"{why}; about {about.name}"
        if follow_up.repeats is not None:
            why = f"{why}; again every {follow_up.repeats}"
        return AgendaRow(
            id=str(follow_up.id),
            kind=RowKind(follow_up.kind.value) if follow_up.kind.value in set(RowKind) else RowKind.OTHER,
            due_on=due_on,
            due_at=self._present.local(follow_up.due_at) if follow_up.due_at else None,
            text=follow_up.text,
            contact_id=row.id if row else None,
            who=row.name if row else "",
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
                if step is not None:
                    yield self._request(talk, step)

    def _scheduled(self, talk: Interview) -> Iterator[AgendaRow]:
        if talk.at is None:
            return
        starts = self._present.local(talk.at)
        today = self._present.today()
        row = self._store.contacts.row(talk.contact_id) if talk.contact_id else None
        who = row.name if row else talk.contact_name
        when = f"{day_words(starts.date(), today)} {starts:%H:%M}"
        shared = {
            "contact_id": row.id if row else None,
            "who": who,
            "interview_id": talk.id,
        }
        if needs_outcome(talk, self._present.now()):
            yield AgendaRow(
                id=f"outcome:{talk.id}",
                kind=RowKind.OUTCOME,
                due_on=today,
                text="held, moved, cancelled or no-show?",
                about=row.company if row else "",
                why=f"the talk of {when} has passed: what became of it?",
                **shared,
            )
            return
        yield AgendaRow(
            id=str(talk.id),
            kind=RowKind.INTERVIEW,
            due_on=max(starts.date(), today),
            due_at=starts,
            text=talk.goal or f"{talk.minutes} minutes, {talk.medium}",
            about=_about(row) if row else "",
            why=f"{talk.minutes} minutes, {talk.medium}; prep {talk.prep_done} of {talk.prep_total} done",
            **shared,
        )
        for item in talk.items:
            if item.state is ItemState.OPEN:
                yield AgendaRow(
                    id=f"prep:{talk.id}:{item.id}",
                    kind=RowKind.PREP,
                    due_on=item.due_on,
                    text=item.text,
                    about=f"for {day_words(starts.date(), today)}",
                    why=f"prepares the talk of {when} with {who}",
                    item_id=item.id,
                    **shared,
                )

    def _request(self, talk: Interview, step: RequestStep) -> AgendaRow:
        row = self._store.contacts.row(talk.contact_id) if talk.contact_id else None
        today = self._present.today()
        words = {
            RequestStep.ASK_ELSE: "no answer yet: ask someone else as well",
            RequestStep.RESEND: "no answer yet: one more gentle try",
            RequestStep.CLOSE: "no answer to the second try: close it",
        }
        since = talk.second_try_on if step is RequestStep.CLOSE else talk.asked_on
        waited = working_days_between(since, today) if since else 0
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
        today = self._present.today()
        for row in self._store.contacts.rows():
            if row.birthday is None or cadence_of(row, preferences.rules) is None:
                continue
            day = row.birthday.next_on_or_after(today - _BIRTHDAY_GRACE)
            if day > last:
                continue
            age = f"turns {day.year - row.birthday.year}" if row.birthday.year else "birthday"
            yield AgendaRow(
                id=f"birthday:{row.id}:{day.year}",
                kind=RowKind.BIRTHDAY,
                due_on=day,
                text=age,
                contact_id=row.id,
                who=row.name,
                about=row.company,
                why=f"{age} on {day:%A} {day.day} {day:%B}; a note template is ready",
            )

    def _goal_rows(self, last: date) -> Iterator[AgendaRow]:
        for goal in self._goals.list():
            yield from self._goal_row(goal, last)

    def _goal_row(self, goal: Goal, last: date) -> Iterator[AgendaRow]:
        progress = self._goals.progress(goal)
        missing = goal.target - progress.done
        if missing <= 0 or progress.last > last:
            return
        yield AgendaRow(
            id=f"goal:{goal.id}:{progress.last:%Y-%m-%d}",
            kind=RowKind.GOAL,
            due_on=progress.last,
            text=f"{missing} more to go",
            who=goal.title,
            why=f"{progress.done} of {goal.target} this {goal.period}",
            goal_id=goal.id,
        )


def _about(row: ContactRow) -> str:
    return " · ".join(part for part in (row.title, row.company) if part)


def _check_in(row: ContactRow, cadence: Cadence, due: date, today: date) -> AgendaRow:
    snoozed = "; snoozed" if row.snoozed_until == due else ""
    return AgendaRow(
        id=f"checkin:{row.id}",
        kind=RowKind.CHECK_IN,
        due_on=due,
        text=f"every {cadence}",
        contact_id=row.id,
        who=row.name,
        about=row.company,
        why=f"every {cadence}{snoozed}",
        weight=pressing(row, cadence, today),
    )
