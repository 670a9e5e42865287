"""A note alone on the screen, for marking by hand where no clipboard is in reach."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from netui.tui.look.text import plain
from netui.tui.terminal.app import TerminalApp

_MOUSE_OFF = "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"
_MOUSE_ON = "\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h"
_SCROLLING = {"up", "down", "pageup", "pagedown", "home", "end"}


class PlainNoteScreen(ModalScreen[None]):
    """Show a text without a frame, the mouse left to the terminal; any key returns, arrows scroll."""

    KEYS_TITLE: ClassVar[str] = "The note alone"

    DEFAULT_CSS = """
    PlainNoteScreen { background: $background; }
    PlainNoteScreen VerticalScroll { background: $background; scrollbar-size-vertical: 0; }
    PlainNoteScreen Static { width: 100%; height: auto; }
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """Yield the text and nothing else."""
        with VerticalScroll():
            yield Static(plain(self._text), markup=False)

    def on_mount(self) -> None:
        """Leave the mouse to the terminal, so that it can mark."""
        self._write(_MOUSE_OFF)

    def on_unmount(self) -> None:
        """Take the mouse back."""
        self._write(_MOUSE_ON)

    def on_key(self, event: events.Key) -> None:
        """Scroll, or go back."""
        if event.key in _SCROLLING:
            return
        event.stop()
        event.prevent_default()
        self.dismiss(None)

    def _write(self, sequence: str) -> None:
        if isinstance(self.app, TerminalApp) and self.app.mouse:
            self.app.write_to_terminal(sequence)
