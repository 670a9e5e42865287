"""Every service over the in-memory store, for the tests of screens; nothing outside of memory is written."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from textual.screen import Screen

from netui.data.loading import load_checklists, load_prompts, load_questions
from netui.domain.config import Config
from netui.domain.errors import ConflictError, StoreError
from netui.exchange.export_files import ExportWriters
from netui.exchange.map_files import MAP_WRITERS
from netui.exchange.portfolio_files import PORTFOLIO_WRITERS
from netui.notes.template_folder import TemplateFolder
from netui.services.bundle import Services
from netui.services.giving_services import GivingServices
from netui.services.interviews.service import InterviewService
from netui.services.journal.exports import ExportService
from netui.services.journal_services import JournalServices
from netui.services.lending import LendingDrafts
from netui.services.network.network import NetworkService, group_memberships
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
from netui.services.plan.favour_ledger import NotedFavours
from netui.services.plan.goals import GoalService
from netui.services.plan.groups import GroupService
from netui.services.plan_services import PlanServices
from netui.services.ports import Clipboard, PeopleReader, Store
from netui.services.present import Present
from netui.services.safety.history import HistoryService
from netui.services.safety.safekeeping import Safekeeping
from netui.services.safety.safety import SafetyService
from netui.services.safety.settings import SettingsService
from netui.services.session import StoreSession
from netui.services.upkeep_services import UpkeepServices
from netui.services.week.actions import AgendaActions
from netui.services.week.agenda import AgendaService
from netui.services.week.interview_source import InterviewAgenda
from netui.services.week.plan_sources import BrandAgenda, EventAgenda, GoalAgenda, NetworkCheckAgenda
from netui.services.week.quick_entry import QuickEntryService
from netui.services.week.sources import AgendaSources, BirthdayAgenda, FollowUpAgenda
from netui.tui.shell.app import NetuiApp, Routes
from netui.user_file import write_text
from tests.fakes import FakeClipboard, FakeClock, FakeDrafts, InMemoryStore
from tests.tui.conftest import make_app, make_shell

FRIDAY = datetime(2026, 11, 20, 11, tzinfo=UTC)
"""Friday 20 November 2026, noon in Zurich."""
ZURICH = ZoneInfo("Europe/Zurich")


class MemorySettings:
    """A settings file that is kept in memory; `saved` holds what was written, in order."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.path = Path("config.toml")
        self.saved: list[tuple[str, str | int | bool]] = []

    def load(self) -> Config:
        return self.config

    def save(self, key: str, value: str | int | bool) -> None:
        self.saved.append((key, value))

    def save_search(self, name: str, query: str) -> None:
        self.saved.append((f"searches.{name}", query))


