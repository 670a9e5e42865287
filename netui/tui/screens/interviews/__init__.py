"""Area 3: informational talks, their preparation, and what they taught."""

from netui.tui.screens.interviews.insights import InsightsScreen
from netui.tui.screens.interviews.screen import InterviewsScreen

__all__ = ["InsightsScreen", "InterviewsScreen"]
