"""What snapshot files looked like when they were last compared: who looks again needs to read only others."""

from dataclasses import dataclass, field
from os import stat_result
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Seen:
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
