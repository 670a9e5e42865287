"""What an import would do to the network, row by row, without writing anything."""

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date

from netui.domain.people.cadence import CadenceRule
from netui.domain.people.check_in import cadence_of, spread, with_first_due_on
from netui.domain.people.contact import Contact, ContactRow, plain_row
from netui.domain.people.corrections import kept_words
from netui.domain.people.importing import CONNECTED, ImportedPerson, LedgerAction, LedgerRow, RejectedRow
from netui.domain.people.matching import Match, Matcher
from netui.domain.people.relation import known_names, says_relation
from netui.domain.people.typed_fields import TypedFields
from netui.domain.text import fold
from netui.domain.time.calendar_ends import days_after
from netui.domain.values import field_names, replace
from netui.services.people.additions import Additions
from netui.services.people.import_facts import LINKEDIN, Edit, Fact, Options, apply_facts
from netui.services.people.packed_rows import PackedRows
from netui.services.ports import Store

_ROW_FIELDS = field_names(ContactRow)
_NOTHING_NEW = "already here, nothing new"
_GONE = "gone from your contacts since this was read; read the file again to add them"
_NOT_HERE = "a note on someone who isn't one of your contacts"
Rows = PackedRows[ImportedPerson | RejectedRow]
Place = tuple[str, int]
"""File and line of a row."""


