"""A path as a person typed it, and what is there.

No question about it fails: a name that is too long, a folder that may not be read and a link that leads to
itself are answered as if nothing were there. Opening it then says what is wrong.
"""

import os
import pwd
from pathlib import Path


def typed_path(text: str | Path) -> Path:
    """Return a path, with `~` and `~name` as a shell takes them: one that no user has stays as it is."""
    return Path(os.path.expanduser(text))  # noqa: PTH111  pathlib's raises for a user that isn't there


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


def real_path(path: Path) -> Path:
    """Return where a path leads to, links followed as far as they go."""
    return Path(os.path.realpath(path))
