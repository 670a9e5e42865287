"""A way to get nearer to a goal: why it was chosen, and what it leads to."""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct


class Reach(StrEnum):
    """Where a strategy is carried out."""

    ONLINE = "online"
    OFFLINE = "offline"
    BOTH = "both"


class StrategyState(StrEnum):
    """The state of a strategy."""

    TRYING = "trying"
    WORKS = "works"
    DROPPED = "dropped"


class Strategy(Struct, frozen=True, kw_only=True):
    """One way to go about it.

    `contact_ids` are the people met through it, `yielded` says in words what else it did.
    """

    id: int
    uid: str
    title: str
    goal_id: int | None = None
    why: str = ""
    reach: Reach = Reach.BOTH
    state: StrategyState = StrategyState.TRYING
    contact_ids: tuple[int, ...] = ()
    yielded: str = ""
    created_at: datetime | None = None


class ActionState(StrEnum):
    """Whether a step is still to be taken."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class PlanAction(Struct, frozen=True, kw_only=True):
    """Something to do for a goal or a strategy."""

    id: int
    uid: str
    text: str
    due_on: date
    goal_id: int | None = None
    strategy_id: int | None = None
    state: ActionState = ActionState.OPEN
    closed_at: datetime | None = None
    created_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done."""
        return self.state is ActionState.OPEN