class Planner:
    """Takes the rows of one file after the other, and gathers the ledger, the new people and the edits.

    New people have negative ids until they are stored; `new_ids` has one for each ledger row, or 0.
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
        self._rows = rows
        self._changed: dict[int, ContactRow | Contact] = {}
        self._unlearnt: set[int] = set()
        self._facts: dict[int, list[Fact]] = {}
        self.additions = Additions(options, today)
        self._learnt = 0
        self.named: dict[int, TypedFields] = {}
        self.rows: PackedRows[LedgerRow] = PackedRows()
        self.new_ids = array("q")

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What changes about those known."""
        return tuple(Edit(contact_id, tuple(facts)) for contact_id, facts in self._facts.items())

    def take(self, source: str, rows: Rows) -> Iterator[None]:
        """Decide on every row of one file, one at each step."""
        self._learn_again()
        people = rows.only(ImportedPerson)
        matches = self._matcher.match(people)
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
        for contact_id in self.additions.ids(self._learnt):
            self._matcher.learn(self._row(contact_id))
        self._learnt = len(self.additions)

    def _decide(self, source: str, person: ImportedPerson, match: Match, *, jobs: bool) -> None:
        if match.repeats:
            self._enter(person, LedgerAction.SKIPPED, match.repeats)
        elif match.contact_id is None and person.known_only:
            self._enter(person, LedgerAction.SKIPPED, _NOT_HERE)
        elif match.contact_id is None and (person.file, person.line) in self._gone:
            self._enter(person, LedgerAction.SKIPPED, _GONE)
        elif match.contact_id is None:
            new_id = self.additions.add(source, person)
            self._note_named(new_id, person)
            self._enter(person, LedgerAction.ADDED, match.apart, new_id)
        else:
            self._update(match.contact_id, Fact(person, jobs))

    def _note_named(self, new_id: int, person: ImportedPerson) -> None:
        """Note who a row about someone new names: they are found once all rows are in."""
        if given := named_in(person):
            self.named[new_id] = (*self.named.get(new_id, ()), *given)

    def _update(self, contact_id: int, fact: Fact) -> None:
        reasons: list[str]
        kept = ""
        if contact_id < 0:
            reasons = self.additions.learn(contact_id, fact)
            self._note_named(contact_id, fact.person)
        else:
            kept = kept_words(self._known(contact_id), fact.person, jobs=fact.jobs)
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
        known: ContactRow | Contact | None = self._known(contact_id)
        known = known if isinstance(known, Contact) else self._store.contacts.get(contact_id)
        if known is None:
            return fact
        ids = (known.introduced_by, *(one.contact_id for one in known.relations))
        others = (self._store.contacts.row(one) for one in ids if one is not None)
        names = {fold(other.name) for other in others if other is not None}
        own = ((name, _without(names, name, text)) for name, text in fact.person.custom)
        custom = tuple((name, text) for name, text in own if text)
        return Fact(replace(fact.person, custom=custom), fact.jobs)

    def _learn(self, contact_id: int, fact: Fact) -> list[str]:
        """Take what a row says of someone known; return the reasons, none where nothing is new."""
        known: ContactRow | Contact | None = self._known(contact_id)
        if fact.person.has_details and not isinstance(known, Contact):
            known = self._store.contacts.get(contact_id) or known
        after: ContactRow | Contact
        if isinstance(known, Contact):
            after, reasons = apply_facts(known, [fact], self._options, self._today)
        else:
            after, reasons = apply_facts(plain_row(self._row(contact_id)), [fact], self._options, self._today)
        if reasons:
            self._changed[contact_id] = after
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
        title, company, address, met_on = "", "", "", None
        if isinstance(row, ImportedPerson):
            title, company, met_on = row.title, row.company, row.connected_on
            address = next(iter(row.emails or row.phones or row.pages), "")
            reason = "; ".join(filter(None, (reason, row.remark)))
        stored = contact_id is not None and contact_id > 0
        entry = LedgerRow(
            file=row.file,
            line=row.line,
            action=action,
            name=row.name,
            title=title,
            company=company,
            address=address,
            met_on=met_on,
            reason=reason,
            contact_id=contact_id if stored else None,
            kept=kept,
        )
        self.rows.append(entry)
        self.new_ids.append(0 if stored else contact_id or 0)

    def _row(self, contact_id: int) -> ContactRow:
        known = self.additions.contact(contact_id) if contact_id < 0 else self._known(contact_id)
        if isinstance(known, Contact):
            return ContactRow(**{name: getattr(known, name) for name in _ROW_FIELDS})
        return known

    def _known(self, contact_id: int) -> ContactRow | Contact:
        """Return someone of the network, with what the rows so far say of them."""
        known = self._changed.get(contact_id) or self._store.contacts.row(contact_id)
        assert known is not None, "matched with someone who is here"
        return known

    def _is_outdated(self, people: Iterable[ImportedPerson]) -> bool:
        """Whether an earlier import knew of a later connection: then the jobs in this one are past."""
        newest = max((person.connected_on for person in people if person.connected_on), default=None)
        if newest is None:
            return False
        if self.additions.connected_after(newest):
            return True
        known = (self._changed.get(row.id, row) for row in self._rows)
        later = (row.id for row in known if row.met_on and row.met_on > newest)
        contacts = (self._store.contacts.get(contact_id) for contact_id in later)
        return any(contact is not None and contact.met == CONNECTED for contact in contacts)


def named_in(person: ImportedPerson) -> TypedFields:
    """Return what may name others in a row: the fields of netui's own table, or own fields that say so."""
    return person.typed or tuple(one for one in person.custom if says_relation(one[0]))


def _without(names: Collection[str], name: str, text: str) -> str:
    """Return an own field without the people, by their folded names, that the contact is known to know."""
    if says_relation(name):
        return known_names(text, lambda one: fold(one) in names)[1]
    return "" if fold(text) in names else text


def with_first_check_ins(
    people: Callable[[], Iterable[Contact]], rules: Sequence[CadenceRule], today: date
) -> Iterator[Contact]:
    """Yield people who just got a cadence, their first check-ins spread from tomorrow on.

    They are spread over the length of the cadence. People without one stay as they are. `people` is asked
    twice, so that not all of them have to be held at once.
    """
    counts = Counter(cadence for person in people() if (cadence := cadence_of(person, rules)) is not None)
    days = {
        cadence: iter(spread(count, days_after(today, 1), cadence.after(today)))
        for cadence, count in counts.items()
    }
    for person in people():
        cadence = cadence_of(person, rules)
        if cadence is None:
            yield person
        else:
            day = next(days[cadence])
            yield with_first_due_on(person, day, cadence.begun_by(day), rules)
