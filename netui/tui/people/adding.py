"""The keys a and A: add something, or say it in one line."""

from collections.abc import Sequence

from netui.domain.errors import InvalidValueError
from netui.services.services import Services
from netui.tui.look.messages import Open
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.host import Host
from netui.tui.sections.goal_form import goal_form
from netui.tui.sections.kept_check_ins import ask_whether_kept

_EXAMPLE = "coffee with Priya yesterday, send eBPF article by fri"


def add(services: Services, host: Host) -> None:
    """Ask what to add."""
    options = [
        Choice("contact", "a person", key="p"),
        Choice("line", "something that happened, in one line", key="l"),
        Choice("goal", "a goal", key="g"),
        Choice("import", "people from a LinkedIn export", key="i"),
    ]

    def picked(value: str) -> None:
        if value == "contact":
            host.post_message(Open("contact-form", 0))
        elif value == "import":
            host.post_message(Open("import", 0))
        elif value == "goal":
            goal(services, host)
        else:
            quick_add(services, host)

    host.ask(ChoiceModal("Add", options, filterable=False), picked)


def quick_add(services: Services, host: Host) -> None:
    """Ask for one line, echo what it would do, and do it; if no one has the name, enter again adds them."""
    offered: set[str] = set()

    def echo(line: str) -> str:
        strangers = services.quick.strangers(line)
        if strangers:
            return f"{services.quick.as_typed(line)}; {_not_found(strangers)} yet"
        return services.quick.echo(line)

    def done(line: str) -> None:
        strangers = services.quick.strangers(line)
        if strangers and line not in offered:
            offered.add(line)
            them = "that person" if len(strangers) == 1 else "these people"
            raise InvalidValueError(f"{_not_found(strangers)}: enter again adds {them} too")
        made = services.quick.add(line, strangers=True)
        host.say(made.message)
        ask_whether_kept(services, host, made.may_be_kept)

    host.ask(
        PromptModal(
            "Quick add", placeholder=_EXAMPLE, hint=f"for example: {_EXAMPLE}", validate=echo, about=()
        ),
        done,
    )


def goal(services: Services, host: Host) -> None:
    """Ask for a goal."""

    form, store = goal_form(services, title="Informational talks")
    host.ask(form, lambda values: host.say(f"Goal: {store(values).title}"))


def _not_found(names: Sequence[str]) -> str:
    return f"nobody is called {' or '.join(f'“{name}”' for name in names)}"
