"""Marks a note as sent, then asks for its channel where netui can't know it."""

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
    """Mark a note of a round as sent, by `kind` where that is known; `then` gets what that did, in words.

    Where the channel isn't known the likely one is kept, so that nothing is lost, and asked about after it.
    """
    services = notes.services
    known = kind or services.notes.channel(note)
    before = standing(services, note)
    sent = services.notes.mark_sent(note, kind=known)
    notes.sent(note, template)
    then(sent_words(services.notes.was_sent(note), sent, before, standing(services, note)))

    def answered(kind: InteractionKind) -> None:
        if kind is not sent.kind:
            services.notes.set_channel(note, sent, kind)
            host.say(f"Logged as {kind}. u undo")

    if known is None:
        ask_sent_by(host, note.to, answered, start=sent.kind)
