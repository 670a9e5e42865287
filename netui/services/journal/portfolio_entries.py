"""The parts of a portfolio that list entries of the plan: groups, mentoring, skills and the like."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from netui.domain.counted import counted
from netui.domain.journal.anonymity import Anonymiser
from netui.domain.journal.portfolio import Part, PortfolioEntry, PortfolioItem
from netui.domain.plan.collaboration import Collaboration, CollaborationState
from netui.domain.plan.group import Group, GroupRole, hours_words
from netui.domain.plan.mentoring import MEETING_STAGES, Mentoring
from netui.domain.plan.opportunity import Opportunity
from netui.domain.plan.skill import HIGHEST, Skill, SkillState
from netui.domain.text import fold
from netui.domain.time.dates import full_day
from netui.services.people.people import name_of
from netui.services.ports import Store


class _Kind(Struct, frozen=True):
    """One kind of entry: which of them go in, its title, its day, and how it reads."""

    entity: type[Any]
    fits: Callable[[Any], bool]
    title: Callable[[Any, Store], str]
    on: Callable[[Any], date | None]
    shown: Callable[[Any, Anonymiser], PortfolioEntry]


class PortfolioEntries:
    """Reads the entries of the plan that may go into a portfolio, by part."""

    parts = frozenset({Part.GROUPS, Part.MENTORING, Part.SKILLS, Part.OPPORTUNITIES, Part.COLLABORATIONS})

    def __init__(self, store: Store) -> None:
        self._store = store

    def items(self) -> Mapping[Part, Sequence[PortfolioItem]]:
        """Return what there is of each part, as the user knows it."""
        return {
            part: [
                PortfolioItem(one.id, kind.title(one, self._store), kind.on(one)) for one in self._all(kind)
            ]
            for part, kind in _KINDS.items()
        }

    def shown(
        self, parts: Collection[Part], without: Collection[int], names: Anonymiser
    ) -> Mapping[Part, tuple[PortfolioEntry, ...]]:
        """Return how each part reads, without the entries left out by their ids."""
        return {
            part: tuple(kind.shown(one, names) for one in self._all(kind) if one.id not in without)
            for part, kind in _KINDS.items()
            if part in parts
        }

    def people_gone(self) -> Iterable[str]:
        """Return the names of people who were deleted, as the entries keep them."""
        kept: list[Mentoring | Opportunity] = [
            *self._store.of(Mentoring).all(),
            *self._store.of(Opportunity).all(),
        ]
        return [one.contact_name for one in kept if one.contact_name]

    def _all(self, kind: _Kind) -> Sequence[Any]:
        entries = [one for one in self._store.of(kind.entity).all() if kind.fits(one)]
        return sorted(entries, key=lambda one: (fold(kind.title(one, self._store)), one.id))


def _group(one: Group, names: Anonymiser) -> PortfolioEntry:
    facts = (
        one.kind,
        one.role,
        f"since {full_day(one.joined_on)}" if one.joined_on else "",
        hours_words(one.total_hours) if one.hours else "",
        counted(len(one.meetings), "meeting") if one.meetings else "",
    )
    return PortfolioEntry(names.text(one.name), _line(facts), names.text(one.objectives))


def _mentoring(one: Mentoring, names: Anonymiser) -> PortfolioEntry:
    facts = (
        f"my {one.side}",
        one.stage,
        f"since {full_day(one.began_on)}" if one.began_on else "",
        counted(len(one.meetings), "meeting") if one.meetings else "",
    )
    who = names.person(one.contact_id)
    return PortfolioEntry(who[:1].upper() + who[1:], _line(facts), names.text(one.goals, one.contact_id))


def _skill(one: Skill, names: Anonymiser) -> PortfolioEntry:
    facts = (
        f"level {one.level} of {HIGHEST}",
        "" if one.state is SkillState.REACHED else f"aim {one.wanted}",
        "" if one.state is SkillState.BUILDING else one.state,
        _people("help from", one.contact_ids, names),
    )
    return PortfolioEntry(names.text(one.name), _line(facts), names.text(one.why))


def _opportunity(one: Opportunity, names: Anonymiser) -> PortfolioEntry:
    facts = (
        one.kind,
        one.state,
        names.text(one.company),
        f"from {names.person(one.contact_id)}" if one.contact_id or one.contact_name else "",
        full_day(one.found_on) if one.found_on else "",
    )
    return PortfolioEntry(names.text(one.title), _line(facts), names.text(one.text, one.contact_id))


def _collaboration(one: Collaboration, names: Anonymiser) -> PortfolioEntry:
    facts = (
        one.kind,
        one.state,
        _people("with", one.contact_ids, names),
        f"from {full_day(one.from_on)}" if one.from_on else "",
        f"to {full_day(one.to_on)}" if one.to_on else "",
    )
    return PortfolioEntry(names.text(one.title), _line(facts), names.text(one.text))


_KINDS = {
    Part.GROUPS: _Kind(
        Group,
        lambda one: one.role is not GroupRole.INTERESTED,
        lambda one, _: one.name,
        lambda one: one.joined_on,
        _group,
    ),
    Part.MENTORING: _Kind(
        Mentoring,
        lambda one: one.stage in MEETING_STAGES or bool(one.meetings),
        lambda one, store: name_of(store, one.contact_id, one.contact_name),
        lambda one: one.began_on,
        _mentoring,
    ),
    Part.SKILLS: _Kind(Skill, lambda _: True, lambda one, _: one.name, lambda _: None, _skill),
    Part.OPPORTUNITIES: _Kind(
        Opportunity, lambda _: True, lambda one, _: one.title, lambda one: one.found_on, _opportunity
    ),
    Part.COLLABORATIONS: _Kind(
        Collaboration,
        lambda one: one.state is not CollaborationState.DROPPED,
        lambda one, _: one.title,
        lambda one: one.from_on,
        _collaboration,
    ),
}


def _people(lead: str, contact_ids: Sequence[int], names: Anonymiser) -> str:
    called = dict.fromkeys(names.person(one) for one in contact_ids)
    return f"{lead} {', '.join(called)}" if called else ""


def _line(facts: Iterable[str]) -> str:
    return " · ".join(fact for fact in facts if fact)
