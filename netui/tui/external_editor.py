"""A text in the user's own editor, and back."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from netui.domain.errors import InvalidValueError

_FALLBACK = "vi"


def editor_command(environment: Mapping[str, str]) -> list[str]:
    """Return the editor of the environment as a command; raise InvalidValueError where it is no command."""
    wanted = environment.get("VISUAL") or environment.get("EDITOR") or _FALLBACK
    try:
        command = shlex.split(wanted)
    except ValueError as error:
        raise InvalidValueError(f"EDITOR is {wanted!r}, which is no command: {error}") from error
    return command or [_FALLBACK]


def edit_elsewhere(text: str, environment: Mapping[str, str]) -> str:
    """Let the user edit a text in a file only they can read; return what they saved.

    The terminal has to be free. Raises InvalidValueError where the editor cannot be started or fails.
    """
    command = editor_command(environment)
    handle, name = tempfile.mkstemp(prefix="netui-", suffix=".md")  # made with mode 0600
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        try:
            code = subprocess.run([*command, name], check=False).returncode
        except OSError as error:
            raise InvalidValueError(
                f"{command[0]} cannot be started: {error.strerror}; set EDITOR to your editor"
            ) from error
        if code != 0:
            raise InvalidValueError(f"{command[0]} ended with {code}: the note is as it was")
        edited = path.read_text(encoding="utf-8", errors="replace")
    finally:
        path.unlink(missing_ok=True)
    if not text.endswith("\n"):
        edited = edited.removesuffix("\n")  # editors end the last line of a file
    return edited
