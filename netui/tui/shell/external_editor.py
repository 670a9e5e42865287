"""A text in the user's own editor, and back."""

import os
import shlex
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from netui.domain.errors import InvalidValueError, NetuiError
from netui.services.lending import LendingDrafts
from netui.tui.terminal.stopping import repaint, without_interrupts
from netui.typed_path import is_file

_FALLBACK = "vi"


def editor_command(environment: Mapping[str, str]) -> list[str]:
    """Return the editor of the environment as a command; raise InvalidValueError if it isn't one."""
    wanted = environment.get("VISUAL") or environment.get("EDITOR") or _FALLBACK
    if " " in wanted and is_file(Path(wanted)) and os.access(wanted, os.X_OK):
        return [wanted]
    try:
        command = shlex.split(wanted)
    except ValueError as error:
        raise InvalidValueError(f"EDITOR is “{wanted}”, which isn't a command: {error}") from error
    return command or [_FALLBACK]


def run_suspended(app: App[Any], work: Callable[[], object], *, refused: str) -> None:
    """Give the terminal to another program while `work` runs, then paint all again.

    Raises what `work` raises, and InvalidValueError with `refused` where the terminal can't be given away.
    """
    problem: NetuiError | None = None
    try:
        with without_interrupts(), app.suspend():
            try:
                work()
            except NetuiError as error:  # raised in here, Textual would never take the terminal again
                problem = error
    except SuspendNotSupported as error:
        raise InvalidValueError(refused) from error
    repaint(app)
    if problem is not None:
        raise problem


def edit_suspended(app: App[Any], drafts: LendingDrafts, key: str, text: str) -> str:
    """Give the terminal to the user's editor; return what they saved. Raises as `edit_elsewhere`."""
    edited = text

    def edit() -> None:
        nonlocal edited
        edited = edit_elsewhere(drafts, key, text, os.environ)

    run_suspended(app, edit, refused="This terminal can't be handed to an editor: e edits here.")
    return edited


def edit_elsewhere(drafts: LendingDrafts, key: str, text: str, environment: Mapping[str, str]) -> str:
    """Let the user edit a text in a file among the drafts; return what they saved.

    The terminal has to be free. The text stays a draft until `drafts.take_back` or `drafts.discard`: call one
    once it was used. Raises InvalidValueError if the editor fails or leaves no text, and StoreError.
    """
    command = editor_command(environment)
    lent = drafts.lend(key, text)
    try:
        code = subprocess.run([*command, str(lent.path)], check=False, pass_fds=[lent.lock]).returncode
    except (OSError, ValueError) as error:
        os.close(lent.lock)
        drafts.take_back(key)
        why = error.strerror if isinstance(error, OSError) else error
        raise InvalidValueError(
            f"{command[0]} can't be started: {why}. Set EDITOR to your editor."
        ) from error
    os.close(lent.lock)
    name = Path(command[0]).name
    if code != 0:
        ended = f"{name} ended with {code}" if code > 0 else f"{name} was ended by signal {-code}"
        raise InvalidValueError(f"{ended}. Your text is as it was{_kept(drafts, key, text, lent.path)}.")
    try:
        edited = drafts.returned(key)
    except InvalidValueError as error:
        if not lent.path.exists():
            drafts.take_back(key)
        raise InvalidValueError(f"{error} Your text is as it was.") from error
    if edited == text and drafts.in_use(key):
        raise InvalidValueError(
            f"{name} still has the file open. Set EDITOR so that it waits, like “code --wait”. "
            f"Until it ends, what you save stays in {lent.path}."
        )
    return edited


def _kept(drafts: LendingDrafts, key: str, text: str, path: Path) -> str:
    """Say where something is that was saved in an editor that failed; discard what is unchanged."""
    try:
        is_new = drafts.returned(key) != text
    except InvalidValueError:
        is_new = path.exists()
    if is_new:
        return f"; what you saved in the editor is in {path}"
    drafts.take_back(key)
    return ""
