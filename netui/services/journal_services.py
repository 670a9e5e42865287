"""The services of the journal, put together."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from netui.domain.journal.reflection import Prompt
from netui.services.journal.reflections import ReflectionService
from netui.services.network.network import NetworkService
from netui.services.plan.goals import GoalService
from netui.services.plan.practice import PracticeService
from netui.services.plan.strategies import StrategyService
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.week.agenda import AgendaService

if TYPE_CHECKING:
    from netui.services.journal.portfolio import PortfolioService, PortfolioWriter
    from netui.services.journal.review import ReviewService


class JournalServices:
    """What stands in the journal: reflections, practice, reviews, and the portfolio made of it all."""

    def __init__(
        self,
        store: Store,
        present: Present,
        *,
        prompts: Sequence[Prompt],
        goals: GoalService,
        strategies: StrategyService,
        agenda: Callable[[], AgendaService],
        network: Callable[[], NetworkService],
        owner: str = "",
        week_start: int = 0,
        writers: "Mapping[str, PortfolioWriter] | None" = None,
        save: Callable[[Path, str], None] | None = None,
    ) -> None:
        self._store = store
        self._present = present
        self._goals = goals
        self._strategies = strategies
        self._agenda = agenda
        self._network = network
        self._owner = owner
        self._week_start = week_start
        self._writers = writers
        self._save = save
        self.reflections = ReflectionService(store, present, prompts)
        self.practice = PracticeService(store, present)

    @cached_property
    def reviews(self) -> "ReviewService":
        """Weeks and months looked back on."""
        from netui.services.journal.review import ReviewService

        return ReviewService(self._store, self._present, self._goals, self._agenda(), self._week_start)

    @cached_property
    def portfolio(self) -> "PortfolioService":
        """The portfolio."""
        from netui.services.journal.portfolio import PortfolioService

        return PortfolioService(
            self._store,
            self._present,
            goals=self._goals,
            strategies=self._strategies,
            reflections=self.reflections,
            practice=self.practice,
            network=self._network,
            owner=self._owner,
            writers=self._writers,
            save=self._save,
        )
