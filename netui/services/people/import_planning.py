"""What an import would do to the network, row by row, without writing anything."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Self

from msgspec import Struct

from netui.domain.people.cadence import Cadence, CadenceRule
from netui.domain.people.check_in import cadence_of, spread, with_first_due_on
from netui.domain.people.contact import Contact, ContactRow, Position, Stage, plain_row
from netui.domain.people.corrections import kept_words
from netui.domain.people.import_changes import KnownT, changes, joined, labels_of
from netui.domain.people.importing import CONNECTED, ImportedPerson, LedgerAction, LedgerRow, RejectedRow
from netui.domain.people.matching import Match, Matcher
from netui.domain.people.typed_fields import TypedFields, with_typed
from netui.domain.text import fold
from netui.domain.time.calendar_ends import days_after
from netui.domain.values import field_names, replace
from netui.services.ports import Store

LINKEDIN = "linkedin"
_ROW_FIELDS = field_names(ContactRow)
_NOTHING_NEW = "already here, nothing new"
_GONE = "gone from your contacts since this was read; read the file again to add them"
_NOT_HERE = "a note on someone who isn't one of your contacts"
Place = tuple[str, int]
"""File and line of a row."""


class Options(Struct, frozen=True, kw_only=True):
    """What the user chose: tags for everyone in the files, a cadence for those who are new."""

    tags: tuple[str, ...] = ()
    every: Cadence | None = None

    @classmethod
    def of(cls, tags: Iterable[str], every: Cadence | None) -> Self:
        """Return the options with tidy tags."""
        tidy = {tag.casefold(): tag for tag in (one.strip().lstrip("#") for one in tags) if tag}
        return cls(tags=tuple(tidy.values()), every=every)


class Fact(Struct, frozen=True):
    """One row about someone known; `jobs` is whether it may say something new of the present job."""

    person: ImportedPerson
    jobs: bool


class Edit(Struct, frozen=True):
    """What the rows say about one contact of the network."""

    contact_id: int
    facts: tuple[Fact, ...]


def apply_facts(known: KnownT, facts: Iterable[Fact], options: Options, on: date) -> tuple[KnownT, list[str]]:
    """Return the contact with what rows and options add, and the reasons; none means nothing is new."""
    reasons: list[str] = []
    before = known.met_on
    for fact in facts:
        known, more = changes(known, fact.person, on, jobs=fact.jobs)
        reasons += more
    if isinstance(known, Contact) and known.met_on != before and not known.met:
        known = replace(known, met=CONNECTED)
    tags = joined(known.tags, options.tags, str.casefold)
    reasons += [f"tag {tag} added" for tag in tags[len(known.tags) :]]
    return replace(known, tags=tags), reasons


class Planner:
    """Takes the rows of one file after the other, and gathers the ledger, the new people and the edits.

    New people have negative ids until they are stored; `new_ids` has one entry for each ledger row.
    """

    def __init__(
        self,
        store: Store,
        rows: Sequence[ContactRow],
        options: Options,
        today: date,
        gone: Collection[Place] = (),
    ) -> None:
        """Take the rows of people who have gone since the user saw them: those don't come in again."""
        self._gone = gone
        self._store = store
        self._options = options
        self._today = today
        self._matcher = Matcher(rows)
        self._known: dict[int, ContactRow | Contact] = {row.id: row for row in rows}
        self._unlearnt: set[int] = set()
        self._facts: dict[int, list[Fact]] = {}
        self._added: dict[int, Contact] = {}
        self.named: dict[int, TypedFields] = {}
        self.rows: list[LedgerRow] = []
        self.new_ids: list[int | None] = []

    @property
    def additions(self) -> tuple[Contact, ...]:
        """The new people, in order."""
        return tuple(self._added.values())

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What changes about those known."""
        return tuple(Edit(contact_id, tuple(facts)) for contact_id, facts in self._facts.items())

    def take(self, source: str, rows: Sequence[ImportedPerson | RejectedRow]) -> Iterator[None]:
        """Decide on every row of one file, one at each step."""
        self._learn_again()
        people = [row for row in rows if isinstance(row, ImportedPerson)]
        matches = iter(self._matcher.match(people))
        jobs = not (source == LINKEDIN and self._is_outdated(people))
        for row in rows:
            if isinstance(row, RejectedRow):
                self._enter(row, row.action, row.reason)
            else:
                self._decide(source, row, next(matches), jobs=jobs)
            yield

    def everyone(self) -> Matcher:
        """Return who is here and who is new, by what they are known by after the import."""
        self._learn_again()
        return self._matcher

    def _learn_again(self) -> None:
        for contact_id in self._unlearnt:
            self._matcher.learn(self._row(contact_id))
        self._unlearnt.clear()

    def _decide(self, source: str, person: ImportedPerson, match: Match, *, jobs: bool) -> None:
        if match.repeats:
            self._enter(person, LedgerAction.SKIPPED, match.repeats)
        elif match.contact_id is None and person.known_only:
            self._enter(person, LedgerAction.SKIPPED, _NOT_HERE)
        elif match.contact_id is None and (person.file, person.line) in self._gone:
            self._enter(person, LedgerAction.SKIPPED, _GONE)
        elif match.contact_id is None:
            new = self._new(source, person)
            self._added[new.id] = new
            if person.typed:
                self.named[new.id] = person.typed
            self._unlearnt.add(new.id)
            self._enter(person, LedgerAction.ADDED, match.apart, new.id)
        else:
            self._update(match.contact_id, Fact(person, jobs))

    def _update(self, contact_id: int, fact: Fact) -> None:
        reasons: list[str]
        known = self._known.get(contact_id)
        kept = kept_words(known, fact.person, jobs=fact.jobs) if known is not None else ""
        if contact_id in self._added:
            self._added[contact_id], reasons = apply_facts(
                self._added[contact_id], [fact], self._options, self._today
            )
        else:
            fact = self._without_relations(contact_id, fact)
            reasons = self._learn(contact_id, fact)
            if reasons:
                self._facts.setdefault(contact_id, []).append(fact)
        if reasons:
            self._unlearnt.add(contact_id)
            reason = "; ".join(filter(None, (*reasons, kept)))
            self._enter(fact.person, LedgerAction.UPDATED, reason, contact_id, kept=bool(kept))
        else:
            reason = kept or self._nothing_new(contact_id, fact)
            self._enter(fact.person, LedgerAction.SKIPPED, reason, contact_id, kept=bool(kept))

    def _without_relations(self, contact_id: int, fact: Fact) -> Fact:
        """Leave out who someone has to do with, where the contact says so already."""
        if not fact.person.custom:
            return fact
        known: ContactRow | Contact | None = self._known[contact_id]
        known = known if isinstance(known, Contact) else self._store.contacts.get(contact_id)
        if known is None:
            return fact
        ids = (known.introduced_by, *(one.contact_id for one in known.relations))
        others = (self._known.get(one) for one in ids if one is not None)
        names = {fold(other.name) for other in others if other is not None}
        own = tuple(one for one in fact.person.custom if fold(one[1]) not in names)
        return Fact(replace(fact.person, custom=own), fact.jobs)

    def _learn(self, contact_id: int, fact: Fact) -> list[str]:
        """Take what a row says of someone known; return the reasons, none where nothing is new."""
        known: ContactRow | Contact | None = self._known[contact_id]
        if fact.person.has_details and not isinstance(known, Contact):
            known = self._store.contacts.get(contact_id) or known
        after: ContactRow | Contact
        if isinstance(known, Contact):
            after, reasons = apply_facts(known, [fact], self._options, self._today)
        else:
            after, reasons = apply_facts(plain_row(self._row(contact_id)), [fact], self._options, self._today)
        if reasons:
            self._known[contact_id] = after
        return reasons

    def _nothing_new(self, contact_id: int, fact: Fact) -> str:
        name = self._row(contact_id).name
        if fold(name) != fold(fact.person.name):
            return f"already here as {name}, nothing new"
        if not fact.jobs:
            return f"{_NOTHING_NEW}; the file is older than an earlier import, so its jobs do not count"
        return _NOTHING_NEW

    def _enter(
        self,
        row: ImportedPerson | RejectedRow,
        action: LedgerAction,
        reason: str,
        contact_id: int | None = None,
        *,
        kept: bool = False,
    ) -> None:
        job, address, met_on = "", "", None
        if isinstance(row, ImportedPerson):
            job, met_on = ", ".join(filter(None, (row.title, row.company))), row.connected_on
            address = next(iter((*row.emails, *row.phones, *row.pages)), "")
            reason = "; ".join(filter(None, (reason, row.remark)))
        stored = contact_id is not None and contact_id > 0
        entry = LedgerRow(
            file=row.file,
            line=row.line,
            action=action,
            name=row.name,
            job=job,
            address=address,
            met_on=met_on,
            reason=reason,
            contact_id=contact_id if stored else None,
            kept=kept,
        )
        self.rows.append(entry)
        self.new_ids.append(None if stored else contact_id)

    def _new(self, source: str, person: ImportedPerson) -> Contact:
        has_job = person.title or person.company
        jobs = (Position(person.title, person.company),) if has_job else ()
        new = Contact(
            id=-len(self._added) - 1,
            uid="",
            name=person.name,
            positions=() if dict(person.typed).get("positions") else jobs,
            emails=person.emails,
            phones=person.phones,
            links=person.pages,
            labels=labels_of(person),
            card_lines=person.other,
            custom=dict(person.custom),
            pronouns=person.pronouns,
            pronunciation=person.pronunciation,
            time_zone=person.time_zone,
            location=person.location,
            birthday=person.birthday,
            birthday_imported=person.birthday is not None,
            tags=joined(person.tags, self._options.tags, str.casefold),
            stage=Stage.CONNECTED,
            met=CONNECTED if source == LINKEDIN else "",
            met_on=person.connected_on,
            notes="\n".join(filter(None, (person.notes, person.note))),
        )
        new, _ = with_typed(new, person.typed)
        return replace(new, positions=new.positions or jobs, cadence=new.cadence or self._options.every)

    def _row(self, contact_id: int) -> ContactRow:
        known = self._added.get(contact_id) or self._known[contact_id]
        if isinstance(known, Contact):
            return ContactRow(**{name: getattr(known, name) for name in _ROW_FIELDS})
        return known

    def _is_outdated(self, people: Sequence[ImportedPerson]) -> bool:
        """Whether an earlier import knew of a later connection: then the jobs in this one are past."""
        newest = max((person.connected_on for person in people if person.connected_on), default=None)
        if newest is None:
            return False
        if any(
            added.met_on and added.met_on > newest and added.met == CONNECTED
            for added in self._added.values()
        ):
            return True
        later = (row.id for row in self._known.values() if row.met_on and row.met_on > newest)
        contacts = (self._store.contacts.get(contact_id) for contact_id in later)
        return any(contact is not None and contact.met == CONNECTED for contact in contacts)


def with_first_check_ins(
    people: Sequence[Contact], rules: Sequence[CadenceRule], today: date
) -> list[Contact]:
    """Return people who just got a cadence, their first check-ins spread from tomorrow on.

    They are spread over the length of the cadence. People without one stay as they are.
    """
    groups: dict[Cadence, list[int]] = {}
    for index, person in enumerate(people):
        cadence = cadence_of(person, rules)
        if cadence is not None:
            groups.setdefault(cadence, []).append(index)
    spreading = list(people)
    for cadence, indexes in groups.items():
        days = spread(len(indexes), days_after(today, 1), cadence.after(today))
        starts = {day: cadence.begun_by(day) for day in set(days)}
        for index, day in zip(indexes, days, strict=True):
            spreading[index] = with_first_due_on(people[index], day, starts[day], rules)
    return spreading
