"""Builds the full-screen program: areas, routes and keys over the services."""

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.screen import Screen

from netui.bootstrap.services import Terminal
from netui.services.bundle import Services
from netui.tui.actions import adding, people, yank
from netui.tui.app import NetuiApp
from netui.tui.keys import KeyScope, scope_of
from netui.tui.messages import WriteNote
from netui.tui.screens.before_talk import BeforeTalkScreen
from netui.tui.screens.contact import ContactScreen
from netui.tui.screens.contact_form import ContactFormScreen
from netui.tui.screens.contacts import ContactsScreen
from netui.tui.screens.event_mode import EventModeScreen
from netui.tui.screens.first_run import FirstRunScreen
from netui.tui.screens.go_through import GoThroughScreen
from netui.tui.screens.history import HistoryScreen
from netui.tui.screens.import_people import ImportScreen
from netui.tui.screens.interview_complete import CompleteScreen
from netui.tui.screens.interview_form import InterviewFormScreen
from netui.tui.screens.interview_questions import QuestionsScreen
from netui.tui.screens.interviews import InsightsScreen, InterviewsScreen
from netui.tui.screens.network import NetworkScreen
from netui.tui.screens.note import NoteScreen
from netui.tui.screens.sections import SectionsScreen
from netui.tui.screens.talk import TalkScreen
from netui.tui.screens.this_week import ThisWeekScreen
from netui.tui.sections.brand import BrandSection
from netui.tui.sections.collaborations import CollaborationsSection
from netui.tui.sections.events import EventsSection
from netui.tui.sections.evidence import EvidenceSection
from netui.tui.sections.favours import FavoursSection
from netui.tui.sections.goals import GoalsSection
from netui.tui.sections.groups import GroupsSection
from netui.tui.sections.introductions import IntroductionsSection
from netui.tui.sections.mentoring import MentoringSection
from netui.tui.sections.opportunities import OpportunitiesSection
from netui.tui.sections.section import Section
from netui.tui.sections.skills import SkillsSection
from netui.tui.sections.strategies import StrategiesSection
from netui.tui.sections.wanted_people import WantedPeopleSection
from netui.tui.widgets.line_list import LineList
from netui.tui.widgets.preparation_list import PreparationList
from netui.tui.wiring import Area, Routes, Shell

_FULL_SCREENS: tuple[tuple[str, type[Any]], ...] = (
    ("This week", ThisWeekScreen),
    ("Contacts", ContactsScreen),
    ("Contact", ContactScreen),
    ("Contact form", ContactFormScreen),
    ("Interviews", InterviewsScreen),
    ("Insights", InsightsScreen),
    ("Network", NetworkScreen),
    ("Interview form", InterviewFormScreen),
    ("Questions", QuestionsScreen),
    ("Complete", CompleteScreen),
    ("Talk mode", TalkScreen),
    ("Event mode", EventModeScreen),
    ("Note", NoteScreen),
    ("Welcome", FirstRunScreen),
    ("Import", ImportScreen),
    ("Going through", GoThroughScreen),
    ("History", HistoryScreen),
    ("Plan", SectionsScreen),
)


def build_app(
    services: Services, *, terminal: Terminal | None = None, demo: bool = False, first_run: bool = False
) -> NetuiApp:
    """Build the program over services; raise ConfigError for a keymap that cannot be used.

    What is to reach the terminal by itself (a copy by OSC 52) goes through the program's own writer.
    """
    shell = Shell(
        store=services.store,
        present=services.present,
        config=services.config,
        undo=lambda: services.history.undo().label,
        redo=lambda: services.history.redo().label,
        overdue=services.agenda.overdue,
        theme_chosen=services.settings.set_theme,
        drafts=services.drafts,
        demo=demo,
    )
    areas = [
        Area("week", "This week", lambda: ThisWeekScreen(services)),
        Area("contacts", "Contacts", lambda: ContactsScreen(services)),
        Area("interviews", "Interviews", lambda: InterviewsScreen(services)),
        Area("network", "Network", lambda: NetworkScreen(services)),
        Area("plan", "Plan", lambda: SectionsScreen("Plan", plan_sections(services))),
        Area("journal", "Journal", lambda: SectionsScreen("Journal", journal_sections(services))),
    ]
    routes = Routes(
        open=_routes(services),
        person=_person_keys(services),
        write_note=partial(_write_note, services),
        add=partial(adding.add, services),
        quick_add=partial(adding.quick_add, services),
        first=(lambda: FirstRunScreen(services)) if first_run else None,
    )
    app = NetuiApp(shell, areas, routes, scopes=screen_scopes())
    if terminal is not None:
        terminal.through = app.write_to_terminal
    return app


def plan_sections(services: Services) -> list[Section]:
    """Return the sections of the area Plan, in their order."""
    return [
        GoalsSection(services),
        StrategiesSection(services),
        GroupsSection(services),
        EventsSection(services),
        WantedPeopleSection(services),
        MentoringSection(services),
        BrandSection(services),
        SkillsSection(services),
        OpportunitiesSection(services),
        IntroductionsSection(services),
        FavoursSection(services),
        CollaborationsSection(services),
    ]


def journal_sections(services: Services) -> list[Section]:
    """Return the sections of the area Journal, in their order."""
    return [
        EvidenceSection(services),
    ]


def _routes(services: Services) -> dict[str, Callable[[Any], Screen[Any] | None]]:
    return {
        "contact": lambda key: ContactScreen(services, int(key)),
        "contact-form": lambda key: ContactFormScreen(services, int(key)),
        "before": lambda key: BeforeTalkScreen(services, int(key)),
        "interview-new": lambda key: InterviewFormScreen(services, contact_id=int(key)),
        "interview-form": lambda key: InterviewFormScreen(services, interview_id=int(key)),
        "questions": lambda key: QuestionsScreen(services, int(key)),
        "talk": lambda key: TalkScreen(services, int(key)),
        "event": lambda key: EventModeScreen(services, int(key)),
        "complete": lambda key: CompleteScreen(services, int(key)),
        "import": lambda _: ImportScreen(services),
        "go-through": lambda key: GoThroughScreen(services, key),
        "history": lambda _: HistoryScreen(services),
    }


def _person_keys(
    services: Services,
) -> dict[str, Callable[[NetuiApp, tuple[int, ...]], Screen[Any] | None]]:
    def note(app: NetuiApp, ids: tuple[int, ...]) -> None:
        app.post_message(WriteNote(ids))

    return {
        **people.bound(services),
        "delete": partial(people.delete, services),
        "yank": partial(yank.yank, services),
        "link": partial(yank.open_link, services),
        "interview": people.interview,
        "before": people.before,
        "note": note,
    }


def _write_note(services: Services, message: WriteNote) -> Screen[Any]:
    return NoteScreen(
        services,
        message.contact_ids,
        template=message.template,
        interview_id=message.interview_id,
        follow_up_id=message.follow_up_id,
        about_id=message.about_id,
    )


def screen_scopes() -> list[KeyScope]:
    """Return the keys a keymap is checked against: those that are live together."""
    scopes = [scope_of(title, screen, LineList, NetuiApp) for title, screen in _FULL_SCREENS]
    return [*scopes, scope_of("Preparation", PreparationList, NetuiApp)]
