"""A path as a person typed it, and what is there.

No question about it fails: a name that is too long, a folder that may not be read and a link that leads to
itself are answered as if nothing were there. Opening it then says what is wrong.
"""

import os
import pwd
from pathlib import Path

from netui.domain.errors import InvalidValueError


def typed_path(text: str | Path) -> Path:
    """Return a path, with `~` and `~name` as a shell takes them: one that no user has stays as it is."""
    return Path(os.path.expanduser(text))  # noqa: PTH111  pathlib's raises for a user that isn't there


def new_file(text: str | Path) -> Path:
    """Return the path to write to; raise InvalidValueError if it ends in / and there is no such folder.

    A path has lost the slash at its end: a name is looked at while it is still text.
    """
    path = typed_path(text)
    if str(text).endswith(("/", "/.")) and not is_folder(path):
        raise InvalidValueError(f"there is no folder {path}: make it, or leave out the / to name a file")
    return path


def home_folder() -> str:
    """Return the user's home: HOME, or what the system knows if that isn't a whole path."""
    home = os.path.expanduser("~")  # noqa: PTH111
    return home if os.path.isabs(home) else pwd.getpwuid(os.getuid()).pw_dir  # noqa: PTH117


def is_there(path: Path) -> bool:
    """Whether a path leads to anything."""
    return os.path.exists(path)  # noqa: PTH110


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder."""
    return os.path.isdir(path)  # noqa: PTH112


def is_file(path: Path) -> bool:
    """Whether a path leads to a file."""
    return os.path.isfile(path)  # noqa: PTH113


def is_empty(path: Path) -> bool:
    """Whether a path leads to a file with nothing in it."""
    try:
        return is_file(path) and os.path.getsize(path) == 0  # noqa: PTH202
    except OSError:
        return False


def real_path(path: Path) -> Path:
    """Return where a path leads to, links followed as far as they go."""
    return Path(os.path.realpath(path))
