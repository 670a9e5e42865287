"""The services of the plan, put together."""

from netui.services.agenda_sources import AgendaSource
from netui.services.contacts import ContactService
from netui.services.follow_ups import FollowUpService
from netui.services.interactions import InteractionService
from netui.services.mentoring import MentoringService
from netui.services.opportunities import OpportunityService
from netui.services.plan_actions import PlanActionService
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.skills import SkillService
from netui.services.strategies import StrategyService
from netui.services.targets import TargetService


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
        self.strategies = StrategyService(store, present)
        self.actions = PlanActionService(store, present)
        self.targets = TargetService(store, present, contacts)
        self.skills = SkillService(store, present)
        self.opportunities = OpportunityService(store, present)
        self.mentoring = MentoringService(store, present, contacts=contacts, log=log, follow_ups=follow_ups)
        self.agenda_sources: tuple[AgendaSource, ...] = (self.actions, self.mentoring)
