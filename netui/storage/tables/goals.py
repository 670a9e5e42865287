"""Goals."""

from netui.domain.plan.goal import Goal
from netui.storage.tables.repositories import TinyDBRepository


class TinyDBGoalRepository(TinyDBRepository[Goal]):
    """Targets one sets oneself."""
