"""What snapshot files looked like when they were last compared: who looks again needs to read only others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from os import stat_result
from pathlib import Path

from msgspec import Struct

from netui.domain.errors import StoreError


class Seen(Struct, frozen=True):
    """What tells, without reading it, that a file is still the same; a rename doesn't change it."""

    device: int
    inode: int
    size: int
    changed_at: int

    @classmethod
    def of(cls, path: Path) -> "Seen":
        """Look at a file; raise OSError."""
        found: stat_result = path.stat()
        return cls(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


Looks = Mapping[Path, Seen | None]


def looks_of(paths: Iterable[Path]) -> Looks:
    """Look at files; None is for one that isn't there."""
    found: dict[Path, Seen | None] = {}
    for path in paths:
        try:
            found[path] = Seen.of(path)
        except OSError:
            found[path] = None
    return found


def refuse_if_changed(path: Path, before: Looks) -> None:
    """Raise StoreError if a file looks different by now: an edit by hand is never replaced."""
    if path in before and looks_of([path])[path] != before[path]:
        raise StoreError(f"{path} was changed in the meantime and stays as it is: run it again")


@dataclass(slots=True)
class SeenFiles:
    """The snapshots that were those that the journal names, by their collections."""

    _files: dict[str, tuple[Seen, bool]] = field(default_factory=dict)

    def note(self, name: str, seen: Seen, *, wholly: bool) -> None:
        """Take note that a file is right: `wholly` by its checksum, else by its size."""
        self._files[name] = (seen, wholly)

    def is_same(self, name: str, seen: Seen, *, wholly: bool) -> bool:
        """Whether a file looks as it did when it was found right."""
        known = self._files.get(name)
        return known is not None and known[0] == seen and known[1] >= wholly
