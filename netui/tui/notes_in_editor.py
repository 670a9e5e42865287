"""The notes on a person, written in the user's own editor."""

import os
from dataclasses import replace

from textual.app import SuspendNotSupported

from netui.domain.errors import InvalidValueError
from netui.services.bundle import Services
from netui.tui.area import AreaScreen
from netui.tui.external_editor import edit_elsewhere


def write_notes(services: Services, screen: AreaScreen, contact_id: int) -> None:
    """Open the notes on a person in $EDITOR and keep what was written; raise InvalidValueError."""
    contact = services.contacts.get(contact_id)
    try:
        with screen.app.suspend():
            text = edit_elsewhere(contact.notes, os.environ)
    except SuspendNotSupported as error:
        raise InvalidValueError("this terminal cannot be handed to an editor: e edits the notes") from error
    if text != contact.notes:
        services.contacts.edit(contact, replace(contact, notes=text.rstrip()))
        screen.host.say(f"Notes on {contact.name} saved")
