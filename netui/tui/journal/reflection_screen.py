"""Writing a reflection: a quiet page of questions, with what helps to remember next to it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from netui.domain.edits import met_draft
from netui.domain.journal.reflection import PARTS, Prompt, Reflection, ReflectionKind, Start
from netui.domain.time.dates import full_day
from netui.services.journal.reflections import LoggedEntry, Tie, tied
from netui.services.services import Services
from netui.tui.look.text import Line, Span, plain
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.subjects import Gone, is_here
from netui.tui.modals.unkept import leave_draft
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.editors import NoteEditor
from netui.tui.widgets.line_list import LineList
from netui.tui.widgets.panel import Panel
from netui.tui.widgets.text_page import TextPage, paragraph

_TITLES = {
    ReflectionKind.FREE: "Reflection",
    ReflectionKind.CHECK: "Network check",
    ReflectionKind.STAR: "STAR",
}
_MOST_BEFORE = 6


class ReflectionScreen(AreaScreen):
    """One reflection, new or written on; what is typed is kept as a draft until it is saved.

    `subject` is the id of a reflection, or the text of a `Start`.
    """

    KEYS_TITLE: ClassVar[str] = "Reflection"
    SAVES: ClassVar[bool] = True
    PERSON_KEYS: ClassVar[bool] = False

    DEFAULT_CSS = """
    ReflectionScreen .first { width: 3fr; }
    ReflectionScreen .second { width: 2fr; }
    ReflectionScreen #page { padding: 1 3; scrollbar-size-vertical: 1; }
    ReflectionScreen #page Static { height: auto; }
    ReflectionScreen .question { color: $dim; margin-bottom: 1; }
    ReflectionScreen NoteEditor { height: auto; min-height: 3; max-height: 14; padding: 0 1; margin-bottom: 1;
        background: $panel 40%; }
    ReflectionScreen NoteEditor:focus { background: $panel; }
    ReflectionScreen NoteEditor.alone { min-height: 12; max-height: 100%; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "keep", id="reflection.save", priority=True),
        Binding("tab", "pane(1)", "next field", id="reflection.next-field"),
        Binding("ctrl+l", "other_column", "look beside", id="reflection.beside", priority=True),
        Binding("ctrl+t", "tie", "about", id="reflection.tie", priority=True),
        Binding("escape", "leave", "back, draft kept", id="reflection.leave"),
    ]

    def __init__(self, services: Services, subject: int | str) -> None:
        super().__init__()
        self._services = services
        self._reflections = services.reflections
        self._held: Reflection | None = None
        if isinstance(subject, int):
            self._held = self._reflections.get(subject)
            self._start = _start_of(self._held)
        else:
            self._start = Start.read(subject)
        self._tie: Tie | None = self._reflections.tie_of(self._start)
        self._last = PARTS[self._start.kind][0]

    def compose_body(self) -> ComposeResult:
        """Yield the questions with a place to write, and what helps next to them."""
        with Horizontal():
            with (
                Panel(title=self._title(), classes="first", id="paper"),
                VerticalScroll(can_focus=False, id="page"),
            ):
                alone = self._start.kind is ReflectionKind.FREE
                for prompt in self._reflections.prompts(self._start.kind):
                    yield from self._part(prompt, alone=alone)
            if self._start.kind is ReflectionKind.STAR:
                with Panel(title="What happened then", classes="second", id="beside"):
                    yield LineList(
                        self._paint,
                        key=lambda row: row.id,
                        row_height=2,
                        empty=_NOTHING_LOGGED,
                        marks=True,
                        id="log",
                    )
            elif self._start.kind is ReflectionKind.CHECK:
                with Panel(title="The checks before", classes="second", id="beside"):
                    yield TextPage(self._before, id="before")

    def on_mount(self) -> None:
        """Start with the first part that is empty; with what happened, where nothing is written yet."""
        editors = [self._editor(part) for part in self._parts]
        next((one for one in editors if not one.text.strip()), editors[0]).focus(scroll_visible=False)
        if not any(one.text.strip() for one in editors):
            self.call_after_refresh(self.query_one("#page").scroll_home, animate=False)
        if self._start.kind is ReflectionKind.STAR and self._start.first and self._start.last:
            entries = list(self._reflections.happened(self._start.first, self._start.last))
            self.query_one("#log", LineList).set_rows(entries)
            if entries:
                self.query_one("#beside", Panel).set_subtitle("enter takes it, m marks several")
            if entries and not any(one.text.strip() for one in editors):
                self.query_one("#log", LineList).focus()
        self._show_tie()

    def on_descendant_focus(self, event: object) -> None:  # noqa: ARG002
        """Remember which part was written in last."""
        focused = self.focused
        if isinstance(focused, NoteEditor) and focused.id:
            self._last = focused.id

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Take what happened, all that is marked, into the part that was written in last."""
        log, editor = self.query_one("#log", LineList), self._editor(self._last)
        marked = log.marked_ids
        taken: list[LoggedEntry] = [one for one in log.rows if one.id in marked] or [event.row]
        words = "".join(f"{one.sentence}\n" for one in taken)
        begins = editor.document.end[1] == 0
        editor.insert(words if begins else f"\n{words}", editor.document.end)
        editor.move_cursor(editor.document.end)
        log.clear_marks()
        editor.focus()

    # Keys

    def action_save(self) -> None:
        """Keep what is written."""
        texts = {part: self._editor(part).text for part in self._parts}
        if self._held is None:
            self._reflections.add(self._start, texts)
        else:
            self._reflections.write(self._held, texts, self._tie)
        for part in self._parts:
            self._forget(part)
        self.host.say("Kept in the journal")
        self.go_back()

    def action_leave(self) -> None:
        """Go back: to the text from the column next to it; else away, and what was typed stays as a draft."""
        if self._looks_at_column():
            self._editor(self._last).focus()
            return
        kept = False
        for part in self._parts:
            if self._editor(part).text.strip() == self._stored(part).strip():
                self._forget(part)
            else:
                kept = True
        words = "Kept as a draft: it is there when you come back to it."
        leave_draft(self.host, self.go_back, words, typed=kept)

    def _looks_at_column(self) -> bool:
        """Tell whether the column next to the text has something, and the focus."""
        begun = any(self._editor(part).text.strip() for part in self._parts)
        return begun and not isinstance(self.focused, NoteEditor)

    def action_tie(self) -> None:
        """Ask what it is about."""
        nothing = Tie("", 0, "nothing in particular")
        choices = [Choice(tie, tie.label, tie.note) for tie in (nothing, *self._reflections.ties())]
        self.host.ask(ChoiceModal("What is it about?", choices), self._tied)

    def action_other_column(self) -> None:
        """Go to the column next to the text, and back to the text."""
        column = self.query_one("#log" if self._start.kind is ReflectionKind.STAR else "#before")
        if column.has_focus:
            self._editor(self._last).focus()
        else:
            self.query_one("#beside").display = True
            column.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Go to the column only if it has something, and to the next field only if there is one."""
        if action == "pane":
            return len(self._parts) > 1
        if action == "other_column":
            return self._start.kind is not ReflectionKind.FREE
        return super().check_action(action, parameters)

    def describe_binding(self, binding_id: str) -> str | None:
        """Say what the column next to the text shows."""
        if binding_id == "list.open":
            return "take it"
        if binding_id == "reflection.leave" and self._looks_at_column():
            return "to the text"
        if binding_id != "reflection.beside":
            return None
        if not isinstance(self.focused, NoteEditor):
            return "to the text"
        return "what happened" if self._start.kind is ReflectionKind.STAR else "the checks before"

    def _tied(self, tie: Tie) -> None:
        self._tie = tie if tie.kind else None
        ids = tied(self._tie)
        self._start = Start(kind=self._start.kind, first=self._start.first, last=self._start.last, **ids)
        self._show_tie()

    # What is shown

    @property
    def _parts(self) -> Sequence[str]:
        return PARTS[self._start.kind]

    def _title(self) -> str:
        title = _TITLES[self._start.kind]
        if self._start.first and self._start.last:
            title += f", {full_day(self._start.first)} to {full_day(self._start.last)}"
        return title

    def _show_tie(self) -> None:
        words = f"about {self._tie.label}" if self._tie is not None else ""
        self.query_one("#paper", Panel).set_subtitle(words)

    def _part(self, prompt: Prompt, *, alone: bool) -> ComposeResult:
        if not alone:
            yield Static(plain(prompt.title, "bold"))
        on = self._held.on if self._held is not None else self._services.present.today()
        yield Static(plain(prompt.question(on)), classes="question")
        draft, base = self.host.mirror.load_with_base(self._key(prompt.part))
        stored = self._stored(prompt.part)
        editor = NoteEditor(
            stored if draft is None else met_draft(stored, base, draft),
            mirror=self.host.mirror,
            draft_key=self._key(prompt.part),
            id=prompt.part,
            classes="alone" if alone else None,
        )
        editor.draft_base = stored
        yield editor

    def _editor(self, part: str) -> NoteEditor:
        return self.query_one(f"#{part}", NoteEditor)

    def _stored(self, part: str) -> str:
        return self._held.text_of(part) if self._held is not None else ""

    def gone(self) -> Gone | None:
        """The reflection, where it is here no more."""
        held = self._held
        there = held is None or is_here(self._reflections.get, held.id)
        return None if there or held is None else Gone("this reflection", frozenset({held.id}))

    def _key(self, part: str) -> str:
        which = self._held.id if self._held is not None else f"new-{self._start.kind}"
        return f"reflection:{which}:{part}"

    def _forget(self, part: str) -> None:
        self._editor(part).draft_key = ""
        self.host.mirror.discard(self._key(part))

    def _paint(self, entry: LoggedEntry, _width: int) -> tuple[Line, Line]:
        head = Line((Span(entry.who or entry.what),), (Span(f"{entry.on.day} {entry.on:%b}", "dim"),))
        words = " ".join(entry.text.split()) or "no words"
        return head, Line((Span(f"{entry.what}: {words}", "dim"),))

    def _before(self, width: int) -> Sequence[Line]:
        titles = {one.part: one.title for one in self._reflections.prompts(ReflectionKind.CHECK)}
        lines: list[Line] = []
        for one in self._reflections.before(ReflectionKind.CHECK, self._held)[:_MOST_BEFORE]:
            lines += [Line((Span(full_day(one.on), "primary"),))]
            for written in one.written:
                lines += [Line((Span(titles.get(written.part, written.part), "dim"),))]
                lines += paragraph(written.text, width)
            lines.append(Line(()))
        return lines or paragraph(
            "This is the first one. In a month it comes round on This week.", width, "dim"
        )


_NOTHING_LOGGED = "Nothing was logged in these days."


def _start_of(held: Reflection) -> Start:
    return Start(
        kind=held.kind,
        first=held.first,
        last=held.last,
        interview_id=held.interview_id,
        event_id=held.event_id,
        goal_id=held.goal_id,
    )
