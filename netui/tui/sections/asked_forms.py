"""The questions about an introduction I asked for: who was asked, and what came of it."""

from collections.abc import Callable

from netui.domain.people.contact import first_name
from netui.domain.plan.introduction import Introduction, IntroductionState
from netui.services.services import Services
from netui.services.week.introduction_source import REMINDER
from netui.tui.look.messages import WriteNote
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.form import FormModal
from netui.tui.modals.host import Host
from netui.tui.sections.answers import Answers
from netui.tui.sections.keep_in_touch import offer_to_keep_in_touch

Does = Callable[[Callable[[], object], str], object]
"""Does what was chosen, and says it."""


def ask_for_introduction(services: Services, host: Host, contact_id: int) -> None:
    """Ask who was asked to introduce me to a person; from then on netui waits for it."""
    answers = Answers(services)
    contact = services.contacts.get(contact_id)

    def saved(values: dict[str, str]) -> None:
        introducer = answers.person(values["by"])
        asked = services.introductions.asking.ask(introducer.id, contact_id, answers.past_day(values["on"]))
        if asked.state is IntroductionState.MADE:
            host.say(f"{introducer.name} introduced you to {contact.name} already.")
        else:
            host.say(f"Asked {introducer.name} to introduce you to {contact.name}")

    asks = [
        answers.ask_person("by", "Who I asked", None),
        answers.ask_past_day("on", "When", "today"),
    ]
    host.ask(FormModal(f"I asked for an introduction to {contact.name}", asks, about=(contact_id,)), saved)


def note_made(services: Services, host: Host, asked: Introduction) -> None:
    """Note that I was introduced, and ask whether to keep in touch."""
    made = services.introductions.make(asked.id)
    offer_to_keep_in_touch(services, host, [one for one in (made.contact_id,) if one is not None])


def ask_what_came(services: Services, host: Host, asked: Introduction, does: Does) -> None:
    """Ask what came of an introduction I asked for: made, reminded, or waited for no longer."""
    introductions = services.introductions
    by, who = introductions.name(asked.by_id), introductions.name(asked.contact_id)
    choices = [Choice("made", f"{first_name(by)} introduced us", "then thank them", key="m")]
    if asked.reminded_on is None:
        choices.append(Choice("write", "write a reminder", "a note", key="w"))
        choices.append(Choice("reminded", f"I reminded {first_name(by)}", key="r"))
    choices.append(Choice("close", "close it", "no introduction comes", key="c"))

    def picked(choice: str) -> None:
        if choice == "made":
            does(lambda: note_made(services, host, asked), f"{by} introduced you to {who}")
        elif choice == "reminded":
            does(lambda: introductions.asking.remind(asked), f"Reminded {by} of the introduction to {who}")
        elif choice == "close":
            does(lambda: introductions.drop(asked.id), f"Closed: introduction to {who} by {by}")
        elif asked.by_id is not None:
            host.post_message(WriteNote((asked.by_id,), REMINDER, about_id=asked.contact_id))

    host.ask(ChoiceModal(f"{by}: introduction to {who}", choices), picked)
