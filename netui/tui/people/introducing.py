"""The keys on a person that are about giving: introduce, note a favour."""

from collections.abc import Callable
from functools import partial

from netui.domain.errors import InvalidValueError
from netui.services.services import Services
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.host import Host
from netui.tui.sections.asked_forms import ask_for_introduction
from netui.tui.sections.giving_forms import ask_favour, ask_made, ask_received

_TWO = 2


def introduce(services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Ask which way an introduction went: to me by them, of them to me, or of them to someone by me."""
    if not ids or len(ids) > _TWO:
        raise InvalidValueError("an introduction is between two: take marks away until one or two are left")
    first = ids[0]
    name = services.contacts.name_of(first)
    options: list[Choice[Callable[[], None]]]
    if len(ids) == _TWO:
        second = ids[1]
        other = services.contacts.name_of(second)
        options = [
            Choice(
                partial(ask_made, services, host, first, second), f"I introduce {name} to {other}", key="i"
            ),
            Choice(partial(ask_received, services, host, first, second), f"{name} introduced me to {other}"),
            Choice(partial(ask_received, services, host, second, first), f"{other} introduced me to {name}"),
        ]
        title = f"{name} and {other}"
    else:
        options = [
            Choice(partial(ask_received, services, host, first), f"{name} introduced me to ...", key="m"),
            Choice(
                partial(ask_received, services, host, None, first),
                "who introduced us",
                _known_introducer(services, first),
                key="w",
            ),
            Choice(
                partial(ask_for_introduction, services, host, first),
                f"I asked someone to introduce me to {name}",
                key="a",
            ),
            Choice(partial(ask_made, services, host, first), f"I introduce {name} to ...", key="i"),
        ]
        title = f"Introduction: {name}"
    host.ask(ChoiceModal(title, options, filterable=False), lambda ask: ask())


def favour(services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Ask what was given or received."""
    if len(ids) != 1:
        raise InvalidValueError("a favour is between you and one person: take the marks away, or choose one")
    ask_favour(services, host, ids[0])


def _known_introducer(services: Services, contact_id: int) -> str:
    row = services.contacts.row(contact_id)
    return services.contacts.name_of(row.introduced_by) if row is not None else ""
