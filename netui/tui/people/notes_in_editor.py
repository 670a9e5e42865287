"""The notes on a person, written in the user's own editor."""

from collections.abc import Sequence
from dataclasses import replace

from netui.domain.errors import InvalidValueError
from netui.services.bundle import Services
from netui.tui.shell.external_editor import edit_suspended
from netui.tui.shell.speaking import SpeakingApp


def write_notes(services: Services, app: SpeakingApp, ids: Sequence[int]) -> None:
    """Open the notes on one person in $EDITOR and keep what was written; raise InvalidValueError.

    What a session that ended left in the editor is what it opens with.
    """
    if len(ids) > 1:
        raise InvalidValueError("notes are written for one person at a time: esc clears the marks")
    contact, drafts = services.contacts.get(ids[0]), services.drafts
    key = f"notes:{contact.id}"
    left = drafts.load(key)
    text = edit_suspended(app, drafts, key, contact.notes if left is None else left)
    if text != contact.notes:
        services.contacts.edit(contact, replace(contact, notes=text.rstrip()))
        app.say(f"Notes on {contact.name} saved")
    drafts.discard(key)
