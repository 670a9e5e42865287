"""Companies: who I know where, now and earlier, what I noted, what I owe."""

from collections.abc import Sequence
from typing import ClassVar

from netui.domain.people.company import Company
from netui.services.services import Services
from netui.tui.look.messages import GoToArea, Open
from netui.tui.look.text import Line, Span
from netui.tui.modals.ask import PromptModal
from netui.tui.sections.company_forms import ask_follow_up, ask_note
from netui.tui.sections.section import Section, Verb
from netui.tui.widgets.text_page import facts

_LABEL = 12
_AT_ONCE = 2_000
_MOST_NAMES = 12


class CompaniesSection(Section):
    """The companies the user knows people at, the best known first; enter shows who."""

    name: ClassVar[str] = "companies"
    title: ClassVar[str] = "Companies"
    empty: ClassVar[str] = "No companies yet. They come from the positions of the people you add."
    keys: ClassVar[dict[str, str]] = {"add": "follow-up", "edit": "note", "open": "who is there"}

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._rows: Sequence[Company] = ()
        self._reading = False
        self._wanted = ""

    def let_go(self) -> None:
        """Drop the companies as they were, with everybody in them."""
        self._rows = ()

    def rows(self) -> Sequence[Company]:
        """Return the companies; of a large network they are read away from the screen."""
        if self._wanted:
            self._rows = self._services.companies.find(self._wanted)
        elif self._services.companies.is_current or self._services.contacts.count() <= _AT_ONCE:
            self._rows = self._services.companies.list()
        elif not self._reading:
            self._reading = True
            self.host.in_background(self._services.companies.list, self._read)
        return self._rows

    def _read(self, _companies: Sequence[Company]) -> bool:
        self._reading = False
        return True

    def key(self, row: Company) -> str:
        """Return the company's key."""
        return row.key

    def count(self) -> int | None:
        """Return how many companies there are, once they are read."""
        return len(self._rows) or None

    def contacts(self, row: Company) -> Sequence[int]:
        """Return who works there."""
        return [one.id for one in row.now[:1]] if len(row.now) == 1 else ()

    def paint(self, row: Company, width: int) -> Line:  # noqa: ARG002
        """Paint the name, and how many are known there."""
        glyphs = self.host.glyphs
        signs = []
        if row.key in self._services.companies.owing():
            signs.append("owed")
        if row.key in self._services.companies.noted():
            signs.append("note")
        before = f"{len(row.before):,} before  " if row.before else ""
        now = f"{len(row.now):,} now" if row.now else "no one now"
        right = (Span(before, "dim"), Span(now, "" if row.now else "dim"))
        return Line((Span(row.name), Span(f"  {', '.join(signs)}", "accent")), right, Span(glyphs.dot, "dim"))

    def detail(self, row: Company, width: int) -> list[Line]:
        """Return who is there, who was, the note and what is owed."""
        message = {
            "now": _names([one.name for one in row.now]),
            "before": _names([one.name for one in row.before]),
            "owed": "; ".join(one.text for one in self._services.companies.follow_ups(row.name)),
            "note": self._services.companies.note(row.name),
        }
        return facts(message.items(), width, label_width=_LABEL)

    def more(self, row: Company | None) -> Sequence[Verb]:
        """Offer to look for a company, and its people in the contacts."""
        verbs = [Verb("f", "find a company", self._find)]
        if self._wanted:
            verbs.append(Verb("x", "show all again", lambda: self._show("")))
        if row is not None:
            people = GoToArea("contacts", 'company:"{}"'.format(row.name.replace('"', "")))
            verbs.append(Verb("c", "its people in Contacts", lambda: self.host.post_message(people)))
        return verbs

    # Keys

    def do(self, verb: str, row: Company | None) -> None:
        """Set a follow-up on the company under the cursor; the rest is as everywhere."""
        if verb == "add":
            ask_follow_up(self._services, self.host, row.name if row is not None else "")
        else:
            super().do(verb, row)

    def edit(self, row: Company) -> None:
        """Write the note."""
        ask_note(self._services, self.host, row.name)

    def open(self, row: Company) -> None:
        """Show who is known there."""
        self.host.post_message(Open("company", row.name))

    def _find(self) -> None:
        self.host.ask(PromptModal("Find a company", value=self._wanted, about=(), kept=False), self._show)

    def _show(self, text: str) -> None:
        self._wanted = text.strip()
        self.host.read_again()


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMES])
    return f"{shown} and {len(names) - _MOST_NAMES:,} more" if len(names) > _MOST_NAMES else shown
