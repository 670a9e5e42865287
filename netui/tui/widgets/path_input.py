"""A field for a file: tab completes what is typed, as in a shell."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from netui.tui.widgets.editors import SafeInput
from netui.typed_path import typed_path

_MOST = 5_000


def complete_path(text: str) -> tuple[str, list[str]]:
    """Complete a path as far as it is certain; return it, and the names that fit (folders end in "/").

    `~` stands for the home folder; hidden names fit only where a dot was typed.
    """
    if text == "~":
        return "~/", []
    head, slash, start = text.rpartition("/")
    try:
        with os.scandir(typed_path(f"{head}{slash}" or ".")) as found:
            entries = [entry for entry, _ in zip(found, range(_MOST), strict=False)]
            names = sorted(
                f"{entry.name}/" if entry.is_dir() else entry.name
                for entry in entries
                if entry.name.startswith(start) and (start.startswith(".") or not entry.name.startswith("."))
            )
    except (OSError, ValueError):
        return text, []
    common = names[0] if names else start
    while not all(name.startswith(common) for name in names):
        common = common[:-1]
    return f"{head}{slash}{common}", names


def as_path(text: str) -> Path | None:
    """Return what was typed as a path, or None if nothing was."""
    text = text.strip()
    return typed_path(text) if text else None


class PathInput(SafeInput):
    """A one-line field for a path."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "complete", id="path.complete")]

    class Offered(Message):
        """Several names fit; `names` is empty once there is nothing to choose."""

        def __init__(self, names: Sequence[str]) -> None:
            super().__init__()
            self.names = list(names)

    def action_complete(self) -> None:
        """Complete the path; where nothing can be added, offer what fits, or go to the next field."""
        completed, names = complete_path(self.value)
        if completed != self.value:
            self.value = completed
            self.cursor_position = len(completed)
        elif len(names) < 2:
            self.screen.focus_next()
        self.post_message(self.Offered(names if len(names) > 1 else ()))

    @property
    def path(self) -> Path | None:
        """What was typed as a path, or None if nothing was."""
        return as_path(self.value)
