"""What happened with one person, as one story."""

from datetime import date, datetime

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.people.contact import Contact, ContactRow
from netui.domain.people.follow_up import FollowUp
from netui.domain.people.interaction import Interaction, InteractionKind
from netui.domain.people.milestone import Milestone, day_of_milestone
from netui.domain.people.rules import check_zone
from netui.domain.plan.group import Group
from netui.domain.plan.mentoring import Mentoring, MentoringStage
from netui.domain.plan.skill import Skill, SkillState
from netui.domain.time.calendar_ends import on_clock
from netui.domain.values import replace
from netui.services.people.people import name_of, require_contact, words_with
from netui.services.ports import Store
from netui.services.present import Present

Happening = Interaction | Interview | Milestone


class ContactPage:
    """Reads what the page of a contact shows; reads, and never writes."""

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._present = present

    def timeline(self, contact_id: int) -> list[tuple[date | None, Happening]]:
        """Return interactions, interviews and milestones: those without a day, then the newest first.

        An interview that is in the log as well is shown once, by the log.
        """
        logged = self._store.interactions.for_contact(contact_id)
        reported = {one.interview_id for one in logged if one.kind is InteractionKind.INTERVIEW}
        story: list[tuple[date | None, Happening]] = [(one.on, one) for one in logged]
        interviews = [
            interview
            for interview in self._store.interviews.for_contact(contact_id)
            if interview.id not in reported
        ]
        today = self._present.today()
        days = [one for one in self._store.of(Milestone).all() if one.contact_id == contact_id]
        if interviews or days:
            story += [(self.day_of(interview), interview) for interview in interviews]
            story += [(day_of_milestone(one, today), one) for one in days]
            story.sort(key=lambda pair: (pair[0] or date.max, pair[1].id), reverse=True)
        return story

    def day_of(self, interview: Interview) -> date | None:
        """Return the day of an interview on the user's calendar, or of its request, or None for an idea."""
        held_on = self._present.day_of(interview.ended_at or interview.at)
        return held_on or interview.asked_on or self._present.day_of(interview.closed_at)

    def with_others(self, interaction: Interaction, contact_id: int) -> list[str]:
        """Return who else was there, those since deleted included."""
        rows = [self._store.contacts.row(one) for one in interaction.contact_ids if one != contact_id]
        return [row.name for row in rows if row is not None] + list(interaction.gone)

    def words_with(self, interaction: Interaction, contact_id: int) -> str:
        """Return what an entry says for one person; read whole, it has the lines of others too."""
        return words_with(self._store, interaction, contact_id)

    def introducer(self, introduced_by: int | None) -> ContactRow | None:
        """Return who introduced a person to me."""
        return self._store.contacts.row(introduced_by) if introduced_by is not None else None


LAST_TIMES = 3
_COMING = (InterviewStatus.SCHEDULED, InterviewStatus.ASKED, InterviewStatus.IDEA)


class Brief(Struct, frozen=True, kw_only=True):
    """One person before an interview.

    `local` is the present on their clock, or None if their zone is unknown; `last` holds the newest
    interactions first, each with its words for them;
    `owed` are my open follow-ups to them, the most pressing first; `interview` is their
    next one; `named` are the people they told me to ask; `then` is what I owe others once we talked, each
    with who it is owed to; `mentoring` is what has not ended between us;
    `skills` are those that I build and they can help with; `groups` are those that they are in too;
    `related` says who else they have to do with: "manager Tom Weiss".
    """

    contact: Contact
    introducer: str = ""
    local: datetime | None = None
    last: tuple[Interaction, ...] = ()
    owed: tuple[FollowUp, ...] = ()
    interview: Interview | None = None
    questions: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    then: tuple[tuple[FollowUp, str], ...] = ()
    mentoring: tuple[Mentoring, ...] = ()
    skills: tuple[Skill, ...] = ()
    groups: tuple[Group, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def agenda(self) -> tuple[str, ...]:
        """What is to be talked about at the next mentoring meeting."""
        return tuple(point for one in self.mentoring for point in one.agenda)


class BriefService:
    """Gathers the brief on a person; reads, and never writes."""

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._present = present

    def of(self, contact_id: int) -> Brief:
        """Return the brief on a person; raise NotFoundError if there is none."""
        contact = require_contact(self._store, contact_id)
        interviews = self._store.interviews.for_contact(contact_id)
        interview = self._next(interviews)
        held = next((one for one in interviews if one.status is InterviewStatus.DONE and one.ask_next), None)
        introducer = self._store.contacts.row(contact.introduced_by) if contact.introduced_by else None
        return Brief(
            contact=contact,
            introducer=introducer.name if introducer is not None else "",
            local=self.their_clock(contact),
            last=tuple(
                replace(one, text=words_with(self._store, one, contact_id))
                for one in self._store.interactions.for_contact(contact_id)[:LAST_TIMES]
            ),
            owed=self.owed(contact_id),
            interview=interview,
            questions=tuple(one.text for one in interview.questions if not one.asked) if interview else (),
            named=held.ask_next if held is not None else (),
            then=tuple(
                (one, name_of(self._store, one.contact_id))
                for one in self._store.follow_ups.after(contact_id)
                if one.after_on is None and one.contact_id != contact_id
            ),
            mentoring=tuple(
                one
                for one in self._store.of(Mentoring).all()
                if one.contact_id == contact_id and one.stage is not MentoringStage.ENDED
            ),
            skills=tuple(
                one
                for one in self._store.of(Skill).all()
                if contact_id in one.contact_ids and one.state is SkillState.BUILDING
            ),
            groups=tuple(one for one in self._store.of(Group).all() if contact_id in one.contact_ids),
            related=tuple(
                f"{one.kind} {other.name}"
                for one in contact.relations
                if (other := self._store.contacts.row(one.contact_id)) is not None
            ),
        )

    def owed(self, contact_id: int) -> tuple[FollowUp, ...]:
        """Return the open follow-ups to a person, the most pressing first, those that wait last."""
        follow_ups = self._store.follow_ups.for_contact(contact_id)
        mine = [one for one in follow_ups if one.is_open and one.contact_id == contact_id]
        return tuple(sorted(mine, key=lambda one: (one.waits, one.due_on, one.id)))

    def their_clock(self, contact: Contact) -> datetime | None:
        """Return the present on a person's clock, or None if their zone is unknown."""
        if not contact.time_zone:
            return None
        try:
            return on_clock(self._present.now(), check_zone(contact.time_zone))
        except InvalidValueError:
            return None  # a zone this machine does not know: better no clock than no brief

    def _next(self, interviews: list[Interview]) -> Interview | None:
        now = self._present.now()
        for status in _COMING:
            there = [interview for interview in interviews if interview.status is status]
            there = [
                interview for interview in there if interview.ends_at is None or interview.ends_at > now
            ] or there
            if there:
                return min(there, key=lambda interview: (interview.at or now, interview.id))
        return None
