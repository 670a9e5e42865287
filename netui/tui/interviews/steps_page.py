"""The page of talk mode: the clock, one step with the place to type beneath it, the steps around it."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Vertical

from netui.tui.look.text import Line, Span, cell_len
from netui.tui.modals.host import host_of
from netui.tui.widgets.editors import NoteEditor
from netui.tui.widgets.lines import Lines
from netui.tui.widgets.text_page import TextPage, wrap

_AROUND_EDITOR = 8
_SMALLEST_EDITOR = 5
_SMALLEST_UNDER_TEXT = 3
_FEWEST_SHOWN = 2
_SIDES = 4
_LAST_MINUTES = 5


class Step(Struct, frozen=True, kw_only=True):
    """One step of an interview: its words, and how they are listed around another one.

    `text` returns the lines of a text that is shown beneath the words while the step is the current one, and
    gets the width for them.
    """

    words: str
    sign: Span
    tone: str = ""
    done: bool = False
    text: Callable[[int], Sequence[Line]] | None = None


class StepsPage(Vertical):
    """Shows the steps of an interview around the current one, as many as leave room for what is typed."""

    DEFAULT_CSS = """
    StepsPage { padding: 1 2 0 2; height: 1fr; }
    StepsPage #clock { margin-bottom: 1; }
    StepsPage #question { height: auto; margin: 1 0 0 0; }
    StepsPage #text { height: auto; margin: 0 0 1 2; padding: 0; }
    StepsPage NoteEditor { height: auto; margin: 0 0 1 2; background: $panel 40%; }
    StepsPage NoteEditor:focus { background: $panel 40%; }
    """

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self._placeholder = placeholder
        self._steps: Sequence[Step] = ()
        self._current = 0

    def compose(self) -> ComposeResult:
        """Yield the clock, the current step with its text and the editor, and the steps around it."""
        yield Lines(id="clock")
        yield Lines(id="before")
        yield Lines(id="question")
        text = TextPage(id="text")
        text.can_focus = False
        yield text
        yield NoteEditor(mirror=host_of(self).mirror, placeholder=self._placeholder)
        yield Lines(id="after")

    @property
    def editor(self) -> NoteEditor:
        """Where the answer is typed."""
        return self.query_one(NoteEditor)

    @property
    def text(self) -> TextPage:
        """The text of the current step."""
        return self.query_one("#text", TextPage)

    def on_resize(self) -> None:
        """Show as many steps as there is room for."""
        if self._steps:
            self.show(self._steps, self._current)

    def show_clock(self, seconds: int, agreed: int, head: Sequence[Span], count: str) -> None:
        """Show how many seconds have passed, against the agreed minutes."""
        clock = f"{seconds // 60}:{seconds % 60:02d}"
        over = seconds > agreed * 60
        late = f"  {seconds // 60 - agreed} min over" if over else ""
        tone = "error strong" if over else "accent" if seconds > (agreed - _LAST_MINUTES) * 60 else "dim"
        right = (Span(f"{count}   " if count else "", "dim"), Span(f"{clock} / {agreed} min{late}", tone))
        self.query_one("#clock", Lines).set_lines([Line(head, right)])

    def show(self, steps: Sequence[Step], current: int) -> None:
        """Show the steps around the current one, and its text where it has one."""
        if current != self._current or not self._steps:
            self.text.look(-self.text.height_of_all)
        self._steps, self._current = steps, current
        height, width = self.app.size.height, self.app.size.width - _SIDES
        question, build = self._question(width), steps[current].text
        words = list(build(width - 2)) if build is not None else []
        smallest = _SMALLEST_UNDER_TEXT if words else _SMALLEST_EDITOR
        around = _AROUND_EDITOR + len(question) - 1
        most = max(1, height - around - smallest - 1)
        under = min(len(words), most) + 1 if words else 0
        room = max(0 if words else _FEWEST_SHOWN, height - around - smallest - under)
        above = min(current, max(room // 2, room - (len(steps) - 1 - current)))
        self._list("#before", steps[current - above : current])
        rest = steps[current + 1 : current + 1 + room - above]
        self._list("#after", rest)
        self.query_one("#question", Lines).set_lines(question)
        self.text.display = bool(words)
        self.text.styles.max_height = most
        if build is not None:
            self.text.show(build, keep=True)
        self.editor.styles.min_height = smallest
        taken = above + len(rest) + around + under
        self.editor.styles.max_height = max(smallest, height - taken)

    def _list(self, where: str, steps: Sequence[Step]) -> None:
        lines = self.query_one(where, Lines)
        lines.set_lines([Line((one.sign, Span(one.words, one.tone))) for one in steps])
        lines.display = bool(steps)

    def _question(self, width: int) -> list[Line]:
        """Return the current words, cut where they would leave no room to type."""
        step, glyphs = self._steps[self._current], self.query_one("#before", Lines).glyphs
        marks = [
            Span(f"{glyphs.cursor} ", "accent"),
            *([Span(f"{glyphs.tick} ", "success")] if step.done else []),
        ]
        indent = sum(cell_len(mark.text) for mark in marks)
        first, *more = wrap(step.words, width - indent, most=max(2, self.app.size.height // 4))
        return [
            Line((*marks, Span(first, "strong"))),
            *(Line((Span(" " * indent), Span(line, "strong"))) for line in more),
        ]
