"""What a note has to know of introductions: who made them, who was asked for one, what is owed for them."""

from netui.domain.interviews.rules import RequestStep, waiting_step
from netui.domain.notes.note import Moment, NoteTemplate
from netui.domain.people.contact import Contact, ContactRow, Stage
from netui.domain.plan.introduction import Introduction, Way
from netui.services.ports import Store
from netui.services.present import Present

_THANKS_FOR_INTRODUCTION = "introduction-thanks"


class Introducers:
    """Reads introductions to me; never writes."""

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._present = present

    def wanted_from(self, introducer_id: int) -> list[Introduction]:
        """Return the introductions to me that someone was asked for, or is to be asked for."""
        return [
            one
            for one in self._store.of(Introduction).all()
            if one.way is Way.RECEIVED and one.by_id == introducer_id and one.is_open
        ]

    def is_to_be_reminded(self, introducer_id: int) -> bool:
        """Whether someone was asked for an introduction and did not answer for long."""
        return any(map(self._needs_reminder, self.wanted_from(introducer_id)))

    def _needs_reminder(self, one: Introduction) -> bool:
        if one.asked_on is None:
            return False
        return waiting_step(one.asked_on, one.reminded_on, self._present.today()) is RequestStep.RESEND

    def wanted_person(self, template: NoteTemplate, introducer_id: int) -> int | None:
        """Return who a note that asks for an introduction, or reminds of it, is about."""
        reminds = Moment.REMIND_INTRODUCTION in template.fits
        if not reminds and Moment.ASK_INTRODUCTION not in template.fits:
            return None
        wanted = [one for one in self.wanted_from(introducer_id) if (one.asked_on is not None) is reminds]
        wanted.sort(key=lambda one: (not self._needs_reminder(one), one.asked_on or one.named_on, one.id))
        return wanted[0].contact_id if wanted else None

    def introduced(self, introducer_id: int) -> list[int]:
        """Return who someone introduced to me; someone they only named, and I have not met, is left out."""
        rows = self._store.contacts.rows()
        return [row.id for row in rows if row.introduced_by == introducer_id and self.is_introduced(row)]

    def introducer_of(self, contact: Contact) -> int | None:
        """Return who introduced a person to me."""
        return contact.introduced_by if self.is_introduced(contact) else None

    def owes_thanks(self, introducer_id: int) -> bool:
        """Whether someone made more introductions than I thanked for."""
        made = len(self.introduced(introducer_id))
        if not made or self._store.contacts.get(introducer_id) is None:
            return False
        log = self._store.interactions.for_contact(introducer_id)
        return sum(1 for entry in log if entry.template == _THANKS_FOR_INTRODUCTION) < made

    def is_introduced(self, person: Contact | ContactRow) -> bool:
        """Whether the introducer of a person did more than name them."""
        return person.stage is not Stage.POTENTIAL or any(
            one.way is Way.RECEIVED and one.on is not None
            for one in self._store.of(Introduction).all()
            if (one.by_id, one.contact_id) == (person.introduced_by, person.id)
        )
