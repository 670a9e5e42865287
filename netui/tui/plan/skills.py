"""Skills: what one builds, how far it has come, and who can help."""

from collections.abc import Sequence
from typing import ClassVar

from netui.domain.plan.next_step import step_words
from netui.domain.plan.skill import HIGHEST, LOWEST, Skill, SkillState
from netui.domain.values import replace
from netui.tui.look.text import Line, Span
from netui.tui.modals.form import Ask, FormModal
from netui.tui.sections.answers import number
from netui.tui.sections.section import Section, Verb
from netui.tui.widgets.charts import bar
from netui.tui.widgets.text_page import labelled

_LABEL = 14
_MOST_HELPERS = 2


class SkillsSection(Section):
    """The skills, each with its level now and the level wanted."""

    name: ClassVar[str] = "skills"
    title: ClassVar[str] = "Skills"
    empty: ClassVar[str] = "No skills yet. Press a to name one you want to build, and who can help."
    keys: ClassVar[dict[str, str]] = {
        "add": "add skill",
        "edit": "edit",
        "open": "change",
        "done": "one level up",
        "delete": "delete",
    }

    def rows(self) -> Sequence[Skill]:
        """Return the skills."""
        return self._services.skills.list()

    def count(self) -> int:
        """Return how many skills there are."""
        return len(self._services.skills.list())

    def contacts(self, row: Skill) -> Sequence[int]:
        """Return who can help."""
        return [one.id for one in self._services.skills.helpers(row)]

    def paint(self, row: Skill, width: int) -> Line:  # noqa: ARG002
        """Paint the name, who can help, and the level."""
        glyphs = self.host.glyphs
        helpers = [one.name for one in self._services.skills.helpers(row)]
        words = ", ".join(helpers[:_MOST_HELPERS])
        if len(helpers) > _MOST_HELPERS:
            words += f" and {len(helpers) - _MOST_HELPERS:,} more"
        sign = {
            SkillState.REACHED: Span(glyphs.tick, "success"),
            SkillState.PAUSED: Span(glyphs.skipped, "dim"),
        }.get(row.state, Span(glyphs.bullet, "dim"))
        paused = row.state is SkillState.PAUSED
        right = [
            *([Span("paused  ", "dim")] if paused else []),
            *bar(row.level, row.wanted, row.wanted, glyphs),
            Span(" " * (HIGHEST - row.wanted) + f"  {row.level} of {row.wanted}"),
        ]
        return Line((Span(row.name, "dim" if paused else ""), Span(f"  {words}", "dim")), right, sign)

    def detail(self, row: Skill, width: int) -> list[Line]:
        """Return why, and who can help."""
        helpers = [
            " · ".join(part for part in (one.name, one.title, one.company) if part)
            for one in self._services.skills.helpers(row)
        ]
        step = step_words(row, self._services.present.today())
        lines = labelled("why", row.why, width, label_width=_LABEL) if row.why else []
        lines += labelled("next step", step, width, label_width=_LABEL) if step else []
        if not helpers:
            return [*lines, *labelled("can help", "no one yet: e names them", width, label_width=_LABEL)]
        for index, helper in enumerate(helpers):
            lines += labelled("can help" if index == 0 else "", helper, width, label_width=_LABEL)
        return lines

    def more(self, row: Skill | None) -> Sequence[Verb]:
        """Offer a level down, and to let a skill rest."""
        if row is None:
            return ()
        rest = "go on with it" if row.state is SkillState.PAUSED else "let it rest"
        return (
            Verb("-", "one level down", lambda: self._step(row, -1)),
            Verb("z", rest, lambda: self._services.skills.pause(row.id)),
        )

    def done(self, row: Skill) -> None:
        """Go one level up."""
        self._step(row, 1)

    def delete(self, row: Skill) -> None:
        """Remove a skill."""
        self._services.skills.remove(row.id)
        self.host.say(f"Removed: {row.name}")

    def _step(self, row: Skill, step: int) -> None:
        skill = self._services.skills.step(row.id, step)
        if skill.state is SkillState.REACHED and step > 0:
            self.host.say(f"Reached: {skill.name}")

    def ask(self, skill: Skill | None) -> None:
        """Ask for a skill, or for what one is to be."""
        start = skill or Skill(id=0, uid="", name="")

        def saved(values: dict[str, str]) -> None:
            current = self._services.skills.get(start.id) if skill is not None else start
            changed = replace(
                current,
                name=values["name"],
                why=values["why"],
                level=int(values["level"]),
                wanted=int(values["wanted"]),
                contact_ids=self._answers.people(values["helpers"]),
                **self._answers.step_fields(values["next"]),
            )
            if skill is None:
                self._services.skills.add(changed)
            else:
                self._services.skills.edit(changed, skill)

        level = number(LOWEST, HIGHEST)
        asks = [
            Ask("name", "Skill", start.name, required=True, placeholder="public speaking"),
            Ask("why", "Why", start.why),
            Ask(
                "level",
                "Level now",
                str(start.level),
                check=level,
                required=True,
                overtype=True,
                hint="1 heard of it, 3 use it, 5 others ask me",
            ),
            Ask("wanted", "Level wanted", str(start.wanted), check=level, required=True, overtype=True),
            self._answers.ask_people("helpers", "Who can help", start.contact_ids),
            self._answers.ask_step(start),
        ]
        title = "Build a skill" if skill is None else "Change the skill"
        self.host.ask(FormModal(title, asks, about=start.id), saved)
