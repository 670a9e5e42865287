"""A page about one person for the user's own eyes: the values of a template, and how its file is called."""

import re
import unicodedata
from collections.abc import Iterable

from msgspec import Struct

from netui.domain.people.contact import Contact
from netui.domain.people.field_values import FieldKind, Names
from netui.domain.people.fields import ROWS
from netui.domain.text import clean

PAGE_LISTS = ("timeline", "follow_ups", "interviews")
"""What a page lists next to the fields of the person: texts, one for each entry."""

_LEFT_OUT = frozenset(
    {"id", "uid", "card_lines", "labels", "next_due_on", "reviewed_on", "created_at", "updated_at"}
)
_FIELDS = tuple(row for row in ROWS if row.json and row.name not in _LEFT_OUT)
PAGE_FIELDS = tuple(row.name for row in _FIELDS)
"""The fields of a person that a page can show."""

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST = 80
_MOST_BYTES = 160

Value = str | list[str]


class PersonPage(Struct, frozen=True, kw_only=True):
    """One person as a page shows them: the fields that are filled in, and lists of what happened."""

    uid: str
    name: str
    fields: dict[str, Value]
    lists: dict[str, list[str]]


def page_fields(person: Contact, names: Names) -> dict[str, Value]:
    """Return the fields of a person that say something, each as it is typed."""
    found: dict[str, Value] = {}
    for row in _FIELDS:
        value = row.value(person)
        if isinstance(value, tuple) and row.kind is not FieldKind.LINES and row.name != "relations":
            several: Value = [clean(str(one)) for one in value]
        else:
            text = clean(row.show(person, names), newlines=True)
            several = text.splitlines() if row.kind is FieldKind.LINES else text
        if several and value is not False:
            found[row.name] = several
    return found


def file_stem(name: str) -> str:
    """Return a name as every system takes it for that of a file, without an ending."""
    text = unicodedata.normalize("NFC", clean(name))
    text = " ".join(_UNSAFE.sub(" ", text).split())[:_LONGEST].strip(". ")
    while len(text.encode()) > _MOST_BYTES:
        text = text[:-1].rstrip(". ")
    if not text:
        return "Someone"
    return f"{text}_" if _RESERVED.fullmatch(text) else text


def free_stem(stem: str, uid: str, taken: Iterable[str]) -> str:
    """Return the stem, told apart by the uid where another file has it, in whatever case."""
    used = taken if isinstance(taken, set | frozenset | dict) else set(taken)
    tries = own_stems(stem, uid)
    return next((one for one in tries if same_file(one) not in used), f"{stem} ({uid}) 2")


def own_stems(stem: str, uid: str) -> tuple[str, ...]:
    """Return what the file of a person may be called, the best first."""
    return (stem, f"{stem} ({uid[:8]})", f"{stem} ({uid})")


def same_file(stem: str) -> str:
    """Return what two names share that are one file on some system."""
    return unicodedata.normalize("NFC", stem).casefold()
