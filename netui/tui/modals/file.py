"""Ask for a file."""

from pathlib import Path

from textual.app import ComposeResult

from netui.tui.modals.ask import PromptModal
from netui.tui.widgets.form import Remark
from netui.tui.widgets.path_input import PathInput, as_path
from netui.typed_path import is_file, is_there

_MOST_NAMES = 12


class FileModal(PromptModal):
    """Ask for the path of a file that is there; tab completes it."""

    def compose_question(self) -> ComposeResult:
        """Yield the field and what fits under it."""
        yield PathInput(self._value, placeholder=self._placeholder)
        yield Remark(self._hint)

    def on_path_input_offered(self, event: PathInput.Offered) -> None:
        """Show what fits what was typed."""
        if event.names:
            more = len(event.names) - _MOST_NAMES
            rest = f"  and {more:,} more" if more > 0 else ""
            self.tell("  ".join(event.names[:_MOST_NAMES]) + rest, "dim")

    def action_accept(self) -> None:
        """Return the path where there is such a file."""
        value = self.query_one(PathInput).value
        path = as_path(value)
        if value.strip() and path is not None and not is_file(path):
            self.tell(f"There is no file {path}: tab completes what you type.", "error")
        else:
            super().action_accept()


def replaces(path: Path) -> str:
    """Say that a new file takes the place of one; "" where none is there."""
    return f"It takes the place of {path}, which is there." if is_there(path) else ""


def chosen_file(text: str) -> Path:
    """Return the file a FileModal answered with."""
    return as_path(text) or Path(text)
