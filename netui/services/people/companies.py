"""Companies: who I know there, what I noted about them, what I owe them."""

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from netui.domain.edits import clash
from netui.domain.errors import InvalidValueError
from netui.domain.people.company import Company, CompanyNote, companies_of, company_key
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.text import fold
from netui.domain.values import replace
from netui.services.people.follow_ups import FollowUpService
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.remembered import Remembered


class CompanyService:
    """Reads companies from the people in the network, and keeps notes and follow-ups on them."""

    def __init__(self, store: Store, present: Present, follow_ups: FollowUpService) -> None:
        self._store = store
        self._present = present
        self._follow_ups = follow_ups
        self._known = Remembered(store, lambda: companies_of(store.contacts.rows()), "contacts")

    @property
    def is_current(self) -> bool:
        """Whether no one changed since the companies were read last: then reading them is quick."""
        return self._known.is_known

    def list(self) -> Sequence[Company]:
        """Return every company someone works or worked at, or a note is about: the best known first."""
        companies = self._known()
        extra = companies_of((), self._named())
        found = [*companies.values(), *(one for key, one in extra.items() if key not in companies)]
        return sorted(found, key=lambda one: (-len(one.now), -len(one.before), one.key))

    def get(self, name: str) -> Company:
        """Return a company under any spelling of its name; perhaps no one is known there."""
        key = company_key(name)
        if not key:
            raise InvalidValueError("a company needs a name")
        if self.is_current:
            known = self._known().get(key)
        else:
            rows = self._store.contacts.rows()
            there = [row for row in rows if any(company_key(job.company) == key for job in row.positions)]
            known = companies_of(there).get(key)
        if known is not None:
            return known
        written = next((one for one in self._named() if company_key(one) == key), " ".join(name.split()))
        return Company(key=key, name=written)

    def find(self, text: str) -> Sequence[Company]:
        """Return the companies whose name holds a text."""
        wanted = fold(text.strip())
        return [one for one in self.list() if wanted in fold(one.name)]

    def notes(self) -> Sequence[CompanyNote]:
        """Return every note on a company, by its name."""
        return sorted(self._store.of(CompanyNote).all(), key=lambda one: (fold(one.company), one.id))

    def note(self, name: str) -> str:
        """Return what was noted about a company."""
        note = self._note(name)
        return note.text if note is not None else ""

    def set_note(self, name: str, text: str, base: str | None = None) -> None:
        """Note something about a company; an empty text takes the note away.

        `base` is the note as it was when the edit began: a note that was left as it was stays what it is now.
        """
        company, words = self.get(name), text.strip()
        now = self._present.now()
        with self._store.transaction(f"Note on {company.name}"):
            known = self._note(name)
            if base is not None and words == base.strip():
                return
            if base is not None:
                self._store.overtake(clash("the note", base.strip(), words, known.text if known else ""))
            notes = self._store.of(CompanyNote)
            if known is None and words:
                notes.add(
                    CompanyNote(
                        id=self._store.new_id(),
                        uid=str(uuid4()),
                        company=company.name,
                        text=words,
                        created_at=now,
                        updated_at=now,
                    )
                )
            elif known is not None and words and words != known.text:
                notes.save(replace(known, text=words, updated_at=now))
            elif known is not None and not words:
                notes.remove(known.id)

    def follow_ups(self, name: str) -> Sequence[FollowUp]:
        """Return what is still owed to a company, the day it is due first."""
        key = company_key(name)
        found = [one for one in self._follow_ups.open() if one.company and company_key(one.company) == key]
        return sorted(found, key=lambda one: (one.due_on, one.id))

    def owing(self) -> set[str]:
        """Return the keys of the companies something is owed to."""
        return {company_key(one.company) for one in self._follow_ups.open() if one.company}

    def noted(self) -> set[str]:
        """Return the keys of the companies there is a note about."""
        return {company_key(one.company) for one in self._store.of(CompanyNote).all()}

    def add_follow_up(self, name: str, text: str, due_on: date) -> FollowUp:
        """Set a follow-up on a company, with no one person in mind."""
        return self._follow_ups.add(
            contact_id=None,
            kind=FollowUpKind.OTHER,
            text=text,
            due_on=due_on,
            company=self.get(name).name,
        )

    def _named(self) -> Sequence[str]:
        notes = (note.company for note in self._store.of(CompanyNote).all())
        return [*notes, *(one.company for one in self._follow_ups.open() if one.company)]

    def _note(self, name: str) -> CompanyNote | None:
        key = company_key(name)
        return next(
            (one for one in self._store.of(CompanyNote).all() if company_key(one.company) == key), None
        )
