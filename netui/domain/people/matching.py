"""Whether a person of a foreign file is someone who is here already.

The keys, the most certain first:

1. the profile address
2. an email; where both have a profile address and these differ, the name has to be the same too
3. the name with the company, present, past or until it was changed by hand, or with the phone
4. the name with the day of connection: an older export without addresses knows a person by a former job, and
   that day never changes

A name alone never matches: people who share nothing else are kept apart, and the ledger says so. Two rows of
one file are two people, unless they share the address, an email under the same name, or everything there is.
Each contact is matched by one row of a file at most, and the surer key goes first, whatever the order is.
"""

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from urllib.parse import quote, unquote

from msgspec import Struct

from netui.domain.people.collecting import Party
from netui.domain.people.company import company_key
from netui.domain.people.contact import ContactRow
from netui.domain.people.importing import ImportedPerson
from netui.domain.people.person_name import name_key
from netui.domain.text import clean, fold

_HOST = "linkedin.com"
_USUAL = f"https://www.{_HOST}/in/"
_LONGEST = 200
_BEFORE_HOST = re.compile(r"^(?:https?://)?(?:www\.)?")


def profile_key(address: str) -> str:
    """Return the key of a profile address: percent-decoded, lower case, without host, query and slash.

    Country hosts, a missing scheme and old `/pub/` addresses are understood; anything else gives "".
    """
    if address.startswith(_USUAL) and address.isascii():  # as LinkedIn exports nearly all of them
        usual = address[len(_USUAL) :].removesuffix("/")
        if usual.replace("-", "").isalnum():
            return usual[:_LONGEST].lower()
    path = address.strip().partition("?")[0].partition("#")[0]
    lowered = path.lower()
    if _HOST not in lowered:
        return ""
    host, _, rest = lowered.partition("://")[2 if "://" in lowered else 0].partition("/")
    if host != _HOST and not host.endswith("." + _HOST):
        return ""
    kind, _, tail = rest.partition("/")
    if kind not in {"in", "pub"}:
        return ""
    key = unquote(tail.partition("/")[0], errors="replace").strip().lower()
    return clean(unicodedata.normalize("NFC", key))[:_LONGEST]


def page_key(address: str) -> str:
    """Return what two spellings of a page share: a profile by its key, else all but scheme, www and slash."""
    return profile_key(address) or _BEFORE_HOST.sub("", address.casefold()).rstrip("/")


def profile_link(key: str) -> str:
    """Return the address of a profile by its key, fit to open and to paste."""
    return f"https://www.{_HOST}/in/{quote(key, safe='')}"


class Key(StrEnum):
    """What two records of one person share."""

    PROFILE = "profile address"
    EMAIL = "email"
    COMPANY = "name and company"
    PHONE = "name and phone"
    DAY = "name and connection day"


class Match(Struct, frozen=True):
    """What one row is: a contact (`contact_id` and `key`), a repetition, or with neither someone new.

    `repeats` is why a row adds nothing to what the file or the store has; `apart` why someone new is not
    taken for a namesake.
    """

    contact_id: int | None = None
    key: Key | None = None
    repeats: str = ""
    apart: str = ""


_NOBODY = Match()
_KEYS = tuple(Key)
_KEPT_NAMES = 1_024
_name_key = lru_cache(_KEPT_NAMES)(name_key)


class _Index:
    """Contacts by the hash of what they are known by: the words themselves would take ten times the room."""

    def __init__(self) -> None:
        self._rows: dict[int, ContactRow | list[ContactRow]] = {}

    def __bool__(self) -> bool:
        return bool(self._rows)

    def add(self, term: object, row: ContactRow) -> None:
        """File a contact under what it is known by."""
        key = hash(term)
        known = self._rows.setdefault(key, row)
        if isinstance(known, list):
            if all(one.id != row.id for one in known):
                known.append(row)
        elif known.id != row.id:
            self._rows[key] = [known, row]

    def find(self, term: object) -> Sequence[ContactRow]:
        """Return the contacts that are known by something, in the order in which they were added."""
        found = self._rows.get(hash(term), ())
        return (found,) if isinstance(found, ContactRow) else found


