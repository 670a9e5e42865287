"""The services that keep what is known of people true, put together."""

from typing import Any

from netui.services.agenda_source import AgendaSource
from netui.services.people.companies import CompanyService
from netui.services.people.contacts import ContactService
from netui.services.people.duplicates import DuplicateSearch, DuplicateService
from netui.services.people.follow_ups import FollowUpService
from netui.services.people.milestones import MilestoneService
from netui.services.people.reviews import ReviewService
from netui.services.people.rhythm import RhythmService
from netui.services.ports import Store
from netui.services.present import Present


class UpkeepServices:
    """Milestones, duplicates, stale details, companies; `agenda_sources` put their days on the agenda."""

    def __init__(
        self,
        store: Store,
        present: Present,
        *,
        contacts: ContactService,
        rhythm: RhythmService,
        follow_ups: FollowUpService,
        review_after_months: int,
        duplicate_search: DuplicateSearch | None = None,
    ) -> None:
        self.milestones = MilestoneService(store, present)
        self.duplicates = DuplicateService(store, present, rhythm, duplicate_search)
        self.reviews = ReviewService(store, present, contacts, after_months=review_after_months)
        self.companies = CompanyService(store, present, follow_ups)
        self.agenda_sources: tuple[AgendaSource[Any], ...] = (self.milestones, self.duplicates, self.reviews)
