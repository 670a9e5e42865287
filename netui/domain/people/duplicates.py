"""People who may be here twice: found by what two records share, each pair with its reasons in words.

A name alone suggests no one: it also takes an address, a number, a day or a company that both
have. Candidates come from blocks of people who share such a thing, so that 30,000 people are looked through
in seconds instead of 450 million pairs.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from netui.domain.people.company import company_key
from netui.domain.people.contact import ContactRow
from netui.domain.people.matching import page_key, phone_key, profile_key
from netui.domain.people.person_name import name_key
from netui.domain.text import fold

ENOUGH = 60
"""The points from which a pair is suggested, of 100."""
_LARGEST_BLOCK = 60
_PHONE_DIGITS = 7


class Duplicate(Struct, frozen=True, kw_only=True):
    """Two records of what may be one person, the older one first; `score` is 60 to 100."""

    one_id: int
    other_id: int
    score: int
    reasons: tuple[str, ...]

    @property
    def key(self) -> str:
        """What the pair is known by where it was found not to be one person."""
        return pair_key(self.one_id, self.other_id)


def pair_key(one_id: int, other_id: int) -> str:
    """Return the key of a pair, whichever comes first."""
    return f"duplicate:{min(one_id, other_id)}:{max(one_id, other_id)}"


class _Record(Struct, frozen=True):
    """What is compared of a person, made comparable once."""

    row: ContactRow
    name: str
    words: tuple[str, ...]
    emails: frozenset[str]
    phones: frozenset[str]
    profiles: frozenset[str]
    links: frozenset[str]
    companies: tuple[str, ...]


def find_duplicates(rows: Iterable[ContactRow], apart: Collection[str] = ()) -> list[Duplicate]:
    """Return the pairs that may be one person, the most certain first.

    `apart` are the keys of pairs known to be two people.
    """
    people = {row.id: row for row in rows if row.archived_at is None}
    records: dict[int, _Record] = {}
    seen: set[tuple[int, int]] = set()
    found: list[Duplicate] = []
    for block in _blocks(people.values()):
        for one, other in combinations(sorted(block), 2):
            if (one, other) in seen:
                continue
            seen.add((one, other))
            for contact_id in (one, other):
                if contact_id not in records:
                    records[contact_id] = _record(people[contact_id])
            pair = _compare(records[one], records[other])
            if pair is not None and pair.key not in apart:
                found.append(pair)
    return sorted(found, key=lambda pair: (-pair.score, pair.one_id, pair.other_id))


def _record(row: ContactRow) -> _Record:
    words = tuple(name_key(row.name).split())
    companies = tuple(dict.fromkeys(key for job in row.positions if (key := company_key(job.company))))
    profiles = frozenset(key for link in row.links if (key := profile_key(link)))
    links = frozenset(page_key(link) for link in row.links if not profile_key(link))
    phones = (phone_key(phone) for phone in row.phones)
    return _Record(
        row,
        " ".join(words),
        words,
        frozenset(email.strip().casefold() for email in row.emails),
        frozenset(phone[-9:] for phone in phones if len(phone) >= _PHONE_DIGITS),
        profiles,
        links,
        companies,
    )


def _blocks(rows: Iterable[ContactRow]) -> Iterator[Sequence[int]]:
    alone: dict[str, int] = {}
    shared: dict[str, list[int]] = {}
    for row in rows:
        for key in set(_keys(_record(row))):
            first = alone.setdefault(key, row.id)
            if first != row.id:
                shared.setdefault(key, [first]).append(row.id)
    # A block too large says nothing of the people in it: an address everybody at a firm has, say.
    return (block for block in shared.values() if len(block) <= _LARGEST_BLOCK)


def _keys(record: _Record) -> Iterator[str]:
    for field in ("emails", "phones", "profiles", "links"):
        for value in getattr(record, field):
            yield f"{field}\n{value}"
    row = record.row
    for name in _name_keys(record.words):
        for company in record.companies:
            # The first word is enough: "acme" and "acme robotics" may be one employer.
            yield f"company\n{name}\n{company.partition(' ')[0]}"
        if row.met_on is not None:
            yield f"met\n{name}\n{row.met_on}"
        if row.birthday is not None:
            yield f"born\n{name}\n{row.birthday.month}-{row.birthday.day}"


def _name_keys(words: tuple[str, ...]) -> set[str]:
    """Return keys two spellings of a name share: last name and initial, or first name and last initial."""
    if not words:
        return set()
    first, last = words[0], words[-1]
    return {f"{last} {first[0]}", f"{first} {last[0]}"}


def _compare(one: _Record, other: _Record) -> Duplicate | None:
    points, reasons, shared = _shared(one, other)
    if not shared:
        return None
    alike, reason = _names(one, other)
    points += alike
    points -= _against(one, other)
    for label, left, right in (
        ("title", one.row.title, other.row.title),
        ("place", one.row.location, other.row.location),
    ):
        if left and fold(left) == fold(right):
            points += 10
            reasons.append(f"same {label}")
    if points < ENOUGH:
        return None
    return Duplicate(
        one_id=one.row.id,
        other_id=other.row.id,
        score=min(points, 100),
        reasons=(*([reason] if reason else []), *reasons),
    )


def _shared(one: _Record, other: _Record) -> tuple[int, list[str], bool]:
    points, reasons = 0, []
    for label, left, right, worth in (
        ("profile address", one.profiles, other.profiles, 70),
        ("email", one.emails, other.emails, 50),
        ("phone", one.phones, other.phones, 35),
        ("link", one.links, other.links, 30),
    ):
        if left & right:
            points += worth
            reasons.append(f"same {label}")
    if one.row.birthday is not None and one.row.birthday == other.row.birthday:
        points += 30
        reasons.append("same birthday")
    if one.row.met_on is not None and one.row.met_on == other.row.met_on:
        points += 20
        reasons.append("met on the same day")
    company = _company(one, other)
    if company:
        points += 25
        reasons.append(company)
    return points, reasons, bool(reasons)


def _company(one: _Record, other: _Record) -> str:
    if set(one.companies) & set(other.companies):
        here = one.companies[0] == other.companies[0]
        return "same company" if here else "same company, now or before"
    from rapidfuzz import fuzz

    alike = any(
        left.partition(" ")[0] == right.partition(" ")[0] and fuzz.token_set_ratio(left, right) >= 90
        for left in one.companies
        for right in other.companies
    )
    return "a similar company" if alike else ""


def _names(one: _Record, other: _Record) -> tuple[int, str]:
    """Return the points for two names, and what they have in common in words."""
    if not one.words or not other.words:
        return 0, ""
    if one.name == other.name:
        return 40, "same name"
    if sorted(one.words) == sorted(other.words):
        return 38, "same name, the other way round"
    from rapidfuzz import fuzz

    short, long = sorted((one.words, other.words), key=len)
    if _abbreviates(short, long):
        return 30, "one name shortens the other"
    if len(short) > 1 and {short[0], short[-1]} <= set(long) and short[0] == long[0]:
        return 35, "same first and last name"
    ratio = fuzz.token_sort_ratio(one.name, other.name)
    first = fuzz.ratio(one.words[0], other.words[0])
    last = fuzz.ratio(one.words[-1], other.words[-1])
    if ratio >= 88 and first >= 75 and last >= 75:
        return 35, "nearly the same name"
    if one.words[-1] == other.words[-1] and one.words[0][0] == other.words[0][0]:
        return 25, "same last name and initial"
    if one.words[0] == other.words[0]:
        return 15, "same first name"
    return (0, "") if ratio < 60 else (10, "similar names")


def _abbreviates(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether one is "T. Weiss" where the other is "Tom Weiss"."""
    if short[-1] != long[-1] or len(short) < 2 or len(long) < 2:
        return False
    left, right = sorted((short[0], long[0]), key=len)
    return left != right and right.startswith(left)


def _against(one: _Record, other: _Record) -> int:
    """Return the points that speak against: two profiles, two birthdays, two first names."""
    against = 0
    if one.profiles and other.profiles and not one.profiles & other.profiles:
        against += 50
    born, also = one.row.birthday, other.row.birthday
    if born is not None and also is not None:
        same_day = (born.month, born.day) == (also.month, also.day)
        years = born.year is not None and also.year is not None and born.year != also.year
        against += 60 if not same_day or years else 0
    if one.words and other.words and not set(one.words) & set(other.words):
        against += 20
    elif one.words and other.words and one.words[-1] == other.words[-1]:
        left, right = sorted((one.words[0], other.words[0]), key=len)
        if not right.startswith(left):
            from rapidfuzz import fuzz

            # Family or namesakes: they may share a phone, an address and an employer.
            against += 40 if fuzz.ratio(left, right) < 55 else 0
    return against
