"""Places to type: text from anywhere is painted clean, and what is typed is mirrored for the drafts."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.dom import DOMNode
from textual.message import Message
from textual.signal import Signal
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from netui.domain.notes.note import GAP_CLOSE, GAP_OPEN, Gap, gaps
from netui.tui.look.text import Line, plain, safe, safe_lines
from netui.tui.terminal.editing import PaintedInput, painted
from netui.tui.terminal.guard import DraftMirror
from netui.tui.terminal.long_lines import LongLineArea, wrap_long_lines
from netui.tui.widgets.field_undo import FieldUndo, State
from netui.tui.widgets.lines import LineWidget

_LONGEST_GAP = 1_000
"""Letters: of a longer gap in a long line only the ends are marked."""
_SIGNS = {"slash": "/", "plus": "+", "minus": "-"}


class SafeInput(PaintedInput):
    """A one-line field; pasted text loses its line feeds and control characters, and ctrl+z undoes typing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z,super+z", "undo", "undo typing", show=False, id="field.undo"),
        Binding("ctrl+shift+z", "redo", "redo typing", show=False, id="field.redo"),
    ]

    DEFAULT_CSS = """
    SafeInput { border: none; height: 1; padding: 0 1; background: $panel 40%; }
    SafeInput:focus { border: none; background: $panel; }
    """

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        limit: int = 64_000,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        self._undo = FieldUndo()
        self._is_edited = False
        super().__init__(
            value=safe(value, limit),
            placeholder=safe(placeholder),
            max_length=limit,
            id=id,
            classes=classes,
            select_on_focus=False,
        )
        self.cursor_blink = False

    @property
    def _state(self) -> State:
        return State(self.value, self.cursor_position)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put a text in place of another; undo restores that."""
        before = self._state
        self._is_edited = True
        super().replace(text, start, end)
        self._is_edited = False
        if self.value != before.value:
            self._undo.note(before, self._state, text)

    def watch_value(self) -> None:
        """Forget what undo would restore where the program puts in another value."""
        if not self._is_edited:
            self._undo.clear()

    def action_undo(self) -> None:
        """Undo the last word that was typed, or the last deletion."""
        self._restore(self._undo.undo(self._state))

    def action_redo(self) -> None:
        """Type again what was undone."""
        self._restore(self._undo.redo(self._state))

    def _restore(self, state: State | None) -> None:
        if state is not None:
            self._is_edited = True
            self.value = state.value
            self._is_edited = False
            self.cursor_position = state.cursor

    def remembered_texts(self) -> list[str]:
        """Return the texts that undo and redo could restore."""
        return list(self._undo.texts())

    def forget_typed(self) -> None:
        """Undo and redo restore nothing that was typed so far."""
        self._undo.clear()

    def take_over(self) -> None:
        """Take the keys, with the value selected: typing takes its place, and an arrow keeps it."""
        self.focus()
        self.select_all()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take the signs as well for which Textual knows no character: no key is offered that is typed."""
        return super().check_consume_key(key, _SIGNS.get(key, character))

    def on_paste(self, event: events.Paste) -> None:
        """Put in what the terminal pastes, on one line."""
        self._put(event.text)
        event.prevent_default()
        event.stop()

    def action_paste(self) -> None:
        """Put in what was cut or copied here, or in a text of several lines."""
        self._put(self.app.clipboard)

    def _put(self, text: str) -> None:
        """Replace what is selected by a text on one line, as far as there is room; say so where it is cut."""
        room = (self.max_length or 0) - len(self.value) + len(self.selected_text)
        words = " ".join(text.split())
        if line := safe(words, room):
            self.replace(line, *self.selection)
        if line != safe(words, len(words)):
            held = f"A line here holds {self.max_length:,} letters"
            self.app.notify(f"{held}: the end of what you pasted is left out.", severity="warning")


