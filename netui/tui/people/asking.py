"""The small pieces that the questions of the keys on people are made of."""

from collections.abc import Callable, Sequence

from netui.domain.counted import count_people
from netui.domain.errors import NetuiError
from netui.services.people.people import named
from netui.services.services import Services
from netui.tui.modals.host import Host

AT_ONCE = 200
"""How many people are changed while the user waits; more are changed in the background."""


def change_all(host: Host, ids: Sequence[int], change: Callable[[], object], message: str = "") -> None:
    """Change people, as the one change that `change` is, and say so; many away from the screen."""
    if len(ids) <= AT_ONCE:
        change()
        if message:
            host.say(message)
        return

    def changed() -> str:
        try:
            change()
        except NetuiError as error:
            return str(error)
        return ""

    def reported(problem: str) -> bool:
        host.say(
            problem or message or f"Changed {count_people(len(ids))}", "error" if problem else "information"
        )
        return False

    host.say(f"Changing {count_people(len(ids))} ...")
    host.in_background(changed, reported)


def names(services: Services, ids: Sequence[int]) -> str:
    """Return who an action is about, in a few words."""
    return named(services.contacts.name_of(contact_id) for contact_id in ids)
