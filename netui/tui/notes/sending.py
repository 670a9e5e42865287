"""Marks a note as sent, by a channel that is asked for where netui can't know it."""

from collections.abc import Callable

from netui.domain.notes.note import Note
from netui.domain.people.interaction import InteractionKind
from netui.services.services import Services
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.host import Host
from netui.tui.notes.lines import sent_words
from netui.tui.notes.round import standing

_SENT_BY = (InteractionKind.MESSAGE, InteractionKind.EMAIL, InteractionKind.SOCIAL, InteractionKind.LETTER)


def send(services: Services, host: Host, note: Note, title: str, then: Callable[[str], None]) -> None:
    """Mark a note as sent; `then` gets what that did, in words."""

    def mark(kind: InteractionKind) -> None:
        before = standing(services, note)
        sent = services.notes.mark_sent(note, kind=kind)
        then(sent_words(title, note.to, sent, before, standing(services, note)))

    kind = services.notes.channel(note)
    if kind is not None:
        mark(kind)
    else:
        choices = [Choice(one, one.value) for one in _SENT_BY]
        host.ask(ChoiceModal(f"How did you send it to {note.to}?", choices), mark)
