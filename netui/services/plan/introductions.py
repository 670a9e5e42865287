"""Introductions: who introduced me, who I introduce, and what is still owed for it."""

from datetime import date

from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.people.contact import DELETED, Contact, Stage, first_name
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.plan.goal import Period
from netui.domain.plan.introduction import Introduction, Way
from netui.domain.plan.periods import span_of
from netui.domain.time.calendar_ends import days_after
from netui.domain.time.dates import full_day
from netui.domain.values import replace
from netui.services.entries import merge_edit, new_identity
from netui.services.people.people import require_contact
from netui.services.people.people_services import PeopleServices
from netui.services.plan.asked_introductions import AskedIntroductions
from netui.services.plan.introduction_loop import IntroductionLoop
from netui.services.plan.introduction_steps import IntroductionSteps
from netui.services.ports import Store
from netui.services.present import Present

_NEXT_STEP = 2
_RECENT = 30
_MAKING = "make-introduction"


class IntroductionService:
    """Records introductions."""

    def __init__(self, store: Store, present: Present, people: PeopleServices) -> None:
        self._store = store
        self._present = present
        self._contacts, self._log, self._follow_ups = people
        self._loop = IntroductionLoop(store, people.follow_ups)
        self._steps = IntroductionSteps(store, people.follow_ups)
        self.asking = AskedIntroductions(store, present, people.follow_ups)
        self._all = store.of(Introduction)

    def get(self, introduction_id: int) -> Introduction:
        """Return an introduction; raise NotFoundError if there is none."""
        found = self._all.get(introduction_id)
        if found is None:
            raise NotFoundError(f"there is no introduction with the id {introduction_id}")
        return found

    def received(
        self, introducer_id: int, contact_id: int, on: date | None = None, text: str = ""
    ) -> Introduction:
        """Record that someone introduced a person to me, on a day up to today.

        They become who introduced us, if no one was. Thanks are promised for today, and word of how it went
        for the end of this week, once I have talked to the person; each once. One I asked for is made by it.
        Recorded again, the day and the words are updated.
        Raises InvalidValueError for a person and themself, for a circle of introducers and a day to come.
        """
        introducer = require_contact(self._store, introducer_id)
        contact = require_contact(self._store, contact_id)
        today = self._present.today()
        day = on or today
        self._check_received(introducer, contact, day)
        with self._store.transaction(f"Introduction to {contact.name} by {introducer.name}"):
            known = self.asking.find(introducer_id, contact_id)
            if known is None:
                introduction = Introduction(
                    **new_identity(self._store, self._present),
                    way=Way.RECEIVED,
                    contact_id=contact_id,
                    by_id=introducer_id,
                    on=day,
                    text=text.strip(),
                )
                self._all.add(introduction)
            else:
                self._steps.keep(known)
                introduction = replace(
                    known, on=on or known.on or today, text=text.strip() or known.text, step_id=None
                )
                self._all.save(introduction)
            if contact.introduced_by is None:
                self._contacts.set_introducer(contact_id, introducer_id)
            talked = any(
                entry.is_conversation and introduction.came_before(entry.on)
                for entry in self._store.interactions.for_contact(contact_id)
            )
            tell_on = span_of(Period.WEEK, today, self._present.week_start).last if talked else None
            since = introduction.on
            self._loop.owe(introducer_id, contact, thank_on=today, tell_on=tell_on, since=since)
        return introduction

    def received_by_name(self, introducer_id: int, name: str, on: date | None = None, text: str = "") -> int:
        """Record as `received` does, and return the person's id; a name that means no one is added."""
        words = " ".join(name.split())
        introducer = require_contact(self._store, introducer_id)
        with self._store.transaction(f"Introduction to {words} by {introducer.name}"):
            try:
                contact_id = self._contacts.find(words).id
            except NotFoundError:
                contact_id = self._contacts.add(self._contacts.blank(words)).id
            self.received(introducer_id, contact_id, on, text)
        return contact_id

    def assigned(self, before: int | None, contact: Contact) -> None:
        """Record who is now said to have introduced a person, where that was in the last 30 days.

        The day we met counts, or else the day the person was added. Who was named `before` did not introduce
        them after all: the day and the words of that record are kept. Someone to get to know was only named.
        """
        by, today = contact.introduced_by, self._present.today()
        known = self.asking.find(by, contact.id) if by is not None else None
        if known is not None and known.on is not None:
            return
        former = self.asking.find(before, contact.id) if before is not None else None
        former = former if former is not None and former.on is not None else None
        if former is not None:
            self.remove(former.id)
        if by is None or contact.stage is Stage.POTENTIAL:
            return
        added_on = self._present.day_of(contact.created_at)
        met_on = contact.met_on or (added_on if known is None else today)
        on, text = (former.on, former.text) if former is not None else (met_on, "")
        recent = on is not None and days_after(today, -_RECENT) <= on <= today
        if recent or known is not None:
            self.received(by, contact.id, on if recent else None, text)
        elif former is not None:
            self._all.add(replace(former, **new_identity(self._store, self._present), by_id=by))

    def plan(self, contact_id: int, other_id: int, text: str = "", by: date | None = None) -> Introduction:
        """Plan to introduce two people: each is asked first, as a follow-up; with `by` no later than that."""
        first, second = self._pair(contact_id, other_id)
        there = self._between(contact_id, other_id)
        if there is not None:
            if not there.is_open:
                raise InvalidValueError(_made_already(first, second, there))
            return there
        with self._store.transaction(f"Plan to introduce {first.name} to {second.name}"):
            introduction = self._new(contact_id, other_id, text)
            self._all.add(introduction)
            return self._add_step(introduction, by)

    def made(self, contact_id: int, other_id: int, on: date | None = None, text: str = "") -> Introduction:
        """Record that I introduced two people, on a day up to today; a plan for them is fulfilled by it.

        It is logged with both, and counts as a favour to each. Raises InvalidValueError for one person twice,
        for two who were introduced already, and for a day to come.
        """
        first, second = self._pair(contact_id, other_id)
        there = self._between(contact_id, other_id)
        if there is not None and not there.is_open:
            raise InvalidValueError(_made_already(first, second, there))
        with self._store.transaction(f"Introduce {first.name} to {second.name}"):
            introduction = there
            if introduction is None:
                introduction = self._new(contact_id, other_id, text)
                self._all.add(introduction)
            elif text.strip():
                introduction = replace(introduction, text=text.strip())
            return self._make(introduction, on or self._present.today())

    def asked(self, introduction_id: int, contact_id: int) -> Introduction:
        """Note that one of the two was asked; the next step is promised."""
        introduction = self._require_open(introduction_id)
        if introduction.way is Way.RECEIVED:
            return self.asking.ask(*self._both_here(introduction))
        today = self._present.today()
        with self._store.transaction(f"Asked {self.name(contact_id)} about an introduction"):
            introduction = self._require_open(introduction_id)
            if contact_id == introduction.contact_id:
                introduction = replace(introduction, asked_on=introduction.asked_on or today)
            elif contact_id == introduction.other_id:
                introduction = replace(introduction, other_asked_on=introduction.other_asked_on or today)
            else:
                raise InvalidValueError(f"{self.name(contact_id)} is not part of this introduction")
            self._steps.keep(introduction)
            return self._add_step(introduction)

    def advance(self, introduction_id: int) -> Introduction:
        """Take the next step: those to be asked are asked, one after the other; then introduced."""
        introduction = self._require_open(introduction_id)
        if introduction.to_ask is not None:
            return self.asked(introduction_id, introduction.to_ask)
        return self.make(introduction_id)

    def make(self, introduction_id: int, on: date | None = None) -> Introduction:
        """Introduce the two people of a plan, no matter who was asked; or note that I was introduced."""
        introduction = self._require_open(introduction_id)
        if introduction.way is Way.RECEIVED:
            return self.received(*self._both_here(introduction), on)
        with self._store.transaction(f"Introduce {self._both(introduction)}"):
            return self._make(self._require_open(introduction_id), on or self._present.today())

    def drop(self, introduction_id: int) -> Introduction:
        """Drop a plan, or an introduction to me that does not come."""
        introduction = self._require_open(introduction_id)
        if introduction.way is Way.RECEIVED:
            return self.asking.close(introduction)
        with self._store.transaction(f"Do not introduce {self._both(introduction)}"):
            introduction = self._require_open(introduction_id)
            self._steps.drop(introduction)
            dropped = replace(introduction, dropped_on=self._present.today(), step_id=None)
            self._all.save(dropped)
            return dropped

    def edit(
        self, introduction_id: int, *, on: date | None, text: str, base: Introduction | None = None
    ) -> Introduction:
        """Change the day and the words of an introduction; the day of a plan stays open.

        If the original is given too, what others changed in the meantime is kept.
        """
        if on is not None:
            self._refuse_future(on)
        fresh = self.get(introduction_id)
        with self._store.transaction(f"Change introduction of {self._both(fresh)}"):
            fresh = self.get(introduction_id)
            start = base or fresh
            day = on or start.on if start.on is not None else None
            changed = merge_edit(self._store, start, replace(start, on=day, text=text.strip()), fresh)
            self._all.save(changed)
        return changed

    def remove(self, introduction_id: int) -> None:
        """Remove a record with what is still promised for it; what was logged stays in the log."""
        introduction = self.get(introduction_id)
        with self._store.transaction(f"Remove introduction of {self._both(introduction)}"):
            self._all.remove(introduction_id)
            if introduction.way is Way.MADE:
                self._steps.drop(introduction)
            elif introduction.by_id is not None and introduction.contact_id is not None:
                self._forget_pair(introduction.by_id, introduction.contact_id)

    def forget(self, introducer_id: int, contact_id: int) -> None:
        """Undo that someone introduced a person, and what is still promised for it."""
        known = self.asking.find(introducer_id, contact_id)
        if known is not None:
            self.remove(known.id)
            return
        with self._store.transaction(
            f"No introduction to {self.name(contact_id)} by {self.name(introducer_id)}"
        ):
            self._forget_pair(introducer_id, contact_id)

    def owe(self, introducer_id: int, contact_id: int) -> None:
        """Add the follow-ups for thanks and news of an introduction that is known already."""
        contact = require_contact(self._store, contact_id)
        introducer = require_contact(self._store, introducer_id)
        today = self._present.today()
        with self._store.transaction(f"Owe {introducer.name} thanks and news"):
            self._loop.owe(
                introducer_id,
                contact,
                thank_on=today,
                tell_on=span_of(Period.WEEK, today, self._present.week_start).last,
            )

    def follow_up_kept(self, follow_up: FollowUp, by_note: bool) -> None:
        """Take an introduction a step further where the follow-up that was kept is that step."""
        found = next((one for one in self._all.all() if one.step_id == follow_up.id and one.is_open), None)
        if found is None:
            return
        if found.to_ask is None or (by_note and self._noted(found)):
            self._make(found, self._present.today())
        else:
            self.asked(found.id, found.to_ask)

    def name(self, contact_id: int | None) -> str:
        """Return a person's name, or "someone deleted"."""
        return self._contacts.name_of(contact_id) or DELETED

    def _check_received(self, introducer: Contact, contact: Contact, day: date) -> None:
        if introducer.id == contact.id:
            raise InvalidValueError(f"{contact.name} cannot be introduced by themself: name two people")
        self._refuse_future(day)
        seen = {contact.id}
        above: int | None = introducer.introduced_by
        while above is not None and above not in seen:
            seen.add(above)
            row = self._store.contacts.row(above)
            above = row.introduced_by if row is not None else None
        if above == contact.id:
            raise InvalidValueError(
                f"{introducer.name} cannot have introduced {contact.name}: "
                f"you know {introducer.name} through {contact.name}"
            )

    def _pair(self, contact_id: int, other_id: int) -> tuple[Contact, Contact]:
        first = require_contact(self._store, contact_id)
        if contact_id == other_id:
            raise InvalidValueError(f"{first.name} cannot be introduced to themself: name two people")
        return first, require_contact(self._store, other_id)

    def _between(self, contact_id: int, other_id: int) -> Introduction | None:
        """Return the introduction of two people that is planned or made."""
        pair = {contact_id, other_id}
        return next(
            (
                one
                for one in self._all.all()
                if one.way is Way.MADE and one.dropped_on is None and {one.contact_id, one.other_id} == pair
            ),
            None,
        )

    def _new(self, contact_id: int, other_id: int, text: str) -> Introduction:
        return Introduction(
            **new_identity(self._store, self._present),
            way=Way.MADE,
            contact_id=contact_id,
            other_id=other_id,
            text=text.strip(),
        )

    def _make(self, introduction: Introduction, on: date) -> Introduction:
        self._refuse_future(on)
        self._steps.keep(introduction)
        made = replace(introduction, on=on, step_id=None)
        self._all.save(made)
        noted = self._noted(introduction) if on == self._present.today() else set()
        there = [one for one in introduction.people if self._store.contacts.row(one) is not None]
        if set(there) - noted:
            words = f"Introduced {self._both(introduction)}"
            self._log.log(
                contact_ids=[one for one in there if one not in noted],
                kind=InteractionKind.EMAIL,
                on=on,
                direction=Direction.GAVE,
                text=f"{words}: {introduction.text}" if introduction.text else words,
                template=_MAKING,
            )
        return made

    def _noted(self, introduction: Introduction) -> set[int]:
        """Return who got a note that makes an introduction today."""
        today = self._present.today()
        return {
            contact_id
            for contact_id in introduction.people
            for entry in self._store.interactions.for_contact(contact_id)
            if entry.on == today and entry.template == _MAKING
        }

    def _add_step(self, introduction: Introduction, by: date | None = None) -> Introduction:
        """Add a follow-up for the next step, and store its id."""
        asking = introduction.to_ask
        first, second = introduction.contact_id, introduction.other_id
        if asking is None:
            to, about = first, second
            words = f"Introduce {self._both(introduction)}"
        else:
            to, about = (first, second) if asking == first else (second, first)
            words = f"Ask {first_name(self.name(to))} whether to introduce {self.name(about)}"
        due_on = days_after(self._present.today(), _NEXT_STEP)
        step = self._follow_ups.add(
            contact_id=to,
            kind=FollowUpKind.INTRODUCTION,
            text=words,
            due_on=min(due_on, by) if by is not None else due_on,
            about_id=about,
        )
        promised = replace(introduction, step_id=step.id)
        self._all.save(promised)
        return promised

    def _forget_pair(self, introducer_id: int, contact_id: int) -> None:
        for follow_up in self._loop.owed(introducer_id, contact_id):
            if follow_up.is_open:
                self._follow_ups.drop(follow_up.id)
        row = self._store.contacts.row(contact_id)
        if row is not None and row.introduced_by == introducer_id:
            self._contacts.set_introducer(contact_id, None)

    def _both(self, introduction: Introduction) -> str:
        if introduction.way is Way.RECEIVED:
            return f"{self.name(introduction.contact_id)} by {self.name(introduction.by_id)}"
        return f"{self.name(introduction.contact_id)} to {self.name(introduction.other_id)}"

    def _require_open(self, introduction_id: int) -> Introduction:
        introduction = self.get(introduction_id)
        if not introduction.is_open:
            raise InvalidValueError(f"the introduction of {self._both(introduction)} is settled already")
        return introduction

    def _both_here(self, introduction: Introduction) -> tuple[int, int]:
        by, contact = introduction.by_id, introduction.contact_id
        if by is None or contact is None:
            raise InvalidValueError(
                f"the introduction of {self._both(introduction)} can't go on: that person was deleted"
            )
        return by, contact

    def _refuse_future(self, on: date) -> None:
        if on > self._present.today():
            raise InvalidValueError(f"{full_day(on)} is still to come: record what happened, or plan it")


def _made_already(first: Contact, second: Contact, there: Introduction) -> str:
    day = f" on {full_day(there.on)}" if there.on is not None else ""
    return f"you introduced {first.name} and {second.name}{day} already"
