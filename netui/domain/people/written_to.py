"""How a note reaches a person."""

from collections.abc import Iterable
from itertools import chain

from netui.domain.people.contact import Contact
from netui.domain.people.interaction import Interaction, InteractionKind

_WRITTEN = frozenset({InteractionKind.EMAIL, InteractionKind.MESSAGE, InteractionKind.LETTER})


def channel_of_notes(contact: Contact, log: Iterable[Interaction]) -> InteractionKind | None:
    """Return how notes go to a person: by email if there is an address, else as the newest in the log.

    `log` is newest first: a note, else anything written. None if neither says so: then it is asked once.
    """
    if contact.emails:
        return InteractionKind.EMAIL
    entries = list(log)
    notes = (entry.kind for entry in entries if entry.template is not None)
    written = (entry.kind for entry in entries if entry.kind in _WRITTEN)
    return next(chain(notes, written), None)


def likely_channel(contact: Contact, log: Iterable[Interaction]) -> InteractionKind:
    """Return how a note went where no one can be asked: as a message, without an address."""
    known = channel_of_notes(contact, log)
    if known is not None:
        return known
    return InteractionKind.MESSAGE
