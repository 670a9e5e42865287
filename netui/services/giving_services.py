"""The services of giving and taking, put together: introductions, favours, collaborations."""

from netui.services.people.contacts import ContactService
from netui.services.people.follow_ups import FollowUpService
from netui.services.people.interactions import InteractionService
from netui.services.plan.collaborations import CollaborationService
from netui.services.plan.favour_ideas import FavourIdeas
from netui.services.plan.favour_ledger import FavourLedger
from netui.services.plan.favours import FavourService
from netui.services.plan.introduction_views import IntroductionViews
from netui.services.plan.introductions import IntroductionService
from netui.services.ports import Store
from netui.services.present import Present


class GivingServices:
    """What goes to and fro between people; `views` reads introductions, `introductions` records them."""

    def __init__(
        self,
        store: Store,
        present: Present,
        *,
        contacts: ContactService,
        log: InteractionService,
        follow_ups: FollowUpService,
        week_start: int = 0,
    ) -> None:
        self.introductions = IntroductionService(
            store, present, contacts=contacts, log=log, follow_ups=follow_ups, week_start=week_start
        )
        self.views = IntroductionViews(store, present, follow_ups)
        ledger = FavourLedger(store, present, self.views)
        self.favours = FavourService(store, present, ledger, FavourIdeas(store, present, ledger))
        self.collaborations = CollaborationService(store, present)
