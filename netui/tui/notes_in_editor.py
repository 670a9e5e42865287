"""The notes on a person, written in the user's own editor."""

import os
from collections.abc import Sequence
from dataclasses import replace

from textual.app import SuspendNotSupported

from netui.domain.errors import InvalidValueError
from netui.services.bundle import Services
from netui.tui.external_editor import edit_elsewhere
from netui.tui.speaking import SpeakingApp


def write_notes(services: Services, app: SpeakingApp, ids: Sequence[int]) -> None:
    """Open the notes on one person in $EDITOR and keep what was written; raise InvalidValueError."""
    if len(ids) > 1:
        raise InvalidValueError("notes are written for one person at a time: esc clears the marks")
    contact = services.contacts.get(ids[0])
    try:
        with app.suspend():
            text = edit_elsewhere(contact.notes, os.environ)
    except SuspendNotSupported as error:
        raise InvalidValueError("this terminal cannot be handed to an editor: e edits the notes") from error
    if text != contact.notes:
        services.contacts.edit(contact, replace(contact, notes=text.rstrip()))
        app.say(f"Notes on {contact.name} saved")
