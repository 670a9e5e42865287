"""What happened with one person, as one story."""

from datetime import date

from netui.domain.interviews.interview import Interview
from netui.domain.people.contact import ContactRow
from netui.domain.people.interaction import Interaction, InteractionKind
from netui.domain.people.milestone import Milestone, day_of_milestone
from netui.services.ports import Store
from netui.services.present import Present

Happening = Interaction | Interview | Milestone


class ContactPage:
    """Reads what the page of a contact shows; reads, and never writes."""

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._present = present

    def timeline(self, contact_id: int) -> list[tuple[date | None, Happening]]:
        """Return interactions, talks and milestones of a person, the newest first, without a day before all.

        A talk that stands in the log as well is told once, by the log.
        """
        logged = self._store.interactions.for_contact(contact_id)
        told = {one.interview_id for one in logged if one.kind is InteractionKind.INTERVIEW}
        story: list[tuple[date | None, Happening]] = [(one.on, one) for one in logged]
        talks = [talk for talk in self._store.interviews.for_contact(contact_id) if talk.id not in told]
        today = self._present.today()
        days = [one for one in self._store.of(Milestone).all() if one.contact_id == contact_id]
        if talks or days:
            story += [(self.day_of(talk), talk) for talk in talks]
            story += [(day_of_milestone(one, today), one) for one in days]
            story.sort(key=lambda pair: (pair[0] or date.max, pair[1].id), reverse=True)
        return story

    def day_of(self, talk: Interview) -> date | None:
        """Return the day of a talk on the user's calendar, or of its request, or None for an idea."""
        instant = talk.ended_at or talk.at
        if instant is not None:
            return self._present.local(instant).date()
        if talk.asked_on is not None:
            return talk.asked_on
        return self._present.local(talk.closed_at).date() if talk.closed_at is not None else None

    def with_others(self, interaction: Interaction, contact_id: int) -> list[str]:
        """Return who else was there, those since deleted included."""
        rows = [self._store.contacts.row(one) for one in interaction.contact_ids if one != contact_id]
        return [row.name for row in rows if row is not None] + list(interaction.gone)

    def introducer(self, introduced_by: int | None) -> ContactRow | None:
        """Return who introduced a person to me."""
        return self._store.contacts.row(introduced_by) if introduced_by is not None else None
