"""The copied text in a file that no one else can read."""

import contextlib
import os
import tempfile
from pathlib import Path


def keep_text(path: Path, data: bytes) -> None:
    """Put the text in place of what was kept before; mode 0600, all of it or nothing. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
