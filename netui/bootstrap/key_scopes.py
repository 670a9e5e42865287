"""The keys that are live together, of every screen: what the user's keymap is checked against."""

from netui.bootstrap.routes import AREAS, FIRST_RUN, NOTE, SCREENS, load
from netui.tui.look.keys import KeyScope, scope_of
from netui.tui.shell.app import NetuiApp
from netui.tui.widgets.line_list import LineList

_INSIGHTS = "interviews.insights_screen:InsightsScreen"


def screen_scopes() -> list[KeyScope]:
    """Return the keys a keymap is checked against: those that are live together."""
    areas, screens = (at for _, _, at in AREAS), (row[0] for row in SCREENS.values())
    names = dict.fromkeys([*areas, *screens, _INSIGHTS, NOTE, FIRST_RUN])
    scopes = [scope_of(screen.KEYS_TITLE, screen, LineList, NetuiApp) for screen in map(load, names)]
    on_the_map = load("network.map:NetworkMap")
    in_the_month = load("widgets.charts:MonthCalendar")
    in_preparation = load("interviews.preparation:PreparationList")
    return [
        *scopes,
        scope_of(on_the_map.KEYS_TITLE, load("network.screen:NetworkScreen"), on_the_map, NetuiApp),
        scope_of(in_the_month.KEYS_TITLE, load("week.screen:ThisWeekScreen"), in_the_month, NetuiApp),
        scope_of(in_preparation.KEYS_TITLE, in_preparation, NetuiApp),
    ]
