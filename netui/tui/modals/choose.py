"""Pick one, or several, from a list."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from msgspec import Struct
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from netui.domain.text import fold
from netui.tui.look.text import Line, Span
from netui.tui.modals.base import AnswerT, Modal
from netui.tui.widgets.editors import SafeInput
from netui.tui.widgets.line_list import LineList

ValueT = TypeVar("ValueT")
_DIGITS = "123456789"


class Choice(Struct, Generic[ValueT], frozen=True):
    """Something to pick: what is returned, how it is named, a dim note at the right, a key that picks it."""

    value: ValueT
    label: str
    note: str = ""
    key: str = ""


class ListModal(Modal[AnswerT]):
    """A list in a frame, with a line to filter it where it is long."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "list_down", "down", show=False, id="choose.down", priority=True),
        Binding("up,ctrl+p", "list_up", "up", show=False, id="choose.up", priority=True),
    ]

    def __init__(
        self,
        title: str,
        choices: Iterable[Choice[Any]],
        *,
        filterable: bool | None = None,
        start: object = None,
    ) -> None:
        super().__init__(title)
        self.choices: list[Choice[Any]] = list(choices)
        self.filterable = len(self.choices) > len(_DIGITS) if filterable is None else filterable
        self._start = start

    def compose_question(self) -> ComposeResult:
        """Yield the filter and the list."""
        if self.filterable:
            yield SafeInput(placeholder="type to filter")
        yield LineList(self.render_choice, empty="Nothing matches.", lit=True)

    def on_mount(self) -> None:
        """Fill the list."""
        start = next((i for i, choice in enumerate(self.choices) if choice.value == self._start), None)
        self.choice_list.set_rows(range(len(self.choices)), cursor=start)
        (self.query_one(SafeInput) if self.filterable else self.choice_list).focus()

    @property
    def question(self) -> str:
        """The title and the choices: they name who may be forgotten in another session."""
        return "\n".join([self._title, *(f"{one.label}, {one.note}" for one in self.choices)])

    @property
    def choice_list(self) -> LineList:
        """The list; its rows are indexes of `choices`."""
        return self.query_one(LineList)

    @property
    def picked(self) -> Choice[Any] | None:
        """The choice under the cursor."""
        index = self.choice_list.cursor_row
        return None if index is None else self.choices[index]

    def key_of(self, index: int) -> str:
        """Return the key of a choice, "" where letters filter the list."""
        if self.filterable:
            return ""
        return self.choices[index].key or (_DIGITS[index] if index < len(_DIGITS) else "")

    def render_choice(self, index: int, _width: int) -> Line:
        """Paint one choice."""
        choice = self.choices[index]
        key = self.key_of(index)
        left = [Span(f"{key} ", "accent strong")] if key else []
        return Line([*left, Span(choice.label)], (Span(choice.note, "dim"),) if choice.note else ())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what matches."""
        words = fold(event.value).split()
        self.choice_list.set_rows(self.matching(words), keep=False)

    def matching(self, words: Sequence[str]) -> Sequence[int]:
        """Return the indexes of the choices that hold every word."""
        return [
            index
            for index, choice in enumerate(self.choices)
            if all(word in fold(f"{choice.label} {choice.note}") for word in words)
        ]

    def action_list_down(self) -> None:
        """Go down while the filter keeps the focus."""
        self.choice_list.action_down()

    def action_list_up(self) -> None:
        """Go up while the filter keeps the focus."""
        self.choice_list.action_up()


class ChoiceModal(ListModal[ValueT]):
    """Pick one; returns its value. Digits, or the choices' own keys, pick at once where the list is short."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "choose", id="choose.pick", priority=True)
    ]

    def take(self, choice: Choice[ValueT]) -> None:
        """Answer with a choice."""
        self.dismiss(choice.value)

    def keys_of_rows(self) -> str:
        """Return the keys that pick a row at once, as the key bar shows them."""
        return in_short([key for index in range(len(self.choices)) if (key := self.key_of(index))])

    def action_pick(self) -> None:
        """Return the choice under the cursor."""
        if self.picked is not None:
            self.take(self.picked)

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Return the choice that was clicked."""
        event.stop()
        self.action_pick()

    def on_key(self, event: events.Key) -> None:
        """Pick by key."""
        for index, choice in enumerate(self.choices):
            if event.character and self.key_of(index) == event.character:
                event.stop()
                event.prevent_default()
                self.take(choice)
                return


class MultiChoiceModal(ListModal[list[Any]]):
    """Pick several; returns the list of their values in the order of the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "tick", id="choose.tick", priority=True),
        Binding("enter", "accept", "accept", id="choose.accept", priority=True),
    ]

    def __init__(self, title: str, choices: Iterable[Choice[Any]], *, chosen: Iterable[object] = ()) -> None:
        super().__init__(title, choices, filterable=False)
        wanted = list(chosen)
        self._chosen = {index for index, choice in enumerate(self.choices) if choice.value in wanted}

    def render_choice(self, index: int, width: int) -> Line:
        """Paint one choice with its tick."""
        line = super().render_choice(index, width)
        label = [span for span in line.left if not span.tone]
        on = index in self._chosen
        glyphs = self.choice_list.glyphs
        glyph = Span(glyphs.tick, "success") if on else Span(glyphs.todo, "dim")
        return Line(label, line.right, glyph)

    def action_tick(self) -> None:
        """Tick the choice under the cursor, or take the tick away."""
        index = self.choice_list.cursor_row
        if index is not None:
            self._chosen ^= {index}
            self.choice_list.refresh_row(index)
            self.choice_list.action_down()

    def action_accept(self) -> None:
        """Return what is ticked."""
        self.dismiss(self.chosen)

    @property
    def chosen(self) -> list[Any]:
        """The values that are ticked."""
        return [choice.value for index, choice in enumerate(self.choices) if index in self._chosen]

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Tick what was clicked."""
        event.stop()
        self.action_tick()


def in_short(keys: Sequence[str]) -> str:
    """Return keys for a narrow line: three digits or more in a row as “1-4”."""
    runs: list[str] = []
    for key in keys:
        first, _, last = runs[-1].partition("-") if runs and runs[-1] != "-" else ("", "", "")
        last = last or first
        if key.isdecimal() and last.isdecimal() and int(key) == int(last) + 1:
            runs[-1] = f"{first}-{key}"
        else:
            runs.append(key)
    return " ".join(runs)
