"""Builds the full-screen program: areas, routes and keys over the services."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from netui.bootstrap.routes import areas_of, import_soon_needed, routes_of
from netui.bootstrap.wiring import Terminal
from netui.config import key_place, setting_place
from netui.services.safety.settings import wrong_searches
from netui.services.services import Services
from netui.tui.look.keys import KeyScope
from netui.tui.look.theme import check_theme
from netui.tui.shell.app import NetuiApp
from netui.tui.shell.wiring import Keeping, Shell

if TYPE_CHECKING:
    from netui.services.safety.demo_keeping import DemoKeeping


def build_app(
    services: Services,
    *,
    terminal: Terminal | None = None,
    demo: bool = False,
    keeping: "DemoKeeping | None" = None,
    first_run: bool = False,
    greeting: str = "",
    killed: Callable[[], object] = lambda: None,
    tidy: Callable[[], object] = lambda: None,
) -> NetuiApp:
    """Build the program over services; raise ConfigError for a keymap or a theme that can't be used.

    `keeping` offers, on leaving, to keep what was added; `greeting` is shown at the start.
    `killed` runs where a signal or a closed terminal ends the program, `tidy` in a thread soon
    after the first paint.
    What is to reach the terminal by itself (a copy by OSC 52) goes through the program's own writer.
    """

    def get_ready() -> None:
        import_soon_needed()
        tidy()

    def leave() -> None:
        services.duplicates.stop()
        services.safety.stop()

    wrong = wrong_searches(services.config, services.present, services.settings.place)
    shell = Shell(
        session=services.session,
        present=services.present,
        config=services.config,
        undo=lambda: services.history.undo().label,
        redo=lambda: services.history.redo().label,
        overdue=services.agenda.overdue,
        theme_chosen=lambda name: services.settings.set("theme", name),
        key_place=lambda binding_id: key_place(services.settings.path, binding_id),
        drafts=services.drafts,
        get_ready=get_ready,
        leave=leave,
        demo=demo,
        keeping=None if keeping is None else Keeping(added=keeping.added, keep=keeping.keep),
        killed=killed,
        greeting=" ".join(filter(None, (greeting, *services.session.warnings, *wrong))),
    )
    services.goals.let_log_come()
    scopes: list[KeyScope] = []
    if services.config.keymap:
        from netui.bootstrap.key_scopes import screen_scopes  # which imports every screen there is

        scopes = screen_scopes()
    app = NetuiApp(shell, areas_of(services), routes_of(services, first_run=first_run), scopes=scopes)
    check_theme(services.config.theme, lambda: f"{setting_place(services.settings.path, 'theme')}: ")
    app.mouse = services.config.mouse
    if terminal is not None:
        terminal.through = app.write_to_terminal
    return app
