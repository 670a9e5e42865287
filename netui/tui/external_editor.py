"""A text in the user's own editor, through a file that nobody else can read."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from netui.domain.errors import InvalidValueError

_LARGEST = 1_000_000


def edit_text(app: App[Any], text: str, *, suffix: str = ".md") -> str | None:
    """Let the user edit a text in $VISUAL or $EDITOR; return it, or None where nothing was changed.

    The program is suspended meanwhile. Raises InvalidValueError where no editor runs or the file is unusable.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    with tempfile.TemporaryDirectory(prefix="netui-") as folder:
        path = Path(folder) / f"note{suffix}"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        try:
            with app.suspend():
                code = subprocess.run([*shlex.split(command), str(path)], check=False).returncode
        except SuspendNotSupported as error:
            raise InvalidValueError("this terminal cannot be handed to an editor") from error
        except (OSError, ValueError) as error:
            raise InvalidValueError(f"{command!r} does not run: set EDITOR to your editor") from error
        if code != 0:
            raise InvalidValueError(f"{command!r} ended with {code}: nothing was changed")
        changed = _read(path)
    return None if changed == text or changed.rstrip("\n") == text else changed


def _read(path: Path) -> str:
    try:
        data = path.read_bytes()
        if len(data) > _LARGEST:
            raise InvalidValueError("the text is longer than 1 MB: nothing was changed")
        return data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidValueError("the editor left no readable UTF-8 text: nothing was changed") from error
