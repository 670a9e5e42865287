"""One step of the plan, with a day it is due."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ActionState(StrEnum):
    """Whether a step is still to be taken."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAction:
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
