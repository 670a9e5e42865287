"""A longer text, typed in an editor of its own."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from netui.domain.edits import met_draft
from netui.tui.look.text import Line, Span
from netui.tui.modals.base import Modal
from netui.tui.modals.draft_modal import IS_BACK, IS_KEPT, THROW_AWAY
from netui.tui.modals.host import host_of
from netui.tui.modals.unkept import leave_draft
from netui.tui.terminal.guard import DraftMirror
from netui.tui.widgets.editors import NoteEditor
from netui.tui.widgets.form import Remark
from netui.tui.widgets.lines import Lines


class TextModal(Modal[str]):
    """Ask for several lines; returns the text. With a mirror, what was typed is kept until it is saved.

    `limit` counts characters: more of them are allowed, and said. `measure` says more of the text, such as
    how long it takes to speak.
    """

    DEFAULT_CSS = """
    TextModal > .dialog { width: 84; }
    TextModal NoteEditor { height: auto; min-height: 6; max-height: 50vh; margin: 1 0; }
    TextModal Lines { padding: 0 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "accept", "save", id="text.accept", priority=True),
        THROW_AWAY,
    ]

    def __init__(
        self,
        title: str,
        text: str = "",
        *,
        limit: int | None = None,
        measure: Callable[[str], str] | None = None,
        placeholder: str = "",
        mirror: DraftMirror | None = None,
        draft_key: str = "",
        typed: str | None = None,
        problem: str = "",
    ) -> None:
        """Ask; `typed` is what is shown instead of the text, `problem` what was wrong with it."""
        super().__init__(title)
        self._typed = typed
        self._problem = problem
        self._text = text
        self._limit = limit
        self._measure = measure
        self._placeholder = placeholder
        self._mirror = mirror
        self._key = draft_key
        self._is_back = False

    def compose_question(self) -> ComposeResult:
        """Yield the editor, and what it holds in figures."""
        draft, base = (None, "")
        if self._mirror is not None and self._key:
            draft, base = self._mirror.load_with_base(self._key)
        text = self._text if self._typed is None else self._typed
        if draft is not None:
            text = met_draft(self._text, base, draft)
        self._is_back = draft not in (None, self._text)
        editor = NoteEditor(text, mirror=self._mirror, draft_key=self._key, placeholder=self._placeholder)
        editor.draft_base = self._text
        yield editor
        yield Lines()
        if draft is not None and text not in (draft, self._text):
            yield Remark("This text was changed since: what you had typed is below it.", "warning")
        if self._problem:
            yield Remark(self._problem, "error")

    def again(self, answer: str, problem: str) -> "TextModal":
        """Return the question with what was typed, and what is wrong with it."""
        return TextModal(
            self._title,
            self._text,
            limit=self._limit,
            measure=self._measure,
            placeholder=self._placeholder,
            mirror=self._mirror,
            draft_key=self._key,
            typed=answer,
            problem=problem,
        )

    @property
    def draft_key(self) -> str:
        """Where what is typed here is kept."""
        return self._key

    def on_mount(self) -> None:
        """Go on at the end of the text."""
        editor = self.query_one(NoteEditor)
        editor.move_cursor(editor.document.end)
        editor.focus()
        if self._is_back:
            host_of(self).say(IS_BACK)
        self._say()

    def on_text_area_changed(self, _event: TextArea.Changed) -> None:
        """Count again."""
        self._say()

    def action_accept(self) -> None:
        """Return the text."""
        self.dismiss(self.query_one(NoteEditor).text)

    def action_cancel(self) -> None:
        """Go back; a changed text stays as a draft."""
        typed = self.query_one(NoteEditor).text != self._text
        if not typed:
            self.let_go()
        leave_draft(host_of(self), lambda: self.dismiss(None), IS_KEPT, typed=typed and bool(self._key))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to throw away what is back."""
        return self._is_back if action == "throw_away" else super().check_action(action, parameters)

    def action_throw_away(self) -> None:
        """Put back the text there was, and keep nothing of what was typed before."""
        self._is_back = False
        editor = self.query_one(NoteEditor)
        editor.replace(self._text, (0, 0), editor.document.end)
        if self._mirror is not None:
            self._mirror.discard(self._key)
        self.refresh_bindings()
        host_of(self).say("Thrown away. ctrl+z brings it back.")

    def let_go(self) -> None:
        """Keep nothing of it any more."""
        for editor in self.query(NoteEditor):
            editor.draft_key = ""
        if self._mirror is not None and self._key:
            self._mirror.discard(self._key)

    def _say(self) -> None:
        text = self.query_one(NoteEditor).text
        used = len(text.strip())
        message = self._measure(text) if self._measure is not None else ""
        right: tuple[Span, ...] = ()
        if self._limit is not None:
            over = used - self._limit
            words = f"{used} of {self._limit}" + (f", {over} too many" if over > 0 else "")
            right = (Span(words, "error" if over > 0 else "dim"),)
        self.query_one(Lines).set_lines([Line((Span(message, "dim"),), right)])
