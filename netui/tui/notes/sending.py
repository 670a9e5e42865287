"""Marks a note as sent, by a channel that is asked for where netui can't know it."""

from collections.abc import Callable

from netui.domain.notes.note import Note, NoteTemplate
from netui.domain.people.interaction import InteractionKind
from netui.tui.modals.host import Host
from netui.tui.notes.lines import sent_words
from netui.tui.notes.round import NoteRound, standing
from netui.tui.sections.sent_by import ask_sent_by


def send(
    host: Host,
    notes: NoteRound,
    note: Note,
    template: NoteTemplate | None,
    then: Callable[[str], None],
    *,
    kind: InteractionKind | None = None,
) -> None:
    """Mark a note of a round as sent, by `kind` where that is known; `then` gets what that did, in words."""
    services = notes.services

    def mark(kind: InteractionKind) -> None:
        before = standing(services, note)
        sent = services.notes.mark_sent(note, kind=kind)
        notes.sent(note, template)
        then(sent_words(services.notes.was_sent(note), sent, before, standing(services, note)))

    kind = kind or services.notes.channel(note)
    if kind is not None:
        mark(kind)
    else:
        ask_sent_by(host, note.to, mark)
