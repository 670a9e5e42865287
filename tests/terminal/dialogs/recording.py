"""netui itself, which writes where each dialog was made: `python -m tests.terminal.dialogs.recording`.

The file that it writes to is named by DIALOGS_MADE.
"""

import os
import sys
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any

from netui.__main__ import main
from netui.tui.modals.base import Modal
from netui.tui.shell.area import AreaScreen

MADE = "DIALOGS_MADE"


def record() -> None:
    """Have every dialog write the file and line that made it, and every screen its class."""
    made = Path(os.environ[MADE])

    def noted(begin: Callable[..., None], words: Callable[[Any], str]) -> Callable[..., None]:
        def begun(self: Any, *args: Any, **over: Any) -> None:
            with made.open("a", encoding="utf-8") as file:
                file.write(f"{words(self)}\n")
            begin(self, *args, **over)

        return begun

    Modal.__init__ = noted(Modal.__init__, _place)  # type: ignore[method-assign]
    AreaScreen.__init__ = noted(AreaScreen.__init__, _class)  # type: ignore[method-assign]


def _place(dialog: object) -> str:
    """Return where the call is that makes a dialog, above what its own classes do for it."""
    frame = sys._getframe(2)
    while frame.f_back is not None and (
        frame.f_code.co_filename == typing.__file__ or frame.f_locals.get("self") is dialog
    ):
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"


def _class(screen: object) -> str:
    return f"{type(screen).__module__.removeprefix('netui.tui.')}.{type(screen).__name__}"


if __name__ == "__main__":
    record()
    main()
