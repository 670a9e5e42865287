"""This week: what falls due, gathered from people, follow-ups, interviews and goals."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from heapq import nsmallest

from msgspec import Struct

from netui.domain.config import Config
from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.people.check_in import cadence_of
from netui.domain.people.contact import ContactRow
from netui.domain.people.health import Health, health, health_over_time, month_ends
from netui.domain.plan.introduction import Introduction, IntroductionState
from netui.domain.time.calendar_ends import days_after, time_after
from netui.domain.values import replace
from netui.domain.week.agenda import Agenda, AgendaRow, RowKind, RowState, day_words
from netui.domain.week.order import order, state_of, state_on, week_end
from netui.services.people.people import words_with
from netui.services.ports import Change, Store
from netui.services.present import Present
from netui.services.week.sources import AgendaSources, about_person

_LATELY = 30
_A_DAY = timedelta(hours=24)


class NextInterview(Struct, frozen=True, kw_only=True):
    """The next interview, for the panel next to the agenda."""

    interview: Interview
    who: str
    about: str
    starts_at: datetime


class AgendaService:
    """Reads the agenda; `AgendaActions` acts on its rows."""

    def __init__(
        self,
        store: Store,
        present: Present,
        sources: AgendaSources,
        config: Callable[[], Config],
    ) -> None:
        self._store = store
        self._present = present
        self._sources = sources
        self._config = config
        self._overdue: tuple[datetime, int] | None = None
        store.subscribe(self._on_change)

    def week(self, *, all_check_ins: bool = False) -> Agenda:
        """Return what is overdue, due today, this week and next week."""
        counted_at = self._minute()
        self._overdue = None
        end = week_end(self._present.today(), self._present.week_start)
        agenda = self.until(days_after(end, 7), all_check_ins=all_check_ins)
        if not all_check_ins:
            self._overdue = (counted_at, agenda.counts[RowState.OVERDUE])
        return agenda

    def until(self, last: date, *, all_check_ins: bool = False, calendar: bool = False) -> Agenda:
        """Return everything due up to a day; `all_check_ins` lifts the weekly number.

        `calendar` adds what is worth a day in the calendar but no row of the week: imported birthdays, and
        check-ins to come beyond that number. It leaves out ideas, which have no day of their own.

        A week has an end: the check-ins done in it are of that number too.
        """
        now, today = self._present.now(), self._present.today()
        preferences = self._store.preferences.load()
        away = preferences.away_until if preferences.away_until and preferences.away_until > today else None
        rows = [
            row
            for row in self._sources.others(preferences, last)
            if (not calendar and row.due_on <= today if row.is_idea else row.due_on <= last)
            and (calendar or not row.calendar_only)
        ]
        per_week = self._config().check_ins_per_week
        first = days_after(week_end(today, self._present.week_start), -6)
        done = self._sources.check_ins.done_since(preferences, first)
        most = None if all_check_ins else max(0, per_week - done)
        state = partial(state_on, today=today, week_start=self._present.week_start)
        at_most = None if calendar else most
        kept, more = (
            ([], 0) if away else self._sources.check_ins.rows(preferences, last, at_most, state=state)
        )
        if calendar and most is not None:
            kept = [row for place, row in enumerate(kept) if place < most or row.due_on > today]
        placed = [self._placed(row, now, today) for row in rows] + kept
        counts = dict.fromkeys(RowState, 0)
        for row in placed:
            counts[row.state] += 1
        return Agenda(
            today=today,
            rows=order(placed),
            more_check_ins=more,
            check_ins_done=min(done, per_week),
            check_ins_per_week=per_week,
            away_until=away,
            counts=counts,
        )

    def on_day(self, day: date) -> list[AgendaRow]:
        """Return what falls due on one day, however many check-ins a week are asked for."""
        rows = self.until(day, all_check_ins=True, calendar=True).rows
        return [one for row in rows for one in (row.items or (row,)) if one.due_on == day]

    def placed(self, row: AgendaRow, due_on: date | None = None) -> AgendaRow:
        """Return a row with the state it has today, or would have on another day."""
        moved = row if due_on is None else replace(row, due_on=due_on)
        return self._placed(moved, self._present.now(), self._present.today())

    def _placed(self, row: AgendaRow, now: datetime, today: date) -> AgendaRow:
        items = tuple(self._placed(item, now, today) for item in row.items)
        return replace(row, state=state_of(row, now, today, self._present.week_start), items=items)

    def overdue(self) -> int:
        """Return how many rows of the week are really late; cheap when the week was just read."""
        counted = self._overdue
        if counted is not None and counted[0] == self._minute():
            return counted[1]
        return self.week().counts[RowState.OVERDUE]

    def changes_at(self) -> datetime:
        """Return when the agenda next changes by itself: at midnight, by due thanks, by an interview."""
        now = self._present.now()
        tomorrow = days_after(self._present.today(), 1)
        moments = [datetime.combine(tomorrow, time.min, tzinfo=self._present.zone)]
        for follow_up in self._store.follow_ups.open():
            if follow_up.due_at is not None:
                moments += [
                    time_after(follow_up.due_at, -_A_DAY),
                    time_after(follow_up.due_at, timedelta(seconds=1)),
                ]
        moments += [
            interview.ends_at for interview in self._store.interviews.all() if interview.ends_at is not None
        ]
        return min((moment for moment in moments if moment > now), default=now)

    def _minute(self) -> datetime:
        return self._present.now().replace(second=0, microsecond=0)

    def _on_change(self, _change: Change) -> None:
        self._overdue = None

    def explain(self, row: AgendaRow) -> str:
        """Return why a row is on the agenda, with what is known of the last contact."""
        if row.kind is not RowKind.CHECK_IN or row.contact_id is None:
            return row.why
        last = next((one for one in self._store.interactions.for_contact(row.contact_id) if one.real), None)
        if last is None:
            return f"{row.why}; no contact logged yet"
        text = words_with(self._store, last, row.contact_id)
        topic = f": {text.splitlines()[0]}" if text else ""
        return f"{row.why}; last: {last.kind} on {day_words(last.on, self._present.today())}{topic}"

    def next_interview(self) -> NextInterview | None:
        """Return the scheduled interview that starts next."""
        now = self._present.now()
        coming = [
            interview
            for interview in self._store.interviews.all()
            if interview.status is InterviewStatus.SCHEDULED
            and interview.at is not None and interview.ends_at is not None
            and interview.ends_at > now
        ]  # fmt: skip
        if not coming:
            return None
        interview = min(coming, key=lambda one: (one.at or now, one.id))
        row = self._store.contacts.row(interview.contact_id) if interview.contact_id else None
        return NextInterview(
            interview=interview,
            who=row.name if row else interview.contact_name,
            about=about_person(row) if row else "",
            starts_at=self._present.local(interview.at or now),
        )

    def marks(self, month: date) -> dict[date, int]:
        """Return how many things fall on each day of a month; ideas fall on none."""
        first = month.replace(day=1)
        last = month.replace(day=monthrange(month.year, month.month)[1])
        preferences = self._store.preferences.load()
        marks: dict[date, int] = {}
        others = (
            one.due_on
            for row in self._sources.others(preferences, last)
            if not row.is_idea
            for one in (row.items or (row,))
        )
        for day in (*others, *self._sources.check_ins.days(preferences, last)):
            if first <= day <= last:
                marks[day] = marks.get(day, 0) + 1
        return marks

    def health(self) -> Health:
        """Return the health of the people with a cadence today."""
        rules = self._store.preferences.load().rules
        return health(self._store.contacts.rows(), rules, self._present.today())

    def health_over_time(self, months: int = 12) -> list[Health]:
        """Return the health at the end of each of the last months, today included."""
        rules = self._store.preferences.load().rules
        cadences = {
            row.id: cadence
            for row in self._store.contacts.rows()
            if (cadence := cadence_of(row, rules)) is not None
        }
        ends = month_ends(self._present.today(), months)
        return health_over_time(self._store.interactions.contact_days(), cadences, ends)

    def reach_out(self, count: int = 5) -> list[ContactRow]:
        """Return who to write to in an empty week: those out of contact the longest, then never met.

        Left out are those who come up by themselves: by a check-in, a follow-up, an interview ahead, or what
        was asked for and is waited for, an interview or an introduction.
        """
        today = self._present.today()
        lately, never = days_after(today, -_LATELY), date.max
        rules = self._store.preferences.load().rules
        coming = self._people_coming()
        known = [
            row
            for row in self._store.contacts.rows()
            if row.archived_at is None
            and not row.paused
            and (row.last_contact_on is None or row.last_contact_on < lately)
            and row.id not in coming
            and cadence_of(row, rules) is None
        ]
        return nsmallest(
            count, known, key=lambda row: (row.last_contact_on or never, row.met_on or never, row.id)
        )

    def _people_coming(self) -> set[int | None]:
        """Return who an open follow-up, an interview ahead or something that was asked for is about."""
        now = self._present.now()
        return {
            *(one.contact_id for one in self._store.follow_ups.open()),
            *(
                one.contact_id
                for one in self._store.interviews.all()
                if one.status is InterviewStatus.ASKED or (one.ends_at and one.ends_at > now)
            ),
            *(
                contact_id
                for one in self._store.of(Introduction).all()
                if one.state is IntroductionState.ASKED
                for contact_id in (one.by_id, one.contact_id)
            ),
        }
