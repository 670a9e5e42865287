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

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import TypeVar
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


TermT = TypeVar("TermT")

_NOBODY = Match()
_Index = dict[tuple[str, object], list[int]]

_Keyed = Callable[[str], str]
"""What two spellings of a name share, remembered while one file is matched."""


class Matcher:
    """Finds imported people among the contacts it knows; rows may be taught while an import goes on."""

    def __init__(self, rows: Iterable[ContactRow]) -> None:
        self._rows: dict[int, ContactRow] = {}
        self._profiles: dict[int, set[str]] = {}
        self._index: dict[Key, _Index] = {key: {} for key in Key}
        self._names: dict[str, list[int]] = {}
        self._unnamed: list[ContactRow] = []
        for row in rows:
            self.learn(row)

    def learn(self, row: ContactRow) -> None:
        """Index a contact, or index it again after it changed; what it was known by still counts."""
        self._unnamed.append(row)
        profiles = {key for key in map(profile_key, row.links) if key}
        if profiles:
            self._profiles.setdefault(row.id, set()).update(profiles)
        for profile in profiles:
            _file(self._index[Key.PROFILE], ("", profile), row.id)
        for email in row.emails:
            _file(self._index[Key.EMAIL], ("", email.strip().casefold()), row.id)
        self._rows[row.id] = row

    def _learn_names(self) -> None:
        """Index by what takes a name, once someone isn't found by an address."""
        for row in self._unnamed:
            name = name_key(row.name)
            _file(self._names, name, row.id)
            for phone in row.phones:
                _file(self._index[Key.PHONE], (name, phone_key(phone)), row.id)
            for position in (*row.positions, *row.corrected_jobs):
                if position.company:
                    _file(self._index[Key.COMPANY], (name, company_key(position.company)), row.id)
            if row.met_on is not None:
                _file(self._index[Key.DAY], (name, row.met_on), row.id)
        self._unnamed.clear()

    def who(self, party: Party, *, by_name: bool) -> ContactRow | None:
        """Return the one contact that someone in a message is, or None.

        By name only someone who alone has it, and not someone with another profile address.
        """
        key, term = (Key.EMAIL, party.address) if party.address else (Key.PROFILE, party.profile)
        ids = self._index[key].get(("", term.casefold()), []) if term else []
        if not ids and by_name and party.name:
            self._learn_names()
            ids = self._names.get(name_key(party.name), [])
            if party.profile:
                ids = [one for one in ids if one not in self._profiles]
        return self._rows[ids[0]] if len(ids) == 1 else None

    def match(self, people: Sequence[ImportedPerson]) -> list[Match]:
        """Return one match for each row of one file, in order."""
        keyed = cache(name_key)
        matches = _repeated(people, keyed)
        listed = {person.profile for person in people if person.profile} if self._profiles else set[str]()
        claimed: dict[int, int] = {}
        for key, same_day in (
            (Key.PROFILE, False),
            (Key.EMAIL, False),
            (Key.COMPANY, True),
            (Key.PHONE, False),
            (Key.DAY, False),
            (Key.COMPANY, False),
        ):
            if len(matches) == len(people):
                break
            if key not in {Key.PROFILE, Key.EMAIL}:
                self._learn_names()
            if not self._index[key]:
                continue
            for number, person in enumerate(people):
                if number in matches:
                    continue
                found = self._find(person, key, keyed, listed, same_day=same_day)
                taken = [row for row in found if row.id in claimed]
                free = next((row for row in found if row.id not in claimed), None)
                if free is not None:
                    claimed[free.id] = person.line
                    matches[number] = Match(free.id, key)
                elif taken and key in {Key.PROFILE, Key.EMAIL}:
                    line = claimed[taken[0].id]
                    matches[number] = Match(repeats=f"listed twice: same {key} as line {line}")
        return [matches.get(number) or self._unmatched(person, keyed) for number, person in enumerate(people)]

    def _find(
        self, person: ImportedPerson, key: Key, keyed: _Keyed, listed: set[str], *, same_day: bool
    ) -> list[ContactRow]:
        index = self._index[key]
        ids: dict[int, None] = {}
        for term in _terms(person, key, keyed):
            ids.update(dict.fromkeys(index.get(term, ())))
        rows = [self._rows[contact_id] for contact_id in ids]
        return [
            row
            for row in rows
            if self._agrees(row, person, key, listed)
            and not (same_day and _differ(row.met_on, person.connected_on))
        ]

    def _agrees(self, row: ContactRow, person: ImportedPerson, key: Key, listed: set[str]) -> bool:
        """Whether nothing surer than the key speaks against it: two profile addresses are two people."""
        known = self._profiles.get(row.id)
        if key is Key.PROFILE or not known or not person.profile or person.profile in known:
            return True
        # An address can be changed by its owner. The old one is then on no other row of the file.
        changed = known.isdisjoint(listed) and name_key(row.name) == name_key(person.name)
        return changed and key in {Key.EMAIL, Key.DAY}

    def _unmatched(self, person: ImportedPerson, keyed: _Keyed) -> Match:
        namesakes = self._names.get(keyed(person.name)) if self._names else None
        if not namesakes:
            return _NOBODY
        row = self._rows[namesakes[0]]
        if not any((person.profile, person.emails, person.phones, person.company, person.connected_on)):
            return Match(repeats=f"only a name, and {row.name} is here already")
        at = f" at {row.company}" if row.company else ""
        return Match(apart=f"same name as {row.name}{at}: kept apart")


def _repeated(people: Sequence[ImportedPerson], keyed: _Keyed) -> dict[int, Match]:
    """Find the rows that list a person again within one file."""
    repeats: dict[int, Match] = {}
    seen: dict[tuple[object, ...], ImportedPerson] = {}
    for number, person in enumerate(people):
        terms = list(_identities(person, keyed))
        for what, term in terms:
            first = seen.get(term)
            if first and not _differ(first.profile, person.profile):
                repeats[number] = Match(repeats=f"listed twice: same {what} as line {first.line}")
                break
        else:
            for _, term in terms:
                seen.setdefault(term, person)
    return repeats


def _identities(person: ImportedPerson, keyed: _Keyed) -> Iterator[tuple[str, tuple[object, ...]]]:
    if person.profile:
        yield Key.PROFILE, (Key.PROFILE, person.profile)
        if not person.emails:
            return
    name = keyed(person.name)
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


def _terms(person: ImportedPerson, key: Key, keyed: _Keyed) -> list[tuple[str, object]]:
    if key is Key.PROFILE:
        return [("", person.profile)] if person.profile else []
    if key is Key.EMAIL:
        return [("", email.casefold()) for email in person.emails]
    name = keyed(person.name)
    if key is Key.COMPANY:
        return [(name, company_key(person.company))] if person.company else []
    if key is Key.PHONE:
        return [(name, phone_key(phone)) for phone in person.phones]
    return [(name, person.connected_on)] if person.connected_on else []


def _file(index: dict[TermT, list[int]], term: TermT, contact_id: int) -> None:
    ids = index.setdefault(term, [])
    if contact_id not in ids:
        ids.append(contact_id)


def _folded(text: str) -> str:
    return " ".join(fold(text).split())


def phone_key(phone: str) -> str:
    """Return the digits of a phone number, without the zeros of a prefix."""
    return "".join(ch for ch in phone if ch.isdigit()).lstrip("0")


def _differ(one: object, other: object) -> bool:
    return bool(one) and bool(other) and one != other
