"""The days on which something counted for a goal, from the log, the interviews and the people met."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from msgspec import Struct

from netui.domain.interviews.interview import Interview
from netui.domain.interviews.rules import thanked_in_time
from netui.domain.people.interaction import Direction, Interaction, InteractionKind
from netui.domain.plan.brand import Record, RecordKind
from netui.domain.plan.event import Event, EventState
from netui.domain.plan.favour import favour_in
from netui.domain.plan.goal import Goal, Measure
from netui.domain.plan.group import Group, GroupRole
from netui.domain.plan.mentoring import Mentoring
from netui.domain.plan.practice import Practice, PracticeKind
from netui.services.people.people_met import PeopleMet
from netui.services.ports import Change, Store
from netui.services.present import Present

_INTRODUCING = "make-introduction"


class Counted(Struct, frozen=True):
    """An entry of the log as far as it counts."""

    on: date
    contact_ids: tuple[int, ...]


class LoggedDays:
    """What of the log counts in some days, by id, and how often each person is in it."""

    def __init__(self, entries: Iterable[Interaction] = ()) -> None:
        self._entries: dict[int, Counted] = {}
        self.people: Counter[int] = Counter()
        for entry in entries:
            self.put(entry)

    def __iter__(self) -> Iterator[Counted]:
        return iter(list(self._entries.values()))

    def put(self, entry: Interaction) -> None:
        """Count an entry, or count it again."""
        self.take_out(entry.id)
        self._entries[entry.id] = Counted(entry.on, entry.contact_ids)
        self.people.update(entry.contact_ids)

    def take_out(self, interaction_id: int) -> Counted | None:
        """Forget an entry; return what was counted of it, or None if it was not."""
        counted = self._entries.pop(interaction_id, None)
        for contact_id in counted.contact_ids if counted is not None else ():
            self.people[contact_id] -= 1
            if self.people[contact_id] <= 0:
                del self.people[contact_id]
        return counted


def _gave_something(entry: Interaction) -> bool:
    """Whether what I sent gave something: I said so myself, or it did beyond doubt."""
    if entry.direction is not Direction.GAVE:
        return False
    if entry.template is None:
        return entry.source is None
    return entry.template == _INTRODUCING or favour_in(entry) is not None


_FROM_LOG: Mapping[Measure, Callable[[Interaction], bool]] = {
    Measure.EVENTS: lambda one: one.kind is InteractionKind.EVENT,
    Measure.POSTS: lambda one: (
        one.kind is InteractionKind.SOCIAL and one.direction is not Direction.RECEIVED and not one.is_news
    ),
    Measure.GIVES: _gave_something,
    Measure.PEOPLE: lambda one: one.real,
}
"""What of the log counts for the measures that are counted from it."""

_MADE_OF: Mapping[Measure, frozenset[str]] = {
    Measure.TALKS: frozenset({"interviews"}),
    Measure.THANKS_IN_TIME: frozenset({"interviews"}),
    Measure.EVENTS: frozenset({"interactions", "events"}),
    Measure.POSTS: frozenset({"interactions", "records"}),
    Measure.GIVES: frozenset({"interactions", "favours", "follow_ups"}),
    Measure.PRACTICE: frozenset({"practice"}),
    Measure.MENTORING: frozenset({"mentoring"}),
    Measure.GROUPS: frozenset({"groups"}),
}
"""Which collections a measure is counted from; people met are kept by themselves."""


class Gives(Protocol):
    """Something other than the log that knows what was given."""

    def given_on(self, first: date, last: date) -> Iterable[date]:
        """Return one day for each thing given from `first` to `last` that the log does not tell of."""


class GoalCounting:
    """Counts from what is stored; what was counted is kept until something changes."""

    def __init__(self, store: Store, present: Present, gives: Gives | None = None) -> None:
        self._store = store
        self._present = present
        self._gives = gives
        self._known: dict[tuple[Measure, date, date], list[date]] = {}
        self._logged: dict[tuple[Measure, date, date], LoggedDays] = {}
        self._people = PeopleMet(store, present, self._logged_people)
        self._newest = 0
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
        if goal.measure is Measure.PEOPLE:
            return self._people.days(goal.query, first, last)
        key, changes = (goal.measure, first, last), self._changes
        known = self._known.get(key)
        if known is None:
            known = [day for day in self._days(goal, first, last) if first <= day <= last]
            if changes == self._changes:  # else something changed while a worker counted
                self._known[key] = known
        return known

    @staticmethod
    def takes_long(goal: Goal) -> bool:
        """Whether to count a goal for the first time is to read the log."""
        return goal.measure in _FROM_LOG

    def is_at_hand(self, goal: Goal, first: date, last: date) -> bool:
        """Whether a goal can be counted without reading the log of these days or everybody."""
        if goal.measure is Measure.PEOPLE and not self._people.are_known(goal.query, first, last):
            return False
        return not self.takes_long(goal) or (goal.measure, first, last) in self._logged

    def _days(self, goal: Goal, first: date, last: date) -> Iterator[date]:
        """Yield the days of what neither the user counts nor who was met."""
        match goal.measure:
            case Measure.TALKS:
                yield from (day for _, day in self._interviews())
            case Measure.THANKS_IN_TIME:
                yield from (day for interview, day in self._interviews() if thanked_in_time(interview))
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
            case Measure.PRACTICE:
                practised = (
                    one for one in self._store.of(Practice).all() if one.kind is not PracticeKind.RATING
                )
                yield from (one.on for one in practised)
            case Measure.MENTORING:
                yield from (held.on for one in self._store.of(Mentoring).all() for held in one.meetings)
            case Measure.GROUPS:
                yield from self._joined()

    def _joined(self) -> Iterator[date]:
        for group in self._store.of(Group).all():
            if group.role is not GroupRole.INTERESTED:
                day = group.joined_on or self._present.day_of(group.created_at)
                yield from () if day is None else (day,)

    def _interviews(self) -> Iterator[tuple[Interview, date]]:
        for interview in self._store.interviews.all():
            if (day := self._present.day_of(interview.held_until)) is not None:
                yield interview, day

    def _from_log(self, measure: Measure, first: date, last: date) -> LoggedDays:
        """Return what of the log counts in a period; read once, then only what changes."""
        key = (measure, first, last)
        counted, changes = self._logged.get(key), self._changes
        if counted is None:
            counts = _FROM_LOG[measure]
            entries = self._store.interactions.during(first, last)
            counted = LoggedDays(one for one in entries if counts(one))
            self._newest = max(self._newest, self._store.last_id)
            if changes == self._changes:
                self._logged[key] = counted
        return counted

    def _logged_people(self, first: date, last: date) -> Collection[int]:
        return self._from_log(Measure.PEOPLE, first, last).people

    def _forget(self, change: Change) -> None:
        self._changes += 1
        touched = change.touched.keys()
        self._known = {key: days for key, days in self._known.items() if _MADE_OF[key[0]].isdisjoint(touched)}
        people = set(change.touched.get("contacts", ()))
        is_clear = True
        for interaction_id in change.touched.get("interactions", ()):
            entry = self._store.interactions.get(interaction_id)
            before = [logged.take_out(interaction_id) for logged in list(self._logged.values())]
            is_new = interaction_id > self._newest
            self._newest = max(self._newest, interaction_id)
            people.update(contact_id for one in before if one is not None for contact_id in one.contact_ids)
            is_clear = is_clear and (is_new or any(before))  # else no one knows who it was about earlier
            if entry is not None:
                people.update(entry.contact_ids)
                self._log_again(entry)
        if is_clear:
            self._people.changed(people)
        else:
            self._people.forget()

    def _log_again(self, entry: Interaction) -> None:
        for (measure, first, last), logged in list(self._logged.items()):
            if first <= entry.on <= last and _FROM_LOG[measure](entry):
                logged.put(entry)
