"""The keys a and A: add something, or say it in one line."""

from netui.services.services import Services
from netui.tui.look.messages import Open
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.host import Host
from netui.tui.people.quick_line import QuickLine
from netui.tui.sections.goal_form import goal_form


def add(services: Services, host: Host) -> None:
    """Ask what to add."""
    options = [
        Choice("contact", "a person", key="p"),
        Choice("line", "something that happened, in one line", key="l"),
        Choice("goal", "a goal", key="g"),
        Choice("import", "people from a file: LinkedIn, Google, Outlook, vCard, CSV", key="i"),
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
    """Ask for one line, echo what it would do, and do it."""
    QuickLine(services, host).ask()


def goal(services: Services, host: Host) -> None:
    """Ask for a goal."""

    form, store = goal_form(services, title="Informational interviews")
    host.ask(form, lambda values: host.say(f"Goal: {store(values).title}"))
