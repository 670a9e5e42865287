"""The draft of the note on the screen: mirrored while one types, gone with the typing."""

from netui.domain.notes.note import Note
from netui.services.notes.service import draft_key
from netui.tui.look.text import safe_lines
from netui.tui.terminal.guard import DraftMirror


class NoteDraft:
    """One note, the text its template gave (`fresh`), and what was typed instead."""

    def __init__(self, note: Note, mirror: DraftMirror) -> None:
        self.note = note
        self.fresh = safe_lines(note.body)
        self._mirror = mirror
        self.key = draft_key(note.contact_id or 0, note.template)
        self._subject_key = f"{self.key}:subject"
        kept = mirror.load(self.key)
        self.text = self.fresh if kept is None else kept
        self.subject = mirror.load(self._subject_key) or note.subject
        self.kept = self.text != self.fresh

    def keep(self, text: str, subject: str) -> bool:
        """Mirror what stands in the fields; return whether the text is one's own."""
        if text != self.fresh:
            self._mirror.keep(self.key, text)
            self.kept = True
        elif self.kept:
            self._mirror.discard(self.key)
            self.kept = False
        if subject != self.note.subject:
            self._mirror.keep(self._subject_key, subject)
        return self.kept

    def renew(self, note: Note) -> None:
        """Take the note as it is filled in now."""
        self.note, self.fresh = note, safe_lines(note.body)

    def discard_subject(self) -> None:
        """Let go of the subject that was typed."""
        self._mirror.discard(self._subject_key)

    def discard(self) -> None:
        """Let go of all that was typed."""
        self._mirror.discard(self.key)
        self.discard_subject()
