"""People forgotten while netui runs: what of the texts is about them, and the texts without them."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from msgspec import Struct

SOMEONE = "someone"
_SHORTEST_ADDRESS = 5
_ABOUT = re.compile(r"(?!company:)[a-z-]+:(\d{1,20}(?:,\d{1,20})*)(?::.*)?", re.DOTALL)


class Forgotten(Struct, frozen=True):
    """The ids of what was theirs, and the names and addresses that no one else has."""

    ids: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return f"Forgotten(ids={self.ids!r})"  # never a name or an address: a report of a crash may show it

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [("ids", self.ids)]

    def __or__(self, other: "Forgotten") -> "Forgotten":
        return Forgotten(self.ids | other.ids, self.names | other.names, self.addresses | other.addresses)

    def is_about(self, key: str) -> bool:
        """Whether what is kept under a key is about them: by its ids, or by a name in its question."""
        subjects = subjects_of(key)
        return not subjects.isdisjoint(self.ids) or (
            _pattern(self.names, self.addresses, alone=not subjects).search(key) is not None
        )

    def without(self, text: str) -> str:
        """Return a text without their full names and addresses."""
        return _pattern(self.names, self.addresses, alone=False).sub(SOMEONE, text)

    def without_in_draft(self, text: str) -> str:
        """Return what is kept under a key without their full names and addresses."""
        return each_field(text, self.without)


def subjects_of(key: str) -> frozenset[int]:
    """Return the ids of what a draft belongs to; empty where its key names none."""
    found = _ABOUT.fullmatch(key)
    return frozenset(map(int, found[1].split(","))) - {0} if found else frozenset()


def each_field(text: str, clean: Callable[[str], str]) -> str:
    """Return the text of a draft as `clean` leaves it: that of a form is JSON, and each field is by itself.

    In the JSON an accent, a quote or a line feed of a name may be written as an escape.
    """
    import json  # only where someone is forgotten

    try:
        fields = json.loads(text) if text.startswith("{") else None
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        return clean(text)
    left = {name: clean(value) if isinstance(value, str) else value for name, value in fields.items()}
    return clean(text if left == fields else json.dumps(left, ensure_ascii=False))


@lru_cache(maxsize=4)  # each draft is asked about alone, and all of them when the program ends
def _pattern(names: frozenset[str], addresses: frozenset[str], *, alone: bool) -> re.Pattern[str]:
    """Match whole names; a first name alone counts only as the end of a question (`alone`)."""
    full = [name for name in names if len(name.split()) > 1]
    full += [address for address in addresses if len(address) >= _SHORTEST_ADDRESS]
    longest_first = sorted(full, key=len, reverse=True)
    parts = [rf"(?<!\w){form}(?!\w)" for name in longest_first for form in _forms(name)]
    if alone:
        parts += [rf"(?<!\w){form}$" for name in names for form in _forms(name)]
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


def _forms(name: str) -> list[str]:
    """Return the patterns of a name, however its blank space and accents are written."""
    forms = dict.fromkeys(unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
    return [r"\s+".join(map(re.escape, form.split())) for form in forms]
