"""The services of one open store, each built, and its modules imported, when it is first asked for.

A command needs two or three of them, and at a shell prompt imports are most of what it costs.
"""

import os
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from netui.clock import local_zone
from netui.config import Places
from netui.domain.config import Config
from netui.services.present import Present
from netui.services.session import StoreSession

if TYPE_CHECKING:
    from netui.domain.people.follow_up import FollowUp
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
    from netui.services.ports import Clock, Store
    from netui.services.safety.history import HistoryService
    from netui.services.safety.safekeeping import Safekeeping
    from netui.services.safety.safety import SafetyService
    from netui.services.safety.settings import SettingsService
    from netui.services.upkeep_services import UpkeepServices
    from netui.services.week.actions import AgendaActions
    from netui.services.week.agenda import AgendaService
    from netui.services.week.quick_entry import QuickEntryService
    from netui.services.week.sources import AgendaSources


class LateServices:
    """What `services.bundle.Services` holds, under the same names."""

    def __init__(
        self,
        store: "Store",
        drafts: "LendingDrafts",
        places: Places,
        clock: "Clock",
        *,
        config: Config,
        write_terminal: Callable[[str], None],
        keeping: "Callable[[], Safekeeping]",
    ) -> None:
        self._store = store
        self.session = StoreSession(store)
        self.drafts = drafts
        self.config = config
        self.present = Present(clock, local_zone(config.time_zone))
        self._places = places
        self._write_terminal = write_terminal
        self._keeping = keeping

    def save(self, path: Path, text: str) -> None:
        """Write a file for the user, and never over one of netui's own."""
        from netui.user_file import write_text

        write_text(path, text, is_own=self._places.holds)

    @cached_property
    def rhythm(self) -> "RhythmService":
        """Cadences, rules and first check-ins."""
        from netui.services.people.rhythm import RhythmService

        return RhythmService(self._store, self.present, self.config.check_ins_per_week)

    @cached_property
    def contacts(self) -> "ContactService":
        """People."""
        from netui.services.people.contacts import ContactService

        return ContactService(self._store, self.present, self.rhythm)

    @cached_property
    def search(self) -> "ContactSearch":
        """The contact list."""
        from netui.services.people.search import ContactSearch

        return ContactSearch(self._store, self.present, self.config.week_start)

    @cached_property
    def briefs(self) -> "BriefService":
        """What to know of a person before a talk."""
        from netui.services.people.page import BriefService

        return BriefService(self._store, self.present)

    @cached_property
    def pages(self) -> "ContactPage":
        """What happened with a person."""
        from netui.services.people.page import ContactPage

        return ContactPage(self._store, self.present)

    @cached_property
    def log(self) -> "InteractionService":
        """The log."""
        from netui.services.people.interactions import InteractionService

        return InteractionService(self._store, self.present)

    @cached_property
    def follow_ups(self) -> "FollowUpService":
        """Promises."""
        from netui.services.people.follow_ups import FollowUpService

        service = FollowUpService(self._store, self.present, self.log)
        service.when_kept(self._promise_kept)
        return service

    @cached_property
    def interviews(self) -> "InterviewService":
        """Talks."""
        from netui.data.loading import load_checklists, load_questions
        from netui.services.interviews.service import InterviewService

        beside = self._places.config.parent
        return InterviewService(
            self._store,
            self.present,
            self.log,
            self.follow_ups,
            load_checklists(beside / "checklists.toml"),
            load_questions(beside / "questions.toml"),
        )

    @cached_property
    def goals(self) -> "GoalService":
        """Goals."""
        from netui.services.plan.favour_ledger import NotedFavours
        from netui.services.plan.goals import GoalService

        return GoalService(
            self._store, self.present, self.config.week_start, NotedFavours(self._store, self.present)
        )

    @cached_property
    def groups(self) -> "GroupService":
        """Groups."""
        from netui.services.plan.groups import GroupService

        return GroupService(self._store, self.present, self.follow_ups)

    @cached_property
    def events(self) -> "EventService":
        """Events."""
        from netui.services.plan.events import EventService

        return EventService(
            self._store,
            self.present,
            contacts=self.contacts,
            log=self.log,
            follow_ups=self.follow_ups,
            groups=self.groups,
        )

    @cached_property
    def brand(self) -> "BrandService":
        """Pitches, bios, records, evidence."""
        from netui.services.plan.brand import BrandService

        return BrandService(self._store, self.present)

    @cached_property
    def agenda_sources(self) -> "AgendaSources":
        """What puts rows on the agenda."""
        from netui.services.week import interview_source, plan_sources, sources

        store, present = self._store, self.present
        return sources.AgendaSources(
            store,
            present,
            [
                sources.FollowUpAgenda(store, present, lambda: self.follow_ups),
                interview_source.InterviewAgenda(store, present, lambda: self.interviews),
                sources.BirthdayAgenda(store, present),
                plan_sources.GoalAgenda(store, self.goals),
                plan_sources.EventAgenda(store, present, lambda: self.events),
                plan_sources.BrandAgenda(store, present, lambda: self.brand),
                plan_sources.NetworkCheckAgenda(store, present),
                *self.plan.agenda_sources,
                *self.upkeep.agenda_sources,
            ],
            cadences=lambda: self.rhythm,
            log=lambda: self.log,
        )

    @cached_property
    def plan(self) -> "PlanServices":
        """The plan beside goals."""
        from netui.services.plan_services import PlanServices

        return PlanServices(
            self._store, self.present, contacts=self.contacts, log=self.log, follow_ups=self.follow_ups
        )

    @cached_property
    def upkeep(self) -> "UpkeepServices":
        """Milestones, duplicates, stale details, companies."""
        from netui.bootstrap.duplicate_process import DuplicateProcess
        from netui.services.upkeep_services import UpkeepServices

        return UpkeepServices(
            self._store,
            self.present,
            contacts=self.contacts,
            rhythm=self.rhythm,
            follow_ups=self.follow_ups,
            review_after_months=self.config.review_after_months,
            duplicate_search=DuplicateProcess(self._places.store),
        )

    @cached_property
    def giving(self) -> "GivingServices":
        """Introductions, favours, collaborations."""
        from netui.services.giving_services import GivingServices

        return GivingServices(
            self._store,
            self.present,
            contacts=self.contacts,
            log=self.log,
            follow_ups=self.follow_ups,
            week_start=self.config.week_start,
        )

    @cached_property
    def journal(self) -> "JournalServices":
        """Reflections, practice, reviews, the portfolio."""
        from netui.data.loading import load_prompts
        from netui.exchange.portfolio_files import PORTFOLIO_WRITERS
        from netui.services.journal_services import JournalServices

        return JournalServices(
            self._store,
            self.present,
            prompts=load_prompts(self._places.config.parent / "prompts.toml"),
            goals=self.goals,
            strategies=self.plan.strategies,
            agenda=lambda: self.agenda,
            network=lambda: self.network,
            owner=self.config.name,
            week_start=self.config.week_start,
            writers=PORTFOLIO_WRITERS,
            save=self.save,
        )

    @cached_property
    def agenda(self) -> "AgendaService":
        """This week."""
        from netui.services.week.agenda import AgendaService

        return AgendaService(
            self._store,
            self.present,
            self.agenda_sources,
            week_start=self.config.week_start,
            check_ins_per_week=self.config.check_ins_per_week,
        )

    @cached_property
    def actions(self) -> "AgendaActions":
        """Done, snooze and skip."""
        from netui.services.week.actions import AgendaActions

        return AgendaActions(self._store, self.present, self.agenda, self.agenda_sources)

    @cached_property
    def network(self) -> "NetworkService":
        """The map, warm paths, thin spots."""
        from netui.exchange.map_files import MAP_WRITERS
        from netui.services.network.network import NetworkService, group_memberships
        from netui.services.remembered import Remembered

        return NetworkService(
            self._store,
            self.present,
            memberships=Remembered(self._store, partial(group_memberships, self._store), "groups"),
            writers=MAP_WRITERS,
            save=self.save,
        )

    @cached_property
    def notes(self) -> "NoteService":
        """Notes to send."""
        from netui.clipboard.chain import ClipboardChain
        from netui.notes.template_folder import TemplateFolder
        from netui.services.notes.service import NoteService

        chain = ClipboardChain(
            os.environ,
            self.config.clipboard,
            keep=self._places.store / "drafts" / "clipboard.txt" if self._store.read_only is None else None,
            write_terminal=self._write_terminal,
        )
        return NoteService(
            self._store,
            self.present,
            TemplateFolder(self._places.templates),
            chain,
            self.config,
            self.log,
            self.follow_ups,
            self.drafts,
        )

    @cached_property
    def imports(self) -> "ImportService":
        """Foreign files."""
        from netui.bootstrap.import_files import READERS, format_of
        from netui.services.people.imports import ImportService

        def back_up() -> None:
            self.safety.back_up_before("import")

        return ImportService(self._store, self.present, readers=READERS, detect=format_of, backup=back_up)

    @cached_property
    def exports(self) -> "ExportService":
        """What is written for other programs."""
        from netui.exchange.export_files import ExportWriters
        from netui.services.journal.exports import ExportService

        return ExportService(
            self._store,
            self.present,
            self.search,
            agenda=lambda: self.agenda,
            names=self.contacts,
            writers=ExportWriters(),
            whole=lambda people: self._keeping().text(people),
            save=self.save,
            inside=self._places.store,
        )

    @cached_property
    def quick(self) -> "QuickEntryService":
        """The line one types."""
        from netui.services.week.quick_entry import QuickEntryService

        return QuickEntryService(
            self._store,
            self.present,
            contacts=self.contacts,
            log=self.log,
            follow_ups=self.follow_ups,
            interviews=self.interviews,
            week_start=self.config.week_start,
        )

    @cached_property
    def history(self) -> "HistoryService":
        """Undo and redo."""
        from netui.services.safety.history import HistoryService

        return HistoryService(self._store, self.log)

    @cached_property
    def safety(self) -> "SafetyService":
        """Backups, restoring, examining, mending, forgetting."""
        from netui.services.safety.safety import SafetyService

        return SafetyService(self._store, self.present, self._keeping, week_start=self.config.week_start)

    @cached_property
    def settings(self) -> "SettingsService":
        """The settings file."""
        from netui.bootstrap.settings_file import SettingsAt
        from netui.services.safety.settings import SettingsService

        return SettingsService(SettingsAt(self._places.config))

    def _promise_kept(self, promise: "FollowUp", by_note: bool) -> None:
        if promise.kind == "introduction":  # the only kind that leads on to a next step
            self.giving.introductions.promise_kept(promise, by_note)
