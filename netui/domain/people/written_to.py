"""How a note reaches a person."""

from collections.abc import Iterable

from netui.domain.people.contact import Contact
from netui.domain.people.interaction import Interaction, InteractionKind


def channel_of_notes(contact: Contact, log: Iterable[Interaction]) -> InteractionKind | None:
    """Return how notes go to a person: by email if there is an address, else as the newest in the log.

    None if neither says so: then it is asked once.
    """
    if contact.emails:
        return InteractionKind.EMAIL
    return next((entry.kind for entry in log if entry.template is not None), None)


def likely_channel(contact: Contact, log: Iterable[Interaction]) -> InteractionKind:
    """Return how a note went where no one can be asked: a page such as a profile has no email."""
    known = channel_of_notes(contact, log)
    if known is not None:
        return known
    return InteractionKind.MESSAGE if contact.links else InteractionKind.EMAIL
