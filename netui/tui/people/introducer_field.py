"""The field of a form that names another person: who is meant, and what to type for someone picked."""

from netui.domain.errors import AmbiguousError, NetuiError, NotFoundError
from netui.services.people.contacts import ContactService


def who_is_meant(contacts: ContactService, text: str, *, but: int) -> tuple[str, str]:
    """Say who a typed name means, with the tone to say it in; `but` is the person of the form."""
    tone = "success"
    try:
        row = contacts.find(text)
        message = " · ".join(part for part in (row.name, row.title, row.company) if part)
        if row.id == but:
            message, tone = "that is this person", "error"
    except AmbiguousError as error:
        names = [candidate.partition("  ")[2] for candidate in error.candidates[:3]]
        message, tone = f"several: {'; '.join(names)}; ctrl+l picks", "error"
    except NotFoundError as error:
        message, tone = str(error).partition(", or add")[0], "error"
    return message, tone


def typed_name(contacts: ContactService, contact_id: int) -> str:
    """Return what to type for a person: the name, or the id where the name means others too."""
    name = contacts.name_of(contact_id)
    try:
        only = contacts.find(name).id == contact_id
    except NetuiError:
        only = False
    return name if only else f"#{contact_id}"
