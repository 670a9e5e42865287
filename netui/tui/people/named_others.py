"""The fields of a form that name other people: who is meant, and what to type for someone picked."""

from collections.abc import Callable

from netui.domain.errors import AmbiguousError, NetuiError, NotFoundError
from netui.domain.people.contact import Contact, ContactRow
from netui.domain.people.field_values import Reading
from netui.domain.people.fields import contact_field
from netui.domain.people.relation import RelationKind
from netui.domain.people.rules import check_field
from netui.services.people.contacts import ContactService
from netui.services.services import Services
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.host import Host
from netui.tui.people.draft import ContactDraft


def what_is_meant(
    field: str, contacts: ContactService, contact: Contact, text: str, reading: Reading
) -> tuple[str, str]:
    """Say who the names in a field of a contact mean, with the tone to say it in."""
    try:
        if field == "introduced_by":
            row = contacts.find(text)
            return ("that is this person", "error") if row.id == contact.id else (_about(row), "success")
        typed = contact_field(field).put(contact, text, reading)
        check_field(typed, field)
    except NetuiError as error:
        return _problem(error), "error"
    found = [(one.kind, contacts.row(one.contact_id)) for one in typed.relations]
    rows = [(kind, row) for kind, row in found if row is not None]
    words = [f"{kind} {_about(row) if len(rows) == 1 else row.name}" for kind, row in rows]
    return "; ".join(words), "success"


def pick(
    field: str, draft: ContactDraft, services: Services, host: Host, then: Callable[[str], object]
) -> None:
    """Ask for a person from a list; `then` gets what the field is to hold, who it had included."""

    def ask(title: str, head: str) -> None:
        rows = services.search.search("")
        people = [Choice(row.id, row.name, row.company) for row in rows if row.id != draft.base.id]
        host.ask(
            ChoiceModal(title, people, filterable=True),
            lambda contact_id: then(f"{head}{_typed_name(services.contacts, contact_id)}"),
        )

    if field == "introduced_by":
        ask("Who introduced you?", "")
        return
    kinds = [Choice(kind.value, kind.value) for kind in RelationKind]
    had = draft.text(field).strip("; ")
    before = f"{had}; " if had else ""
    host.ask(
        ChoiceModal("What are they to this person?", kinds, filterable=False),
        lambda kind: ask(f"Who: {kind}", f"{before}{kind}: "),
    )


def _about(row: ContactRow) -> str:
    return " · ".join(part for part in (row.name, row.title, row.company) if part)


def _problem(error: NetuiError) -> str:
    if isinstance(error, AmbiguousError):
        names = [candidate.partition("  ")[2] for candidate in error.candidates[:3]]
        return f"several: {'; '.join(names)}; ctrl+l picks"
    return str(error).partition(", or add")[0] if isinstance(error, NotFoundError) else str(error)


def _typed_name(contacts: ContactService, contact_id: int) -> str:
    """Return what to type for a person: the name, or the id where the name means others too."""
    name = contacts.name_of(contact_id)
    try:
        only = contacts.find(name).id == contact_id
    except NetuiError:
        only = False
    return name if only else f"#{contact_id}"
