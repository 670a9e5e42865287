"""The days on which something counted for a goal, from the log, the talks and the people met."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Protocol

from netui.domain.brand import Record, RecordKind
from netui.domain.event import Event, EventState
from netui.domain.favour import favour_in
from netui.domain.goal import Goal, Measure
from netui.domain.interaction import Direction, Interaction, InteractionKind
from netui.domain.interview import Interview, InterviewStatus
from netui.services.first_meetings import first_meetings
from netui.services.ports import Change, Store
from netui.services.present import Present

_IN_TIME = timedelta(hours=24)
_INTRODUCING = "make-introduction"


@dataclass(frozen=True, slots=True)
class Counted:
    """An entry of the log as far as it counts."""

    on: date
    contact_ids: tuple[int, ...]


def _gave_something(entry: Interaction) -> bool:
    """Whether what I sent gave something: I said so myself, or it did beyond doubt."""
    if entry.direction is not Direction.GAVE:
        return False
    if entry.template is None:
        return entry.source is None
    return entry.template == _INTRODUCING or favour_in(entry) is not None


_FROM_LOG: Mapping[Measure, Callable[[Interaction], bool]] = {
    Measure.EVENTS: lambda one: one.kind is InteractionKind.EVENT,
    Measure.POSTS: lambda one: one.kind is InteractionKind.SOCIAL and one.direction is not Direction.RECEIVED,
    Measure.GIVES: _gave_something,
    Measure.PEOPLE: lambda one: one.real,
}
"""What of the log counts for the measures that are counted from it."""


class Gives(Protocol):
    """Something beside the log that knows what was given."""

    def given_on(self, first: date, last: date) -> Iterable[date]:
        """Return one day for each thing given from `first` to `last` that the log does not tell of."""
        ...


class GoalCounting:
    """Counts from what is stored; what was counted is kept until something changes."""

    def __init__(
        self, store: Store, present: Present, week_start: int = 0, gives: Gives | None = None
    ) -> None:
        self._store = store
        self._present = present
        self._week_start = week_start
        self._gives = gives
        self._known: dict[tuple[object, ...], list[date]] = {}
        self._logged: dict[tuple[Measure, date, date], dict[int, Counted]] = {}
        self._changes = 0
        self._patient = False
        store.subscribe(self._forget)

    def let_log_come(self) -> None:
        """Count from the log only once it is read: until then `must_wait` tells."""
        self._patient = True

    def must_wait(self, goal: Goal) -> bool:
        """Tell whether a goal cannot be counted yet."""
        return self._patient and goal.measure in _FROM_LOG and not self._store.interactions.at_hand

    def days(self, goal: Goal, first: date, last: date) -> Sequence[date]:
        """Return one day of the user's calendar for each thing that counts from `first` to `last`."""
        if goal.measure is Measure.BY_HAND:
            return [day for day in goal.counted if first <= day <= last]
        key = (goal.measure, goal.query, first, last, self._present.today())
        kept = self._known  # which is another after a change: a worker may be counting then
        known = kept.get(key)
        if known is None:
            found = (day for day in self._days(goal, first, last) if first <= day <= last)
            known = kept[key] = list(found)
        return known

    def _days(self, goal: Goal, first: date, last: date) -> Iterator[date]:
        match goal.measure:
            case Measure.TALKS:
                yield from (day for _, day in self._talks())
            case Measure.THANKS_IN_TIME:
                yield from self._thanks()
            case Measure.PEOPLE:
                yield from self._people(goal.query, first, last)
            case Measure.EVENTS:  # one evening with five people is one event
                logged = {one.on for one in self._from_log(Measure.EVENTS, first, last)}
                events = (one for one in self._store.of(Event).all() if one.state is EventState.ATTENDED)
                yield from logged | {one.on for one in events}
            case Measure.POSTS:
                yield from (one.on for one in self._from_log(Measure.POSTS, first, last))
                yield from (one.on for one in self._store.of(Record).all() if one.kind is not RecordKind.TALK)
            case Measure.GIVES:
                yield from (one.on for one in self._from_log(Measure.GIVES, first, last))
                if self._gives is not None:
                    yield from self._gives.given_on(first, last)
            case Measure.BY_HAND:
                yield from goal.counted

    def _talks(self) -> Iterator[tuple[Interview, date]]:
        for talk in self._store.interviews.all():
            end = talk.ended_at or talk.ends_at
            if talk.status is InterviewStatus.DONE and end is not None:
                yield talk, self._present.local(end).date()

    def _thanks(self) -> Iterator[date]:
        for talk, day in self._talks():
            end = talk.ended_at or talk.ends_at
            if talk.thanked_at is not None and end is not None and talk.thanked_at - end <= _IN_TIME:
                yield day

    def _from_log(self, measure: Measure, first: date, last: date) -> Iterable[Counted]:
        """Return what of the log counts in a period; read once, then only what changes."""
        key = (measure, first, last)
        counted, changes = self._logged.get(key), self._changes
        if counted is None:
            counts = _FROM_LOG[measure]
            entries = self._store.interactions.between(first, last)
            counted = {one.id: Counted(one.on, one.contact_ids) for one in entries if counts(one)}
            if changes == self._changes:
                self._logged[key] = counted
        return list(counted.values())

    def _people(self, text: str, first: date, last: date) -> Iterator[date]:
        from netui.domain.query import parse

        contacts = self._store.contacts
        query = parse(text, self._present.today(), week_start=self._week_start, contact_of=contacts.get)
        logged = {
            contact_id
            for one in self._from_log(Measure.PEOPLE, first, last)
            for contact_id in one.contact_ids
        }
        for contact_id, day in first_meetings(self._store, first, last, logged).items():
            row = contacts.row(contact_id)
            if row is not None and query.matches(row, partial(contacts.haystack, contact_id)):
                yield day

    def _forget(self, change: Change) -> None:
        self._known = {}
        self._changes += 1
        for interaction_id in change.touched.get("interactions", ()) if self._logged else ():
            entry = self._store.interactions.get(interaction_id)
            for (measure, first, last), counted in list(self._logged.items()):
                counted.pop(interaction_id, None)
                if entry is not None and first <= entry.on <= last and _FROM_LOG[measure](entry):
                    counted[interaction_id] = Counted(entry.on, entry.contact_ids)
