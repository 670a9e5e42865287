"""What the actions need of the app, and the small pieces their questions are made of."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

from textual.message import Message
from textual.screen import ModalScreen, Screen

from netui.domain.errors import NetuiError
from netui.domain.time.dates import echo
from netui.services.people.people import named
from netui.services.services import Services

T = TypeVar("T")


class Asker(Protocol):
    """The app, as far as an action may know it."""

    def ask(self, modal: ModalScreen[Any], then: Callable[[Any], object]) -> None:
        """Ask with a modal; `then` is not called for None."""
        ...

    def say(self, text: str, tone: str = "information") -> None:
        """Tell the user one line."""
        ...

    def post_message(self, message: Message) -> bool:
        """Send a message to be routed."""
        ...

    def push_screen(self, screen: Screen[Any]) -> Any:
        """Show a screen on top."""
        ...

    def in_background(self, work: Callable[[], T], then: Callable[[T], bool]) -> None:
        """Run something away from the screen; `then` gets the result, and says whether to read again."""
        ...


AT_ONCE = 200
"""How many people are changed while one waits for it; more are changed beside the screen."""

Action = Callable[[Asker, tuple[int, ...]], None]


def change_all(app: Asker, ids: Sequence[int], change: Callable[[], object], said: str = "") -> None:
    """Change people, as the one change that `change` is, and say so; many away from the screen."""
    if len(ids) <= AT_ONCE:
        change()
        if said:
            app.say(said)
        return

    def changed() -> str:
        try:
            change()
        except NetuiError as error:
            return str(error)
        return ""

    def told(problem: str) -> bool:
        app.say(problem or said or f"{len(ids):,} people are changed", "error" if problem else "information")
        return False

    app.say(f"Changing {len(ids):,} people ...")
    app.in_background(changed, told)


def names(services: Services, ids: Sequence[int]) -> str:
    """Return who an action is about, in a few words."""
    return named(services.contacts.name_of(contact_id) for contact_id in ids)


def coming_day(services: Services) -> Callable[[str], str]:
    """Return a check that reads a day to come and echoes it."""

    def check(text: str) -> str:
        today = services.present.today()
        return echo(read_coming(services, text), today)

    return check


def past_day(services: Services) -> Callable[[str], str]:
    """Return a check that reads a day up to today and echoes it."""

    def check(text: str) -> str:
        today = services.present.today()
        return echo(services.present.read_day(text, prefer="past"), today)

    return check


def read_coming(services: Services, text: str) -> date:
    """Read a day to come."""
    return services.present.read_day(text, prefer="future")
