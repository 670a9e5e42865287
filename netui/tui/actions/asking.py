"""What the actions need of the app, and the small pieces their questions are made of."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Protocol

from textual.message import Message
from textual.screen import ModalScreen, Screen

from netui.domain.dates import echo, parse_date
from netui.services.bundle import Services
from netui.services.people import named


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


Action = Callable[[Asker, tuple[int, ...]], None]


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
        return echo(parse_date(text, today, prefer="past"), today)

    return check


def read_coming(services: Services, text: str) -> date:
    """Read a day to come."""
    return parse_date(text, services.present.today(), prefer="future", week_start=services.config.week_start)
