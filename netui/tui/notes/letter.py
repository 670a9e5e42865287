"""A note to send as it is written: who it is for, subject, text, what it lacks; and its templates."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from netui.domain.notes.note import NoteTemplate
from netui.services.notes.service import NoteCheck
from netui.tui.look.text import Line, Span
from netui.tui.notes.lines import LABEL, check_lines, size_words
from netui.tui.widgets.editors import NoteEditor, SafeInput
from netui.tui.widgets.line_list import Heading, LineList
from netui.tui.widgets.lines import Lines
from netui.tui.widgets.panel import Panel
from netui.tui.widgets.rows import grouped

_WIDTH = 72


class Letter(Vertical):
    """Three panels: To with the subject, Note with the text, Check."""

    DEFAULT_CSS = """
    Letter { width: 1fr; }
    Letter #note-subject-row { height: 1; }
    Letter #note-subject-label { width: 9; }
    Letter #note-subject { width: 1fr; padding: 0; }
    Letter #note-body.-over { border-subtitle-color: $error; }
    """

    _warned = ("", "")
    """What the user was told last that gaps are left in: what was to be done, and the text."""

    def compose(self) -> ComposeResult:
        """Stack the panels."""
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
    def has_subject(self) -> bool:
        """Whether this kind of note has a subject."""
        return bool(self.query_one("#note-subject-row").display)

    def write(self, text: str, subject: str, *, drafted: bool) -> None:
        """Show another note; `drafted` says that it is the user's saved draft."""
        self.editor.load_text(text)
        self.subject.value = subject
        self.query_one("#note-subject-row").display = bool(subject)
        self.say_drafted(drafted)
        self._warned = ("", "")

    def stops_at_gap(self, check: NoteCheck, verb: str, text: str) -> bool:
        """Go to the first gap left, once for each text and what is to be done with it; return whether so."""
        if not check.gaps or self._warned == (verb, text):
            return False
        self._warned = (verb, text)
        self.editor.next_gap()  # the focus stays: outside the text the same letter has to work again
        return True

    def write_again(self, text: str, subject: str) -> None:
        """Show the note as it was filled in; ctrl+z restores the text before."""
        self.subject.value = subject
        self.rewrite(text)
        self.say_drafted(False)

    def rewrite(self, text: str) -> None:
        """Put another text in place of the one there; ctrl+z restores that."""
        self.editor.replace(text, (0, 0), self.editor.document.end)
        self.editor.move_cursor((0, 0))

    def say_drafted(self, drafted: bool) -> None:
        """Say in the frame whether this is a kept draft, and how to start again."""
        panel = self.query_one("#note-body", Panel)
        dot = self.query_one(Lines).glyphs.dot
        panel.set_title(
            f"Note {dot} your draft, as you left it {dot} ctrl+l starts afresh" if drafted else "Note"
        )

    def address(self, lines: Sequence[Line], *, place: int, people: int) -> None:
        """Show who it is for, and which of how many."""
        of = f" {self.query_one(Lines).glyphs.dot} {place + 1} of {people}" if people > 1 else ""
        self.query_one("#note-to", Panel).set_title(f"To{of}")
        self.query_one("#note-who", Lines).set_lines(lines)

    def judge(self, check: NoteCheck) -> None:
        """Show what the note lacks, and how long it is."""
        lines = self.query_one("#note-missing", Lines)
        lines.set_lines(check_lines(check, lines.glyphs, lines.size.width or _WIDTH))
        panel = self.query_one("#note-body", Panel)
        panel.set_subtitle(size_words(check, lines.glyphs))
        panel.set_class(check.over > 0, "-over")


class TemplateList(LineList):
    """The templates in two groups: those that fit now, and the others."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            self._paint_template, key=lambda template: template.name, empty="No templates.", id=id
        )
        self._chosen = ""
        self._to: dict[str, str] = {}
        self._fitting: tuple[NoteTemplate, ...] = ()

    def show(
        self,
        fitting: Sequence[NoteTemplate],
        others: Sequence[NoteTemplate],
        someone_else: Callable[[NoteTemplate], str],
    ) -> None:
        """Show other templates; `someone_else` names who a template goes to, if not to this person."""
        self._to = {one.name: name for one in (*fitting, *others) if (name := someone_else(one))}
        self._fitting = tuple(fitting)
        groups = ((Heading("FITS NOW", tone="accent"), fitting), (Heading("ALL", tone="dim"), others))
        self.set_rows(grouped(groups), keep=False)

    def choose(self, name: str) -> None:
        """Show which one is used."""
        self._chosen = name
        self.move_to(name)
        self.refresh()

    def goes_to(self, template: NoteTemplate) -> str:
        """Return the first name of who a template goes to, if not to the person of the screen."""
        return self._to.get(template.name, "")

    def for_other_person(self) -> NoteTemplate | None:
        """Return the first template that fits now and goes to another person than the one used."""
        if not any(one.name in self._to for one in self._fitting):
            return None
        away = self._chosen in self._to
        mine = (*self._fitting, *(row for row in self.rows if isinstance(row, NoteTemplate)))
        return next((one for one in mine if (one.name in self._to) != away), None)

    def named(self, name: str) -> NoteTemplate | None:
        """Return the template of that name."""
        return next((row for row in self.rows if isinstance(row, NoteTemplate) and row.name == name), None)

    def _paint_template(self, template: NoteTemplate, _width: int) -> Line:
        limit = (Span(str(template.limit), "dim"),) if template.limit is not None else ()
        to = self._to.get(template.name)
        title = f"to {to}: {template.title}" if to else template.title
        return Line([Span(title, "strong" if template.name == self._chosen else "")], limit)
