"""All services of one open store, as the screens get them: a start imports only those it asks for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netui.domain.config import Config
    from netui.services.giving_services import GivingServices
    from netui.services.interviews.service import InterviewService
    from netui.services.journal.exports import ExportService
    from netui.services.journal_services import JournalServices
    from netui.services.lending import LendingDrafts
    from netui.services.network.network import NetworkService
    from netui.services.notes.service import NoteService
    from netui.services.people.contacts import ContactService
    from netui.services.people.follow_ups import FollowUpService
    from netui.services.people.imports import ImportService
    from netui.services.people.interactions import InteractionService
    from netui.services.people.page import BriefService, ContactPage
    from netui.services.people.rhythm import RhythmService
    from netui.services.people.search import ContactSearch
    from netui.services.plan.brand import BrandService
    from netui.services.plan.events import EventService
    from netui.services.plan.goals import GoalService
    from netui.services.plan.groups import GroupService
    from netui.services.plan_services import PlanServices
    from netui.services.present import Present
    from netui.services.safety.history import HistoryService
    from netui.services.safety.safety import SafetyService
    from netui.services.safety.settings import SettingsService
    from netui.services.session import StoreSession
    from netui.services.upkeep_services import UpkeepServices
    from netui.services.week.actions import AgendaActions
    from netui.services.week.agenda import AgendaService
    from netui.services.week.quick_entry import QuickEntryService


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What the user can do, by area; `session` announces changes and knows the state of the store."""

    session: "StoreSession"
    config: "Config"
    present: "Present"
    contacts: "ContactService"
    search: "ContactSearch"
    briefs: "BriefService"
    pages: "ContactPage"
    rhythm: "RhythmService"
    log: "InteractionService"
    follow_ups: "FollowUpService"
    interviews: "InterviewService"
    goals: "GoalService"
    plan: "PlanServices"
    upkeep: "UpkeepServices"
    giving: "GivingServices"
    journal: "JournalServices"
    agenda: "AgendaService"
    actions: "AgendaActions"
    network: "NetworkService"
    notes: "NoteService"
    imports: "ImportService"
    exports: "ExportService"
    quick: "QuickEntryService"
    history: "HistoryService"
    safety: "SafetyService"
    settings: "SettingsService"
    groups: "GroupService"
    events: "EventService"
    brand: "BrandService"
    drafts: "LendingDrafts"
