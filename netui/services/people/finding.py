"""Finding the one person a typed name means."""

import difflib
import re
from collections.abc import Callable, Sequence

from netui.domain.counted import count_people, whole_number
from netui.domain.errors import AmbiguousError, NotFoundError
from netui.domain.people.contact import ContactRow
from netui.domain.people.person_name import name_key, name_words
from netui.domain.text import fold, shortened
from netui.services.ports import Store

_MOST_CANDIDATES = 20
_AND = re.compile(r"\s+(?:and|&|\+)\s+", re.IGNORECASE)


def find_contact(store: Store, text: str) -> ContactRow:
    """Return the row of the one contact that `text` names: by id, by name, or by parts of the name.

    Parts are taken in any order, first as whole words, then as beginnings of words, then anywhere in the
    name; capitals, accents, apostrophes and hyphens do not count. Where no name has all of them, the company
    may have some: "Ana Acme".
    Archived people are found if no one else matches. Raises NotFoundError with names like it, and
    AmbiguousError with one candidate a line: id, name, title, company.
    """
    row = row_named(store, text)
    if row is None:
        raise NotFoundError(_no_one(store.contacts.rows(), " ".join(text.split())))
    return row


def row_named(store: Store, text: str) -> ContactRow | None:
    """Return the row that `find_contact` finds, or None if there is no one; raise AmbiguousError."""
    found = rows_meant(store, text)
    return _only(found, " ".join(text.split())) if found else None


def rows_meant(store: Store, text: str) -> list[ContactRow]:
    """Return everyone that `text` can mean for `find_contact`: one row, several, or none."""
    wanted = " ".join(text.split())
    number = whole_number(wanted.removeprefix("#"))
    if number is not None:
        row = store.contacts.row(number)
        if row is not None:
            return [row]
    rows = store.contacts.rows()
    parts = name_words(wanted)
    if parts:
        for archived in (False, True):
            there = [
                (" ".join(name_words(row.name)), row)
                for row in rows
                if (row.archived_at is not None) is archived and parts[0] in fold(row.name)
            ]  # whatever is meant, the first part is somewhere in the name
            for means in _MEANINGS:
                found = [row for name, row in there if means(name, parts)]
                if found:
                    return found
            found = [row for name, row in there if _at_company(name, fold(row.company), parts)]
            if found:
                return found
    return []


def find_contacts(store: Store, text: str) -> list[ContactRow]:
    """Return the contacts that "Ana, Tom" or "Ana and Tom" names, each once, in this order.

    Raises as `find_contact` does.
    """
    names = [name for name in re.split(r"[,;]", text) if name.strip()]
    if len(names) > 1:
        key = name_key(text)  # "Okafor, Dana" may be a name as written
        same = [row for row in store.contacts.rows() if row.archived_at is None and name_key(row.name) == key]
        if len(same) == 1:
            return same
    found = [row for name in names or [""] for row in _one_or_two(store, name)]
    return list({row.id: row for row in found}.values())


def _one_or_two(store: Store, text: str) -> list[ContactRow]:
    try:
        return [find_contact(store, text)]
    except NotFoundError:
        names = _AND.split(text.strip())
        if len(names) == 1:
            raise
    return [find_contact(store, name) for name in names]


def candidate(row: ContactRow) -> str:
    """Return a contact as one line to choose by: "12  Ana Silva · Engineer · Acme"."""
    known = (row.name, row.title, row.company, "archived" if row.archived_at else "")
    return f"{row.id}  " + " · ".join(part for part in known if part)


def distinguished(row: ContactRow) -> str:
    """Return what tells a person from others of the name: title and company, else the city, or an id."""
    job = (row.title, row.company) if row.title or row.company else (row.location, *row.emails[:1])
    words = " · ".join(part for part in (*job, "archived" if row.archived_at else "") if part)
    return words or f"#{row.id}"


def _same(name: str, parts: list[str]) -> bool:
    return name == " ".join(parts)


def _whole(name: str, parts: list[str]) -> bool:
    words = name.split()
    return all(part in words for part in parts)


def _begins(name: str, parts: list[str]) -> bool:
    words = name.split()
    return all(any(word.startswith(part) for word in words) for part in parts)


def _holds(name: str, parts: list[str]) -> bool:
    return all(part in name for part in parts)


def _at_company(name: str, company: str, parts: list[str]) -> bool:
    return _begins(name, parts[:1]) and _begins(f"{name} {company}", parts)


_MEANINGS: tuple[Callable[[str, list[str]], bool], ...] = (_same, _whole, _begins, _holds)


def _only(found: Sequence[ContactRow], wanted: str) -> ContactRow:
    if len(found) == 1:
        return found[0]
    shown = tuple(candidate(row) for row in found[:_MOST_CANDIDATES])
    remedy = "give more of the name, the company, or the id of one"
    raise AmbiguousError(f"“{shortened(wanted)}” can be {count_people(len(found))}: {remedy}", shown)


def _no_one(rows: Sequence[ContactRow], wanted: str) -> str:
    if not wanted:
        return "no name was given: write one, or an id"
    by_word: dict[str, list[str]] = {}
    for row in rows:
        name = fold(row.name)
        for key in {name, *name.split()}:
            by_word.setdefault(key, []).append(row.name)
    near: list[str] = []
    for asked in dict.fromkeys((fold(wanted), *fold(wanted).split()[:4])):
        near = near or difflib.get_close_matches(asked, by_word, n=3, cutoff=0.7)
    names = list(dict.fromkeys(name for key in near for name in by_word[key]))[:3]
    remedy = f"did you mean {' or '.join(names)}?" if names else "check the spelling, or add them first"
    return f"no one is called “{shortened(wanted)}”; {remedy}"
