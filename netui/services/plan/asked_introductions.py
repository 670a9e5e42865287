"""Introductions to me before they are made: someone named a person, is asked to introduce us, reminded."""

from datetime import date

from netui.domain.errors import InvalidValueError
from netui.domain.people.contact import first_name
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import Interaction
from netui.domain.plan.introduction import Introduction, IntroductionState, Way
from netui.domain.time.calendar_ends import days_after
from netui.domain.time.dates import full_day
from netui.domain.values import replace
from netui.services.entries import new_identity
from netui.services.people.follow_ups import FollowUpService
from netui.services.people.people import name_of, require_contact
from netui.services.plan.introduction_loop import IntroductionLoop
from netui.services.plan.introduction_steps import IntroductionSteps
from netui.services.ports import Store
from netui.services.present import Present

_ASK_WITHIN = 2
_TELL_WITHIN = 2


class AskedIntroductions:
    """Records who was asked for an introduction; `IntroductionService.received` says that it was made."""

    def __init__(self, store: Store, present: Present, follow_ups: FollowUpService) -> None:
        self._store = store
        self._present = present
        self._follow_ups = follow_ups
        self._loop = IntroductionLoop(store, follow_ups)
        self._steps = IntroductionSteps(store, follow_ups)
        self._all = store.of(Introduction)

    def find(self, introducer_id: int, contact_id: int) -> Introduction | None:
        """Return what is recorded of someone's introduction of a person to me, however far it came."""
        pair = (introducer_id, contact_id)
        return next((one for one in self._to_me() if (one.by_id, one.contact_id) == pair), None)

    def named(self, introducer_id: int, contact_id: int, interview_id: int | None = None) -> None:
        """Keep that someone named a person, in an interview; asking them to introduce us is a follow-up."""
        if self.find(introducer_id, contact_id) is not None:
            return
        introducer, contact = name_of(self._store, introducer_id), name_of(self._store, contact_id)
        today = self._present.today()
        with self._store.transaction(f"Hear of {contact} from {introducer}"):
            step = self._follow_ups.add(
                contact_id=introducer_id,
                kind=FollowUpKind.INTRODUCTION,
                text=f"Ask {first_name(introducer)} to introduce you to {contact}",
                due_on=days_after(today, _ASK_WITHIN),
                about_id=contact_id,
                interview_id=interview_id,
            )
            self._all.add(replace(self._new(introducer_id, contact_id), named_on=today, step_id=step.id))

    def ask(self, introducer_id: int, contact_id: int, on: date | None = None) -> Introduction:
        """Record that someone was asked to introduce a person to me; asked once more, they are reminded.

        Until it is made, no one counts as having introduced us. One that is made already stays as it is.
        """
        introducer = require_contact(self._store, introducer_id)
        contact = require_contact(self._store, contact_id)
        day = on or self._present.today()
        if day > self._present.today():
            raise InvalidValueError(f"{full_day(day)} is still to come: ask first, then record it")
        with self._store.transaction(f"Asked {introducer.name} for an introduction to {contact.name}"):
            known = self.find(introducer_id, contact_id)
            if known is not None and known.state is IntroductionState.MADE:
                return known
            if known is not None and known.state is IntroductionState.ASKED:
                return known if known.asked_on is None or day <= known.asked_on else self.remind(known, day)
            if known is None:
                known = self._new(introducer_id, contact_id)
                self._all.add(known)
            self._steps.keep(known)
            asked = replace(known, asked_on=day, reminded_on=None, dropped_on=None, step_id=None)
            self._all.save(asked)
            if contact.introduced_by == introducer_id:
                self._store.contacts.save(replace(contact, introduced_by=None))
        return asked

    def remind(self, introduction: Introduction, on: date | None = None) -> Introduction:
        """Record that the person who was asked was reminded."""
        reminded = replace(introduction, reminded_on=on or self._present.today())
        with self._store.transaction(f"Reminded {self._introducer(introduction)} of an introduction"):
            self._all.save(reminded)
        return reminded

    def close(self, introduction: Introduction) -> Introduction:
        """Wait for it no longer; its follow-up is deleted."""
        with self._store.transaction(f"Close introduction by {self._introducer(introduction)}"):
            self._steps.drop(introduction)
            closed = replace(introduction, dropped_on=self._present.today(), step_id=None)
            self._all.save(closed)
        return closed

    def talked(self, entry: Interaction) -> None:
        """Add the update to who introduced or named a person, once there was a conversation with them.

        Someone who only named them need not be asked for an introduction any more.
        """
        if not entry.is_conversation:
            return
        for one in self._to_me():
            if one.by_id is None or one.contact_id not in entry.contact_ids:
                continue
            named = one.state is IntroductionState.IDEA
            if named:
                self.close(one)
            if named or (one.on is not None and one.on <= entry.on):
                contact = require_contact(self._store, one.contact_id)
                self._loop.tell(one.by_id, contact, days_after(self._present.today(), _TELL_WITHIN))

    def _to_me(self) -> list[Introduction]:
        return [one for one in self._all.all() if one.way is Way.RECEIVED]

    def _introducer(self, introduction: Introduction) -> str:
        return name_of(self._store, introduction.by_id)

    def _new(self, introducer_id: int, contact_id: int) -> Introduction:
        return Introduction(
            **new_identity(self._store, self._present),
            way=Way.RECEIVED,
            contact_id=contact_id,
            by_id=introducer_id,
        )