class NoteEditor(LongLineArea):
    """Several lines of text; gaps (`[[...]]`) are marked, and every key is mirrored under `draft_key`.

    ctrl+y, ctrl+g, ctrl+n, ctrl+o and ctrl+r are left to the screen. undo is ctrl+z.
    """

    DEFAULT_CSS = """
    NoteEditor { border: none; height: 1fr; padding: 0 1; background: transparent; }
    NoteEditor:focus { border: none; background: transparent; }
    """

    KEYS_TITLE: ClassVar[str] = "In the text"
    COMPONENT_CLASSES: ClassVar[set[str]] = set()

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z,super+z", "undo", "undo typing", show=False, id="editor.undo"),
        Binding("ctrl+shift+z", "redo", "redo typing", show=False, id="editor.redo"),
    ]

    def __init__(
        self,
        text: str = "",
        *,
        mirror: DraftMirror | None = None,
        draft_key: str = "",
        placeholder: str = "",
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        wrap_long_lines()
        super().__init__(
            safe_lines(text),
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            theme="css",
            compact=True,
            highlight_cursor_line=False,
            placeholder=plain(placeholder),
            id=id,
            classes=classes,
        )
        self.cursor_blink = False
        self._keeps = False
        self._mirror = mirror
        self.draft_key = draft_key
        self._follows: tuple[Signal[Any], ...] = ()
        self.draft_base = ""
        """What was stored when the text was read: a draft that is found later meets what is stored then."""

    def watch(self, obj: DOMNode, attribute_name: str, callback: Any, init: bool = True) -> None:
        """Follow the theme only while this is open: the app keeps what watches it, with all its text."""
        if obj is not self.app or attribute_name != "theme":
            super().watch(obj, attribute_name, callback, init)
            return
        self.app.theme_changed_signal.subscribe(self, lambda _: callback())

    def on_mount(self) -> None:
        """Note what it follows from now on."""
        self._follows = (self.app.theme_changed_signal, self.screen.text_selection_started_signal)

    def on_unmount(self) -> None:
        """Follow nothing any more: a signal keeps who follows it."""
        for signal in self._follows:
            signal.unsubscribe(self)

    def load_text(self, text: str) -> None:
        """Put another text in; typing before it cannot be undone."""
        super().load_text(safe_lines(text))

    def on_text_area_changed(self, _event: TextArea.Changed) -> None:
        """Mirror the present text."""
        if self._mirror is not None and self.draft_key:
            self._mirror.keep(self.draft_key, self.text, self.draft_base)

    def on_text_area_selection_changed(self, _event: TextArea.SelectionChanged) -> None:
        """Have the key that goes to the next gap named by what it does now."""
        keeps = self.kept_gap is not None
        if keeps != self._keeps:
            self._keeps = keeps
            self.screen.refresh_bindings()

    def on_paste(self, event: events.Paste) -> None:
        """Put in what the terminal pastes, without what could steer it."""
        event.prevent_default()
        event.stop()
        if not self.read_only:
            put = self.replace(safe_lines(event.text), *self.selection, maintain_selection_offset=False)
            self.move_cursor(put.end_location)

    def painted_part(self, line: str, start: int, end: int) -> Text:
        """Return a part of a line as it is painted: clean, its gaps marked."""
        text = Text(painted(line[start:end]), end="", no_wrap=True)
        before = max(0, start - _LONGEST_GAP)
        around = line[before : end + _LONGEST_GAP]
        if GAP_OPEN in around and GAP_CLOSE in around:
            accent = Color.parse(self.app.theme_variables["accent"])
            style = f"bold {accent.rich_color.name}" if accent.ansi is None else "bold reverse"
            for gap in gaps(around):
                if before + gap.end > start:
                    text.stylize(style, max(0, before + gap.start - start), before + gap.end - start)
        return text

    def next_gap(self) -> bool:
        """Select the next gap after the cursor, or the first; return whether there is one."""
        found = gaps(self.text)
        if not found:
            return False
        here = _offset(self.text, max(self.selection.start, self.selection.end))
        following = next((gap for gap in found if gap.end > here), found[0])
        self.selection = Selection(_location(self.text, following.start), _location(self.text, following.end))
        self.scroll_cursor_visible()
        return True

    @property
    def kept_gap(self) -> Gap | None:
        """The gap filled in advance that is selected."""
        if not self.selected_text.startswith(GAP_OPEN):
            return None
        ends = {_offset(self.text, self.selection.start), _offset(self.text, self.selection.end)}
        return next((gap for gap in gaps(self.text) if gap.text and ends == {gap.start, gap.end}), None)

    def keep_gap(self) -> None:
        """Keep the words of a gap filled in advance, where one is selected."""
        if (gap := self.kept_gap) is not None:
            put = self.replace(gap.text, *self.selection, maintain_selection_offset=False)
            self.move_cursor(put.end_location)


def _offset(text: str, location: tuple[int, int]) -> int:
    row, column = location
    return sum(len(line) + 1 for line in text.split("\n")[:row]) + column


def _location(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n"), len(before) - (before.rfind("\n") + 1)


class SearchLine(SafeInput):
    """A one-line field above a list; it says when the user wants to go on to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,enter", "leave", "to the list", id="search.leave"),
    ]

    class Left(Message):
        """The user goes on to the list."""

    def action_leave(self) -> None:
        """Go on to the list."""
        self.post_message(self.Left())


class EditorMargin(LineWidget):
    """Shows lines by the row of the editor they belong to; `top` is the row that is seen first."""

    DEFAULT_CSS = """
    EditorMargin { width: 1fr; height: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._by_row: dict[int, Line] = {}
        self._top = 0

    def show(self, by_row: Mapping[int, Line], top: int) -> None:
        """Show other lines, or the same from another row on."""
        if by_row != self._by_row or top != self._top:
            self._by_row = dict(by_row)
            self._top = top
            self.refresh()

    @property
    def shown(self) -> list[str]:
        """The text of each line in sight, for tests."""
        lines = (self._by_row.get(self._top + y, Line(())) for y in range(self.size.height))
        return ["".join(span.text for span in line.left) for line in lines]

    def render_line(self, y: int) -> Strip:
        """Paint the line of a row."""
        return self.paint_line(self._by_row.get(self._top + y, Line(())), self.size.width)
