"""Opportunities: what came up, and which people and strategies it comes from."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Any, ClassVar

from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.plan.next_step import next_words, step_words
from netui.domain.plan.opportunity import Opportunity, OpportunityKind, OpportunityState, Tally
from netui.domain.text import choose
from netui.domain.time.dates import short_day
from netui.domain.values import replace
from netui.tui.look.messages import GoToArea, Open
from netui.tui.look.text import Line, Span
from netui.tui.modals.form import Ask, FormModal, one_of
from netui.tui.sections.answers import typed_day
from netui.tui.sections.section import Section, Verb
from netui.tui.widgets.line_list import BLANK, Heading
from netui.tui.widgets.rows import grouped
from netui.tui.widgets.text_page import facts, paragraph

_LABEL = 14
_KIND_WIDTH = 15
_NONE = "0"
_TONES = {OpportunityState.WON: "success", OpportunityState.LOST: "dim"}


class OpportunitiesSection(Section):
    """The opportunities by state; below them how many came from which person or strategy."""

    name: ClassVar[str] = "opportunities"
    title: ClassVar[str] = "Opportunities"
    empty: ClassVar[str] = "No opportunities yet. Press a to note a lead, a referral or a job."
    keys: ClassVar[dict[str, str]] = {
        "add": "add",
        "edit": "edit",
        "done": "one step on",
        "open": "open person",
        "delete": "delete",
    }

    def rows(self) -> Sequence[Any]:
        """Return the opportunities by state, then where they come from."""
        by_state = groupby(self._services.opportunities.list(), key=lambda one: one.state)
        rows = grouped((Heading(state.upper()), list(group)) for state, group in by_state)
        for title, tallies in (
            ("WHO BRINGS SOMETHING", self._services.opportunities.by_people()),
            ("WHICH STRATEGY BRINGS SOMETHING", self._services.opportunities.by_strategies()),
        ):
            if tallies:
                rows += [BLANK, Heading(title, tone="dim"), *tallies]
        return rows

    def key(self, row: Any) -> Any:
        """Return the opportunity's id, or which source is counted."""
        return ("source", row.source_id, row.name) if isinstance(row, Tally) else row.id

    def count(self) -> int:
        """Return how many opportunities are neither won nor lost."""
        return sum(1 for one in self._services.opportunities.list() if one.is_open)

    def contacts(self, row: Any) -> Sequence[int]:
        """Return who it came from."""
        contact_id = row.source_id if isinstance(row, Tally) else row.contact_id
        return (contact_id,) if contact_id and self._services.contacts.row(contact_id) is not None else ()

    def paint(self, row: Any, width: int) -> Line:  # noqa: ARG002
        """Paint an opportunity with who it came from, or a source with its results."""
        glyphs = self.host.glyphs
        if isinstance(row, Tally):
            won = Span(f"{f'{row.won} won' if row.won else '':>8}", "success")
            brought = counted(row.brought, "opportunity", "opportunities")
            return Line((Span(row.name),), (Span(brought, "dim"), won))
        name = self._services.opportunities.came_from(row)
        source = f"from {name}" if name else "from no one I know"
        words = f"  {source} {glyphs.dot} {row.company}" if row.company else f"  {source}"
        day = row.closed_on or row.found_on
        when = short_day(day, self._services.present.today()) if day is not None else ""
        if row.is_open:
            when = next_words(row, self._services.present.today())
        sign = {
            OpportunityState.WON: Span(glyphs.tick, "success"),
            OpportunityState.LOST: Span(glyphs.skipped, "dim"),
            OpportunityState.PURSUED: Span(glyphs.arrow, "accent"),
        }.get(row.state, Span(glyphs.todo, "dim"))
        tone = "dim" if row.state is OpportunityState.LOST else ""
        left = (Span(f"{row.kind:<{_KIND_WIDTH}}", "dim"), Span(row.title, tone), Span(words, "dim"))
        return Line(left, (Span(when, "dim"),), sign)

    def detail(self, row: Any, width: int) -> list[Line]:
        """Return the words, the days and the strategy."""
        if isinstance(row, Tally):
            return []
        today = self._services.present.today()
        strategy = self._services.strategies.known(row.strategy_id)
        days = (("came up", row.found_on), ("pursued", row.pursued_on), (row.state.value, row.closed_on))
        message = {
            "next step": step_words(row, today),
            "from": self._services.opportunities.came_from(row),
            "strategy": strategy.title if strategy is not None else "",
            "days": ", ".join(f"{word} {short_day(day, today)}" for word, day in days if day is not None),
        }
        lines = facts(message.items(), width, label_width=_LABEL)
        return [*lines, Line(()), *paragraph(row.text, width)] if row.text else lines

    def more(self, row: Any | None) -> Sequence[Verb]:
        """Offer every state."""
        if row is None or isinstance(row, Tally):
            return ()
        to = self._services.opportunities.set_state
        return [
            Verb(state.value[0], state.value, partial(to, row.id, state))
            for state in OpportunityState
            if state is not row.state
        ]

    def edit(self, row: Any) -> None:
        """Ask what an opportunity is to be."""
        self.ask(_opportunity(row))

    def refusal(self, verb: str, row: Any) -> str:
        """Refuse to move on what is won or lost, or someone with what came from them."""
        if verb != "done":
            return ""
        if isinstance(row, Tally):
            return "That line is counted from the opportunities above: change those."
        return "" if row.is_open else f"“{row.title}” is {row.state} already: v offers the other states."

    def done(self, row: Any) -> None:
        """Take an opportunity one step on."""
        moved = self._services.opportunities.move_on(_opportunity(row).id)
        self.host.say(f"{moved.state.capitalize()}: {moved.title}")

    def open(self, row: Any) -> None:
        """Open the page of the person it came from, or the strategies."""
        people = self.contacts(row)
        if people:
            self.host.post_message(Open("contact", people[0]))
        elif isinstance(row, Tally) and row.source_id is not None:
            self.host.post_message(GoToArea("plan", "strategies"))
        else:
            self.host.say("It came from no one among your contacts.")

    def delete(self, row: Any) -> None:
        """Remove an opportunity."""
        self._services.opportunities.remove(_opportunity(row).id)
        self.host.say(f"Removed: {row.title}")

    def ask(self, opportunity: Opportunity | None) -> None:
        """Ask for an opportunity, or for what one is to be."""
        start = opportunity or Opportunity(id=0, uid="", title="")

        def saved(values: dict[str, str]) -> None:
            current = self._services.opportunities.get(start.id) if opportunity is not None else start
            source = self._answers.person(values["source"]).id if values["source"] else None
            if source is None and self._is_gone(current):
                source = current.contact_id
            changed = replace(
                current,
                title=values["title"],
                kind=choose(OpportunityKind, values["kind"], "kind of opportunity"),
                contact_id=source,
                company=values["company"],
                strategy_id=int(values["strategy"]) or None,
                text=values["text"],
                **self._answers.step_fields(values["next"]),
                found_on=self._answers.past_day(values["found"]) if values["found"] else None,
            )
            if opportunity is None:
                self.host.say(f"Noted: {self._services.opportunities.add(changed).title}")
            else:
                self._services.opportunities.edit(changed, opportunity)

        ids = () if start.contact_id is None else (start.contact_id,)
        ways = [(_NONE, "none"), *((str(one.id), one.title) for one in self._services.strategies.list())]
        asks = [
            Ask("title", "What", start.title, required=True, placeholder="platform team is hiring"),
            one_of("kind", "Kind", start.kind),
            Ask(
                "source",
                "Who from",
                self._answers.typed_people(ids),
                check=self._answers.check_person,
                placeholder="a contact's name",
            ),
            Ask("company", "Company", start.company),
            self._answers.ask_step(start),
            Ask("strategy", "By the strategy", str(start.strategy_id or _NONE), choices=ways),
            self._answers.ask_past_day(
                "found",
                "Came up on",
                typed_day(start.found_on),
                required=False,
                placeholder="today, last tue",
            ),
            Ask("text", "More about it", start.text),
        ]
        title = "An opportunity" if opportunity is None else "Change the opportunity"
        self.host.ask(FormModal(title, asks, about=opportunity.id if opportunity is not None else ids), saved)

    def _is_gone(self, opportunity: Opportunity) -> bool:
        return (
            opportunity.contact_id is not None and self._services.contacts.row(opportunity.contact_id) is None
        )


def _opportunity(row: Any) -> Opportunity:
    if not isinstance(row, Opportunity):
        raise InvalidValueError("that line is counted from the opportunities above: change those")
    return row
