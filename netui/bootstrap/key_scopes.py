"""The keys that are live together, of every screen: what the user's keymap is checked against."""

from typing import Any

from netui.tui.interviews.before_screen import BeforeTalkScreen
from netui.tui.interviews.complete_screen import CompleteScreen
from netui.tui.interviews.form_screen import InterviewFormScreen
from netui.tui.interviews.insights_screen import InsightsScreen
from netui.tui.interviews.list_screen import InterviewsScreen
from netui.tui.interviews.preparation import PreparationList
from netui.tui.interviews.questions_screen import QuestionsScreen
from netui.tui.interviews.talk_screen import TalkScreen
from netui.tui.journal.history_screen import HistoryScreen
from netui.tui.journal.portfolio_screen import PortfolioScreen
from netui.tui.journal.reflection_screen import ReflectionScreen
from netui.tui.look.keys import KeyScope, scope_of
from netui.tui.network.map import NetworkMap
from netui.tui.network.screen import NetworkScreen
from netui.tui.notes.screen import NoteScreen
from netui.tui.people.company_screen import CompanyScreen
from netui.tui.people.form_screen import ContactFormScreen
from netui.tui.people.go_through_screen import GoThroughScreen
from netui.tui.people.import_screen import ImportScreen
from netui.tui.people.list_screen import ContactsScreen
from netui.tui.people.merge_screen import MergeScreen
from netui.tui.people.page_screen import ContactScreen
from netui.tui.plan.event_mode_screen import EventModeScreen
from netui.tui.sections.screen import SectionsScreen
from netui.tui.shell.app import NetuiApp
from netui.tui.shell.first_run_screen import FirstRunScreen
from netui.tui.week.screen import ThisWeekScreen
from netui.tui.widgets.line_list import LineList

_FULL_SCREENS: tuple[tuple[str, type[Any]], ...] = (
    ("This week", ThisWeekScreen),
    ("Contacts", ContactsScreen),
    ("Contact", ContactScreen),
    ("Contact form", ContactFormScreen),
    ("Before you talk", BeforeTalkScreen),
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
    ("Reflection", ReflectionScreen),
    ("Portfolio", PortfolioScreen),
    ("Merge", MergeScreen),
    ("Company", CompanyScreen),
    ("Plan", SectionsScreen),
)


def screen_scopes() -> list[KeyScope]:
    """Return the keys a keymap is checked against: those that are live together."""
    scopes = [scope_of(title, screen, LineList, NetuiApp) for title, screen in _FULL_SCREENS]
    return [
        *scopes,
        scope_of("On the map", NetworkScreen, NetworkMap, NetuiApp),
        scope_of("Preparation", PreparationList, NetuiApp),
    ]
