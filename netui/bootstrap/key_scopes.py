"""The keys that are live together, of every screen: what a keymap of one's own is checked against."""

from typing import Any

from netui.tui.app import NetuiApp
from netui.tui.keys import KeyScope, scope_of
from netui.tui.screens.before_talk import BeforeTalkScreen
from netui.tui.screens.company import CompanyScreen
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
from netui.tui.screens.merge import MergeScreen
from netui.tui.screens.network import NetworkScreen
from netui.tui.screens.note import NoteScreen
from netui.tui.screens.portfolio import PortfolioScreen
from netui.tui.screens.reflection import ReflectionScreen
from netui.tui.screens.sections import SectionsScreen
from netui.tui.screens.talk import TalkScreen
from netui.tui.screens.this_week import ThisWeekScreen
from netui.tui.widgets.line_list import LineList
from netui.tui.widgets.network_map import NetworkMap
from netui.tui.widgets.preparation_list import PreparationList

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
