"""What goes into a calendar: interviews, events, birthdays, and what is due.

When an entry was made, changed or cancelled is read from history, so that what has not changed is the same
in every export: only what is late moves, to the day it is.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from netui.domain.entity_change import EntityChange
from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.journal.calendar import (
    CANCELLED_FOR,
    KIND_OF_ROW,
    WHOLE_CALENDAR,
    CalendarChoice,
    CalendarEntry,
    CalendarKind,
)
from netui.domain.people.contact import Contact
from netui.domain.people.interaction import Interaction
from netui.domain.plan.event import Event, EventState
from netui.domain.preferences import PREFERENCES_ID, Preferences
from netui.domain.time.calendar_ends import days_after, time_after
from netui.domain.values import replace
from netui.domain.week.agenda import (
    AgendaRow,
    CheckIn,
    InterviewOver,
    Preparation,
    PrepItem,
    RequestWaiting,
    RowKind,
    day_words,
)
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.week.agenda import AgendaService

_HELD = frozenset({InterviewStatus.SCHEDULED, InterviewStatus.DONE})
_IN_THE_MORNING, _AN_HOUR_BEFORE = timedelta(hours=9), -timedelta(hours=1)
_NAMED = frozenset({"name", "positions"})
_BORN = frozenset({"name", "birthday", "archived_at"})
_DUE = frozenset({"cadence", "cadence_from", "paused", "snoozed_until", "skipped_on", "next_due_on", *_NAMED})
_ARRANGED = frozenset({"items", "status", "at", "asked_on", "also_asked_on", "second_try_on"})
_FIELDS = {
    CheckIn: _DUE,
    **dict.fromkeys((PrepItem, Preparation, InterviewOver, RequestWaiting), _ARRANGED),
}
"""The fields that count, of who or what a row is about; of all else every field does."""
_SNOOZED = frozenset({"snoozed"})
_OLDEST_YEAR, _LEAP_YEAR, _LEAP_DAY = 1900, 1972, (2, 29)
_OTHERS = frozenset(CalendarKind) - {CalendarKind.INTERVIEWS, CalendarKind.EVENTS, CalendarKind.BIRTHDAYS}
"""What comes from the agenda: the rest stands in the calendar by itself."""
_INTERVIEW = ("status", "at", "minutes", "medium", "place", "goal", "contact_id", "contact_name", "company")
_EVENT = ("state", "title", "on", "at", "place", "goals")
"""What of an interview and of an event shows in a calendar."""
_People = frozenset[int] | None
_Pasts = dict[int, list[EntityChange]]


class CalendarService:
    """Makes the entries of a calendar."""

    def __init__(self, store: Store, present: Present, agenda: Callable[[], AgendaService]) -> None:
        self._store = store
        self._present = present
        self._agenda = agenda

    def entries(
        self, chosen: Collection[int] | None, choice: CalendarChoice = WHOLE_CALENDAR
    ) -> list[CalendarEntry]:
        """Return the entries about some people, or about everything (None), in the order of their days."""
        kinds, people = choice.kinds, None if chosen is None else frozenset(chosen)
        pasts = self._pasts(kinds)
        found: list[CalendarEntry] = []
        if CalendarKind.INTERVIEWS in kinds:
            found += self._appointments(Interview, self._store.interviews.all(), people, pasts)
        if CalendarKind.EVENTS in kinds:
            found += self._appointments(Event, self._store.of(Event).all(), people, pasts)
        if CalendarKind.BIRTHDAYS in kinds:
            found += self._birthdays(people, pasts)
        if not _OTHERS.isdisjoint(kinds):
            found += self._due(people, choice, pasts)
        if not choice.alarms:
            found = [replace(one, alarm=None) for one in found]
        return sorted(found, key=lambda one: (self._day(one.start), one.uid))

    def _pasts(self, kinds: Collection[CalendarKind]) -> _Pasts:
        """Return the changes of each entity the entries are made of, the newest first."""
        wanted: dict[type[Any], frozenset[str] | None] = {Contact: _BORN | _DUE}
        if not _OTHERS.isdisjoint(kinds):
            others = (kind for kind in self._store.kinds() if kind not in {Contact, Interaction})
            wanted |= dict.fromkeys(others, None)
            wanted[Preferences] = _SNOOZED
        if CalendarKind.INTERVIEWS in kinds:
            wanted[Interview] = None
        if CalendarKind.EVENTS in kinds:
            wanted[Event] = None
        pasts: _Pasts = {}
        for change in self._store.entity_changes(wanted):
            pasts.setdefault(change.id, []).append(change)
        return pasts

    # Interviews and events

    def _appointments(
        self,
        kind: type[Interview] | type[Event],
        known: Collection[Interview] | Collection[Event],
        people: _People,
        pasts: _Pasts,
    ) -> Iterator[CalendarEntry]:
        """Yield what is to be held or was, and what was cancelled in the last days, also if it is gone."""
        now = {one.id: one for one in known}
        first = days_after(self._present.today(), -CANCELLED_FOR)
        gone = {one for one, past in pasts.items() if isinstance(past[0].before, kind)}
        for entity_id in now.keys() | gone:
            past, here = pasts.get(entity_id, []), now.get(entity_id)
            if here is not None and _is_on(here):
                if _is_about(here, people):
                    yield self._appointment(here, here, pasts)
                continue
            ended = next((one for one in past if one.before is not None and _is_on(one.before)), None)
            if ended is None or self._day(ended.at) < first or not _is_about(ended.before, people):
                continue
            yield replace(self._appointment(ended.before, here, pasts), cancelled=True, alarm=None)

    def _appointment(
        self, one: Interview | Event, now: Interview | Event | None, pasts: _Pasts
    ) -> CalendarEntry:
        """Return the entry of what is on, or was until it was cancelled."""
        past = pasts.get(one.id, [])
        if isinstance(one, Interview):
            entry, shown = self._interview(one), partial(_values, _INTERVIEW)
            named = self._changed(pasts.get(one.contact_id or 0, []), _NAMED)[1]
        else:
            entry, shown, named = self._event(one), partial(_values, _EVENT), None
        sequence, at, after = 0, one.created_at, shown(now)
        for change in past:
            before = shown(change.before)
            if before != after:
                at = change.at if not sequence else at
                sequence += 1
            after = before
        came = bool(past) and past[-1].came
        return replace(entry, sequence=sequence - came, changed_at=_latest(at, named))

    def _interview(self, interview: Interview) -> CalendarEntry:
        row = self._store.contacts.row(interview.contact_id) if interview.contact_id is not None else None
        company = interview.company or (row.company if row else "")
        who = " · ".join(part for part in (row.name if row else interview.contact_name, company) if part)
        assert interview.at is not None
        return CalendarEntry(
            uid=interview.uid,
            summary=f"Talk with {who or 'someone'}",
            start=interview.at,
            end=interview.ends_at,
            description=interview.goal,
            location=interview.place or interview.medium.value,
            kind=CalendarKind.INTERVIEWS,
            alarm=_AN_HOUR_BEFORE if interview.status is InterviewStatus.SCHEDULED else None,
        )

    def _event(self, event: Event) -> CalendarEntry:
        alarm = _AN_HOUR_BEFORE if event.at else _IN_THE_MORNING
        return CalendarEntry(
            uid=event.uid,
            summary=event.title,
            start=event.at or event.on,
            end=time_after(event.at, timedelta(hours=2)) if event.at else None,
            description=event.goals,
            location=event.place,
            kind=CalendarKind.EVENTS,
            alarm=alarm if event.is_planned else None,
        )

    # Birthdays

    def _birthdays(self, people: _People, pasts: _Pasts) -> Iterator[CalendarEntry]:
        """Yield the birthday of everyone who isn't archived: one entry, that comes back each year."""
        added = dict(self._store.contacts.added_at())
        for row in self._store.contacts.rows():
            if row.birthday is None or row.archived_at is not None:
                continue
            if people is not None and row.id not in people:
                continue
            born = row.birthday.year or 0
            came = added.get(row.id)
            first = born if born >= _OLDEST_YEAR else came.year if came else _LEAP_YEAR
            if not born and (row.birthday.month, row.birthday.day) == _LEAP_DAY:
                first -= first % 4
            sequence, at = self._changed(pasts.get(row.id, []), _BORN)
            yield CalendarEntry(
                uid=f"birthday:{row.id}",
                summary=f"birthday: {row.name}{f' ({born})' if born else ''}",
                start=row.birthday.in_year(first),
                kind=CalendarKind.BIRTHDAYS,
                changed_at=at or came,
                sequence=sequence,
                alarm=_IN_THE_MORNING,
                yearly=True,
            )

    # What is due

    def _due(self, people: _People, choice: CalendarChoice, pasts: _Pasts) -> Iterator[CalendarEntry]:
        today = self._present.today()
        midnight = datetime.combine(today, time.min, self._present.zone)
        snoozed = self._store.preferences.load().snoozed
        snoozed_at = self._changed(pasts.get(PREFERENCES_ID, []), _SNOOZED)[1]
        for row in self._agenda().until(days_after(today, choice.days), calendar=True).rows:
            kind = KIND_OF_ROW[row.kind]
            if kind in choice.kinds & _OTHERS and (people is None or row.contact_id in people):
                for one in row.items or (row,):
                    yield self._row(one, kind, midnight, pasts, snoozed_at if one.id in snoozed else None)

    def _row(
        self,
        row: AgendaRow,
        kind: CalendarKind,
        midnight: datetime,
        pasts: _Pasts,
        snoozed_at: datetime | None,
    ) -> CalendarEntry:
        """Return a row of the agenda as a day; what is late is put on today, where it is seen.

        Only that says why it is there: the words for it change with the day. Its `sequence` grows with each
        day, too.
        """
        today = midnight.date()
        waits_since = row.since or row.due_on
        late = row.due_on <= today and waits_since < today
        since = f" (since {day_words(waits_since, today)})" if late else ""
        about = "" if row.kind is RowKind.PREP else row.about
        text = "" if row.kind is RowKind.GOAL else row.text
        who = " · ".join(part for part in (row.who, about) if part)
        words = ": ".join(part for part in (row.kind.word, who, text) if part)
        own = next((int(part) for part in row.id.split(":") if part.isdecimal()), 0)
        fields = _FIELDS.get(type(row.subject), _NAMED if own == row.contact_id else None)
        past = pasts.get(own, [])
        sequence, at = self._changed(past, fields)
        named = self._changed(pasts.get(row.contact_id or 0, []), _NAMED)[1]
        changed_at = _latest(at, named, snoozed_at, midnight if late else None)
        if changed_at is not None and past:
            sequence += max((changed_at - past[-1].at).days, 0)
        return CalendarEntry(
            uid=row.id,
            summary=f"{words}{since}",
            start=max(row.due_on, today),
            description=row.why if late else "",
            kind=kind,
            changed_at=changed_at,
            sequence=sequence,
            alarm=None if late else _IN_THE_MORNING,
        )

    def _changed(
        self, past: Collection[EntityChange], fields: frozenset[str] | None
    ) -> tuple[int, datetime | None]:
        """Return how often these fields were changed since the entity came, and when it last was."""
        counted = [
            one for one in past if fields is None or not one.fields or not fields.isdisjoint(one.fields)
        ]
        return sum(not one.came for one in counted), counted[0].at if counted else None

    def _day(self, start: date | datetime) -> date:
        return self._present.local(start).date() if isinstance(start, datetime) else start


def _is_on(one: Interview | Event) -> bool:
    if isinstance(one, Interview):
        return one.at is not None and one.status in _HELD
    return one.state is not EventState.SKIPPED


def _is_about(one: Interview | Event, people: _People) -> bool:
    if people is None:
        return True
    return one.contact_id in people if isinstance(one, Interview) else not people.isdisjoint(one.contact_ids)


def _values(names: Collection[str], entity: Interview | Event | None) -> tuple[object, ...] | None:
    return None if entity is None else tuple(getattr(entity, name) for name in names)


def _latest(*moments: datetime | None) -> datetime | None:
    return max((one for one in moments if one is not None), default=None)
