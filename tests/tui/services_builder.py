"""The services over fake ports, and apps over them, for the tests of screens."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from textual.screen import Screen

from netui.domain.config import Config
from netui.domain.errors import ConflictError
from netui.services.lending import LendingDrafts
from netui.services.notes.mailing import MailPrograms
from netui.services.ports import Clipboard, PeopleReader, Store
from netui.services.present import Present
from netui.services.safety.safekeeping import Safekeeping
from netui.services.services import Services
from netui.tui.shell.app import NetuiApp, Routes
from tests.fake_ports import FakePorts
from tests.fakes import FakeClock, InMemoryStore
from tests.tui.conftest import make_app, make_shell

FRIDAY = datetime(2026, 11, 20, 11, tzinfo=UTC)
"""Friday 20 November 2026, noon in Zurich."""
ZURICH = ZoneInfo("Europe/Zurich")


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
    mail: MailPrograms | None = None,
) -> Services:
    """Build the services; the built-in templates, checklists and questions are the real ones.

    Give `clock` to move the time in a test, and build the store over the same clock where instants matter.
    """
    clock = clock or FakeClock(now)
    return Services(
        FakePorts(
            InMemoryStore(clock) if store is None else store,
            Present(clock, zone, 0 if config is None else config.week_start),
            config=config,
            clipboard=clipboard,
            drafts=drafts,
            readers=readers,
            templates=templates,
            keeping=keeping,
            mail=mail,
        )
    )


def store_of(services: Services) -> Store:
    """Return the store under some services, to set a scene and to see what was written."""
    return services.session._store


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


def toasts(app: NetuiApp) -> str:
    """Return all the app has told the user, one line each; toasts reach the screen a moment later."""
    return "\n".join(notification.message for notification in app._notifications)
