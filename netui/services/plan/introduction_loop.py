"""What an introducer is owed: thanks, and word of how it went; each promised once."""

from datetime import date

from netui.domain.people.contact import Contact, first_name
from netui.domain.people.follow_up import FollowUp, FollowUpKind, FollowUpState
from netui.domain.values import replace
from netui.services.people.follow_ups import FollowUpService
from netui.services.ports import Store


class IntroductionLoop:
    """Proposes the thanks and the update, always inside a transaction of the caller."""

    def __init__(self, store: Store, follow_ups: FollowUpService) -> None:
        self._store = store
        self._follow_ups = follow_ups

    def owed(self, introducer_id: int, contact_id: int) -> list[FollowUp]:
        """Return what was promised to an introducer about a person, kept and dropped follow-ups included."""
        return [
            follow_up
            for follow_up in self._store.follow_ups.for_contact(introducer_id)
            if follow_up.contact_id == introducer_id and follow_up.about_id == contact_id
        ]

    def owe(
        self,
        introducer_id: int,
        contact: Contact,
        *,
        thank_on: date,
        tell_on: date | None,
        interview_id: int | None = None,
        since: date | None = None,
    ) -> None:
        """Add the follow-ups to the introducer of a person that are still missing.

        Without `tell_on` the update waits for a conversation with them `since` a day. After an interview
        (`interview_id`) an update that is still open is wanted sooner, and one that was settled before there
        was anything to tell is promised again.
        """
        row = self._store.contacts.row(introducer_id)
        if row is None:
            return
        introducer, owed = first_name(row.name), self.owed(introducer_id, contact.id)
        if not any(follow_up.kind is FollowUpKind.THANK_YOU for follow_up in owed):
            # Without interview_id: sending this one must not count as having thanked the person talked to.
            self._follow_ups.add(
                contact_id=introducer_id,
                kind=FollowUpKind.THANK_YOU,
                text=f"Thank {introducer} for the introduction to {contact.first_name}",
                due_on=thank_on,
                about_id=contact.id,
            )
        self.tell(introducer_id, contact, tell_on, interview_id, since)

    def tell(
        self,
        introducer_id: int,
        contact: Contact,
        tell_on: date | None,
        interview_id: int | None = None,
        since: date | None = None,
    ) -> None:
        """Add the update on how it went with a person, unless there was one; for the rest see `owe`."""
        row = self._store.contacts.row(introducer_id)
        if row is None:
            return
        introducer, owed = first_name(row.name), self.owed(introducer_id, contact.id)
        updates = [follow_up for follow_up in owed if follow_up.kind is FollowUpKind.UPDATE]
        promised = next((follow_up for follow_up in updates if follow_up.state is FollowUpState.OPEN), None)
        if promised is not None:
            if tell_on is not None and (promised.waits or interview_id is not None):
                self._bring_forward(promised, tell_on, interview_id)
        elif not any(interview_id is None or follow_up.interview_id is not None for follow_up in updates):
            self._follow_ups.add(
                contact_id=introducer_id,
                kind=FollowUpKind.UPDATE,
                text=f"Tell {introducer} how it went with {contact.first_name}",
                due_on=tell_on,
                about_id=contact.id,
                after_id=contact.id if tell_on is None else None,
                interview_id=interview_id,
                promised_on=since,
            )

    def _bring_forward(self, promised: FollowUp, tell_on: date, interview_id: int | None) -> None:
        sooner = replace(promised.due_by(tell_on), interview_id=promised.interview_id or interview_id)
        if sooner != promised:
            self._store.follow_ups.save(sooner)
