"""What the columns of a table hold: guessed, and changed where the guess is wrong."""

import json
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from netui.domain.people.importing import FIELD_WORDS, OWN_PREFIX, GuessedColumn
from netui.tui.look.text import Line, Span, cell_len, fit
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.choose import Choice, ChoiceModal, ListModal
from netui.tui.modals.draft_modal import IS_KEPT, read_fields
from netui.tui.modals.host import host_of
from netui.tui.widgets.line_list import LineList

Mapping = dict[str | int, str]
_OWN = "another word ..."
_LABEL = "label"
"""What a column is called that only says what its neighbour is."""
_HEAD, _FIELD = 24, 18


class MappingModal(ListModal[Mapping]):
    """Show every column with what it holds; returns what was changed, and what had been before.

    Escape keeps what was changed for the next time the same file is asked about.
    """

    DEFAULT_CSS = "MappingModal > .dialog { width: 90; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", "change", id="mapping.change", priority=True),
        Binding("ctrl+s", "accept", "read the file", id="mapping.accept", priority=True),
        Binding("w", "save", "save as", id="mapping.save"),
    ]

    def __init__(
        self,
        columns: Sequence[GuessedColumn],
        mapping: Mapping,
        keep: Callable[[str, Mapping], None],
        *,
        draft_key: str,
    ) -> None:
        """Take the columns, what the user changed before, and what saves a mapping under a name."""
        shown = [one for one in columns if one.field != _LABEL]
        choices = [Choice(one, f"{one.number} {one.head}") for one in shown]
        super().__init__("What the columns hold", choices, filterable=False)
        self._mapping = dict(mapping)
        self._keep = keep
        self._key = draft_key
        self._is_kept = False

    @property
    def draft_key(self) -> str:
        """Where what was changed is kept until it is used."""
        return self._key

    def on_mount(self) -> None:
        """Go on with what was changed here before."""
        kept = read_fields(host_of(self).mirror.load(self._key) or "")
        back: Mapping = {
            one.number: kept[str(one.number)] for one in self._columns if str(one.number) in kept
        }
        if back:
            self._is_kept = True
            self._mapping.update(back)
            self.choice_list.refresh()
            host_of(self).say("What you changed here before is back.")

    def let_go(self) -> None:
        """Keep nothing any more: the file is read by it."""
        host_of(self).mirror.discard(self._key)

    def action_cancel(self) -> None:
        """Go back; what was changed is here the next time."""
        if self._is_kept:
            host_of(self).say(IS_KEPT)
        super().action_cancel()

    @property
    def _columns(self) -> list[GuessedColumn]:
        return [one.value for one in self.choices]

    def render_choice(self, index: int, width: int) -> Line:
        """Paint a column: its head, what it holds, the first values."""
        column: GuessedColumn = self.choices[index].value
        field = self._mapping.get(column.number, column.field)
        tone = "accent" if column.number in self._mapping else "" if field else "dim"
        head_room, field_room = self._room()
        head = fit(_head(column), head_room)
        samples = fit(", ".join(column.samples), max(0, width - head_room - field_room - 6))
        words = fit(self._words(column), field_room)
        return Line((Span(f"{head}  "), Span(f"{words}  ", tone), Span(samples, "dim")))

    def _words(self, column: GuessedColumn) -> str:
        """Return what a column holds."""
        field = self._mapping.get(column.number, column.field)
        return field.removeprefix(OWN_PREFIX) or "own field"

    def _room(self) -> tuple[int, int]:
        """Return how wide the heads and the fields are shown: as the longest, up to a limit."""
        columns = self._columns
        heads, fields = map(_head, columns), map(self._words, columns)
        return min(_HEAD, max(map(cell_len, heads))), min(_FIELD, max(map(cell_len, fields)))

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Change the column that was clicked."""
        event.stop()
        self.action_change()

    def action_change(self) -> None:
        """Ask what the column holds."""
        if self.picked is None:
            return
        column: GuessedColumn = self.picked.value

        def chosen(word: str) -> None:
            if word == _OWN:
                prompt = PromptModal(
                    f"What “{column.head}” holds", placeholder="shoe size", kept=False, about=()
                )
                host_of(self).ask(prompt, lambda word: self._take(column)(f"{OWN_PREFIX}{word.strip()}"))
            else:
                self._take(column)(word)

        choices = [Choice(word, word) for word in (*FIELD_WORDS, _OWN)]
        now = self._mapping.get(column.number, column.field)
        host_of(self).ask(ChoiceModal(f"What “{column.head}” holds", choices, start=now), chosen)

    def _take(self, column: GuessedColumn) -> Callable[[str], None]:
        def take(word: str) -> None:
            if word.strip():
                self._mapping[column.number] = word.strip()
                self._is_kept = True
                words = {str(number): word for number, word in self._mapping.items()}
                host_of(self).mirror.keep(self._key, json.dumps(words, ensure_ascii=False))
                self.choice_list.refresh()

        return take

    def action_accept(self) -> None:
        """Answer what the columns hold."""
        self.dismiss(self._mapping)

    def action_save(self) -> None:
        """Keep the mapping under a name, by the heads of its columns."""
        heads = {column.number: column.head for column in self._columns}
        by_head: Mapping = {heads.get(int(key)) or key: word for key, word in self._mapping.items()}
        prompt = PromptModal("Save the mapping as", placeholder="club members", kept=False, about=())
        host_of(self).ask(prompt, lambda name: self._keep(name, by_head))


def _head(column: GuessedColumn) -> str:
    return column.head or f"column {column.number}"
