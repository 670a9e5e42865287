"""A file for the user's eyes alone, there as a whole or not at all."""

import os
import tempfile
from pathlib import Path

from netui.domain.errors import NetuiError


def write_private(path: Path, text: str) -> None:
    """Write a text in UTF-8, mode 0600, taking the place of what was there in one step; raise NetuiError."""
    target = Path(os.path.realpath(path))
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)  # mode 0600
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)  # noqa: PTH105
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise NetuiError(
            f"{path} cannot be written ({error.strerror}): choose another file or folder"
        ) from error
