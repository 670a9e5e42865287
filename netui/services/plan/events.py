"""Events: planned, gone to, and followed up within 48 hours."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct

from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.one_line import required_line
from netui.domain.people.contact import Contact, ContactRow, Position, Stage, first_name
from netui.domain.people.interaction import Interaction, InteractionKind
from netui.domain.plan.event import (
    Event,
    EventState,
    MetLine,
    follow_up_words,
    interaction_words,
    own_words,
    promised_after,
)
from netui.domain.time.calendar_ends import days_after
from netui.domain.values import replace
from netui.domain.week.agenda import day_words
from netui.services.entries import Entries
from netui.services.people.people import names_of
from netui.services.people.people_services import PeopleServices
from netui.services.plan.groups import GroupService
from netui.services.ports import Store
from netui.services.present import Present

FOLLOW_UP_WITHIN = 2


class MetPerson(Struct, frozen=True):
    """One person met, as decided at the end of an event: a known one by id, or a new one from the line."""

    line: MetLine
    contact_id: int | None = None
    follow_up: bool = True


class EventOutcome(Struct, frozen=True):
    """What was made of an event's list; `by_due` of the follow-ups are due on `due_on`.

    `again` are the people that nothing was added for, as all of it was kept before.
    """

    event: Event
    contact_ids: tuple[int, ...]
    again: tuple[int, ...]
    added: int
    follow_ups: int
    by_due: int
    due_on: date


class EventService:
    """Keeps the events of the user."""

    def __init__(self, store: Store, present: Present, people: PeopleServices, groups: GroupService) -> None:
        self._store = store
        self._present = present
        self._contacts, self._log, self._follow_ups = people
        self._groups = groups
        self._entries = Entries(store, present, Event, "event", lambda one: one.title, _tidy, verb="Plan")
        self.get = self._entries.get
        self.add = self._entries.add
        self.edit = self._entries.edit
        self.remove = self._entries.remove

    def count(self) -> int:
        """Return how many events are still to come, or wait for a report."""
        return sum(event.is_planned for event in self._entries.all())

    def coming(self) -> list[Event]:
        """Return the planned events that are not over, the nearest first."""
        found = [one for one in self._entries.all() if one.is_planned and not self.is_over(one)]
        return sorted(found, key=self._when)

    def untold(self) -> list[Event]:
        """Return the planned events that are over, of which nothing is known; the oldest first."""
        found = [one for one in self._entries.all() if one.is_planned and self.is_over(one)]
        return sorted(found, key=self._when)

    def past(self) -> list[Event]:
        """Return the events that were attended or skipped, the newest first."""
        found = [one for one in self._entries.all() if not one.is_planned]
        return sorted(found, key=self._when, reverse=True)

    def of_group(self, group_id: int) -> list[Event]:
        """Return the events of a group, the newest first."""
        found = [one for one in self._entries.all() if one.group_id == group_id]
        return sorted(found, key=self._when, reverse=True)

    def is_over(self, event: Event) -> bool:
        """Tell whether an event's day is over."""
        return event.on < self._present.today()

    def has_begun(self, event: Event) -> bool:
        """Tell whether the user may have met someone there: its day has come."""
        return event.on <= self._present.today()

    def skipped(self, event_id: int) -> Event:
        """Note that one did not go."""
        with self._store.transaction(f"Skip event: {self.get(event_id).title}"):
            return self._save(replace(self.get(event_id), state=EventState.SKIPPED))

    def plan_again(self, event_id: int) -> Event:
        """Undo the answer whether the user was there."""
        with self._store.transaction(f"Plan event: {self.get(event_id).title}"):
            return self._save(replace(self.get(event_id), state=EventState.PLANNED))

    def attended(
        self, event_id: int, contact_ids: Iterable[int] = (), *, notes: str = "", logged: bool = False
    ) -> Event:
        """Note that one was there, and log it with those met, unless it is `logged` already.

        The same people and notes a second time change nothing. Raises InvalidValueError before the
        event's day.
        """
        event = self.get(event_id)
        self._require_begun(event)
        ids = tuple(dict.fromkeys(contact_ids))
        new = [one for one in ids if not self._logged(event, one, lambda entry: has_lines(entry.text, notes))]
        with self._store.transaction(f"Attend {event.title}"):
            if new and not logged:
                self._log_event(event, new, notes or event.title)
            self._store.relabel(f"Attend {event.title}")
            return self._save(self._with_met(self.get(event_id), ids, notes))

    # Event mode

    def finish(self, event_id: int, people: Sequence[MetPerson]) -> EventOutcome:
        """Keep everyone met at an event, in one transaction.

        New people are added as connected, met there and then; all of them are in one logged interaction,
        carry the tag of the event's group, and are owed a word within 48 hours of it unless told otherwise.
        What was kept of someone before is neither logged nor owed a second time.
        Raises InvalidValueError before the event's day, and NotFoundError for a known person who is gone.
        """
        event = self.get(event_id)
        self._require_begun(event)
        group = self._group_tag(event)
        due_on = self.due_on(event)
        ids: dict[int, None] = {}
        logged: dict[int, None] = {}
        again: dict[int, None] = {}
        details: list[tuple[str, str]] = []
        added = owed = named = 0
        with self._store.transaction(f"People met at {event.title}"):
            for person in people:
                known = self._known(person)
                if known is None:
                    known = self._contacts.add(self._new(person.line, event))
                    added += 1
                is_owed = not person.follow_up or self._is_owed(event, known, person.line)
                is_logged = self._is_logged_with(event, known, person.line.details)
                if is_owed and is_logged:
                    again[known.id] = None
                    continue
                if known.id not in ids and not is_owed:
                    self._owe(person.line, known, event, due_on)
                    owed += 1
                    named += self.names_day(person.line)
                ids[known.id] = None
                if not is_logged:
                    logged[known.id] = None
                    details.append((known.name, person.line.details))
            if logged:
                self._log_event(event, tuple(logged), interaction_words(event.title, details))
            if ids and group:
                self._contacts.set_tags(ids, add=[group])
            saved = self._save(self._with_met(self.get(event_id), tuple({**ids, **again}), ""))
            self._store.relabel(f"People met at {event.title}: {len(ids):,}")
        kept = tuple(one for one in again if one not in ids)
        return EventOutcome(saved, tuple(ids), kept, added, owed, owed - named, due_on)

    def due_on(self, event: Event) -> date:
        """Return until when one writes to those met: 48 hours after the event, or at once after that."""
        return max(days_after(event.on, FOLLOW_UP_WITHIN), self._present.today())

    def unread_day(self, line: MetLine) -> str:
        """Return what is wrong with the day that something is promised by; "" where nothing is."""
        from netui.domain.week.line_parts import DUE_LATE, words_of
        from netui.domain.week.promises import hour_in_day, parse_follow_up

        reading = self._present.reading()
        if DUE_LATE.search(line.follow_up) or hour_in_day(words_of(line.follow_up), reading):
            try:
                parse_follow_up(line.follow_up, reading)
            except InvalidValueError as error:
                return str(error)
        return ""

    def _known(self, person: MetPerson) -> Contact | None:
        if person.contact_id is None:
            return None
        known = self._store.contacts.get(person.contact_id)
        if known is None:
            raise NotFoundError(f"{person.line.name} was deleted in the meantime: look the list over again")
        return known

    def _new(self, line: MetLine, event: Event) -> Contact:
        job = (Position(line.title, line.company),) if line.title or line.company else ()
        return replace(
            self._contacts.blank(line.name),
            positions=job,
            emails=line.emails,
            phones=line.phones,
            links=line.links,
            stage=Stage.CONNECTED,
            met=event.title,
            met_on=event.on,
            notes=line.details,
        )

    def _owe(self, line: MetLine, known: Contact, event: Event, due_on: date) -> None:
        """Owe a word, and what was promised, by the day named for it."""
        words, day, awaited = self._owed_when(line)
        if day is None and awaited is None:
            day = due_on
        line = replace(line, follow_up=words)
        self._follow_ups.add(
            contact_id=known.id,
            kind=line.kind,
            text=follow_up_words(line, first_name(known.name), event.title),
            due_on=day,
            after_id=awaited.id if awaited is not None else None,
        )

    def _is_owed(self, event: Event, known: Contact, line: MetLine) -> bool:
        """Whether a word after the event is owed, or was, with the follow-up of the line."""
        words = follow_up_words(
            replace(line, follow_up=self._owed_when(line)[0]), first_name(known.name), event.title
        )
        return known.id in event.contact_ids and any(
            one.text == words or (not line.follow_up and promised_after(event.title, one.text) is not None)
            for one in self._follow_ups.for_contact(known.id)
            # An event of the same name, such as last month's meetup, has follow-ups of its own.
            if one.created_at is None or self._present.local(one.created_at).date() >= event.on
        )

    def _is_logged_with(self, event: Event, known: Contact, details: str) -> bool:
        """Whether the log has someone at the event with these details, and no others, of theirs."""

        def says(entry: Interaction) -> bool:
            others = names_of(self._store, entry.contact_ids).values()
            own = own_words(entry.text, known.name, others)
            return not details or (own is not None and own[1] == details)

        return self._logged(event, known.id, says)

    def _logged(self, event: Event, contact_id: int, says: Callable[[Interaction], bool]) -> bool:
        """Whether the log has someone at the event in an entry that says something."""
        return contact_id in event.contact_ids and any(
            one.kind is InteractionKind.EVENT and one.on == event.on and says(one)
            for one in self._log.for_contact(contact_id)
        )

    def names_day(self, line: MetLine) -> bool:
        """Whether a line says when what was promised is due, or what it waits for."""
        _, day, awaited = self._owed_when(line)
        return day is not None or awaited is not None

    def _owed_when(self, line: MetLine) -> tuple[str, date | None, ContactRow | None]:
        """Return what was promised, the day it names, and who is to be talked to before."""
        from netui.domain.week.line_parts import day_reader, due_day, words_of

        reading = self._present.reading()
        words, awaited = self._follow_ups.reading.split(line.follow_up)
        found = due_day(words_of(words), day_reader(reading)) if words else None
        if found is not None and found.day >= reading.today and found.before:
            return found.rest, found.day, awaited
        return words, None, awaited

    def _log_event(self, event: Event, ids: Sequence[int], text: str) -> None:
        self._log.log(contact_ids=ids, kind=InteractionKind.EVENT, on=event.on, text=text)

    def _with_met(self, event: Event, ids: Sequence[int], notes: str) -> Event:
        fresh = self.get(event.id)
        new = "" if has_lines(fresh.notes, notes) else notes.strip()
        notes = "\n".join(part for part in (fresh.notes, new) if part)
        met = tuple(dict.fromkeys((*fresh.contact_ids, *ids)))
        return replace(fresh, state=EventState.ATTENDED, contact_ids=met, notes=notes)

    def _group_tag(self, event: Event) -> str:
        if event.group_id is None or not self._groups.name_of(event.group_id):
            return ""
        return self._groups.get(event.group_id).tag

    def why_not_attended(self, event: Event) -> str:
        """Return the sentence that says why you can't have been there yet; "" once its day has come."""
        if self.has_begun(event):
            return ""
        return f"{event.title} is on {day_words(event.on, self._present.today())}: no one was met there yet"

    def _require_begun(self, event: Event) -> None:
        if why_not := self.why_not_attended(event):
            raise InvalidValueError(why_not)

    def _when(self, event: Event) -> tuple[date, str, int]:
        local = self._present.local(event.at) if event.at is not None else None
        return (event.on, f"{local:%H:%M}" if local else "", event.id)

    def _save(self, event: Event) -> Event:
        if event != self.get(event.id):
            self._store.of(Event).save(event)
        return event


def has_lines(text: str, words: str) -> bool:
    """Whether a text has some words as whole lines; no words are always there."""
    return not words.strip() or f"\n{words.strip()}\n" in f"\n{text}\n"


def _tidy(event: Event) -> Event:
    return replace(
        event,
        title=required_line(event.title, "an event needs a title"),
        place=" ".join(event.place.split()),
        goals=event.goals.strip(),
        notes=event.notes.strip(),
    )
