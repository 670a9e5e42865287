"""What Textual's own text fields do inside: how they paint a text, and what their undo remembers."""

from rich.cells import cell_len
from rich.text import Text
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input, TextArea

from netui.tui.terminal.private_textual import Part, is_whole

_REPLACEMENT = "\ufffd"
_JOINERS = (0x200C, 0x200D)


class _Painted(dict[int, str]):
    """One character for one character, so that the cursor stays where it is."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        shown = character if character.isprintable() or code in _JOINERS else _REPLACEMENT
        return self.setdefault(code, shown)


_PAINTED = _Painted({code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"})


def painted(text: str) -> str:
    """Return text of the same length in which nothing can steer the terminal."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_PAINTED)


class PaintedInput(Input):
    """A one-line field in which nothing can steer the terminal, whatever its value holds.

    A longer value leaves the screen as it is laid out: with Textual each letter laid all of it out again.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    def _position_to_cell(self, position: int) -> int:
        """Return where a character is painted; there are no tabs, for which Textual looks at each key."""
        return cell_len(painted(self.value[:position]))

    @property
    def _value(self) -> Text:
        return Text(painted(self.value), no_wrap=True, overflow="ignore", end="")


def remembered_texts(editor: TextArea) -> list[str] | None:
    """Return the texts that undo and redo could restore, or None where Textual doesn't show them."""
    if not is_whole(Part.FORGETTING):
        return None
    edits = [edit for batch in (*editor.history.undo_stack, *editor.history.redo_stack) for edit in batch]
    replaced = [edit._edit_result for edit in edits]
    return [*(edit.text for edit in edits), *(one.replaced_text for one in replaced if one is not None)]
