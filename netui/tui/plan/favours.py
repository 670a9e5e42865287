"""Favours: the balance with each person and overall, and what could be given back."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Any, ClassVar

from netui.domain.plan.favour import FAVOUR_WORDS, WAY_WORDS, FavourEntry, FavourSource
from netui.domain.time.dates import short_day
from netui.services.plan.favours import PersonBalance
from netui.tui.look.messages import Open
from netui.tui.look.text import Line, Span
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.sections.giving_forms import ask_favour
from netui.tui.sections.section import Section, Verb
from netui.tui.terminal.threads import AT_ONCE
from netui.tui.widgets.line_list import Blank, Heading
from netui.tui.widgets.rows import grouped
from netui.tui.widgets.text_page import labelled, paragraph

_MOST_SHOWN = 8
_LABEL = 12


class FavoursSection(Section):
    """Everybody there was a favour with; those I owe most come first."""

    name: ClassVar[str] = "favours"
    title: ClassVar[str] = "Favours"
    empty: ClassVar[str] = "No favours yet. Press a to note one; those in the log count by themselves."
    keys: ClassVar[dict[str, str]] = {
        "add": "add favour",
        "done": "give back",
        "open": "open person",
        "edit": "edit",
        "delete": "remove",
    }

    def reading(self) -> Callable[[], object] | None:
        """Return the reading of the log, and of what could be given back to the first."""
        favours = self._services.favours
        if favours.are_read or self._services.contacts.count() <= AT_ONCE:
            return None

        def read() -> None:
            for row in self.rows():
                if not isinstance(row, Heading | Blank):
                    favours.ideas(row.row.id)
                    return

        return read

    def rows(self) -> Sequence[Any]:
        """Return who only ever gave to me, then who gave more, then the others, with the whole balance."""
        people = self._services.favours.people()
        groups = (
            ("ONLY THEY DID FOR YOU", [one for one in people if one.balance.only_received]),
            ("THEY DID MORE FOR YOU", [one for one in people if one.balance.net < 0 < one.balance.gave]),
            ("EVEN", [one for one in people if one.balance.net == 0]),
            ("YOU DID MORE FOR THEM", [one for one in people if one.balance.net > 0]),
        )
        rows = grouped((Heading(words, right=f"{len(group):,}"), group) for words, group in groups)
        if rows:
            overall = self._services.favours.overall()
            rows[0] = Heading(rows[0].text, note=f"over all: {overall.words}", right=rows[0].right)
        return rows

    def key(self, row: PersonBalance) -> Hashable:
        """Return the person's id."""
        return row.row.id

    def paint(self, row: PersonBalance, width: int) -> Line:  # noqa: ARG002
        """Paint a person with what went each way."""
        glyphs = self.host.glyphs
        balance = row.balance
        sign = Span(glyphs.down, "warning") if balance.net < 0 else Span(glyphs.up, "dim")
        if balance.net == 0:
            sign = Span(glyphs.dot, "dim")
        about = f" {glyphs.dot} ".join(part for part in (row.row.title, row.row.company) if part)
        return Line(
            (Span(row.row.name), Span(f"  {about}" if about else "", "dim")),
            (
                Span(balance.short, "dim"),
                Span(f"  {_signed(balance.net):>2} ", "warning" if balance.net < 0 else ""),
            ),
            sign,
        )

    def detail(self, row: PersonBalance, width: int) -> list[Line]:
        """Return what to give back, then the last favours."""
        favours = self._services.favours
        lines: list[Line] = []
        ideas = favours.ideas(row.row.id)
        if ideas:
            lines.append(Line((Span("To give back", "primary"),)))
            for idea in ideas:
                first, *rest = paragraph(idea, width - 2)
                lines.append(Line((Span(f"{self.host.glyphs.bullet} ", "accent"), *first.left)))
                lines += [Line((Span("  "), *line.left)) for line in rest]
            lines.append(Line(()))
        entries = favours.of(row.row.id)
        today = self._services.present.today()
        for entry in entries[:_MOST_SHOWN]:
            day = short_day(entry.on, today) if entry.on is not None else ""
            lines += labelled(day, entry_words(entry), width, label_width=_LABEL)
        if len(entries) > _MOST_SHOWN:
            lines.append(Line((Span(f"{len(entries) - _MOST_SHOWN:,} more on their page", "dim"),)))
        return lines

    def contacts(self, row: PersonBalance) -> Sequence[int]:
        """Return the person."""
        return (row.row.id,)

    def more(self, row: PersonBalance | None) -> Sequence[Verb]:
        """Offer what stands for the row."""
        if row is None:
            return ()
        return (Verb("a", f"a favour with {row.row.name}", partial(self._note, row.row.id)),)

    def add(self) -> None:
        """Ask for a favour."""
        ask_favour(self._services, self.host)

    def done(self, row: PersonBalance) -> None:
        """Ask what was given back."""
        self._note(row.row.id)

    def open(self, row: PersonBalance) -> None:
        """Open the person's page."""
        self.host.post_message(Open("contact", row.row.id))

    def edit(self, row: PersonBalance) -> None:
        """Pick one of the favours noted with a person, and ask what it is to be."""

        def picked(favour_id: int) -> None:
            favour = self._services.favours.get(favour_id)
            ask_favour(self._services, self.host, favour=favour)

        self._pick(row, "Change which favour?", picked)

    def delete(self, row: PersonBalance) -> None:
        """Pick one of the favours noted with a person, and remove it."""

        def picked(favour_id: int) -> None:
            self._services.favours.remove(favour_id)
            self.host.say("Removed; u brings it back")

        self._pick(row, "Remove which favour?", picked)

    def _note(self, contact_id: int) -> None:
        ask_favour(self._services, self.host, contact_id)

    def _pick(self, row: PersonBalance, title: str, then: Any) -> None:
        noted = [
            entry for entry in self._services.favours.of(row.row.id) if entry.source is FavourSource.NOTED
        ]
        if not noted:
            self.host.say("These count by themselves, from introductions, promises and the log", "warning")
            return
        today = self._services.present.today()
        options = [
            Choice(entry.id, entry_words(entry), short_day(entry.on, today) if entry.on is not None else "")
            for entry in noted
        ]
        self.host.ask(ChoiceModal(title, options), then)


def _signed(net: int) -> str:
    return f"{net:+d}" if net else "0"


_FROM = {
    FavourSource.NOTED: "",
    FavourSource.INTRODUCTION: "",
    FavourSource.LOG: " (from the log)",
    FavourSource.PROMISE: " (a promise kept)",
}


def entry_words(entry: FavourEntry) -> str:
    """Return a line of the ledger in words."""
    way = WAY_WORDS[entry.direction]
    text = " ".join(entry.text.split())
    joint = " " if entry.source is FavourSource.INTRODUCTION else ": "
    return f"{way}: {FAVOUR_WORDS[entry.kind]}{f'{joint}{text}' if text else ''}{_FROM[entry.source]}"
