"""The files in a folder and in those below it, within limits: a whole disk is refused quickly."""

import os
from collections.abc import Iterator
from pathlib import Path

from netui.domain.errors import ImportFileError
from netui.domain.text import clean

MOST_FOLDERS = 10_000
MOST_FILES = 2_000_000


def walked(
    folder: Path, *, deepest: int | None = None, hidden: bool = True, most: int = MOST_FILES
) -> Iterator[tuple[Path, list[str]]]:
    """Yield each folder with the names of its files, in order; `deepest` is how many folders below count.

    Without `hidden` folders whose names begin with a dot are left out. Raises ImportFileError once there are
    more files than `most`, or far more folders than mail or an export has.
    """
    files = 0
    for folders, (root, below, names) in enumerate(os.walk(folder), start=1):
        files += len(names)
        if folders > MOST_FOLDERS or files > most:
            over = f"{most:,} files" if files > most else f"{MOST_FOLDERS:,} folders"
            name = shown_name(folder)
            raise ImportFileError(f"{name} holds over {over}: name a folder or a file inside it")
        deep = len(Path(root).relative_to(folder).parts)
        if deepest is not None and deep >= deepest:
            below.clear()
        below[:] = sorted(name for name in below if hidden or not name.startswith("."))
        yield Path(root), sorted(names)


def shown_name(path: Path) -> str:
    """Return the name of a file or folder as a message shows it; / and .. have one too."""
    return clean(path.name or path.resolve().name or str(path.resolve()))
