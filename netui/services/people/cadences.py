"""How often to be in touch with each person: cadences, defaults, snoozing, skipping, pausing, time away."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence, CadenceRule, RuleScope
from netui.domain.people.check_in import (
    cadence_of,
    chosen_cadence,
    chosen_on,
    next_check_in,
    pressing,
    spread,
    with_first_due_on,
    with_next_due,
)
from netui.domain.people.contact import Contact, Stage
from netui.domain.time.calendar_ends import days_after
from netui.domain.time.dates import full_day
from netui.domain.values import replace
from netui.services.people.people import named, names_of, require_contact
from netui.services.ports import Store
from netui.services.present import Present


class CadenceService:
    """Sets cadences and keeps every person's next check-in true."""

    def __init__(self, store: Store, present: Present, check_ins_per_week: Callable[[], int]) -> None:
        self._store = store
        self._present = present
        self._per_week = check_ins_per_week
        self.preferences = store.preferences.load

    def current(self, contact: Contact) -> Contact:
        """Return a contact with its next check-in up to date; nothing is written."""
        return with_next_due(contact, self._store.preferences.load().rules)

    def begun(self, before: Contact | None, after: Contact) -> Contact:
        """Return a contact, changed from what it was before, up to date; nothing is written.

        Where the cadence is another one now, it runs from today.
        """
        rules = self._store.preferences.load().rules
        new = chosen_cadence(after, rules)
        starts = new != (None if before is None else chosen_cadence(before, rules))
        return with_next_due(chosen_on(self._present.today(), after, new) if starts else after, rules)

    def each_begun(self, ids: Sequence[int], change: Callable[[Contact], Contact]) -> Iterator[Contact]:
        """Yield people as a change makes them, up to date, to be saved one by one; others are left out.

        Where the cadence is another one now, it runs from today. With several such people their first
        check-ins are spread.
        """
        rules = self._store.preferences.load().rules

        def changed(person: Contact) -> tuple[bool, Contact] | None:
            wanted = change(person)
            starts = chosen_cadence(wanted, rules) != chosen_cadence(person, rules)
            return None if wanted == person else (starts, wanted)

        return self._each(ids, changed, rules)

    def cadence_of(self, contact: Contact) -> Cadence | None:
        """Return the cadence that counts for a person: their own, or a default of a tag or stage."""
        return cadence_of(contact, self._store.preferences.load().rules)

    def set_cadence(self, ids: Iterable[int], cadence: Cadence | None) -> int:
        """Choose how often to be in touch with people, or with None no more; return how many changed.

        With one person the next check-in follows from the last contact. With several, check-ins that would
        be due already are spread over the coming interval, so that the agenda does not flood.
        """
        words = f"every {cadence}" if cadence else "no"
        with self._store.transaction("Keep in touch"):
            people = names_of(self._store, ids)
            self._store.relabel(f"Keep in touch with {named(people.values())}: {words}")
            rules = self._store.preferences.load().rules
            for person in self._each(
                [*people], lambda one: (True, replace(one, cadence=cadence, paused=False)), rules
            ):
                self._store.contacts.save(person)
            return len(people)

    def undecided(self, ids: Iterable[int]) -> tuple[int, ...]:
        """Return those who have no cadence, were not declined one, and are neither paused nor archived."""
        preferences = self._store.preferences.load()
        return tuple(
            person.id
            for person in self._store.contacts.get_many(dict.fromkeys(ids))
            if cadence_of(person, preferences.rules) is None
            and not person.paused
            and person.archived_at is None
            and _declined(person.id) not in preferences.dismissed
        )

    def decide(
        self, ids: Iterable[int], cadence: Cadence | None, also: Callable[[int], object] | None = None
    ) -> None:
        """Choose how often to be in touch, and do something else for each; None is not asked about again."""
        chosen = tuple(ids)
        with self._store.transaction("Keep in touch"):
            names = names_of(self._store, chosen).values()
            if cadence is not None:
                self.set_cadence(chosen, cadence)
            else:
                before = self._store.preferences.load()
                declined = dict.fromkeys((*before.dismissed, *map(_declined, chosen)))
                self._store.preferences.save(replace(before, dismissed=tuple(declined)))
            if also is not None:
                for one in chosen:
                    also(one)
            often = f"every {cadence}" if cadence else "no"
            self._store.relabel(f"Keep in touch with {named(names)}: {often}")

    def set_rule(self, scope: RuleScope, value: str, cadence: Cadence | None) -> None:
        """Choose the default for a tag or a stage, or with None take it away."""
        name = value.strip().lstrip("#")
        if not name:
            raise InvalidValueError("a default needs the tag or the stage it is for")
        if scope is RuleScope.STAGE and name not in set(Stage):
            raise InvalidValueError(f"“{name}” is no stage: it is one of {', '.join(Stage)}")
        words = f"every {cadence}" if cadence else "none"
        with self._store.transaction(f"Default for {scope} {name}: {words}"):
            before = self._store.preferences.load()
            rules = tuple(
                rule
                for rule in before.rules
                if (rule.scope, rule.value.casefold()) != (scope, name.casefold())
            )
            if cadence is not None:
                rules = (*rules, CadenceRule(scope, name, cadence))
            self._store.preferences.save(replace(before, rules=rules))

            def changed(one: Contact) -> tuple[bool, Contact]:
                return chosen_cadence(one, rules) != chosen_cadence(one, before.rules), one

            for person in self._each(self._without_their_own(scope, name), changed, rules):
                self._store.contacts.save(person)

    def pause(self, ids: Iterable[int], *, paused: bool) -> None:
        """Stop check-ins with people, or take them up again."""
        with self._store.transaction("Pause"):
            people = names_of(self._store, ids)
            verb = "Pause" if paused else "Resume"
            self._store.relabel(f"{verb}: {named(people.values())}")
            for one in people:
                person = require_contact(self._store, one)
                self._store.contacts.save(self.current(replace(person, paused=paused)))

    def snooze(self, contact_id: int, until: date) -> Contact:
        """Put a check-in off until a day to come."""
        if until <= self._present.today():
            raise InvalidValueError(f"{full_day(until)} is not to come: snooze until tomorrow or after")
        with self._store.transaction("Snooze"):
            person = require_contact(self._store, contact_id)
            self._store.relabel(f"Snooze check-in with {person.name} until {self._present.short_day(until)}")
            later = self.current(replace(person, snoozed_until=until))
            self._store.contacts.save(later)
            return later

    def skip(self, contact_id: int) -> Contact:
        """Skip one check-in: the interval restarts today, without a contact."""
        with self._store.transaction("Skip"):
            person = require_contact(self._store, contact_id)
            self._store.relabel(f"Skip check-in with {person.name}")
            skipped = self.current(replace(person, skipped_on=self._present.today(), snoozed_until=None))
            self._store.contacts.save(skipped)
            return skipped

    def away(self, until: date | None) -> None:
        """Be away until a day: no check-ins before it, and those missed are spread over the weeks after."""
        today = self._present.today()
        if until is not None and until <= today:
            raise InvalidValueError(f"{full_day(until)} is not to come: be away until tomorrow or after")
        label = f"Away until {self._present.short_day(until)}" if until else "Back again"
        with self._store.transaction(label):
            before = self._store.preferences.load()
            self._store.preferences.save(replace(before, away_until=until))
            if until is None:
                return
            missed = []
            for row in self._store.contacts.rows():
                cadence = cadence_of(row, before.rules)
                if cadence is not None and row.next_due_on is not None and row.next_due_on < until:
                    missed.append((pressing(row, cadence, today), row.id))
            missed.sort(key=lambda pair: (-pair[0], pair[1]))
            for index, (_, contact_id) in enumerate(missed):
                day = days_after(until, index * 7 // self._per_week())
                person = require_contact(self._store, contact_id)
                self._store.contacts.save(self.current(replace(person, snoozed_until=day)))

    def _without_their_own(self, scope: RuleScope, name: str) -> list[int]:
        """Return the people that a default is for."""
        people = []
        for row in self._store.contacts.rows():
            hit = row.stage == name if scope is RuleScope.STAGE else _has_tag(row.tags, name)
            if hit and row.cadence is None and row.archived_at is None:
                people.append(row.id)
        return people

    def _each(
        self,
        ids: Sequence[int],
        change: Callable[[Contact], tuple[bool, Contact] | None],
        rules: Sequence[CadenceRule],
    ) -> Iterator[Contact]:
        """Yield people as a change makes them, up to date; who begins a cadence, as it says, begins it today.

        They are read twice, one at a time: all of 30,000 would take 100 MB more. The first check-ins of
        several who begin are spread over the coming interval; who was met within one keeps the day: only the
        others would all be due together.
        """
        today = self._present.today()

        def changed() -> Iterator[tuple[bool, Contact]]:
            for person in map(self._store.contacts.get, ids):
                wanted = None if person is None else change(person)
                if wanted is not None:
                    starts, after = wanted
                    after = chosen_on(today, after, chosen_cadence(after, rules)) if starts else after
                    yield starts, with_next_due(after, rules)

        days = self._first_days((person for starts, person in changed() if starts), rules)
        for _, person in changed():
            day, cadence = days.get(person.id), cadence_of(person, rules)
            if day is None or cadence is None:
                yield person
            else:
                yield with_first_due_on(person, day, cadence.begun_by(day), rules)

    def _first_days(self, people: Iterable[Contact], rules: Sequence[CadenceRule]) -> dict[int, date]:
        """Return the day of the first check-in of those, among people who begin, who don't keep their own."""
        today = self._present.today()
        count, first, longest = 0, [], today
        for person in people:
            count += 1
            if _is_first(person, today, rules):
                first.append(person.id)
                longest = max(longest, person.next_due_on or today)
        if count < 2:
            return {}
        last = max(longest, days_after(today, max(len(first) * 7 // self._per_week(), 7)))
        return dict(zip(first, spread(len(first), days_after(today, 1), last), strict=True))


def _is_first(person: Contact, today: date, rules: Sequence[CadenceRule]) -> bool:
    """Whether a person's cadence would have been over already by the day of the last contact."""
    since_met = next_check_in(replace(person, cadence_from=None), rules)
    return person.next_due_on is not None and (since_met is None or since_met <= today)


def _declined(contact_id: int) -> str:
    return f"keep-in-touch:{contact_id}"


def _has_tag(tags: Iterable[str], name: str) -> bool:
    return any(tag.casefold() == name.casefold() for tag in tags)
