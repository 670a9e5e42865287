"""Companies as people write them: told apart, and known again under another spelling; notes about them."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache

from msgspec import Struct

from netui.domain.people.contact import ContactRow
from netui.domain.text import fold

_FORMS = frozenset(
    re.split(
        r"\s+",
        "inc incorporated llc ltd limited plc corp corporation co company gmbh ag kg se sa sas sarl srl spa "
        "bv nv ab as asa oy oyj aps pty pte kk holding holdings",
    )
)
_WORDS = re.compile(r"\w+")
_SPELLINGS = 16_384


class CompanyNote(Struct, frozen=True, kw_only=True):
    """What one wrote down about a company; `company` is its name as it was first written."""

    id: int
    uid: str
    company: str
    text: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None


class Company(Struct, frozen=True, kw_only=True):
    """A company, and who is known there: `now` by name, `before` those who have left."""

    key: str
    name: str
    now: tuple[ContactRow, ...] = ()
    before: tuple[ContactRow, ...] = ()


@lru_cache(_SPELLINGS)
def company_key(name: str) -> str:
    """Return a company's name without case, accents, punctuation, "The" and legal form.

    "Acme, Inc." is "acme", "The New York Times" is "new york times".
    """
    bare: list[str] = _WORDS.findall(fold(name))
    if len(bare) > 1 and bare[0] == "the":
        del bare[0]
    while len(bare) > 1 and bare[-1] in _FORMS:
        bare.pop()
    return " ".join(bare) or " ".join(fold(name).split())


def is_legal_form(words: str) -> bool:
    """Whether words are the end of a company's name: the "Inc." of "Acme, Inc."."""
    return all(word in _FORMS for word in fold(words).replace(".", "").split())


def companies_of(rows: Iterable[ContactRow], more: Iterable[str] = ()) -> dict[str, Company]:
    """Return every company people hold or held a position at, by its key; `more` names others.

    The name is the spelling most people have. People who are there now aren't listed as former.
    """
    spellings: dict[str, dict[str, int]] = {}
    now: dict[str, list[ContactRow]] = {}
    before: dict[str, list[ContactRow]] = {}
    for row in rows:
        if row.archived_at is not None:
            continue
        present: set[str] = set()
        past: set[str] = set()
        for company, held in _held(row):
            key = company_key(company)
            if key:
                used = spellings.setdefault(key, {})
                used[company] = used.get(company, 0) + 1
                (present if held else past).add(key)
        for key in present:
            now.setdefault(key, []).append(row)
        for key in past - present:
            before.setdefault(key, []).append(row)
    for name in more:
        if key := company_key(name):
            spellings.setdefault(key, {}).setdefault(" ".join(name.split()), 0)
    return {
        key: Company(
            key=key,
            name=max(used, key=lambda one: used[one]),
            now=_by_name(now.get(key, ())),
            before=_by_name(before.get(key, ())),
        )
        for key, used in spellings.items()
    }


def _held(row: ContactRow) -> Iterator[tuple[str, bool]]:
    for position in row.positions:
        name = " ".join(position.company.split())
        if name:
            yield name, position.until is None


def _by_name(rows: Iterable[ContactRow]) -> tuple[ContactRow, ...]:
    return tuple(sorted(rows, key=lambda row: fold(row.name)))
