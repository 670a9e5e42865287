"""All services of one open store, as the screens get them: a start imports only those it asks for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netui.domain.config import Config
    from netui.services.agenda import AgendaService
    from netui.services.agenda_actions import AgendaActions
    from netui.services.brand import BrandService
    from netui.services.contact_search import ContactSearch
    from netui.services.contacts import ContactService
    from netui.services.events import EventService
    from netui.services.exports import ExportService
    from netui.services.follow_ups import FollowUpService
    from netui.services.giving import GivingServices
    from netui.services.goals import GoalService
    from netui.services.groups import GroupService
    from netui.services.history import HistoryService
    from netui.services.imports import ImportService
    from netui.services.interactions import InteractionService
    from netui.services.interviews import InterviewService
    from netui.services.journal import JournalServices
    from netui.services.lending import LendingDrafts
    from netui.services.network import NetworkService
    from netui.services.notes import NoteService
    from netui.services.plan import PlanServices
    from netui.services.ports import Store
    from netui.services.present import Present
    from netui.services.quick_entry import QuickEntryService
    from netui.services.rhythm import RhythmService
    from netui.services.safety import SafetyService
    from netui.services.settings import SettingsService
    from netui.services.upkeep import UpkeepServices


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What the user can do, by area; `store` is only listened to and asked how it stands."""

    store: "Store"
    config: "Config"
    present: "Present"
    contacts: "ContactService"
    search: "ContactSearch"
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
