"""Skills: built level by level, with the help of people."""

from collections.abc import Sequence

from netui.domain.errors import InvalidValueError
from netui.domain.one_line import required_line
from netui.domain.people.contact import ContactRow
from netui.domain.plan.skill import HIGHEST, LOWEST, Skill, SkillState
from netui.domain.values import replace
from netui.services.entries import Entries
from netui.services.ports import Store
from netui.services.present import Present


class SkillService:
    """Keeps the skills one builds."""

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._entries = Entries(store, present, Skill, "skill", lambda one: one.name, _tidy)
        self.get = self._entries.get
        self.add = self._entries.add
        self.edit = self._entries.edit
        self.remove = self._entries.remove

    def list(self) -> Sequence[Skill]:
        """Return the skills: those being built, then those paused, then those reached."""
        order = [SkillState.BUILDING, SkillState.PAUSED, SkillState.REACHED]
        return sorted(self._entries.all(), key=lambda one: (order.index(one.state), one.name.casefold()))

    def step(self, skill_id: int, step: int = 1) -> Skill:
        """Go one level up, or down; the level wanted makes it reached."""
        skill = self.get(skill_id)
        level = skill.level + step
        if not LOWEST <= level <= HIGHEST:
            raise InvalidValueError(
                f"“{skill.name}” is at {skill.level}: levels go from {LOWEST} to {HIGHEST}"
            )
        state = SkillState.REACHED if level >= skill.wanted else SkillState.BUILDING
        return self._entries.save(replace(skill, level=level, state=state), f"{skill.name}: level {level}")

    def pause(self, skill_id: int) -> Skill:
        """Let a skill rest, or go on with one that rested."""
        skill = self.get(skill_id)
        reached = SkillState.REACHED if skill.level >= skill.wanted else SkillState.BUILDING
        state = reached if skill.state is SkillState.PAUSED else SkillState.PAUSED
        return self._entries.save(replace(skill, state=state), f"Skill {state}: {skill.name}")

    def helpers(self, skill: Skill) -> Sequence[ContactRow]:
        """Return the people who can help."""
        rows = (self._store.contacts.row(contact_id) for contact_id in skill.contact_ids)
        return [row for row in rows if row is not None]


def _tidy(skill: Skill) -> Skill:
    name = required_line(skill.name, "a skill needs a name: what do you want to learn?")
    for what, level in (("level", skill.level), ("level wanted", skill.wanted)):
        if not LOWEST <= level <= HIGHEST:
            raise InvalidValueError(f"{level} is no {what}: it goes from {LOWEST} to {HIGHEST}")
    state = skill.state
    if state is not SkillState.PAUSED:
        state = SkillState.REACHED if skill.level >= skill.wanted else SkillState.BUILDING
    return replace(
        skill,
        name=name,
        why=skill.why.strip(),
        state=state,
        contact_ids=tuple(dict.fromkeys(skill.contact_ids)),
    )
