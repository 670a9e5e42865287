"""What follows from a held interview: log, thanks, follow-ups, and the people to meet next."""

from collections.abc import Sequence
from uuid import uuid4

from netui.domain.interviews.interview import Interview, Item
from netui.domain.interviews.rules import thank_you_due
from netui.domain.people.contact import Contact, Position, Stage
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.text import fold
from netui.domain.time.calendar_ends import days_after
from netui.domain.values import replace
from netui.domain.week.debrief import Lead, action_kind, lead, plan_action
from netui.services.people.follow_ups import FollowUpService
from netui.services.people.interactions import InteractionService
from netui.services.plan.asked_introductions import AskedIntroductions
from netui.services.plan.introduction_loop import IntroductionLoop
from netui.services.ports import Store
from netui.services.present import Present

_THANK_INTRODUCER = 1
_UPDATE_INTRODUCER = 2


class AfterInterview:
    """Writes what follows from completing an interview; always inside a transaction of the caller."""

    def __init__(
        self, store: Store, present: Present, log: InteractionService, follow_ups: FollowUpService
    ) -> None:
        self._store = store
        self._present = present
        self._log = log
        self._follow_ups = follow_ups
        self._loop = IntroductionLoop(store, follow_ups)
        self._asking = AskedIntroductions(store, present, follow_ups)

    def of(self, interview: Interview) -> None:
        """Write everything that follows from an interview that has just been completed."""
        contact = self._store.contacts.get(interview.contact_id) if interview.contact_id is not None else None
        if contact is not None:
            self._log_interview(interview, contact)
            self._owe_thanks(interview, contact)
            self._owe_introducer(interview, contact)
        self.plan(interview, interview.actions)
        self.meet(interview, interview.ask_next)

    def plan(self, interview: Interview, actions: Sequence[str]) -> None:
        """Make a follow-up of each action."""
        contact_id = self._known(interview.contact_id)
        for action in actions:
            words, awaited = self._follow_ups.reading.split(action) if contact_id else (action, None)
            planned = plan_action(words, self._present.reading(), waits=awaited is not None)
            self._follow_ups.add(
                contact_id=contact_id,
                kind=planned.kind,
                text=planned.text,
                due_on=planned.due_on,
                after_id=awaited.id if awaited is not None else None,
                interview_id=interview.id,
            )

    def carry_over(self, interview: Interview, items: Sequence[Item]) -> None:
        """Make a follow-up of each checklist item that was meant for after the interview."""
        for item in items:
            self._follow_ups.add(
                contact_id=self._known(interview.contact_id),
                kind=action_kind(item.text),
                text=item.text,
                due_on=item.due_on,
                interview_id=interview.id,
            )

    def meet(self, interview: Interview, ask_next: Sequence[str]) -> None:
        """Keep each person named in the interview who is not known yet, as one to be introduced to."""
        leads = [found for found in map(lead, ask_next) if found is not None]
        if not leads:
            return
        known = {fold(row.name) for row in self._store.contacts.rows()}
        for named in leads:
            if fold(named.name) not in known:
                known.add(fold(named.name))
                person = self._potential(named, interview)
                self._store.contacts.add(person)
                if (introducer_id := self._known(interview.contact_id)) is not None:
                    self._asking.named(introducer_id, person.id, interview.id)

    def retell(self, before: Interview, after: Interview) -> None:
        """Update the log after a changed debrief, unless the user has reworded it."""
        if after.contact_id is None:
            return
        for entry in self._store.interactions.for_contact(after.contact_id):
            if entry.interview_id == after.id and entry.kind is InteractionKind.INTERVIEW:
                if entry.text == log_text(before) != log_text(after):
                    self._log.edit(replace(entry, text=log_text(after)))
                return

    def _log_interview(self, interview: Interview, contact: Contact) -> None:
        held_at = interview.at or self._present.now()
        self._log.log(
            contact_ids=(contact.id,),
            kind=InteractionKind.INTERVIEW,
            on=self._present.local(held_at).date(),
            at=held_at,
            direction=Direction.RECEIVED,
            text=log_text(interview),
            interview_id=interview.id,
        )

    def _owe_thanks(self, interview: Interview, contact: Contact) -> None:
        due_at = thank_you_due(interview)
        if due_at is None or interview.thanked_at is not None:
            return
        self._follow_ups.add(
            contact_id=contact.id,
            kind=FollowUpKind.THANK_YOU,
            text=f"Thank {contact.first_name} for the interview",
            due_on=self._present.local(due_at).date(),
            due_at=due_at,
            interview_id=interview.id,
        )

    def _owe_introducer(self, interview: Interview, contact: Contact) -> None:
        introducer_id = self._known(contact.introduced_by)
        if introducer_id is None:
            return
        today = self._present.today()
        self._loop.owe(
            introducer_id,
            contact,
            thank_on=days_after(today, _THANK_INTRODUCER),
            tell_on=days_after(today, _UPDATE_INTRODUCER),
            interview_id=interview.id,
        )

    def _potential(self, named: Lead, interview: Interview) -> Contact:
        now = self._present.now()
        return Contact(
            id=self._store.new_id(),
            uid=str(uuid4()),
            name=named.name,
            positions=(Position(company=named.company),) if named.company else (),
            stage=Stage.POTENTIAL,
            met=f"named by {interview.contact_name}" if interview.contact_name else "",
            created_at=now,
            updated_at=now,
        )

    def _known(self, contact_id: int | None) -> int | None:
        return None if contact_id is None or self._store.contacts.row(contact_id) is None else contact_id


def log_text(interview: Interview) -> str:
    """Return the line the log keeps of an interview: what it was for, and what was learned."""
    learned, goal = "; ".join(interview.insights), interview.goal.rstrip(".: ")
    joint = " " if goal.endswith(("?", "!")) else ": "
    return joint.join(filter(None, (goal, learned))) or "Informational interview"
