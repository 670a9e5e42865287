"""Opportunities: what came up, who told me, by which strategy, and what became of it."""

from collections.abc import Sequence

from netui.domain.errors import InvalidValueError
from netui.domain.one_line import required_line
from netui.domain.plan.opportunity import NEXT_STATE, Opportunity, OpportunityState, Tally, tallies
from netui.domain.plan.strategy import Strategy
from netui.domain.time.dates import full_day
from netui.domain.values import replace
from netui.services.entries import Entries
from netui.services.people.people import name_of, require_contact
from netui.services.ports import Store
from netui.services.present import Present


class OpportunityService:
    """Keeps the opportunities that came up."""

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._present = present
        self._entries = Entries(
            store, present, Opportunity, "opportunity", lambda one: one.title, self._checked
        )
        self.get = self._entries.get
        self.edit = self._entries.edit
        self.remove = self._entries.remove

    def list(self) -> Sequence[Opportunity]:
        """Return the opportunities: by state, then the newest first."""
        states = list(OpportunityState)
        return sorted(self._entries.all(), key=lambda one: (states.index(one.state), -one.id))

    def add(self, draft: Opportunity) -> Opportunity:
        """Note an opportunity; it came up today unless a day is given."""
        found_on = draft.found_on or self._present.today()
        return self._entries.add(replace(draft, found_on=found_on))

    def move_on(self, opportunity_id: int) -> Opportunity:
        """Take an opportunity one step on: open, pursued, won."""
        opportunity = self.get(opportunity_id)
        state = NEXT_STATE.get(opportunity.state)
        if state is None:
            raise InvalidValueError(f"“{opportunity.title}” is {opportunity.state} already")
        return self.set_state(opportunity_id, state)

    def set_state(self, opportunity_id: int, state: OpportunityState) -> Opportunity:
        """Describe the state of an opportunity; the days it was pursued and closed follow."""
        opportunity = self.get(opportunity_id)
        today = self._present.today()
        is_open = state in NEXT_STATE
        pursued_on = opportunity.pursued_on or today
        changed = replace(
            opportunity,
            state=state,
            pursued_on=opportunity.pursued_on if state is not OpportunityState.PURSUED else pursued_on,
            closed_on=None if is_open else opportunity.closed_on or today,
        )
        return self._entries.save(changed, f"Opportunity {state}: {opportunity.title}")

    def came_from(self, opportunity: Opportunity) -> str:
        """Return the name of who an opportunity came from, also once that person is gone; "" for no one."""
        if opportunity.contact_id is None:
            return opportunity.contact_name
        return name_of(self._store, opportunity.contact_id, opportunity.contact_name)

    def by_people(self) -> Sequence[Tally]:
        """Return the people opportunities come from, the best first."""
        return tallies(
            (one.contact_id, name, one) for one in self._entries.all() if (name := self.came_from(one))
        )

    def by_strategies(self) -> Sequence[Tally]:
        """Return the strategies opportunities come from, the best first."""
        titles = {one.id: one.title for one in self._store.of(Strategy).all()}
        return tallies(
            (one.strategy_id, titles[one.strategy_id], one)
            for one in self._entries.all()
            if one.strategy_id in titles
        )

    def _checked(self, opportunity: Opportunity) -> Opportunity:
        title = required_line(opportunity.title, "an opportunity needs a title: what came up?")
        if opportunity.found_on is not None and opportunity.found_on > self._present.today():
            raise InvalidValueError(
                f"{full_day(opportunity.found_on)} is still to come: when did it come up?"
            )
        name = opportunity.contact_name
        known = self._entries.known(opportunity.id)
        if opportunity.contact_id is None:
            name = ""
        elif known is None or known.contact_id != opportunity.contact_id:
            name = require_contact(self._store, opportunity.contact_id).name
        return replace(
            opportunity,
            title=title,
            contact_name=name,
            company=opportunity.company.strip(),
            text=opportunity.text.strip(),
        )
