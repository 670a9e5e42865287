"""A note to someone: its template, its text, what is missing; copied, and marked as sent."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input, TextArea

from netui.domain.errors import NetuiError, NotFoundError
from netui.domain.notes.note import Note
from netui.domain.people.interaction import InteractionKind
from netui.domain.values import replace
from netui.services.ports import Change
from netui.services.services import Services
from netui.tui.look.text import safe_lines, sentences
from netui.tui.modals.subjects import Gone, gone_person
from netui.tui.modals.unkept import leave_draft
from netui.tui.notes.bindings import NOTE_BINDINGS
from netui.tui.notes.copying import Copying
from netui.tui.notes.letter import Letter, TemplateList
from netui.tui.notes.lines import still_open
from netui.tui.notes.mailing import Mailing
from netui.tui.notes.own_name import offer_name
from netui.tui.notes.round import NoteDraft, NoteRound, other_addresses
from netui.tui.notes.sending import send
from netui.tui.sections.keep_in_touch import offer_to_keep_in_touch
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.editors import NoteEditor
from netui.tui.widgets.line_list import LineList
from netui.tui.widgets.panel import Panel

_ABOUT = frozenset({"contacts", "interviews", "follow_ups", "interactions"})


class NoteScreen(AreaScreen, inherit_bindings=False):
    """Write to one person, or to several one after another; an empty `template` means the one that fits.

    Letters are keys while the text is left; in the text the keys with ctrl are. What is typed is mirrored
    under the draft key of its person and template, and is there again when the screen is opened again.
    """

    KEYS_TITLE = "This note"
    SAVES: ClassVar[bool] = True
    PERSON_KEYS: ClassVar[bool] = False
    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    NoteScreen #note-templates { width: 36; &.-alone { width: 1fr; } }
    """

    BINDINGS: ClassVar[list[BindingType]] = NOTE_BINDINGS

    def __init__(
        self,
        services: Services,
        contact_ids: Sequence[int],
        template: str = "",
        *,
        interview_id: int | None = None,
        follow_up_id: int | None = None,
        about_id: int | None = None,
        news: bool = False,
    ) -> None:
        super().__init__()
        self._services = services
        self._copying = Copying(self, services.notes.copy_text)
        self._mailing = Mailing(self, services.mail)
        self._round = NoteRound(services, contact_ids, interview_id, follow_up_id, about_id, news=news)
        self._wanted = template
        self._draft: NoteDraft | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the templates, and the letter next to them."""
        with Horizontal():
            with Panel(title="Template", classes="first", id="note-templates"):
                yield TemplateList(id="note-list")
            yield Letter(classes="second", id="note-letter")

    @property
    def letter(self) -> Letter:
        """The note as it is written."""
        return self.query_one(Letter)

    @property
    def editor(self) -> NoteEditor:
        """The text."""
        return self.letter.editor

    @property
    def templates(self) -> TemplateList:
        """The templates."""
        return self.query_one(TemplateList)

    # Showing

    def reload(self, change: Change | None) -> None:
        """Show the person at first; later what changed about them, never over what was typed."""
        if change is None and self._draft is None:
            for problem in self._services.notes.problems():
                self.host.say(problem, "warning")
            if self._show_person():
                self.editor.focus()
        elif self._round.is_gone:
            self._show_person()
        elif change is None or _ABOUT & change.touched.keys():
            self._refresh()

    def on_resize(self) -> None:
        """Fit the panes and the lines, unless the person has gone and this is about to close."""
        if self.gone() is None and not self._round.is_gone:
            self._show_head()
            self._show_check()

    def _show_person(self, done: str = "") -> bool:
        if line := sentences(done, self._round.leave_out_gone(self.host.mirror.forgotten)):
            self.host.say(line)
        try:
            note = self._round.filled_in(self._wanted)
        except NetuiError as error:
            self.host.show_error(error)
            self.call_later(self.go_back)
            return False
        self.templates.show(*self._round.templates(), self._round.someone_else)
        self._show(note)
        return True

    def _show(self, note: Note) -> None:
        """Put a note on the screen: its kept draft where there is one, else as it was filled in."""
        draft = self._draft = NoteDraft(note, self.host.mirror)
        self.letter.write(draft.text, draft.subject, drafted=draft.kept)
        self.templates.choose(note.template)
        self._show_head()
        self._show_check()
        self.refresh_bindings()

    def gone(self) -> Gone | None:
        """The person, where they are here no more, and no one else is left to write to."""
        contact_id = self._draft.note.contact_id if self._draft is not None else None
        return None if self._round.reaches_someone else gone_person(self._services.contacts, contact_id)

    def _refresh(self) -> None:
        if (draft := self._draft) is None:
            return
        try:
            note = self._round.filled_in(draft.note.template)
        except NotFoundError as error:
            self.host.show_error(error)
            return
        same = self.editor.text == draft.fresh and note.contact_id == draft.note.contact_id
        if same and draft.renew(note):
            self.editor.load_text(draft.fresh)
        self._show_head()
        self._show_check()

    def _show_head(self) -> None:
        note = self._draft.note if self._draft is not None else None
        if note is None or note.contact_id is None:
            return
        lines = self._round.head(note, self.templates.named(note.template), wide=self.is_wide)
        self.letter.address(lines, place=self._round.place, people=len(self._round))

    def _show_check(self) -> None:
        if self._draft is not None:
            self.letter.judge(self._services.notes.check(self.editor.text, self._draft.note))

    def _arrange_panes(self) -> None:
        """Below 110 columns the letter is seen, and the templates only while the user chooses."""
        pane = self.query_one("#note-templates")
        choosing = pane.has_focus_within
        pane.display = self.is_wide or choosing
        pane.set_class(not self.is_wide, "-alone")
        self.letter.display = self.is_wide or not choosing

    # Drafts

    def _keep(self) -> bool:
        """Mirror what was typed; return whether the text is the user's."""
        return self._draft is not None and self._draft.keep(self.editor.text, self.letter.subject.value)

    def on_text_area_changed(self, _event: TextArea.Changed) -> None:
        """Keep what was typed, and judge it."""
        self._keep()
        self._show_check()

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Keep the subject."""
        self._keep()

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Go on to the text."""
        self.editor.focus()

    # Templates

    def on_line_list_highlighted(self, _event: LineList.Highlighted) -> None:
        """Show the note as the template under the cursor has it."""
        row = self.templates.cursor_row
        if self.templates.has_focus and row is not None:
            self._use(row.name)

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Take a template, and write."""
        self._use(event.row.name)
        self.editor.focus()

    def _use(self, name: str) -> None:
        if self._draft is not None and name == self._draft.note.template:
            return
        self._keep()
        self._show(self._round.filled_in(name))
        row = self.templates.named(name)
        if row is None or not self._round.someone_else(row):
            self._wanted = name  # for the next people too, but never thanks to who introduced them

    def action_templates(self) -> None:
        """Choose a template."""
        self.query_one("#note-templates").display = True
        self.templates.focus()

    def action_other_person(self) -> None:
        """Write to the other person that a template fits now; from there back to the first."""
        if (other := self.templates.for_other_person()) is not None:
            self._use(other.name)
            self.editor.focus()

    # Writing

    def action_edit(self) -> None:
        """Go into the text."""
        self.editor.focus()

    def action_subject(self) -> None:
        """Go into the subject."""
        self.letter.subject.focus()

    def action_next_gap(self) -> None:
        """Go to the next gap; one that is selected and filled in advance is kept."""
        self.editor.focus()
        self.editor.keep_gap()
        if not self.editor.next_gap():
            self.host.say("No gaps left.")

    def action_redo_typing(self) -> None:
        """Redo typing that was undone."""
        self.editor.redo()

    def action_fill_again(self) -> None:
        """Fill the template in again; the text before comes back with ctrl+z."""
        if (draft := self._draft) is None:
            return
        draft.renew(self._round.filled_in(draft.note.template))
        self.letter.write_again(draft.fresh, draft.note.subject)
        draft.discard_subject()
        self.host.say("Filled in afresh. ctrl+z brings your text back.")

    def action_external(self) -> None:
        """Edit the text in $EDITOR."""
        if self._draft is None:
            return
        drafts, key = self._services.drafts, self._draft.key
        self._keep()
        self.host.mirror.flush()
        edited = safe_lines(self.host.edit_outside(drafts, key, self.editor.text))
        if edited != self.editor.text:
            self.letter.rewrite(edited)
            self._keep()
        if self.host.mirror.flush() is None:
            drafts.take_back(key)
        self.editor.focus()

    # Copying

    def _written(self) -> Note | None:
        """Return the note in the fields, or show a message and return None if nothing is written."""
        if self._draft is None or not self.editor.text.strip():
            self.host.say("There is no text yet.", "warning")
            return None
        return replace(self._draft.note, subject=self.letter.subject.value.strip(), body=self.editor.text)

    def _stops_at_gap(self, note: Note, verb: str, act: str) -> bool:
        check = self._services.notes.check(note.body, note)
        if stops := self.letter.stops_at_gap(check, verb, note.body):
            self.host.say(f"{still_open(check)}. Press the key again to {act} anyway.", "warning")
        return stops

    def action_copy(self) -> None:
        """Copy the text alone; with gaps open, go to the gap first."""
        note = self._written()
        if note is not None and not self._stops_at_gap(note, "copy", "copy it"):
            self._copying.begin(note.body)

    def action_copy_selection(self) -> None:
        """Copy what is selected."""
        self._copying.begin_selection()

    def action_plain(self) -> None:
        """Show the note alone, to mark it by hand."""
        self._copying.show_alone(self.editor.text)

    def action_copy_part(self) -> None:
        """Offer the parts of the note."""
        if (note := self._written()) is not None:
            self._copying.offer_parts(note, other_addresses(self._services, note))

    # Sending

    def action_mark_sent(self) -> None:
        """Log the note as sent and go on to the next person, or back."""
        note, draft = self._written(), self._draft
        if note and draft and not self._stops_at_gap(note, "sent", "mark it as sent"):
            self._mark(note, draft)

    def _mark(self, note: Note, draft: NoteDraft, kind: InteractionKind | None = None) -> None:
        template = self.templates.named(note.template)
        thanked = [] if self._round.can_go(1) else self._round.thanked  # with who is thanked now
        send(self.host, self._round, note, template, lambda words: self._sent(note, draft, words), kind=kind)
        offer_to_keep_in_touch(self._services, self.host, thanked)
        offer_name(self._services, self.host, draft.fresh, note.body)

    def action_mail(self) -> None:
        """Hand the note to a mail program, then ask whether it was sent."""
        note, draft = self._written(), self._draft
        if note and draft and not self._stops_at_gap(note, "mail", "mail it"):
            self._keep()
            self._mailing.begin(note, lambda: self._mark(note, draft, InteractionKind.EMAIL))

    def _sent(self, note: Note, draft: NoteDraft, words: str) -> None:
        self._draft = None
        draft.discard()
        self._round.learn(draft.fresh, note.body)
        self._goes_on(done=words)

    # Going

    def action_walk(self, step: int) -> None:
        """Go on to the next person, which skips news to this one, or back; drafts are kept."""
        if step > 0 and self._round.is_news:
            self.host.say(f"Skipped: no news to {self._round.skip()} until they give again. u undo")
        elif not self._round.can_go(step):
            return
        self._keep()
        self._goes_on(step)

    def _goes_on(self, step: int = 1, done: str = "") -> bool:
        """Say what was done and show the next person, or the previous one; with no one left return False."""
        if not self._round.can_go(step):
            if done:
                self.host.say(done)
            self.go_back()
            return False
        self._round.place += step
        self._show_person(done)
        return True

    def action_back(self) -> None:
        """Leave the text first; then go back, the draft kept."""
        if self.focused is not None:
            self.set_focus(None)
            self._arrange_panes()
            self.refresh_bindings()
            return
        leave_draft(self.host, self.go_back, "Draft kept.", typed=self._keep())

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide walking for one person, and redoing where nothing is typed; dim what cannot be done now."""
        if action == "walk":
            step = parameters[0] if parameters and isinstance(parameters[0], int) else 0
            if step > 0 and self._round.is_news:
                return True
            return False if len(self._round) == 1 else self._round.can_go(step) or None
        if action in {"redo_typing", "edit"}:
            return (self.focused is self.editor) == (action == "redo_typing")
        if action == "subject":
            return True if self.letter.has_subject else None
        if action == "other_person":
            return self.templates.for_other_person() is not None
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        """Say why a key is dim."""
        if action == "walk":
            return "There is no one further on: this is everyone you marked."
        if action == "subject":
            return "This kind of note has no subject."
        return super().why_not(action)

    def describe_binding(self, binding_id: str) -> str | None:
        """Name what escape leaves, who else a note fits, what the next gap's key does, and a skip."""
        if binding_id == "note.next-person" and self._round.is_news:
            return "skip"
        if binding_id == "note.other-person":
            other = self.templates.for_other_person()
            return f"to {self.templates.goes_to(other) or self._round.name}" if other is not None else None
        if binding_id == "note.next-gap" and self.editor.kept_gap is not None:
            return "keep it"
        return ("back" if self.focused is None else "leave text") if binding_id == "note.back" else None
