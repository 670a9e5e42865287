"""Reflections: free ones, the network check, and STAR begun from what was logged."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from netui.domain.journal.reflection import Reflection, ReflectionKind
from netui.domain.time.dates import full_day, short_day
from netui.services.journal.reflections import Tie
from netui.tui.journal.reflecting import reflect
from netui.tui.look.messages import Open
from netui.tui.look.text import Line, Span
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.sections.section import PublishedSection, Verb
from netui.tui.widgets.text_page import labelled, paragraph

_LABEL = 10


class ReflectionsSection(PublishedSection):
    """What the user has thought about, the newest first."""

    name: ClassVar[str] = "reflections"
    title: ClassVar[str] = "Reflections"
    empty: ClassVar[str] = "No reflections yet. Press a to write one, with a question to start from."
    keys: ClassVar[dict[str, str]] = {
        "add": "reflect",
        "open": "read on, write",
        "edit": "write",
        "delete": "delete",
        "export": "portfolio",
    }

    def rows(self) -> Sequence[Reflection]:
        """Return the reflections."""
        return self._services.reflections.list()

    def count(self) -> int:
        """Return how many there are."""
        return self._services.reflections.count()

    def paint(self, row: Reflection, width: int) -> Line:  # noqa: ARG002
        """Paint its first line, its kind and its day."""
        private = (Span("private  ", "dim"),) if row.private else ()
        day = short_day(row.on, self._services.present.today())
        kind = {ReflectionKind.FREE: "free", ReflectionKind.CHECK: "check", ReflectionKind.STAR: "STAR"}
        return Line((Span(row.opening),), (*private, Span(f"{kind[row.kind]:<5}  {day:>6}", "dim")))

    def detail(self, row: Reflection, width: int) -> list[Line]:
        """Return it in full, with what it is about."""
        lines = [*self._head(row, width)]
        titles = {prompt.part: prompt.title for prompt in self._services.reflections.prompts(row.kind)}
        for one in row.written:
            if row.kind is not ReflectionKind.FREE:
                lines += [Line(()), Line((Span(titles.get(one.part, one.part), "primary"),))]
            lines += paragraph(one.text, width)
        return lines

    def contacts(self, row: Reflection) -> Sequence[int]:
        """Return who the interview it is about was with."""
        contact_id = self._services.reflections.contact_of(row)
        return () if contact_id is None else (contact_id,)

    def more(self, row: Reflection | None) -> Sequence[Verb]:
        """Offer what it is about, and to keep it private."""
        if row is None:
            return ()
        private = "let it be published" if row.private else "keep it private"
        hide = partial(self._services.reflections.set_private, row.id, private=not row.private)
        return (
            Verb("b", "say what it is about", lambda: self._tie(row), "an interview, an event, a goal"),
            Verb("p", private, hide, "not in the portfolio"),
        )

    def add(self) -> None:
        """Ask how to begin."""
        reflect(self._services, self.host)

    def open(self, row: Reflection) -> None:
        """Read it in full and write on."""
        self.host.post_message(Open("reflection", row.id))

    def edit(self, row: Reflection) -> None:
        """Write on."""
        self.open(row)

    def delete(self, row: Reflection) -> None:
        """Remove it."""
        self._services.reflections.remove(row.id)
        self.host.say("Removed: u brings it back")

    def _head(self, row: Reflection, width: int) -> list[Line]:
        if row.kind is ReflectionKind.FREE:
            lines = labelled("written", full_day(row.on), width, label_width=_LABEL)
        elif row.kind is ReflectionKind.CHECK:
            before = self._services.reflections.before(ReflectionKind.CHECK, row)
            earlier = f", {len(before)} before it" if before else ", the first"
            lines = labelled("check", full_day(row.on) + earlier, width, label_width=_LABEL)
        else:
            days = f", of {full_day(row.first)} to {full_day(row.last)}" if row.first and row.last else ""
            lines = labelled("STAR", full_day(row.on) + days, width, label_width=_LABEL)
        tie = self._services.reflections.tie_of(row)
        return lines + (labelled("about", tie.label, width, label_width=_LABEL) if tie else [])

    def _tie(self, row: Reflection) -> None:
        self.host.ask(tie_modal(self._services.reflections.ties()), lambda tie: self._tied(row, tie))

    def _tied(self, row: Reflection, tie: Tie) -> None:
        self._services.reflections.tie(row.id, tie if tie.kind else None)


NOTHING = Tie("", 0, "nothing in particular")
"""What is chosen to be about nothing."""


def tie_modal(ties: Sequence[Tie]) -> ChoiceModal[Tie]:
    """Return the question what a reflection is about."""
    return ChoiceModal("What is it about?", [Choice(tie, tie.label, tie.note) for tie in (NOTHING, *ties)])
