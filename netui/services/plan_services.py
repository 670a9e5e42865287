"""The services of the plan, put together; each is built, and its modules imported, when first asked for."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from netui.services.agenda_source import AgendaSource
from netui.services.people.contacts import ContactService
from netui.services.people.follow_ups import FollowUpService
from netui.services.people.interactions import InteractionService
from netui.services.plan.mentoring import MentoringService
from netui.services.plan.plan_actions import PlanActionService
from netui.services.ports import Store
from netui.services.present import Present

if TYPE_CHECKING:
    from netui.services.plan.opportunities import OpportunityService
    from netui.services.plan.skills import SkillService
    from netui.services.plan.strategies import StrategyService
    from netui.services.plan.targets import TargetService


class PlanServices:
    """What stands in the plan beside goals; `agenda_sources` put its days on the agenda."""

    def __init__(
        self,
        store: Store,
        present: Present,
        *,
        contacts: ContactService,
        log: InteractionService,
        follow_ups: FollowUpService,
    ) -> None:
        self._store = store
        self._present = present
        self._contacts = contacts
        self.actions = PlanActionService(store, present)
        self.mentoring = MentoringService(store, present, contacts=contacts, log=log, follow_ups=follow_ups)
        self.agenda_sources: tuple[AgendaSource[Any], ...] = (self.actions, self.mentoring)

    @cached_property
    def strategies(self) -> "StrategyService":
        """Strategies."""
        from netui.services.plan.strategies import StrategyService

        return StrategyService(self._store, self._present)

    @cached_property
    def targets(self) -> "TargetService":
        """Whom one wants to know."""
        from netui.services.plan.targets import TargetService

        return TargetService(self._store, self._present, self._contacts)

    @cached_property
    def skills(self) -> "SkillService":
        """Skills."""
        from netui.services.plan.skills import SkillService

        return SkillService(self._store, self._present)

    @cached_property
    def opportunities(self) -> "OpportunityService":
        """Opportunities."""
        from netui.services.plan.opportunities import OpportunityService

        return OpportunityService(self._store, self._present)
