"""Goals."""

from netui.domain.goal import Goal
from netui.storage.repositories.base import TinyDBRepository


class TinyDBGoalRepository(TinyDBRepository[Goal]):
    """Targets one sets oneself."""
