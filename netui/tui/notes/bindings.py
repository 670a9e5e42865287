"""The keys of a note: letters while the text is left, in the text those with ctrl."""

from textual.binding import Binding, BindingType

from netui.tui.notes.copying import COPY_SELECTION
from netui.tui.shell.area import SCREEN_BINDINGS

NOTE_BINDINGS: list[BindingType] = [
    Binding("y", "copy", "copy", id="note.copy"),
    Binding("ctrl+y", "copy", "copy", id="note.copy", priority=True),
    Binding("n", "walk(1)", "next person", id="note.next-person"),
    Binding("N", "walk(-1)", "person before", show=False, id="note.previous-person"),
    Binding("ctrl+n", "next_gap", "next gap", id="note.next-gap", priority=True),
    Binding("ctrl+g", "mark_sent", "mark as sent", id="note.mark-sent", priority=True),
    Binding("m", "mail", "mail", id="note.mail"),
    Binding("ctrl+s", "mail", "mail", id="note.mail", priority=True),
    Binding("ctrl+t", "other_person", "to someone else", id="note.other-person", priority=True),
    Binding("e", "edit", "edit text", id="note.edit"),
    Binding("t", "templates", "templates", id="note.templates"),
    Binding("s", "subject", "subject", id="note.subject"),
    Binding("Y", "copy_part", "copy a part", id="note.yank"),
    Binding("p", "plain", "note alone, to mark by hand", show=False, id="note.plain"),
    Binding("ctrl+o", "external", "editor", id="note.external", priority=True),
    Binding("ctrl+l", "fill_again", "start afresh", show=False, id="note.afresh", priority=True),
    Binding("ctrl+r", "redo_typing", "redo typing", show=False, id="note.redo-typing", priority=True),
    COPY_SELECTION,
    Binding("escape", "back", "back", id="note.back"),
    *SCREEN_BINDINGS[:2],
]