class Matcher:
    """Finds imported people among the contacts it knows; rows may be taught while an import goes on."""

    def __init__(self, rows: Iterable[ContactRow]) -> None:
        self._learnt: dict[int, ContactRow] = {}
        self._index = {key: _Index() for key in Key}
        self._names = _Index()
        self._unnamed: list[ContactRow] = []
        for row in rows:
            self._take(row)

    def learn(self, row: ContactRow) -> None:
        """Index a contact, or index it again after it changed; what it was known by still counts."""
        self._learnt[row.id] = row
        self._take(row)

    def _take(self, row: ContactRow) -> None:
        self._unnamed.append(row)
        for profile in _profiles(row):
            self._index[Key.PROFILE].add(("", profile), row)
        for email in row.emails:
            self._index[Key.EMAIL].add(("", email.strip().casefold()), row)

    def _learn_names(self) -> None:
        """Index by what takes a name, once someone isn't found by an address."""
        for row in self._unnamed:
            name = name_key(row.name)
            self._names.add(name, row)
            for phone in row.phones:
                self._index[Key.PHONE].add((name, phone_key(phone)), row)
            for position in (*row.positions, *row.corrected_jobs):
                if position.company:
                    self._index[Key.COMPANY].add((name, company_key(position.company)), row)
            if row.met_on is not None:
                self._index[Key.DAY].add((name, row.met_on), row)
        self._unnamed.clear()

    def who(self, party: Party, *, by_name: bool) -> ContactRow | None:
        """Return the one contact that someone in a message is, or None.

        By name only someone who alone has it, and not someone with another profile address.
        """
        key, term = (Key.EMAIL, party.address) if party.address else (Key.PROFILE, party.profile)
        rows = self._known_by(self._index[key], ("", term.casefold())) if term else []
        if not rows and by_name and party.name:
            self._learn_names()
            rows = self._known_by(self._names, name_key(party.name))
            if party.profile:
                rows = [row for row in rows if not _profiles(row)]
        return rows[0] if len(rows) == 1 else None

    def match(self, people: Sequence[ImportedPerson]) -> Iterator[Match]:
        """Yield one match for each row of one file, in order; the rows are gone through several times."""
        repeated = _repeated(people)
        ids, keys = array("q", bytes(8 * len(people))), bytearray(len(people))
        left = len(people) - len(repeated)
        listed = cache(lambda: {hash(person.profile) for person in people if person.profile})
        claimed: dict[int, int] = {}
        namesakes: bytes | None = None
        for key, same_day in (
            (Key.PROFILE, False),
            (Key.EMAIL, False),
            (Key.COMPANY, True),
            (Key.PHONE, False),
            (Key.DAY, False),
            (Key.COMPANY, False),
        ):
            if not left:
                break
            by_name = key not in {Key.PROFILE, Key.EMAIL}
            if by_name and namesakes is None:
                namesakes = self._namesakes(people)
            if not self._index[key]:
                continue
            for number, person in enumerate(people):
                if ids[number] or number in repeated or (namesakes and not namesakes[number]):
                    continue
                found = self._find(person, key, listed, same_day=same_day)
                taken = [row for row in found if row.id in claimed]
                free = next((row for row in found if row.id not in claimed), None)
                if free is not None:
                    claimed[free.id] = person.line
                    ids[number], keys[number] = free.id, _KEYS.index(key)
                    left -= 1
                elif taken and not by_name:
                    line = claimed[taken[0].id]
                    repeated[number] = Match(repeats=f"listed twice: same {key} as line {line}")
                    left -= 1
        for number, person in enumerate(people):
            if ids[number]:
                yield Match(ids[number], _KEYS[keys[number]])
            elif number in repeated:
                yield repeated[number]
            else:
                yield self._unmatched(person) if namesakes and namesakes[number] else _NOBODY

    def _find(
        self, person: ImportedPerson, key: Key, listed: Callable[[], set[int]], *, same_day: bool
    ) -> list[ContactRow]:
        index = self._index[key]
        rows = {row.id: row for term in _terms(person, key) for row in self._known_by(index, term)}
        return [
            row
            for row in rows.values()
            if self._agrees(row, person, key, listed)
            and not (same_day and _differ(row.met_on, person.connected_on))
        ]

    def _agrees(
        self, row: ContactRow, person: ImportedPerson, key: Key, listed: Callable[[], set[int]]
    ) -> bool:
        """Whether nothing surer than the key speaks against it: two profile addresses are two people."""
        known = _profiles(row) if key is not Key.PROFILE and person.profile else None
        if not known or person.profile in known:
            return True
        # An address can be changed by its owner. The old one is then on no other row of the file.
        changed = listed().isdisjoint(map(hash, known)) and name_key(row.name) == name_key(person.name)
        return changed and key in {Key.EMAIL, Key.DAY}

    def _namesakes(self, people: Iterable[ImportedPerson]) -> bytes:
        """Return for each row whether someone has the same name: no other is found by what takes a name."""
        self._learn_names()
        return bytes(bool(self._names.find(_name_key(person.name))) for person in people)

    def _known_by(self, index: _Index, term: object) -> list[ContactRow]:
        """Return the contacts that are known by something, each as it was learnt last."""
        return [self._learnt.get(row.id, row) for row in index.find(term)]

    def _unmatched(self, person: ImportedPerson) -> Match:
        row = self._known_by(self._names, _name_key(person.name))[0]
        if not any((person.profile, person.emails, person.phones, person.company, person.connected_on)):
            return Match(repeats=f"only a name, and {row.name} is here already")
        at = f" at {row.company}" if row.company else ""
        return Match(apart=f"same name as {row.name}{at}: kept apart")


