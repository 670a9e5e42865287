"""Strategies: chosen for a reason, tried, and judged by their results."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.one_line import required_line
from netui.domain.people.contact import ContactRow
from netui.domain.plan.opportunity import Opportunity, OpportunityState
from netui.domain.plan.strategy import Strategy, StrategyState
from netui.domain.values import replace
from netui.services.entries import Entries
from netui.services.ports import Store
from netui.services.present import Present


class Yield(Struct, frozen=True, kw_only=True):
    """What a strategy led to: people, interviews with them since it was chosen, opportunities, those won."""

    people: tuple[ContactRow, ...] = ()
    interviews: int = 0
    opportunities: int = 0
    won: int = 0

    @property
    def words(self) -> str:
        """What is shown next to a strategy: "3 people, 1 interview, 2 opportunities (1 won)"."""
        parts = (
            (len(self.people), "person", "people"),
            (self.interviews, "interview", "interviews"),
            (self.opportunities, "opportunity", "opportunities"),
        )
        words = ", ".join(counted(count, one, many) for count, one, many in parts if count)
        return f"{words} ({self.won} won)" if self.won else words


class StrategyService:
    """Keeps the strategies of the user."""

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._present = present
        self._entries = Entries(store, present, Strategy, "strategy", lambda one: one.title, _tidy)
        self.get = self._entries.get
        self.add = self._entries.add
        self.edit = self._entries.edit
        self.known = self._entries.known
        self.list = self._entries.all
        self.remove = self._entries.remove

    def of_goal(self, goal_id: int) -> Sequence[Strategy]:
        """Return the strategies chosen for a goal."""
        return [one for one in self._entries.all() if one.goal_id == goal_id]

    def judge(self, strategy_id: int, state: StrategyState) -> Strategy:
        """Describe the state of a strategy."""
        strategy = replace(self.get(strategy_id), state=state)
        return self._entries.save(strategy, f"Strategy {state}: {strategy.title}")

    def brought(self, base: Strategy, contact_ids: Iterable[int]) -> Strategy:
        """Set who was met through a strategy, as `base`; raise InvalidValueError for someone unknown."""
        ids = tuple(dict.fromkeys(contact_ids))
        if any(self._store.contacts.row(contact_id) is None for contact_id in ids):
            raise InvalidValueError("one of these people is not here any more: choose again")
        label = f"People from {base.title}: {len(ids):,}"
        return self._entries.save(replace(base, contact_ids=ids), label, base)

    def yielded(self, strategy: Strategy) -> Yield:
        """Count the results of a strategy."""
        rows = (self._store.contacts.row(contact_id) for contact_id in strategy.contact_ids)
        people = tuple(row for row in rows if row is not None)
        opportunities = [one for one in self._store.of(Opportunity).all() if one.strategy_id == strategy.id]
        return Yield(
            people=people,
            interviews=sum(self._interviews(row.id, strategy) for row in people),
            opportunities=len(opportunities),
            won=sum(1 for one in opportunities if one.state is OpportunityState.WON),
        )

    def _interviews(self, contact_id: int, strategy: Strategy) -> int:
        return sum(
            1
            for interview in self._store.interviews.for_contact(contact_id)
            if (end := interview.held_until) is not None
            and (strategy.created_at is None or end >= strategy.created_at)
        )


def _tidy(strategy: Strategy) -> Strategy:
    title = required_line(strategy.title, "a strategy needs a title: how do you go about it?")
    return replace(strategy, title=title, why=strategy.why.strip(), yielded=strategy.yielded.strip())