def build(
    store: Store | None = None,
    now: datetime = FRIDAY,
    *,
    clock: FakeClock | None = None,
    zone: ZoneInfo = ZURICH,
    config: Config | None = None,
    clipboard: Clipboard | None = None,
    drafts: LendingDrafts | None = None,
    readers: dict[str, PeopleReader] | None = None,
    templates: Path | None = None,
    keeping: Callable[[], Safekeeping] | None = None,
) -> Services:
    """Build the services; the built-in templates, checklists and questions are the real ones.

    Give `clock` to move the time in a test, and build the store over the same clock where instants matter.
    """
    clock = clock or FakeClock(now)
    store = InMemoryStore(clock) if store is None else store
    config = Config() if config is None else config
    drafts = FakeDrafts() if drafts is None else drafts
    present = Present(clock, zone)
    rhythm = RhythmService(store, present, config.check_ins_per_week)
    contacts = ContactService(store, present, rhythm)
    log = InteractionService(store, present)
    follow_ups = FollowUpService(store, present, log)
    goals = GoalService(store, present, config.week_start, NotedFavours(store, present))
    interviews = InterviewService(store, present, log, follow_ups, load_checklists(), load_questions())
    groups = GroupService(store, present, follow_ups)
    events = EventService(store, present, contacts=contacts, log=log, follow_ups=follow_ups, groups=groups)
    brand = BrandService(store, present)
    giving = GivingServices(
        store,
        present,
        contacts=contacts,
        log=log,
        follow_ups=follow_ups,
        week_start=config.week_start,
    )
    follow_ups.when_kept(giving.introductions.promise_kept)
    plan = PlanServices(store, present, contacts=contacts, log=log, follow_ups=follow_ups)
    upkeep = UpkeepServices(
        store,
        present,
        contacts=contacts,
        rhythm=rhythm,
        follow_ups=follow_ups,
        review_after_months=config.review_after_months,
    )
    sources = AgendaSources(
        store,
        present,
        [
            FollowUpAgenda(store, present, lambda: follow_ups),
            InterviewAgenda(store, present, lambda: interviews),
            BirthdayAgenda(store, present),
            GoalAgenda(store, goals),
            EventAgenda(store, present, lambda: events),
            BrandAgenda(store, present, lambda: brand),
            NetworkCheckAgenda(store, present),
            *plan.agenda_sources,
            *upkeep.agenda_sources,
        ],
        cadences=lambda: rhythm,
        log=lambda: log,
    )
    agenda = AgendaService(
        store,
        present,
        sources,
        week_start=config.week_start,
        check_ins_per_week=config.check_ins_per_week,
    )
    network = NetworkService(
        store,
        present,
        memberships=partial(group_memberships, store),
        writers=MAP_WRITERS,
        save=write_text,
    )
    search = ContactSearch(store, present, config.week_start)
    return Services(
        session=StoreSession(store),
        config=config,
        present=present,
        contacts=contacts,
        search=search,
        briefs=BriefService(store, present),
        pages=ContactPage(store, present),
        rhythm=rhythm,
        log=log,
        follow_ups=follow_ups,
        interviews=interviews,
        goals=goals,
        plan=plan,
        upkeep=upkeep,
        giving=giving,
        journal=JournalServices(
            store,
            present,
            prompts=load_prompts(),
            goals=goals,
            strategies=plan.strategies,
            agenda=lambda: agenda,
            network=lambda: network,
            owner=config.name,
            week_start=config.week_start,
            writers=PORTFOLIO_WRITERS,
            save=write_text,
        ),
        agenda=agenda,
        actions=AgendaActions(store, present, agenda, sources),
        network=network,
        notes=NoteService(
            store,
            present,
            TemplateFolder(templates),
            FakeClipboard() if clipboard is None else clipboard,
            config,
            log,
            follow_ups,
            drafts,
        ),
        imports=ImportService(store, present, readers=readers),
        exports=ExportService(
            store,
            present,
            search,
            agenda=lambda: agenda,
            names=contacts,
            writers=ExportWriters(),
            whole=lambda people: iter(("everything",) if people is None else map(str, sorted(people))),
            save=write_text,
        ),
        quick=QuickEntryService(
            store,
            present,
            contacts=contacts,
            log=log,
            follow_ups=follow_ups,
            interviews=interviews,
            week_start=config.week_start,
        ),
        history=HistoryService(store, log),
        safety=SafetyService(store, present, keeping or _no_files),
        settings=SettingsService(MemorySettings(config)),
        groups=groups,
        events=events,
        brand=brand,
        drafts=drafts,
    )


def store_of(services: Services) -> Store:
    """Return the store under some services, to set a scene and to see what was written."""
    return services.session._store


def _no_files() -> Safekeeping:
    raise StoreError("this store is in memory alone")


def app_for(
    services: Services,
    *factories: Callable[[], Screen[Any]],
    routes: Routes | None = None,
    environment: dict[str, str] | None = None,
    **shell: Any,
) -> NetuiApp:
    """Make an app over services, with one area for each screen factory; `u` and ctrl+r work for real."""

    def undo() -> str:
        try:
            return services.history.undo().label
        except ConflictError as error:
            return str(error)

    def redo() -> str:
        try:
            return services.history.redo().label
        except ConflictError as error:
            return str(error)

    values: dict[str, Any] = {
        "session": services.session,
        "present": services.present,
        "config": services.config,
        "undo": undo,
        "redo": redo,
        "drafts": services.drafts,
    }
    return make_app(
        *factories, shell=make_shell(**{**values, **shell}), routes=routes, environment=environment
    )


def told(app: NetuiApp) -> str:
    """Return all the app has told the user, one line each; toasts reach the screen a moment later."""
    return "\n".join(notification.message for notification in app._notifications)
