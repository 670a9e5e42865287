"""Collaborations: what is done together, the people in it, and how far it has come."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Any, ClassVar

from netui.domain.people.contact import DELETED
from netui.domain.plan.collaboration import Collaboration, CollaborationState
from netui.domain.plan.next_step import next_words, step_words
from netui.domain.time.dates import short_day
from netui.tui.look.messages import Open
from netui.tui.look.text import Line, Span
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.sections.answers import typed_day
from netui.tui.sections.giving_forms import ask_collaboration
from netui.tui.sections.section import Section, Verb
from netui.tui.widgets.line_list import Heading
from netui.tui.widgets.rows import grouped
from netui.tui.widgets.text_page import facts

_LABEL = 12
_NEXT = {
    CollaborationState.IDEA: CollaborationState.ACTIVE,
    CollaborationState.ACTIVE: CollaborationState.DONE,
}


class CollaborationsSection(Section):
    """The active ones first; space moves one on."""

    name: ClassVar[str] = "collaborations"
    title: ClassVar[str] = "Collaborations"
    empty: ClassVar[str] = "Nothing yet. Press a to add a project, an article or an event you did together."
    keys: ClassVar[dict[str, str]] = {
        "add": "add",
        "edit": "edit",
        "done": "next state",
        "open": "open person",
        "delete": "remove",
    }

    def rows(self) -> Sequence[Any]:
        """Return the collaborations, by state."""
        by_state = groupby(self._services.collaborations.all(), key=lambda one: one.state)
        return grouped((Heading(state.value.upper()), list(group)) for state, group in by_state)

    def count(self) -> int:
        """Return how many are thought of or worked on."""
        return self._services.collaborations.open_count()

    def paint(self, row: Collaboration, width: int) -> Line:  # noqa: ARG002
        """Paint title, people and days."""
        glyphs = self.host.glyphs
        signs = {
            CollaborationState.IDEA: Span(glyphs.todo, "dim"),
            CollaborationState.ACTIVE: Span(glyphs.disc, "accent"),
            CollaborationState.DONE: Span(glyphs.tick, "success"),
            CollaborationState.DROPPED: Span(glyphs.skipped, "dim"),
        }
        who, days = ", ".join(self._names(row)), self._days(row)
        if row.is_open and row.next_step:
            days = next_words(row, self._services.present.today())
        return Line(
            (Span(row.title), Span(f"  {who}" if who else "", "dim")),
            (Span(row.kind.value, "dim"), Span(f"  {days}" if days else "", "dim")),
            signs[row.state],
        )

    def detail(self, row: Collaboration, width: int) -> list[Line]:
        """Return everything known of it."""
        found = (
            ("with", ", ".join(self._names(row))),
            ("state", f"{row.state} {self.host.glyphs.dot} {row.kind}"),
            ("next step", step_words(row, self._services.present.today())),
            ("from", typed_day(row.from_on)),
            ("to", typed_day(row.to_on)),
            ("notes", row.text),
        )
        return facts(found, width, label_width=_LABEL)

    def contacts(self, row: Collaboration) -> Sequence[int]:
        """Return its people."""
        return [one for one in row.contact_ids if self._services.contacts.row(one) is not None]

    def more(self, row: Collaboration | None) -> Sequence[Verb]:
        """Offer each state it could be in."""
        if row is None:
            return ()
        return [
            Verb(
                state.value[0] if state is not CollaborationState.DROPPED else "x",
                state.value,
                partial(self._services.collaborations.set_state, row.id, state),
            )
            for state in CollaborationState
            if state is not row.state
        ]

    def add(self) -> None:
        """Ask for one."""
        ask_collaboration(self._services, self.host)

    def edit(self, row: Collaboration) -> None:
        """Ask what it is to be."""
        ask_collaboration(self._services, self.host, row)

    def refusal(self, verb: str, row: Collaboration) -> str:
        """Refuse to move on what has ended."""
        is_over = verb == "done" and row.state not in _NEXT
        return f"It is {row.state} already: v offers the other states." if is_over else ""

    def done(self, row: Collaboration) -> None:
        """Move it on: from an idea to active, from active to done."""
        self._services.collaborations.set_state(row.id, _NEXT[row.state])

    def open(self, row: Collaboration) -> None:
        """Open the page of one of its people."""
        people = self.contacts(row)
        if len(people) == 1:
            self._show(people[0])
        elif people:
            options = [Choice(one, self._services.contacts.name_of(one)) for one in people]
            self.host.ask(ChoiceModal(row.title, options), self._show)
        else:
            self.host.say("No one is named yet: e adds people")

    def delete(self, row: Collaboration) -> None:
        """Remove it."""
        self._services.collaborations.remove(row.id)
        self.host.say(f"Removed: {row.title}; u brings it back")

    def _show(self, contact_id: int) -> None:
        self.host.post_message(Open("contact", contact_id))

    def _names(self, row: Collaboration) -> Sequence[str]:
        return [self._services.contacts.name_of(one) or DELETED for one in row.contact_ids]

    def _days(self, row: Collaboration) -> str:
        today = self._services.present.today()
        if row.from_on is None and row.to_on is None:
            return ""
        began = short_day(row.from_on, today) if row.from_on is not None else ""
        ended = short_day(row.to_on, today) if row.to_on is not None else ""
        if began and not ended:
            return f"since {began}" if row.from_on is not None and row.from_on <= today else f"from {began}"
        return f"{began} to {ended}" if began else f"to {ended}"
