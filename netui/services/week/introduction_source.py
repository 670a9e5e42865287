"""Introductions I asked for on the agenda: those without an answer, and those that may have been made."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from netui.domain.interviews.rules import RequestStep, waited_twice, waiting_step
from netui.domain.people.contact import ContactRow, Stage, first_name
from netui.domain.people.interaction import InteractionKind
from netui.domain.plan.introduction import Introduction, IntroductionState, Way
from netui.domain.time.working_days import working_days_between
from netui.domain.week.agenda import AgendaRow, IntroductionAsked, Lead, RowKind, ToArea, ToDialog, Verb
from netui.services.agenda_source import AgendaSource
from netui.services.ports import Store
from netui.services.present import Present

if TYPE_CHECKING:
    from netui.services.plan.introductions import IntroductionService

_NOT_TALKED_TO = frozenset({Stage.POTENTIAL, Stage.REACHED_OUT})
ASKING, REMINDER = "ask-introduction", "introduction-reminder"
"""The templates of the notes that ask someone for an introduction, and remind them of it."""


class IntroductionAgenda(AgendaSource[IntroductionAsked]):
    """Waits for an introduction as for the answer to a request: one reminder, then it is closed."""

    subjects = (IntroductionAsked,)
    done_words = "next step"

    def __init__(
        self, store: Store, present: Present, introductions: Callable[[], "IntroductionService"]
    ) -> None:
        """Take the service as it is called for: the agenda alone does without it."""
        self._store = store
        self._present = present
        self._introductions = introductions

    def rows(self, last: date) -> Iterator[AgendaRow]:  # noqa: ARG002
        """Yield those that need a step today."""
        for one in self._store.of(Introduction).all():
            if one.way is Way.RECEIVED and one.state is IntroductionState.ASKED:
                yield from self._row(one)

    def done(self, _row: AgendaRow, subject: IntroductionAsked, _kind: InteractionKind | None = None) -> None:
        """Note the next step: reminded, closed, or made where I have talked to them."""
        introductions = self._introductions()
        asked = introductions.get(subject.introduction_id)
        if subject.step is RequestStep.RESEND:
            introductions.asking.remind(asked)
        elif subject.step is RequestStep.CLOSE:
            introductions.drop(asked.id)
        else:
            introductions.make(asked.id)

    def leads(self, verb: Verb, _row: AgendaRow, subject: IntroductionAsked) -> Lead | None:
        """Show the introduction in the plan, or ask what became of it."""
        if verb is Verb.DONE:
            return ToDialog("introduction")
        who = f"introductions:{subject.introduction_id}"
        return ToArea("plan", who) if verb is Verb.OPEN else None

    def _row(self, asked: Introduction) -> Iterator[AgendaRow]:
        introducer, contact = self._known(asked.by_id), self._known(asked.contact_id)
        if introducer is None or contact is None or asked.asked_on is None:
            return
        today = self._present.today()
        step = waiting_step(asked.asked_on, asked.reminded_on, today)
        talked = (
            contact.stage not in _NOT_TALKED_TO and (contact.last_contact_on or date.min) > asked.asked_on
        )
        if step is RequestStep.NONE and not talked:
            return
        skipped = step is RequestStep.RESEND and self._is_dismissed(f"introduction:{asked.id}:{step}")
        if skipped and waited_twice(asked.asked_on, today):
            step = RequestStep.CLOSE
        first = first_name(introducer.name)
        waited = working_days_between(asked.reminded_on or asked.asked_on, today)
        reminder = " after a reminder" if asked.reminded_on else ""
        words = {
            RequestStep.RESEND: f"no introduction to {contact.name} yet: remind {first} once",
            RequestStep.CLOSE: f"no introduction to {contact.name}{reminder}: close it",
        }
        yield AgendaRow(
            id=f"introduction:{asked.id}:{'talked' if talked else step}",
            kind=RowKind.INTRODUCTION,
            subject=IntroductionAsked(asked.id, contact.id, RequestStep.NONE if talked else step),
            due_on=today,
            since=contact.last_contact_on if talked else None,
            text=f"did {first} introduce you to {contact.name}?" if talked else words[step],
            contact_id=introducer.id,
            who=introducer.name,
            about=introducer.company,
            why=f"you asked {first} and have talked to {contact.name} since"
            if talked
            else f"asked for an introduction; {waited} working days without an answer",
            template=REMINDER if step is RequestStep.RESEND and not talked else "",
        )

    def _known(self, contact_id: int | None) -> ContactRow | None:
        return self._store.contacts.row(contact_id) if contact_id is not None else None