def _profiles(row: ContactRow) -> set[str]:
    """Return the keys of someone's profile addresses."""
    return {key for key in map(profile_key, row.links) if key}


def _repeated(people: Iterable[ImportedPerson]) -> dict[int, Match]:
    """Find the rows that list a person again within one file."""
    hashes = array("q", (hash(term) for person in people for _, term in _identities(person)))
    twice = {one for one, other in pairwise(sorted(hashes)) if one == other}
    repeats: dict[int, Match] = {}
    if not twice:
        return repeats
    seen: dict[tuple[object, ...], tuple[str, int]] = {}
    for number, person in enumerate(people):
        terms = [one for one in _identities(person) if hash(one[1]) in twice]
        for what, term in terms:
            profile, line = seen.get(term, ("", 0))
            if line and not _differ(profile, person.profile):
                repeats[number] = Match(repeats=f"listed twice: same {what} as line {line}")
                break
        else:
            for _, term in terms:
                seen.setdefault(term, (person.profile, person.line))
    return repeats


def _identities(person: ImportedPerson) -> Iterator[tuple[str, tuple[object, ...]]]:
    if person.profile:
        yield Key.PROFILE, (Key.PROFILE, person.profile)
        if not person.emails:
            return
    name = _name_key(person.name)
    for email in person.emails:
        yield Key.EMAIL, (Key.EMAIL, name, email.casefold())
    if not person.profile:
        phones = tuple(map(phone_key, person.phones))
        facts = (
            company_key(person.company),
            _folded(person.title),
            person.connected_on,
            person.emails,
            phones,
        )
        yield "details", ("", name, *facts)


def _terms(person: ImportedPerson, key: Key) -> list[tuple[str, object]]:
    if key is Key.PROFILE:
        return [("", person.profile)] if person.profile else []
    if key is Key.EMAIL:
        return [("", email.casefold()) for email in person.emails]
    name = _name_key(person.name)
    if key is Key.COMPANY:
        return [(name, company_key(person.company))] if person.company else []
    if key is Key.PHONE:
        return [(name, phone_key(phone)) for phone in person.phones]
    return [(name, person.connected_on)] if person.connected_on else []


def _folded(text: str) -> str:
    return " ".join(fold(text).split())


def phone_key(phone: str) -> str:
    """Return the digits of a phone number, without the zeros of a prefix."""
    return "".join(ch for ch in phone if ch.isdigit()).lstrip("0")


def _differ(one: object, other: object) -> bool:
    return bool(one) and bool(other) and one != other
