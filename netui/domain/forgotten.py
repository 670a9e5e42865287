"""People forgotten while netui runs: what of the texts at hand is about them, and the texts without them."""

import re
from dataclasses import dataclass, field

SOMEONE = "someone"
_ABOUT = re.compile(r"(?!company:)[a-z-]+:(\d+)(?::.*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The ids of what was theirs, and the names and addresses they had."""

    ids: frozenset[int] = frozenset()
    names: frozenset[str] = field(default=frozenset(), repr=False)

    def __or__(self, other: "Forgotten") -> "Forgotten":
        return Forgotten(self.ids | other.ids, self.names | other.names)

    def is_about(self, key: str) -> bool:
        """Whether what is kept under a key is about them: by its id, or by a name in the question asked."""
        return subject_of(key) in self.ids or self._pattern(alone=True).search(key) is not None

    def without(self, text: str) -> str:
        """Return a text without their full names and addresses."""
        return self._pattern(alone=False).sub(SOMEONE, text)

    def _pattern(self, *, alone: bool) -> re.Pattern[str]:
        """Match whole names; a first name alone counts only as the end of a question (`alone`)."""
        full = [name for name in self.names if len(name.split()) > 1 or "@" in name]
        parts = [rf"(?<!\w){_spaced(name)}(?!\w)" for name in full]
        if alone:
            parts += [rf"(?<!\w){_spaced(name)}$" for name in self.names]
        return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


def subject_of(key: str) -> int | None:
    """Return the id of what a draft belongs to, None where its key names none."""
    found = _ABOUT.fullmatch(key)
    return int(found[1]) or None if found else None


def _spaced(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))
