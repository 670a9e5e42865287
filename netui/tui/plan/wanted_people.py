"""People I want to know: potential contacts, and the companies and industries they are looked for in."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from netui.domain.people.contact import ContactRow, Stage, first_name
from netui.domain.plan.next_step import next_words, step_words
from netui.domain.plan.target import Target, TargetKind
from netui.domain.values import replace
from netui.services.plan.targets import TargetStanding
from netui.tui.look.messages import GoToArea, Open
from netui.tui.look.text import Line, Span
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.form import Ask, FormModal
from netui.tui.sections.section import Section, Verb
from netui.tui.terminal.threads import AT_ONCE
from netui.tui.widgets.line_list import Heading
from netui.tui.widgets.rows import grouped
from netui.tui.widgets.text_page import facts

_LABEL = 14
_PERSON = "person"
_COME_FURTHER = (
    ("r", "I wrote to them", Stage.REACHED_OUT),
    ("c", "we know each other now", Stage.CONNECTED),
)
_HEADINGS = {TargetKind.COMPANY: "COMPANIES", TargetKind.INDUSTRY: "INDUSTRIES"}


class WantedPeopleSection(Section):
    """The people the user wants to know; i asks for an interview, w looks for an introduction."""

    name: ClassVar[str] = "wanted"
    title: ClassVar[str] = "People I want to know"
    empty: ClassVar[str] = "No one yet. Press a to name a person, a company or an industry you want to know."
    keys: ClassVar[dict[str, str]] = {
        "add": "add",
        "edit": "edit",
        "open": "open",
        "way": "who can introduce me",
        "delete": "take off the list",
    }

    def reading(self) -> Callable[[], object] | None:
        """Return the look through many people for those at the companies one aims at."""
        targets = self._services.targets
        many = self._services.contacts.count() > AT_ONCE
        return targets.standings if many and not targets.are_read else None

    def rows(self) -> Sequence[Any]:
        """Return the people, then companies and industries with who is known there."""
        targets = self._services.targets
        groups: list[tuple[Heading, Sequence[Any]]] = [(Heading("PEOPLE"), targets.people())]
        standings = targets.standings()
        for kind, title in _HEADINGS.items():
            groups.append((Heading(title), [one for one in standings if one.target.kind is kind]))
        return grouped(groups)

    def key(self, row: Any) -> int:
        """Return the id of the person or the target."""
        return row.target.id if isinstance(row, TargetStanding) else int(row.id)

    def count(self) -> int:
        """Return how many people there are."""
        return len(self._services.targets.people())

    def contacts(self, row: Any) -> Sequence[int]:
        """Return the person."""
        return (row.id,) if isinstance(row, ContactRow) else ()

    def paint(self, row: Any, width: int) -> Line:  # noqa: ARG002
        """Paint a person with what they do, or a target with how many are known there."""
        glyphs = self.host.glyphs
        if isinstance(row, TargetStanding):
            known, wanted = len(row.known), len(row.wanted)
            words = f"{known} known" if known else "no one known yet"
            tone = "success" if known else "dim"
            today = self._services.present.today()
            right = [Span(f"{next_words(row.target, today)}  ", "dim")] if row.target.next_step else []
            right += [Span(f"{wanted} wanted  ", "dim")] if wanted else []
            return Line((Span(row.target.name),), (*right, Span(words, tone)), Span(glyphs.bullet, "dim"))
        about = f" {glyphs.dot} ".join(part for part in (row.title, row.company) if part)
        interview = self._interview(row.id) or self._introducer(row.id)
        return Line(
            (Span(row.name), Span(f"  {about}", "dim")),
            (Span(interview, "accent"),),
            Span(glyphs.to_meet, "dim"),
        )

    def detail(self, row: Any, width: int) -> list[Line]:
        """Return why, and who is known there."""
        if isinstance(row, TargetStanding):
            message = {
                "why": row.target.why,
                "next step": step_words(row.target, self._services.present.today()),
                "known": ", ".join(one.name for one in row.known),
                "wanted": ", ".join(one.name for one in row.wanted),
            }
        else:
            contact = self._services.contacts.get(row.id)
            known = self._services.targets.known_elsewhere(row)
            message = {
                "why": contact.why,
                "how": contact.met,
                "introduced by": self._services.contacts.name_of(contact.introduced_by),
                "known there": ", ".join(one.name for one in known),
            }
        return facts(message.items(), width, label_width=_LABEL)

    def more(self, row: Any | None) -> Sequence[Verb]:
        """Offer to say how far the user has come with a person."""
        if not isinstance(row, ContactRow):
            return ()
        return [
            Verb(key, words, partial(self._move, row, stage), f"{stage}: off this list")
            for key, words, stage in _COME_FURTHER
        ]

    def add(self) -> None:
        """Ask for a person, a company or an industry."""
        choices = [
            Choice(_PERSON, "a person", "someone I don't know yet", key="p"),
            Choice(TargetKind.COMPANY.value, "a company", key="c"),
            Choice(TargetKind.INDUSTRY.value, "an industry", key="i"),
        ]

        def picked(kind: str) -> None:
            if kind == _PERSON:
                self._ask_person()
            else:
                self._ask_target(TargetKind(kind))

        self.host.ask(ChoiceModal("I want to know", choices), picked)

    def edit(self, row: Any) -> None:
        """Open the form of a person, or ask what a target is to be."""
        if isinstance(row, TargetStanding):
            self._ask_target(row.target.kind, row.target)
        else:
            self.host.post_message(Open("contact-form", row.id))

    def open(self, row: Any) -> None:
        """Open a person's page, or the contacts of a company or an industry."""
        if isinstance(row, ContactRow):
            self.host.post_message(Open("contact", row.id))
            return
        name = row.target.name.replace('"', "")
        field = "company:" if row.target.kind is TargetKind.COMPANY else ""
        self.host.post_message(GoToArea("contacts", f'{field}"{name}"'))

    def way(self, row: Any) -> None:
        """Look for who can introduce me."""
        if isinstance(row, ContactRow):
            self.host.post_message(GoToArea("network", f"path:{row.id}"))
        elif row.known:
            self.host.say(f"Ask {', '.join(one.name for one in row.known[:3])}: known there already.")
        else:
            self.host.say(f"No one is known in {row.target.name} yet: name a person there first.")

    def delete(self, row: Any) -> None:
        """Put a person away, or remove a target."""
        if isinstance(row, TargetStanding):
            self._services.targets.remove(row.target.id)
            self.host.say(f"Removed: {row.target.name}")
        else:
            self._services.contacts.archive([row.id])
            self.host.say(f"Archived: {row.name}")

    def _move(self, row: ContactRow, stage: Stage) -> None:
        self._services.contacts.set_stage([row.id], stage)
        self.host.say(f"{row.name}: {stage}")

    def _interview(self, contact_id: int) -> str:
        interviews = self._services.interviews.for_contact(contact_id)
        return f"interview: {interviews[0].status.value.replace('-', ' ')}" if interviews else ""

    def _introducer(self, contact_id: int) -> str:
        """Say who is to introduce me, or was asked to."""
        asked = self._services.introduction_views.asked_about(contact_id)
        to_me = [one for one in asked if one.contact_id == contact_id and one.is_open]
        if not to_me:
            return ""
        first = first_name(self._services.introductions.name(to_me[0].by_id))
        return f"asked {first}" if to_me[0].asked_on is not None else f"ask {first} to introduce you"

    def _ask_person(self) -> None:
        def saved(values: dict[str, str]) -> None:
            made = self._services.targets.want_to_know(**values)
            same = self._services.contacts.namesake(made)
            twice = f"; {same.name} is here already, u takes this second one back" if same is not None else ""
            self.host.say(f"On the list: {made.name}{twice}")

        asks = [
            Ask("name", "Name", required=True),
            Ask("title", "Title"),
            Ask("company", "Company"),
            Ask("why", "Why"),
        ]
        self.host.ask(FormModal("A person I want to know", asks, about=()), saved)

    def _ask_target(self, kind: TargetKind, target: Target | None = None) -> None:
        targets = self._services.targets

        start = target or Target(id=0, uid="", kind=kind, name="")

        def saved(values: dict[str, str]) -> None:
            step = self._answers.step_fields(values["next"])
            changed = replace(start, name=values["name"], why=values["why"], **step)
            if target is None:
                targets.add(changed)
            else:
                targets.edit(changed, target)

        asks = [
            Ask("name", "Name", start.name, required=True),
            Ask("why", "Why", start.why),
            self._answers.ask_step(start),
        ]
        self.host.ask(FormModal(f"A target {kind}", asks, about=target.id if target else ()), saved)
