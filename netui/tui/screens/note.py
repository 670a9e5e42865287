"""A note to someone: its template, its text, what is missing; copied, and marked as sent."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.actions import SkipAction
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, TextArea

from netui.domain.errors import NetuiError, NotFoundError
from netui.domain.follow_up import FollowUp
from netui.domain.interview import Interview
from netui.domain.note import Note, NoteTemplate, gaps
from netui.services.bundle import Services
from netui.services.notes import draft_key
from netui.services.ports import Change, CopyResult
from netui.tui.area import SCREEN_BINDINGS, AreaScreen
from netui.tui.external_editor import edit_elsewhere
from netui.tui.modals.ask import ConfirmModal
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.plain_note import PlainNoteScreen
from netui.tui.note_lines import LABEL, check_lines, gaps_left, recipient_lines, sent_words, size_words
from netui.tui.text import Line, Span, safe_lines
from netui.tui.widgets.editors import NoteEditor, SafeInput
from netui.tui.widgets.line_list import BLANK, Heading, LineList
from netui.tui.widgets.lines import Lines
from netui.tui.widgets.panel import Panel

_ABOUT = frozenset({"contacts", "interviews", "follow_ups", "interactions"})
_FILE_WAY = "file"


class NoteScreen(AreaScreen, inherit_bindings=False):
    """Write to one person, or to several one after another; an empty `template` means the one that fits.

    Letters are keys while the text is left; in the text the keys with ctrl are. What is typed is mirrored
    under the draft key of its person and template, and is there again when the screen is opened again.
    """

    KEYS_TITLE = "This note"
    PERSON_KEYS = False
    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    NoteScreen #note-templates { width: 34; }
    NoteScreen #note-letter { width: 1fr; }
    NoteScreen #note-subject-row { height: 1; }
    NoteScreen #note-subject-label { width: 9; }
    NoteScreen #note-subject { width: 1fr; padding: 0; }
    NoteScreen #note-body.-over { border-subtitle-color: $error; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", "copy", id="note.copy"),
        Binding("ctrl+y", "copy", "copy", id="note.copy", priority=True),
        Binding("ctrl+n", "next_gap", "next gap", id="note.next-gap", priority=True),
        Binding("g", "mark_sent", "mark as sent", id="note.mark-sent"),
        Binding("ctrl+g", "mark_sent", "mark as sent", id="note.mark-sent", priority=True),
        Binding("e", "edit", "edit text", id="note.edit"),
        Binding("n", "walk(1)", "next person", id="note.next-person"),
        Binding("N", "walk(-1)", "person before", show=False, id="note.previous-person"),
        Binding("t", "templates", "templates", id="note.templates"),
        Binding("s", "subject", "subject", id="note.subject"),
        Binding("Y", "yank", "copy a part", id="note.yank"),
        Binding("p", "plain", "note alone, to mark by hand", show=False, id="note.plain"),
        Binding("ctrl+o", "external", "editor", id="note.external", priority=True),
        Binding("ctrl+l", "afresh", "start afresh", show=False, id="note.afresh", priority=True),
        Binding("ctrl+r", "redo_typing", "redo typing", show=False, id="note.redo-typing", priority=True),
        Binding(
            "ctrl+c,super+c",
            "copy_selection",
            "copy selected text",
            show=False,
            id="note.copy-selection",
            priority=True,
        ),
        Binding("escape", "back", "back", id="note.back"),
        *SCREEN_BINDINGS[:2],
    ]

    def __init__(
        self,
        services: Services,
        contact_ids: Sequence[int],
        template: str = "",
        interview_id: int | None = None,
        follow_up_id: int | None = None,
    ) -> None:
        super().__init__()
        self._services = services
        self._people = tuple(dict.fromkeys(contact_ids))
        self._place = 0
        self._wanted = template
        self._interview_id = interview_id
        self._follow_up_id = follow_up_id
        self._note: Note | None = None
        self._fresh = ""
        self._drafted = False
        self._warned = ("", "")

    def compose_body(self) -> ComposeResult:
        """Yield the templates, and beside them the note between whom it is for and what it lacks."""
        with Horizontal():
            with Panel(title="Template", classes="first", id="note-templates"):
                yield LineList(
                    self._paint_template,
                    key=lambda template: template.name,
                    empty="No templates.",
                    id="note-list",
                )
            with Vertical(classes="second", id="note-letter"):
                with Panel(title="To", card=True, id="note-to"):
                    yield Lines(id="note-who")
                    with Horizontal(id="note-subject-row"):
                        yield Lines([Line([Span(f"{'Subject':<{LABEL}}", "dim")])], id="note-subject-label")
                        yield SafeInput(id="note-subject")
                with Panel(title="Note", id="note-body"):
                    yield NoteEditor(id="note-text")
                with Panel(title="Check", card=True, id="note-check"):
                    yield Lines(id="note-missing")

    @property
    def editor(self) -> NoteEditor:
        """The text."""
        return self.query_one("#note-text", NoteEditor)

    @property
    def subject(self) -> SafeInput:
        """The subject."""
        return self.query_one("#note-subject", SafeInput)

    @property
    def templates(self) -> LineList:
        """The templates."""
        return self.query_one("#note-list", LineList)

    # Showing

    def reload(self, change: Change | None) -> None:
        """Show the person at first; later what changed about them, never over what was typed."""
        if change is None and self._note is None:
            for problem in self._services.notes.problems():
                self.host.say(problem, "warning")
            if self._show_person():
                self.editor.focus()
        elif change is None or _ABOUT & change.touched.keys():
            self._refresh()

    def on_resize(self) -> None:
        """Fit the panes and the lines."""
        super().on_resize()
        if self._note is not None:
            self._show_head()
            self._show_check()

    def _show_person(self) -> bool:
        try:
            note = self._filled_in(self._wanted)
        except NetuiError as error:
            self.host.show_error(error)
            self.call_later(self._close)
            return False
        self._show_templates()
        self._show(note)
        return True

    def _filled_in(self, template: str) -> Note:
        alone = len(self._people) == 1
        return self._services.notes.compose(
            self._people[self._place],
            template or None,
            interview_id=self._interview_id if alone else None,
            follow_up_id=self._follow_up_id if alone else None,
        )

    def _show_templates(self) -> None:
        fitting, others = self._services.notes.templates_for(self._people[self._place], self._moment())
        rows: list[NoteTemplate | Heading | object] = []
        if fitting:
            rows += [Heading("FITS NOW", tone="accent"), *fitting]
        if others:
            rows += [*([BLANK] if rows else []), Heading("ALL", tone="dim"), *others]
        self.templates.set_rows(rows, keep=False)

    def _moment(self) -> Interview | FollowUp | None:
        if len(self._people) > 1:
            return None
        if self._follow_up_id is not None:
            return self._services.follow_ups.get(self._follow_up_id)
        return self._services.interviews.get(self._interview_id) if self._interview_id is not None else None

    def _paint_template(self, template: NoteTemplate, _width: int) -> Line:
        chosen = self._note is not None and template.name == self._note.template
        limit = (Span(str(template.limit), "dim"),) if template.limit is not None else ()
        return Line([Span(template.title, "strong" if chosen else "")], limit)

    def _show(self, note: Note) -> None:
        """Put a note on the screen: its kept draft where there is one, else as it was filled in."""
        self._note = note
        self._fresh = safe_lines(note.body)
        kept = self._load(self._key(note))
        self._drafted = kept is not None and kept != self._fresh
        self.editor.load_text(kept if kept is not None else note.body)
        self.subject.value = self._load(f"{self._key(note)}:subject") or note.subject
        self.query_one("#note-subject-row").display = bool(self.subject.value)
        panel = self.query_one("#note-body", Panel)
        dot = self.templates.glyphs.dot
        panel.set_title(
            f"Note {dot} your draft, as you left it {dot} ctrl+l starts afresh" if self._drafted else "Note"
        )
        self.templates.move_to(note.template)
        self.templates.refresh()
        self._warned = ("", "")
        self._show_head()
        self._show_check()
        self.refresh_bindings()

    def _refresh(self) -> None:
        note = self._note
        if note is None:
            return
        try:
            fresh = self._filled_in(note.template)
        except NotFoundError as error:
            self.host.show_error(error)
            return
        if self.editor.text == self._fresh and fresh.contact_id == note.contact_id:
            self._note, body = fresh, safe_lines(fresh.body)
            if body != self._fresh:
                self._fresh = body
                self.editor.load_text(body)
        self._show_head()
        self._show_check()

    def _show_head(self) -> None:
        note = self._note
        if note is None or note.contact_id is None:
            return
        panel = self.query_one("#note-to", Panel)
        several = f" {self.templates.glyphs.dot} {self._place + 1} of {len(self._people)}"
        panel.set_title("To" + (several if len(self._people) > 1 else ""))
        talk = self._services.interviews.get(note.interview_id) if note.interview_id is not None else None
        template = next((row for row in self._all_templates() if row.name == note.template), None)
        self.query_one("#note-who", Lines).set_lines(
            recipient_lines(
                self._services.contacts.get(note.contact_id),
                note,
                talk,
                template,
                self._services.present,
                wide=self.is_wide,
            )
        )

    def _show_check(self) -> None:
        if self._note is None:
            return
        check = self._services.notes.check(self.editor.text, self._note)
        lines = self.query_one("#note-missing", Lines)
        lines.set_lines(check_lines(check, lines.glyphs, lines.size.width or 72))
        panel = self.query_one("#note-body", Panel)
        panel.set_subtitle(size_words(check, lines.glyphs))
        panel.set_class(check.over > 0, "-over")

    def _all_templates(self) -> Iterable[NoteTemplate]:
        return (row for row in self.templates.rows if isinstance(row, NoteTemplate))

    def _arrange_panes(self) -> None:
        """Below 110 columns the letter is seen, and the templates only while one chooses."""
        pane = self.query_one("#note-templates")
        choosing = pane.has_focus_within
        pane.display = self.is_wide or choosing
        self.query_one("#note-letter").display = self.is_wide or not choosing

    # Drafts

    def _key(self, note: Note) -> str:
        return draft_key(note.contact_id or 0, note.template)

    def _load(self, key: str) -> str | None:
        return self.host.mirror.load(key)

    def _keep(self) -> bool:
        """Mirror what was typed; return whether there is anything that was not just filled in."""
        note = self._note
        if note is None:
            return False
        text = self.editor.text
        if text != self._fresh:
            self.host.mirror.keep(self._key(note), text)
            self._drafted = True
        elif self._drafted:
            self.host.mirror.discard(self._key(note))
            self._drafted = False
        if self.subject.value != note.subject:
            self.host.mirror.keep(f"{self._key(note)}:subject", self.subject.value)
        return self._drafted

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

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Show the note as the template under the cursor has it."""
        if self.templates.has_focus and event.row is not None:
            self._use(event.row.name)

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Take a template, and write."""
        self._use(event.row.name)
        self.editor.focus()

    def _use(self, name: str) -> None:
        if self._note is not None and name == self._note.template:
            return
        self._keep()
        self._show(self._filled_in(name))
        self._wanted = name

    def action_templates(self) -> None:
        """Choose a template."""
        self.query_one("#note-templates").display = True
        self.templates.focus()

    # Writing

    def action_edit(self) -> None:
        """Go into the text."""
        self.editor.focus()

    def action_subject(self) -> None:
        """Go into the subject."""
        self.subject.focus()

    def action_next_gap(self) -> None:
        """Go to the next gap."""
        self.editor.focus()
        if not self.editor.next_gap():
            self.host.say("No gaps left.")

    def action_redo_typing(self) -> None:
        """Bring back typing that was undone."""
        self.editor.redo()

    def action_afresh(self) -> None:
        """Fill the template in anew; the text before comes back with ctrl+z."""
        note = self._note
        if note is None:
            return
        fresh = self._filled_in(note.template)
        self._note, self._fresh = fresh, safe_lines(fresh.body)
        self.subject.value = fresh.subject
        self.host.mirror.discard(f"{self._key(note)}:subject")
        self._replace_text(self._fresh)
        self.query_one("#note-body", Panel).set_title("Note")
        self.host.say("Filled in afresh. ctrl+z brings your text back.")

    def action_external(self) -> None:
        """Edit the text in $EDITOR."""
        try:
            with self.app.suspend():
                edited = edit_elsewhere(self.editor.text, os.environ)
        except SuspendNotSupported:
            self.host.say("This terminal cannot be lent to another program.", "warning")
            return
        if safe_lines(edited) != self.editor.text:
            self._replace_text(safe_lines(edited))
        self.editor.focus()

    def _replace_text(self, text: str) -> None:
        self.editor.replace(text, (0, 0), self.editor.document.end)
        self.editor.move_cursor((0, 0))

    # Copying

    def _written(self) -> Note | None:
        """Return the note as it stands in the fields, or None, said so, where nothing is written."""
        if self._note is None or not self.editor.text.strip():
            self.host.say("There is no text yet.", "warning")
            return None
        return replace(self._note, subject=self.subject.value.strip(), body=self.editor.text)

    def _stops_at_gap(self, verb: str, again: str) -> bool:
        text = self.editor.text
        open_gaps = gaps(text)
        if not open_gaps or self._warned == (verb, text):
            return False
        self._warned = (verb, text)
        self.editor.next_gap()  # the focus stays: outside the text the same letter has to work again
        labels = ", ".join(gap.label for gap in open_gaps)
        self.host.say(f"{gaps_left(open_gaps)}: {labels}. {again}", "warning")
        return True

    def action_copy(self) -> None:
        """Copy the text alone; with gaps open, go to the gap first."""
        note = self._written()
        if note is not None and not self._stops_at_gap("copy", "Copy again to copy it as it stands."):
            self._copy_note(note)

    @work(thread=True, exclusive=True, group="note-copy")
    def _copy_note(self, note: Note) -> None:
        result = self._services.notes.copy(note)
        self.app.call_from_thread(self._copied, result, note.body)

    @work(thread=True, exclusive=True, group="note-copy")
    def _copy_text(self, text: str) -> None:
        result = self._services.notes.copy_text(text)
        self.app.call_from_thread(self._copied, result, text)

    def _copied(self, result: CopyResult, text: str) -> None:
        """Say truly what became of it; where nothing took it, offer the text to mark by hand."""
        if result.way != _FILE_WAY or result.confirmed:
            self.host.say(result.message, "information" if result.confirmed else "warning")
            return
        question = ConfirmModal(
            "Not copied",
            f"{result.message}.\n\nShow it alone on the screen, so that you can mark it with the mouse? "
            "Any key returns from there.",
            yes="show it alone",
            no="not now",
        )
        self.host.ask(question, lambda wanted: self._show_alone(text) if wanted else None)

    def action_plain(self) -> None:
        """Show the note alone, to mark it by hand."""
        self._show_alone(self.editor.text)

    def _show_alone(self, text: str) -> None:
        self.app.push_screen(PlainNoteScreen(text))

    def action_copy_selection(self) -> None:
        """Copy what is selected, by the same ways."""
        focused = self.focused
        selected = focused.selected_text if isinstance(focused, NoteEditor | SafeInput) else ""
        text = selected or self.get_selected_text()
        if not text:
            raise SkipAction
        self._copy_text(text)

    def action_yank(self) -> None:
        """Offer the parts of the note."""
        note = self._written()
        if note is None:
            return
        head = [f"To: {note.address}"] if note.address else []
        head += [f"Subject: {note.subject}"] if note.subject else []
        whole = "\n".join([*head, "", note.body]) if head else note.body
        options = [Choice(note.body, "the text", f"{len(note.body)} characters", key="b")]
        if note.subject:
            options.append(Choice(note.subject, "the subject", note.subject, key="s"))
        if note.address:
            options.append(Choice(note.address, "the address", note.address, key="a"))
        options.append(Choice(whole, "all of it", "address, subject, text", key="e"))
        self.host.ask(ChoiceModal("Copy", options, filterable=False), self._copy_text)

    # Sending

    def action_mark_sent(self) -> None:
        """Log the note as sent and go on to the next person, or back."""
        note = self._written()
        if note is None or note.contact_id is None:
            return
        if self._stops_at_gap("sent", "Again marks it as sent as it stands."):
            return
        promises, thanked = self._open_promises(note), self._is_thanked(note)
        sent = self._services.notes.mark_sent(note)
        self._note = None
        self.host.mirror.discard(self._key(note))
        self.host.mirror.discard(f"{self._key(note)}:subject")
        title = next((row.title for row in self._all_templates() if row.name == note.template), note.template)
        self.host.say(
            sent_words(
                title,
                note.to,
                sent,
                kept_promise=self._open_promises(note) < promises,
                thanked=self._is_thanked(note) and not thanked,
            )
        )
        if self._place + 1 < len(self._people):
            self._place += 1
            self._show_person()
        else:
            self._close()

    def _open_promises(self, note: Note) -> int:
        if note.contact_id is None:
            return 0
        return sum(1 for one in self._services.follow_ups.for_contact(note.contact_id) if one.is_open)

    def _is_thanked(self, note: Note) -> bool:
        if note.interview_id is None:
            return False
        return self._services.interviews.get(note.interview_id).thanked_at is not None

    # Going

    def action_walk(self, step: int) -> None:
        """Go on to the next person, or back to the one before; drafts are kept."""
        place = self._place + step
        if 0 <= place < len(self._people):
            self._keep()
            self._place = place
            self._show_person()

    def action_back(self) -> None:
        """Leave the text first; then go back, the draft kept."""
        if self.focused is not None:
            self.set_focus(None)
            self._arrange_panes()
            self.refresh_bindings()
            return
        note = self._note
        if self._keep() and note is not None and note.contact_id is not None:
            self._services.notes.save_draft(note.contact_id, note.template, self.editor.text)
            self.host.say("Draft kept.")
        self._close()

    def _close(self) -> None:
        if self.is_current and len(self.app.screen_stack) > 1:
            self.app.pop_screen()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide walking for one person, and redoing where nothing is typed; dim what cannot be done now."""
        if action == "walk":
            step = parameters[0] if parameters and isinstance(parameters[0], int) else 0
            if len(self._people) == 1:
                return False
            return True if 0 <= self._place + step < len(self._people) else None
        if action in {"redo_typing", "edit"}:
            return (self.focused is self.editor) == (action == "redo_typing")
        if action == "subject":
            return True if self.query_one("#note-subject-row").display else None
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        """Say why a key is dim."""
        if action == "walk":
            return "There is no one further on: this is everyone you marked."
        if action == "subject":
            return "This kind of note has no subject."
        return super().why_not(action)

    def describe_binding(self, binding_id: str) -> str | None:
        """Name what escape leaves."""
        if binding_id == "note.back":
            return "back" if self.focused is None else "leave text"
        return None
