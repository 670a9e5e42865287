"""The services of one open store. Each is built, and its modules are imported, when it is first asked for.

A command needs two or three of them, and at a shell prompt imports are most of what it costs.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from netui.services.session import StoreSession

if TYPE_CHECKING:
    from netui.domain.config import Config
    from netui.services.all_ports import Ports
    from netui.services.interviews.service import InterviewService
    from netui.services.journal.exports import ExportService
    from netui.services.journal.portfolio import PortfolioService
    from netui.services.journal.reflections import ReflectionService
    from netui.services.journal.review import ReviewService
    from netui.services.lending import LendingDrafts
    from netui.services.network.network import NetworkService
    from netui.services.notes.mailing import MailService
    from netui.services.notes.service import NoteService
    from netui.services.people.cadences import CadenceService
    from netui.services.people.collecting import CollectService
    from netui.services.people.companies import CompanyService
    from netui.services.people.contacts import ContactService
    from netui.services.people.duplicates import DuplicateService
    from netui.services.people.follow_ups import FollowUpService
    from netui.services.people.imports import ImportService
    from netui.services.people.interactions import InteractionService
    from netui.services.people.milestones import MilestoneService
    from netui.services.people.names import NameSearch
    from netui.services.people.page import BriefService, ContactPage
    from netui.services.people.people_services import PeopleServices
    from netui.services.people.reviews import DetailReviewService
    from netui.services.people.search import ContactSearch
    from netui.services.plan.brand import BrandService
    from netui.services.plan.collaborations import CollaborationService
    from netui.services.plan.events import EventService
    from netui.services.plan.favours import FavourService
    from netui.services.plan.goals import GoalService
    from netui.services.plan.groups import GroupService
    from netui.services.plan.introduction_views import IntroductionViews
    from netui.services.plan.introductions import IntroductionService
    from netui.services.plan.mentoring import MentoringService
    from netui.services.plan.news import NewsService
    from netui.services.plan.opportunities import OpportunityService
    from netui.services.plan.plan_actions import PlanActionService
    from netui.services.plan.practice import PracticeService
    from netui.services.plan.skills import SkillService
    from netui.services.plan.strategies import StrategyService
    from netui.services.plan.targets import TargetService
    from netui.services.safety.history import HistoryService
    from netui.services.safety.safety import SafetyService
    from netui.services.safety.settings import SettingsService
    from netui.services.week.actions import AgendaActions
    from netui.services.week.agenda import AgendaService
    from netui.services.week.quick_entry import QuickEntryService
    from netui.services.week.sources import AgendaSources


class Services:
    """What the user can do, by what it is about; `session` tells about changes and who has the store open."""

    def __init__(self, ports: "Ports") -> None:
        self._ports = ports
        self._store = ports.store
        self.session = StoreSession(ports.store)
        self.present = ports.present
        self.save = ports.save

    @property
    def config(self) -> "Config":
        return self._ports.config

    @property
    def drafts(self) -> "LendingDrafts":
        return self._ports.drafts

    @cached_property
    def contacts(self) -> "ContactService":
        from netui.services.people.contacts import ContactService

        return ContactService(self._store, self.present, self.cadences, lambda: self.introductions.assigned)

    @cached_property
    def search(self) -> "ContactSearch":
        from netui.services.people.search import ContactSearch

        return ContactSearch(self._store, self.present, lambda: self.agenda_sources)

    @cached_property
    def names(self) -> "NameSearch":
        from netui.services.people.names import NameSearch

        return NameSearch(self._store)

    @cached_property
    def pages(self) -> "ContactPage":
        from netui.services.people.page import ContactPage

        return ContactPage(self._store, self.present)

    @cached_property
    def briefs(self) -> "BriefService":
        from netui.services.people.page import BriefService

        return BriefService(self._store, self.present)

    @cached_property
    def cadences(self) -> "CadenceService":
        from netui.services.people.cadences import CadenceService

        return CadenceService(self._store, self.present, lambda: self.config.check_ins_per_week)

    @cached_property
    def log(self) -> "InteractionService":
        from netui.services.people.interactions import InteractionService

        return InteractionService(self._store, self.present, lambda: self.introductions.asking.talked)

    @cached_property
    def follow_ups(self) -> "FollowUpService":
        from netui.services.people.follow_ups import FollowUpService

        return FollowUpService(self._store, self.present, self.log, lambda: self.introductions.follow_up_kept)

    @property
    def _people(self) -> "PeopleServices":
        from netui.services.people.people_services import PeopleServices

        return PeopleServices(self.contacts, self.log, self.follow_ups)

    @cached_property
    def imports(self) -> "ImportService":
        from netui.services.people.imports import ImportService

        backup = lambda: self.safety.back_up_before("import")  # noqa: E731
        more = (lambda: self.collecting), (lambda: self.brand)
        readers, detect = self._ports.readers(), self._ports.format_of
        return ImportService(self._store, self.present, readers, detect, backup, *more)

    @cached_property
    def collecting(self) -> "CollectService":
        from netui.services.people.collecting import CollectService

        addresses, backup = lambda: self.config.addresses, lambda: self.safety.back_up_before("collect")
        reader = self._ports.trace_reader
        return CollectService(self._store, self.present, self._people, reader, addresses, backup)

    @cached_property
    def milestones(self) -> "MilestoneService":
        from netui.services.people.milestones import MilestoneService

        return MilestoneService(self._store, self.present)

    @cached_property
    def duplicates(self) -> "DuplicateService":
        from netui.services.people.duplicates import DuplicateService

        return DuplicateService(self._store, self.present, self.cadences, self._ports.duplicate_search())

    @cached_property
    def detail_reviews(self) -> "DetailReviewService":
        from netui.services.people.reviews import DetailReviewService

        return DetailReviewService(self._store, self.present, self.contacts, lambda: self.config)

    @cached_property
    def companies(self) -> "CompanyService":
        from netui.services.people.companies import CompanyService

        return CompanyService(self._store, self.present, self.follow_ups)

    @cached_property
    def agenda_sources(self) -> "AgendaSources":
        from netui.services.week import interview_source, introduction_source, plan_sources, sources

        store, present = self._store, self.present
        found = (
            sources.FollowUpAgenda(store, present, self.follow_ups, self.cadences),
            interview_source.InterviewAgenda(store, present, lambda: self.interviews),
            introduction_source.IntroductionAgenda(store, present, lambda: self.introductions),
            sources.BirthdayAgenda(store, present),
            plan_sources.GoalAgenda(store, self.goals),
            plan_sources.EventAgenda(store, present, lambda: self.events),
            plan_sources.GroupAgenda(store, present, lambda: self.groups),
            plan_sources.BrandAgenda(store, present, lambda: self.brand),
            plan_sources.NetworkCheckAgenda(store, present),
            *(self.news, self.plan_actions, self.plan_actions.next_steps, self.mentoring, self.milestones),
            *(self.duplicates, self.detail_reviews),
        )
        return sources.AgendaSources(store, present, found, cadences=self.cadences, log=self.log)

    @cached_property
    def agenda(self) -> "AgendaService":
        from netui.services.week.agenda import AgendaService

        return AgendaService(self._store, self.present, self.agenda_sources, lambda: self.config)

    @cached_property
    def actions(self) -> "AgendaActions":
        from netui.services.week.actions import AgendaActions

        return AgendaActions(self._store, self.present, self.agenda, self.agenda_sources)

    @cached_property
    def quick(self) -> "QuickEntryService":
        from netui.services.week.quick_entry import QuickEntryService

        return QuickEntryService(self._store, self.present, self._people, self.interviews, self.introductions)

    @cached_property
    def interviews(self) -> "InterviewService":
        from netui.services.interviews.service import InterviewService

        checklists, questions = self._ports.checklists(), self._ports.questions()
        return InterviewService(self._store, self.present, self.log, self.follow_ups, checklists, questions)

    @cached_property
    def notes(self) -> "NoteService":
        from netui.services.notes.service import NoteService

        texts = self._ports.templates(), self._ports.clipboard(), lambda: self.config
        log, asked = (self.log, self.follow_ups, self.drafts), lambda: self.introductions.asking.ask
        return NoteService(self._store, self.present, *texts, *log, asked, self.news.given)

    @cached_property
    def mail(self) -> "MailService":
        from netui.services.notes.mailing import MailService

        return MailService(self._store, lambda: self.config, self._ports.mail_programs(), self.save)

    @cached_property
    def goals(self) -> "GoalService":
        from netui.services.plan.favour_ledger import NotedFavours
        from netui.services.plan.goals import GoalService

        return GoalService(self._store, self.present, NotedFavours(self._store, self.present))

    @cached_property
    def strategies(self) -> "StrategyService":
        from netui.services.plan.strategies import StrategyService

        return StrategyService(self._store, self.present)

    @cached_property
    def plan_actions(self) -> "PlanActionService":
        from netui.services.plan.plan_actions import PlanActionService

        return PlanActionService(self._store, self.present)

    @cached_property
    def targets(self) -> "TargetService":
        from netui.services.plan.targets import TargetService

        return TargetService(self._store, self.present, self.contacts)

    @cached_property
    def mentoring(self) -> "MentoringService":
        from netui.services.plan.mentoring import MentoringService

        return MentoringService(self._store, self.present, self._people)

    @cached_property
    def skills(self) -> "SkillService":
        from netui.services.plan.skills import SkillService

        return SkillService(self._store, self.present)

    @cached_property
    def opportunities(self) -> "OpportunityService":
        from netui.services.plan.opportunities import OpportunityService

        return OpportunityService(self._store, self.present)

    @cached_property
    def groups(self) -> "GroupService":
        from netui.services.plan.groups import GroupService

        return GroupService(self._store, self.present, self.follow_ups)

    @cached_property
    def events(self) -> "EventService":
        from netui.services.plan.events import EventService

        return EventService(self._store, self.present, self._people, self.groups)

    @cached_property
    def brand(self) -> "BrandService":
        from netui.services.plan.brand import BrandService

        return BrandService(self._store, self.present)

    @cached_property
    def introductions(self) -> "IntroductionService":
        from netui.services.plan.introductions import IntroductionService

        return IntroductionService(self._store, self.present, self._people)

    @cached_property
    def introduction_views(self) -> "IntroductionViews":
        from netui.services.plan.introduction_views import IntroductionViews

        return IntroductionViews(self._store, self.present, self.follow_ups)

    @cached_property
    def favours(self) -> "FavourService":
        from netui.services.plan.favours import FavourService

        return FavourService(self._store, self.present, self.introduction_views)

    @cached_property
    def news(self) -> "NewsService":
        from netui.services.plan.news import NewsService

        return NewsService(self._store, self.present, lambda: self.favours.ledger)

    @cached_property
    def collaborations(self) -> "CollaborationService":
        from netui.services.plan.collaborations import CollaborationService

        return CollaborationService(self._store, self.present)

    @cached_property
    def practice(self) -> "PracticeService":
        from netui.services.plan.practice import PracticeService

        return PracticeService(self._store, self.present)

    @cached_property
    def network(self) -> "NetworkService":
        from netui.services.network.network import NetworkService

        return NetworkService(self._store, self.present, writers=self._ports.map_writers(), save=self.save)

    @cached_property
    def reflections(self) -> "ReflectionService":
        from netui.services.journal.reflections import ReflectionService

        return ReflectionService(self._store, self.present, self._ports.prompts())

    @cached_property
    def reviews(self) -> "ReviewService":
        from netui.services.journal.review import ReviewService

        return ReviewService(self._store, self.present, self.goals, self.agenda)

    @cached_property
    def portfolio(self) -> "PortfolioService":
        from netui.services.journal.portfolio import PortfolioService

        return PortfolioService(
            self._store,
            self.present,
            goals=self.goals,
            strategies=self.strategies,
            reflections=self.reflections,
            practice=self.practice,
            network=lambda: self.network,
            owner=lambda: self.config.name,
            writers=self._ports.portfolio_writers(),
            save=self.save,
        )

    @cached_property
    def exports(self) -> "ExportService":
        from netui.services.journal.exports import ExportService

        return ExportService(
            self._store,
            self.present,
            self.search,
            agenda=lambda: self.agenda,
            names=self.contacts,
            writers=self._ports.export_writers(),
            whole=lambda people, uids: self._ports.safekeeping().text(people, uids=uids),
            ports=self._ports,
        )

    @cached_property
    def history(self) -> "HistoryService":
        from netui.services.safety.history import HistoryService

        return HistoryService(self._store, self.log)

    @cached_property
    def safety(self) -> "SafetyService":
        from netui.services.safety.safety import SafetyService

        return SafetyService(self._store, self.present, self._ports.safekeeping, self._ports.examination)

    @cached_property
    def settings(self) -> "SettingsService":
        from netui.services.safety.settings import SettingsService

        return SettingsService(self._ports.settings_file(), self._ports.use)
