"""How often to be in touch with each person: cadences, defaults, snoozing, skipping, pausing, time away."""

from collections.abc import Iterable
from datetime import date

from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence, CadenceRule, RuleScope
from netui.domain.people.check_in import cadence_of, pressing, spread, with_next_due
from netui.domain.people.contact import Contact, Stage
from netui.domain.time.calendar_ends import days_after
from netui.domain.values import replace
from netui.services.people.people import named, require_contact
from netui.services.ports import Store
from netui.services.present import Present


class CadenceService:
    """Sets cadences and keeps every person's next check-in true."""

    def __init__(self, store: Store, present: Present, check_ins_per_week: int) -> None:
        self._store = store
        self._present = present
        self._per_week = max(check_ins_per_week, 1)
        self.preferences = store.preferences.load

    def current(self, contact: Contact) -> Contact:
        """Return a contact with its next check-in up to date; nothing is written."""
        return with_next_due(contact, self._store.preferences.load().rules)

    def cadence_of(self, contact: Contact) -> Cadence | None:
        """Return the cadence that counts for a person: their own, or a default of a tag or stage."""
        return cadence_of(contact, self._store.preferences.load().rules)

    def set_cadence(self, ids: Iterable[int], cadence: Cadence | None) -> int:
        """Choose how often to be in touch with people, or with None no more; return how many changed.

        With one person the next check-in follows from the last contact. With several, check-ins that would
        be due already are spread over the coming interval, so that the agenda does not flood.
        """
        words = f"every {cadence}" if cadence else "none"
        with self._store.transaction("Rhythm"):
            people = self._store.contacts.get_many(dict.fromkeys(ids))
            self._store.relabel(f"Rhythm of {named(person.name for person in people)}: {words}")
            today = self._present.today()
            chosen = [
                self.current(
                    replace(
                        person,
                        cadence=cadence,
                        cadence_from=today if cadence else None,
                        snoozed_until=None,
                        paused=False,
                    )
                )
                for person in people
            ]
            if len(chosen) > 1:
                chosen = self._spread(chosen)
            for person in chosen:
                self._store.contacts.save(person)
            return len(chosen)

    def set_rule(self, scope: RuleScope, value: str, cadence: Cadence | None) -> None:
        """Choose the default for a tag or a stage, or with None take it away."""
        name = value.strip().lstrip("#")
        if not name:
            raise InvalidValueError("a default needs the tag or the stage it is for")
        if scope is RuleScope.STAGE and name not in set(Stage):
            raise InvalidValueError(f"“{name}” is no stage: it is one of {', '.join(Stage)}")
        words = f"every {cadence}" if cadence else "none"
        with self._store.transaction(f"Default rhythm of {scope} {name}: {words}"):
            before = self._store.preferences.load()
            rules = tuple(
                rule
                for rule in before.rules
                if (rule.scope, rule.value.casefold()) != (scope, name.casefold())
            )
            if cadence is not None:
                rules = (*rules, CadenceRule(scope, name, cadence))
            self._store.preferences.save(replace(before, rules=rules))
            self._apply_rules(scope, name, rules)

    def pause(self, ids: Iterable[int], *, paused: bool) -> None:
        """Stop check-ins with people, or take them up again."""
        with self._store.transaction("Pause"):
            people = self._store.contacts.get_many(dict.fromkeys(ids))
            verb = "Pause" if paused else "Take up again"
            self._store.relabel(f"{verb}: {named(person.name for person in people)}")
            for person in people:
                self._store.contacts.save(self.current(replace(person, paused=paused)))

    def snooze(self, contact_id: int, until: date) -> Contact:
        """Put a check-in off until a day to come."""
        if until <= self._present.today():
            raise InvalidValueError(f"{until:%a %d %b %Y} is not to come: snooze until tomorrow or after")
        with self._store.transaction("Snooze"):
            person = require_contact(self._store, contact_id)
            self._store.relabel(f"Snooze check-in with {person.name} until {until:%a %d %b}")
            later = self.current(replace(person, snoozed_until=until))
            self._store.contacts.save(later)
            return later

    def skip(self, contact_id: int) -> Contact:
        """Skip one check-in: the interval restarts today, without a contact."""
        with self._store.transaction("Skip"):
            person = require_contact(self._store, contact_id)
            self._store.relabel(f"Skip check-in with {person.name}")
            skipped = replace(person, skipped_on=self._present.today(), snoozed_until=None)
            self._store.contacts.save(self.current(skipped))
            return self.current(skipped)

    def away(self, until: date | None) -> None:
        """Be away until a day: no check-ins before it, and those missed are spread over the weeks after."""
        today = self._present.today()
        if until is not None and until <= today:
            raise InvalidValueError(f"{until:%a %d %b %Y} is not to come: be away until tomorrow or after")
        label = f"Away until {until:%a %d %b}" if until else "Back again"
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
                day = days_after(until, index * 7 // self._per_week)
                person = require_contact(self._store, contact_id)
                self._store.contacts.save(self.current(replace(person, snoozed_until=day)))

    def _apply_rules(self, scope: RuleScope, name: str, rules: tuple[CadenceRule, ...]) -> None:
        people = []
        for row in self._store.contacts.rows():
            hit = row.stage == name if scope is RuleScope.STAGE else _has_tag(row.tags, name)
            if hit and row.cadence is None and row.archived_at is None:
                people.append(require_contact(self._store, row.id))
        today = self._present.today()
        fresh = [
            with_next_due(
                replace(person, cadence_from=person.cadence_from or today) if rules else person, rules
            )
            for person in people
        ]
        for before, after in zip(people, self._spread(fresh), strict=True):
            if before != after:
                self._store.contacts.save(after)

    def _spread(self, people: list[Contact]) -> list[Contact]:
        """Spread what would be due by tomorrow over the coming interval of each, never all on one day."""
        today = self._present.today()
        late = [p for p in people if p.next_due_on is not None and p.next_due_on <= today]
        fresh = [
            p
            for p in people
            if p.last_contact_on is None and p.next_due_on is not None and p.next_due_on > today
        ]
        days: dict[int, date] = {}
        for group in (late, fresh):
            longest = max((p.next_due_on for p in group if p.next_due_on), default=today)
            last = max(longest, days_after(today, max(len(group) * 7 // self._per_week, 7)))
            for person, day in zip(group, spread(len(group), days_after(today, 1), last), strict=True):
                days[person.id] = day
        return [self._due_on(person, days[person.id]) if person.id in days else person for person in people]

    def _due_on(self, person: Contact, day: date) -> Contact:
        """Move a person's next check-in to a day: by the start of the interval, or by a snooze."""
        cadence = self.cadence_of(person)
        if person.last_contact_on is None and cadence is not None:
            start = cadence.begun_by(day)
            person = replace(person, cadence_from=start)
            if cadence.after(start) == day:
                return self.current(person)
        return self.current(replace(person, snoozed_until=day))


def _has_tag(tags: Iterable[str], name: str) -> bool:
    return any(tag.casefold() == name.casefold() for tag in tags)
