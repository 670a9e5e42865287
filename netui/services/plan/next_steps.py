"""The next steps of opportunities, targets, collaborations and skills: on the agenda by their day."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from netui.domain.errors import NotFoundError
from netui.domain.people.interaction import InteractionKind
from netui.domain.plan.collaboration import Collaboration
from netui.domain.plan.next_step import with_next_step
from netui.domain.plan.opportunity import Opportunity
from netui.domain.plan.skill import Skill, SkillState
from netui.domain.plan.target import Target
from netui.domain.values import replace
from netui.domain.week.agenda import AgendaRow, Lead, NextStep, RowKind, ToArea, ToDialog, Verb
from netui.services.agenda_source import AgendaSource
from netui.services.ports import Store
from netui.services.present import Present


class _Kind(Struct, frozen=True):
    """One kind of entry that has a next step; `person` is who it is with, if that is one person."""

    section: str
    entity: type[Any]
    word: str
    title: Callable[[Any], str]
    is_open: Callable[[Any], bool]
    person: Callable[[Any], int | None]


_KINDS = {
    kind.section: kind
    for kind in (
        _Kind(
            "opportunities",
            Opportunity,
            "opportunity",
            lambda one: one.title,
            lambda one: one.is_open,
            lambda one: one.contact_id,
        ),
        _Kind("wanted", Target, "target", lambda one: one.name, lambda _: True, lambda _: None),
        _Kind(
            "collaborations",
            Collaboration,
            "collaboration",
            lambda one: one.title,
            lambda one: one.is_open,
            lambda one: one.contact_ids[0] if len(one.contact_ids) == 1 else None,
        ),
        _Kind(
            "skills",
            Skill,
            "skill",
            lambda one: one.name,
            lambda one: one.state is SkillState.BUILDING,
            lambda one: one.contact_ids[0] if len(one.contact_ids) == 1 else None,
        ),
    )
}


class NextStepService(AgendaSource[NextStep]):
    """Puts next steps on the agenda, and takes them."""

    subjects = (NextStep,)

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._present = present

    def rows(self, last: date) -> Iterator[AgendaRow]:
        """Yield the next steps due up to a day."""
        for kind in _KINDS.values():
            for entry in self._store.of(kind.entity).all():
                if entry.next_on is not None and entry.next_on <= last and kind.is_open(entry):
                    yield self._row(kind, entry)

    def done(self, _row: AgendaRow, subject: NextStep, _kind: InteractionKind | None = None) -> None:
        """Note that the step is done; what is next is not known yet."""
        self.take(subject)

    def take(self, subject: NextStep, words: str = "", on: date | None = None) -> None:
        """Note that the step is done, and what is next."""
        self._save(subject, "Done", words, on)

    def skip(self, _row: AgendaRow, subject: NextStep) -> None:
        """Drop the step."""
        self._save(subject, "Drop", "", None)

    def snooze(self, row: AgendaRow, subject: NextStep, until: date) -> None:
        """Move the step to a day to come."""
        kind, entry = self._found(subject)
        with self._store.transaction(f"Snooze until {self._present.short_day(until)}: {row.text}"):
            self._store.of(kind.entity).save(replace(entry, next_on=until))

    def leads(self, verb: Verb, _row: AgendaRow, subject: NextStep) -> Lead | None:
        """Ask what is next; show it in the plan."""
        if verb is Verb.DONE:
            return ToDialog("next-step")
        return ToArea("plan", f"{subject.section}:{subject.entry_id}")

    def _row(self, kind: _Kind, entry: Any) -> AgendaRow:
        contact_id = kind.person(entry)
        row = self._store.contacts.row(contact_id) if contact_id is not None else None
        return AgendaRow(
            id=f"step:{entry.id}",
            kind=RowKind.ACTION,
            subject=NextStep(kind.section, entry.id),
            due_on=entry.next_on,
            text=entry.next_step,
            contact_id=row.id if row is not None else None,
            who=kind.title(entry),
            why=f"the next step of this {kind.word}{f'; with {row.name}' if row is not None else ''}",
        )

    def _found(self, subject: NextStep) -> tuple[_Kind, Any]:
        kind = _KINDS[subject.section]
        entry = self._store.of(kind.entity).get(subject.entry_id)
        if entry is None:
            raise NotFoundError(f"this {kind.word} was removed in the meantime")
        return kind, entry

    def _save(self, subject: NextStep, verb: str, words: str, on: date | None) -> None:
        kind, entry = self._found(subject)
        with self._store.transaction(f"{verb}: {entry.next_step or kind.title(entry)}"):
            self._store.of(kind.entity).save(with_next_step(entry, words, on))
