"""What is asked about a company: a note, a follow-up."""

from netui.services.services import Services
from netui.tui.modals.form import Ask, FormModal
from netui.tui.modals.host import Host
from netui.tui.modals.text import TextModal
from netui.tui.sections.answers import Answers


def ask_note(services: Services, host: Host, name: str) -> None:
    """Ask what the user knows about a company; an empty text takes the note away."""
    companies = services.companies
    company = companies.get(name)
    note = companies.note(name)
    modal = TextModal(
        f"Note on {company.name}",
        note,
        placeholder="what they build, how they hire, who to ask",
        mirror=host.mirror,
        draft_key=f"company:{company.key}"[:80],
    )
    host.ask(modal, lambda text: companies.set_note(name, text, note))


def ask_follow_up(services: Services, host: Host, name: str) -> None:
    """Ask what is to be done about a company, by when."""
    answers = Answers(services)

    def saved(values: dict[str, str]) -> None:
        due_on = answers.due(values["due"])
        follow_up = services.companies.add_follow_up(values["company"], values["text"], due_on)
        host.say(f"{follow_up.company}: {follow_up.text}, due {services.present.short_day(due_on)}")

    asks = [
        Ask("text", "What", required=True, placeholder="ask about the spring programme"),
        Ask("company", "Company", name, required=True),
        answers.ask_due("due", "Due"),
    ]
    host.ask(
        FormModal(f"Follow up with {name}" if name else "Follow up with a company", asks, about=()), saved
    )
