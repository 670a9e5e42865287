"""A short form: several fields at once, checked while the user types."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, ClassVar

from msgspec import Struct
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from netui.domain.values import replace
from netui.tui.modals.draft_modal import DraftModal, Subject
from netui.tui.widgets.editors import NoteEditor, SafeInput
from netui.tui.widgets.form import ChoiceInput, FormField, Remark

_MOST_LINES = 18
_AROUND = 2
"""The lines of the frame around the fields."""


class Ask(Struct, frozen=True):
    """One field of a form; with `choices` (value, label) it is picked, else typed.

    `check` returns what was understood, or raises InvalidValueError; an empty text is only checked where
    `required`, and `needed` says that it is missing. With `overtype` typing replaces the value: it is one of
    many that could be there. With `when`, the name and a value of a choice, it is asked only while that is
    chosen; else its value is "".
    """

    name: str
    label: str
    value: str = ""
    choices: Sequence[tuple[str, str]] = ()
    check: Callable[[str], str] | None = None
    hint: str = ""
    placeholder: str = ""
    required: bool = False
    needed: str = "this is needed"
    overtype: bool = False
    when: tuple[str, str] | None = None


def one_of(name: str, label: str, member: StrEnum, words: Mapping[Any, str] | None = None) -> Ask:
    """Return the question for a member of an enum, in `words` or by value; `member` is shown first."""
    choices = [(one.value, words[one] if words else one.value) for one in type(member)]
    return Ask(name, label, member.value, choices)


class FormModal(DraftModal[dict[str, str]]):
    """Ask for several values; returns them by field name. ctrl+s saves, as does enter in an only field."""

    DEFAULT_CSS = """
    FormModal VerticalScroll { height: auto; padding: 1 1 0 1; }
    FormModal FormField { margin-bottom: 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", "next field", id="form.enter", priority=True),
        Binding("ctrl+s", "accept", "save", id="form.accept", priority=True),
        Binding("tab", "app.focus_next", "next field", show=False, id="form.next", priority=True),
        Binding("down", "app.focus_next", "next field", show=False, id="form.down"),
        Binding("up", "app.focus_previous", "previous field", show=False, id="form.up"),
    ]

    def __init__(
        self,
        title: str,
        asks: Sequence[Ask],
        *,
        about: Subject,
        start: str = "",
        problem: str = "",
        kept: bool = True,
        use: Callable[[dict[str, str]], object] | None = None,
    ) -> None:
        """Ask; `start` names the first field, `problem` says what was wrong with these values before."""
        super().__init__(title, about=about, kept=kept, use=use)
        self._asks = list(asks)
        self._start = start
        self._problem = problem

    def compose_question(self) -> ComposeResult:
        """Yield the fields, one under the other."""
        with VerticalScroll(can_focus=False):
            for ask in self._asks:
                editor = (
                    ChoiceInput(ask.choices, ask.value, id=f"edit-{ask.name}")
                    if ask.choices
                    else SafeInput(ask.value, placeholder=ask.placeholder, id=f"edit-{ask.name}")
                )
                yield FormField(
                    ask.label, editor, validate=_checked(ask), hint=ask.hint, id=f"field-{ask.name}"
                )
        yield Remark(self._problem, "error", id="remark")

    def on_resize(self) -> None:
        """Leave room for the frame, what was wrong and the keys, also on a low screen."""
        remark = self.query_one("#remark", Remark)
        remark.display = bool(remark.text)
        around = _AROUND + 2 * remark.display
        most = int(self.app.size.height * 0.92) - around
        self.query_one(VerticalScroll).styles.max_height = max(2, min(_MOST_LINES, most))

    def again(self, answer: dict[str, str], problem: str) -> "FormModal":
        """Return the form with what was typed, and what is wrong with it."""
        asks = [replace(ask, value=answer[ask.name]) for ask in self._asks]
        again = FormModal(
            self._title,
            asks,
            about=self._about,
            start=self._start,
            problem=problem,
            kept=self._kept,
            use=self._use,
        )
        return again.asked_with(self._asked)

    def on_mount(self) -> None:
        """Start where the first answer is wanted, or in the first field for text: letters pick nothing."""
        self._show_asked()
        start = self._start or next((ask for ask in self._asks if not ask.choices), self._asks[0]).name
        self.query_one(f"#edit-{start}").focus()
        self.begin_day()
        self.bring_back(refused=bool(self._problem))

    def begin_day(self) -> None:
        """Show what the values mean on this day."""
        for ask in self._asks:
            field = self.query_one(f"#field-{ask.name}", FormField)
            if field.value and ask.check is not None:
                field.check()

    def typed(self) -> dict[str, str]:
        """Return the values of the fields."""
        return {ask.name: self.query_one(f"#field-{ask.name}", FormField).value for ask in self._asks}

    def fill(self, values: dict[str, str]) -> None:
        """Put texts into the fields."""
        for name, value in values.items():
            editor = self.query_one(f"#field-{name}", FormField).editor
            if not isinstance(editor, NoteEditor):
                editor.value = value
        self._show_asked()
        self.begin_day()

    def on_input_changed(self) -> None:
        """Mirror what was typed."""
        self.keep()

    def on_choice_input_changed(self) -> None:
        """Show the fields that go with what was chosen, and mirror it."""
        self._show_asked()
        self.keep()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Select a value that typing replaces, while it is still the one that was offered."""
        editor = event.widget
        offered = {f"edit-{ask.name}": ask.value for ask in self._asks if ask.overtype}
        if isinstance(editor, SafeInput) and editor.value == offered.get(editor.id or ""):
            editor.select_all()

    def describe_binding(self, binding_id: str) -> str | None:
        """Say what enter does here."""
        if binding_id == "form.enter" and len(self._asks) == 1:
            return "save"
        return super().describe_binding(binding_id)

    def action_enter(self) -> None:
        """Go to the next field; where there is only one, save."""
        if len(self._asks) == 1:
            self.action_accept()
        else:
            self.focus_next()

    def action_accept(self) -> None:
        """Return the values if all of them can be used; else go to the first that cannot."""
        wrong = ""
        values: dict[str, str] = {}
        for ask in self._asks:
            field = self.query_one(f"#field-{ask.name}", FormField)
            values[ask.name] = field.value.strip() if field.display else ""
            if not field.display:
                continue
            if ask.required and not values[ask.name]:
                field.show_error(ask.needed)
                wrong = wrong or ask.name
            elif not field.check():
                wrong = wrong or ask.name
        if wrong:
            self.query_one(f"#edit-{wrong}").focus()
        else:
            in_use = self.focused.id if self.focused is not None else None
            self._start = (in_use or "").removeprefix("edit-")
            self.answer(values)

    def tell(self, text: str, tone: str) -> None:
        """Show a line under the fields."""
        self.query_one("#remark", Remark).say(text, tone)
        self.on_resize()

    def _show_asked(self) -> None:
        """Show the fields that go with what is chosen in others."""
        values = self.typed()
        for ask in self._asks:
            if ask.when is not None:
                name, wanted = ask.when
                self.query_one(f"#field-{ask.name}", FormField).display = values[name] == wanted


def _checked(ask: Ask) -> Callable[[str], str] | None:
    check = ask.check
    if check is None:
        return None

    def validate(text: str) -> str:
        return check(text) if text.strip() else ""

    return validate
