"""The field for a file to read, and below it a message: a hint at first, then what happens."""

import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from netui.tui.look.text import Line, Span
from netui.tui.widgets.lines import Lines
from netui.tui.widgets.path_input import PathInput

_MOST_NAMES = 24
_MOST_LINES = 4
_LEAST_WIDTH = 20
Part = str | Sequence[Span]
"""A text, which is wrapped, or the spans of one line."""


class FileField(Vertical):
    """A path, further rows of fields, and a few lines below them, wrapped again on a resize."""

    DEFAULT_CSS = """
    FileField { height: auto; }
    FileField Horizontal { height: 1; }
    FileField .label { width: 7; }
    FileField Input { width: 1fr; }
    FileField .say { margin-top: 1; }
    """

    def __init__(self, hint: str, *rows: Iterable[Widget], placeholder: str, path_id: str) -> None:
        """Take the hint, and rows of widgets below the path."""
        super().__init__()
        self._rows = rows
        self._placeholder = placeholder
        self._path_id = path_id
        self._message: tuple[Part, ...] = (hint,)
        self._tone = "dim"

    def compose(self) -> ComposeResult:
        """Yield the rows, and the lines below them."""
        path = PathInput(placeholder=self._placeholder, id=self._path_id)
        yield Horizontal(self.label("File"), path)
        for row in self._rows:
            yield Horizontal(*row)
        yield Lines(classes="say")

    @staticmethod
    def label(text: str) -> Lines:
        """Return the label of a field."""
        return Lines([Line([Span(text, "dim")])], classes="label")

    @property
    def input(self) -> PathInput:
        """The field of the path."""
        return self.query_one(PathInput)

    @property
    def path(self) -> Path | None:
        """The path as typed; None, said so, where there is none."""
        path = self.input.path
        if path is None:
            self.say("Which file? tab completes what you type.", tone="error")
            self.input.focus()
        return path

    def on_mount(self) -> None:
        """Show the hint."""
        self._show()

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap the message again."""
        self._show()

    def on_path_input_offered(self, event: PathInput.Offered) -> None:
        """Show what fits what was typed."""
        if event.names:
            rest = len(event.names) - _MOST_NAMES
            more = f"  and {rest:,} more" if rest > 0 else ""
            words = "  ".join(event.names[:_MOST_NAMES]) + more
            self._message, self._tone = tuple(self._wrapped(words)[:_MOST_LINES]), "dim"
            self._show()

    def say(self, *parts: Part, tone: str = "dim") -> None:
        """Show another message below the fields."""
        self._message, self._tone = parts, tone
        self._show()

    def _wrapped(self, text: str) -> list[str]:
        return textwrap.wrap(text, max(self.app.size.width - 6, _LEAST_WIDTH))

    def _show(self) -> None:
        lines: list[Line] = []
        for one in self._message:
            if isinstance(one, str):
                lines += [Line([Span(part, self._tone)]) for part in self._wrapped(one)]
            else:
                lines.append(Line(list(one)))
        self.query_one(".say", Lines).set_lines(lines)
