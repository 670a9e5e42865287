"""People: added, changed, tagged, archived, deleted; one or many at once."""

from collections.abc import Callable, Iterable
from datetime import date
from uuid import uuid4

from netui.domain.errors import AmbiguousError
from netui.domain.interviews.interview import InterviewStatus
from netui.domain.people.company import company_key
from netui.domain.people.contact import Contact, ContactRow, Naming, Role, Stage
from netui.domain.people.follow_up import FollowUpState
from netui.domain.people.person_name import name_key
from netui.domain.people.rules import check, tidy
from netui.domain.text import fold
from netui.domain.time.date_order import DateOrder
from netui.domain.values import replace
from netui.services.people.awaited import AwaitedConversations
from netui.services.people.cadences import CadenceService
from netui.services.people.milestones import notice_new_job
from netui.services.people.people import named, names_of, require_contact
from netui.services.people.relations import Relations
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.remembered import Remembered

_OPEN_TALKS = frozenset({InterviewStatus.IDEA, InterviewStatus.ASKED, InterviewStatus.SCHEDULED})


Introduced = Callable[[int | None, Contact], None]
"""Takes who introduced a person until now, and the person."""


class ContactService:
    """Everything a user does to the people in the network."""

    def __init__(
        self,
        store: Store,
        present: Present,
        cadences: CadenceService,
        when_introduced: Callable[[], Introduced] | None = None,
    ) -> None:
        """Take what is called when the introducer of a person changes, in the same transaction."""
        self._store = store
        self._present = present
        self._cadences = cadences
        self._relations = Relations(store, present)
        self._when_introduced = when_introduced
        self._awaited = AwaitedConversations(store, present)
        self._at = Remembered(store, self._by_company, "contacts")
        self.row = store.contacts.row
        self.rows = store.contacts.rows
        self.get_many = store.contacts.get_many
        self.count = store.contacts.count

    def get(self, contact_id: int) -> Contact:
        """Return a contact; raise NotFoundError if there is none."""
        return require_contact(self._store, contact_id)

    def find(self, text: str) -> ContactRow:
        """Return the one person that `text` names; raise NotFoundError or AmbiguousError."""
        from netui.services.people.finding import find_contact

        return find_contact(self._store, text)

    def find_all(self, text: str) -> list[ContactRow]:
        """Return the people that "Ana, Tom" names, each once; raise as `find` does."""
        from netui.services.people.finding import find_contacts

        return find_contacts(self._store, text)

    def is_known(self, text: str) -> bool:
        """Whether `text` names at least one person."""
        from netui.services.people.finding import row_named

        try:
            return row_named(self._store, text) is not None
        except AmbiguousError:
            return True

    def name_of(self, contact_id: int | None) -> str:
        """Return a person's name, or an empty text once that person is gone."""
        row = self._store.contacts.row(contact_id) if contact_id is not None else None
        return row.name if row else ""

    def names_in(self, contact: Contact) -> dict[int, str]:
        """Return the names of the people that a contact names: who introduced them, and their relations."""
        ids = [contact.introduced_by, *(one.contact_id for one in contact.relations)]
        return {one: self.name_of(one) for one in ids if one is not None}

    def tags(self) -> list[str]:
        """Return every tag in use, the most used first."""
        used: dict[str, int] = {}
        for row in self._store.contacts.rows():
            for tag in row.tags:
                used[tag] = used.get(tag, 0) + 1
        return sorted(used, key=lambda tag: (-used[tag], tag.casefold()))

    def at_company(self, company: str, *, but: int | None = None) -> list[ContactRow]:
        """Return who is known at a company now, by name; however they spell it."""
        return [row for row in self._at().get(company_key(company), ()) if row.id != but]

    def _by_company(self) -> dict[str, list[ContactRow]]:
        there: dict[str, list[ContactRow]] = {}
        for row in sorted(self._store.contacts.rows(), key=lambda row: row.name.casefold()):
            if key := company_key(row.company):
                there.setdefault(key, []).append(row)
        return there

    def introduced(self, contact_id: int) -> list[ContactRow]:
        """Return the people this person introduced me to."""
        return [row for row in self._store.contacts.rows() if row.introduced_by == contact_id]

    def blank(self, name: str = "") -> Contact:
        """Return a contact to fill in and hand to `add`; it is not stored."""
        return Contact(id=0, uid="", name=name)

    def namesake(self, contact: Contact) -> ContactRow | None:
        """Return someone else of the same name: perhaps the same person, here twice."""
        key = name_key(contact.name)
        part = key.rpartition(" ")[2]  # is in each spelling of the name
        rows = (row for row in self._store.contacts.rows() if row.id != contact.id and part in fold(row.name))
        return next((row for row in rows if name_key(row.name) == key), None)

    def add(self, contact: Contact) -> Contact:
        """Store a new person under a new id; raise InvalidValueError for what cannot be stored."""
        draft = tidy(contact)
        with self._store.transaction(f"Add {draft.name or 'contact'}"):
            now, today = self._present.now(), self._present.today()
            added = replace(
                draft,
                id=self._store.new_id(),
                uid=str(uuid4()),
                created_at=now,
                updated_at=now,
                reviewed_on=today,
            )
            check(added, self._introducer_of)
            if added.cadence_from is None:
                added = self._cadences.begun(None, added)
            else:
                added = self._cadences.current(added)
            self._store.contacts.add(added)
            self._relations.follow(added.id, (), added.relations)
            self._introduced(None, added)
            return added

    def edit(self, base: Contact, edited: Contact) -> Contact:
        """Store what was changed from `base` to `edited`; what others changed in the meantime is kept."""
        return self.edit_and_tell(base, edited)[0]

    def edit_and_tell(self, base: Contact, edited: Contact) -> tuple[Contact, str]:
        """Do what `edit` does; also return what others had made of the same fields, in words, or ""."""
        from netui.domain.people.contact_edits import meet, overtaken_by
        from netui.domain.people.corrections import with_corrections

        wanted = tidy(edited)
        with self._store.transaction(f"Edit {wanted.name or base.name}"):
            fresh = self.get(base.id)
            merged = meet(base, wanted, fresh)
            overtaken = overtaken_by(base, wanted, fresh, self)
            self._store.overtake(overtaken)
            if merged.birthday != fresh.birthday:
                merged = replace(merged, birthday_imported=False)
            merged = with_corrections(fresh, merged)
            check(merged, self._introducer_of)
            notice_new_job(self._store, self._present, fresh, merged)
            saved = self._save(fresh, merged)
            self._relations.follow(saved.id, fresh.relations, saved.relations)
            self._introduced(fresh.introduced_by, saved)
            return saved, overtaken

    def set_tags(self, ids: Iterable[int], *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> int:
        """Add tags to people and take tags from them; return how many people changed."""
        from netui.domain.people.corrections import with_corrections

        added = [tag.strip().lstrip("#") for tag in add if tag.strip()]
        gone = {tag.strip().lstrip("#").casefold() for tag in remove}
        words = " ".join([*(f"+{tag}" for tag in added), *(f"-{tag}" for tag in sorted(gone))])

        def tagged(contact: Contact) -> Contact:
            kept = [tag for tag in contact.tags if tag.casefold() not in gone]
            return with_corrections(contact, tidy(replace(contact, tags=(*kept, *added))))

        return self._each(ids, f"Tag {{who}} {words}", tagged)

    def set_stage(self, ids: Iterable[int], stage: Stage) -> int:
        """Move people to a stage; return how many changed."""
        return self._each(ids, f"Stage of {{who}}: {stage}", lambda contact: replace(contact, stage=stage))

    def set_roles(self, ids: Iterable[int], *, add: Iterable[Role] = (), remove: Iterable[Role] = ()) -> int:
        """Give people roles and take roles from them; return how many people changed."""
        added, gone = tuple(add), frozenset(remove)
        words = " ".join([*(f"+{role}" for role in added), *(f"-{role}" for role in Role if role in gone)])

        def given(contact: Contact) -> Contact:
            kept = (role for role in contact.roles if role not in gone)
            return replace(contact, roles=tuple(dict.fromkeys((*kept, *added))))

        return self._each(ids, f"Roles of {{who}}: {words}", given)

    def set_naming(self, ids: Iterable[int], naming: Naming) -> int:
        """Say whether people may be named in what is published; return how many changed."""
        return self._each(
            ids, f"May be named, {{who}}: {naming}", lambda contact: replace(contact, naming=naming)
        )

    def set_introducer(self, contact_id: int, introducer: int | None) -> Contact:
        """Say who introduced a person to me; raise InvalidValueError for themself or a circle."""
        with self._store.transaction("Introduced by"):
            contact = self.get(contact_id)
            self._store.relabel(f"Introducer of {contact.name}: {self.name_of(introducer) or 'no one'}")
            changed = replace(contact, introduced_by=introducer)
            check(changed, self._introducer_of)
            saved = self._save(contact, changed)
            self._introduced(contact.introduced_by, saved)
            return saved

    def archive(self, ids: Iterable[int]) -> int:
        """Put people away: out of lists and agenda, with everything kept; return how many changed."""
        now = self._present.now()
        return self._each(ids, "Archive {who}", lambda c: c if c.archived_at else replace(c, archived_at=now))

    def unarchive(self, ids: Iterable[int]) -> int:
        """Restore archived people; return how many changed."""
        return self._each(ids, "Bring back {who}", lambda contact: replace(contact, archived_at=None))

    def reviewed(self, ids: Iterable[int]) -> int:
        """Note that people's details were reviewed today; return how many changed."""
        today = self._present.today()
        return self._each(ids, "Review {who}", lambda contact: replace(contact, reviewed_on=today))

    def delete(self, ids: Iterable[int]) -> int:
        """Delete people and their follow-ups; what happened with them stays in the log under their name.

        What is owed to someone else once there was a conversation with them is due today.
        """
        now = self._present.now()
        with self._store.transaction("Delete"):
            people = names_of(self._store, ids)
            self._store.relabel(f"Delete {named(people.values())}")
            for one in people:
                person = self.get(one)
                self._keep_meetings(person)
                self._awaited.gone(person.id)
                for follow_up in self._store.follow_ups.for_contact(person.id):
                    state = FollowUpState.DROPPED if follow_up.is_open else follow_up.state
                    self._store.follow_ups.save(
                        replace(follow_up, state=state, closed_at=follow_up.closed_at or now)
                    )
                for interview in self._store.interviews.for_contact(person.id):
                    status = (
                        InterviewStatus.CANCELLED if interview.status in _OPEN_TALKS else interview.status
                    )
                    self._store.interviews.save(
                        replace(interview, contact_id=None, contact_name=person.name, status=status)
                    )
                self._relations.end(person)
                self._store.contacts.remove(person.id)
            for row in list(self._store.contacts.rows()):
                if row.introduced_by is not None and self._store.contacts.row(row.introduced_by) is None:
                    self._store.contacts.save(replace(self.get(row.id), introduced_by=None))
            return len(people)

    def _keep_meetings(self, person: Contact) -> None:
        for interaction in self._store.interactions.for_contact(person.id):
            others = tuple(one for one in interaction.contact_ids if one != person.id)
            gone = (*interaction.gone, person.name)
            self._store.interactions.save(replace(interaction, contact_ids=others, gone=gone))

    def _each(self, ids: Iterable[int], label: str, change: Callable[[Contact], Contact]) -> int:
        with self._store.transaction("Change contacts"):
            people = names_of(self._store, ids)
            self._store.relabel(label.replace("{who}", named(people.values())))
            count = 0
            for person in self._cadences.each_begun([*people], change):
                self._store.contacts.save(replace(person, updated_at=self._present.now()))
                count += 1
        return count

    def _save(self, before: Contact, contact: Contact) -> Contact:
        saved = replace(self._cadences.begun(before, contact), updated_at=self._present.now())
        self._store.contacts.save(saved)
        return saved

    def _introduced(self, before: int | None, saved: Contact) -> None:
        if saved.introduced_by != before and self._when_introduced is not None:
            self._when_introduced()(before, saved)

    def _introducer_of(self, contact_id: int) -> int | None:
        row = self._store.contacts.row(contact_id)
        return row.introduced_by if row else None


class ContactReading:
    """What reading a contact field needs from around it."""

    def __init__(self, contacts: ContactService, present: Present) -> None:
        self._contacts = contacts
        self._present = present
        self.name_of = contacts.name_of

    @property
    def date_order(self) -> DateOrder:
        """The order of a day in figures."""
        return self._present.date_order

    def day(self, text: str) -> date:
        """Read a day in the past or present; raise InvalidValueError."""
        return self._present.read_past(text)

    def person(self, text: str) -> int:
        """Find a person by name or id; raise NotFoundError or AmbiguousError."""
        return self._contacts.find(text).id
