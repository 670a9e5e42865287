"""The network as the map shows it: people in groups, the closest first, and how they hang together."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from heapq import merge
from itertools import islice

from msgspec import Struct

from netui.domain.people.company import company_key
from netui.domain.people.contact import ContactRow, Naming, Position, Stage
from netui.domain.text import fold

Memberships = Mapping[int, Sequence[str]]
"""Contact id to the names of the groups a person belongs to."""

SOMEBODY = "a person"
"""How whoever may not be named is called in what is published: "a person at Fastly"."""

REST = "\0rest"
"""The key of the small groups put together."""

_IN_ORDER = 200  # of the small groups no more people are ever shown: sorting all takes long
_KNOWN = frozenset({Stage.CONNECTED, Stage.ACTIVE, Stage.DORMANT})
_CLOSENESS = {
    Stage.ACTIVE: 0,
    Stage.CONNECTED: 1,
    Stage.REACHED_OUT: 2,
    Stage.POTENTIAL: 2,
    Stage.DORMANT: 3,
}


class Grouping(StrEnum):
    """What people are grouped by on the map."""

    COMPANY = "company"
    INDUSTRY = "industry"
    GROUP = "group"
    LOCATION = "location"
    INTRODUCER = "introducer"
    STAGE = "stage"
    TAG = "tag"

    @property
    def no_group(self) -> str:
        """The heading over the people without a known group."""
        return _NOBODY[self]


_NOBODY = {
    Grouping.COMPANY: "no company",
    Grouping.INDUSTRY: "no industry",
    Grouping.GROUP: "in no group",
    Grouping.LOCATION: "place unknown",
    Grouping.INTRODUCER: "no introducer",
    Grouping.STAGE: "no stage",
    Grouping.TAG: "no tag",
}


class Cluster(Struct, frozen=True):
    """People of one group, the closest first.

    `head` is the introducer where people are grouped by who introduced them: not one of `people`. `loose` is
    set for people without a known group, and for small groups joined into one.
    """

    key: str
    name: str
    people: tuple[ContactRow, ...]
    head: ContactRow | None = None
    loose: bool = False

    @property
    def size(self) -> int:
        """How many people belong to it, its head not counted."""
        return len(self.people)

    @property
    def everyone(self) -> tuple[ContactRow, ...]:
        """All its people, the head first."""
        return (self.head, *self.people) if self.head is not None else self.people


def is_known(row: ContactRow) -> bool:
    """Tell whether the user knows a person already; all others are to meet."""
    return row.stage in _KNOWN


def on_the_map(rows: Iterable[ContactRow]) -> list[ContactRow]:
    """Return the people a map is made of: all who are not archived."""
    return [row for row in rows if row.archived_at is None]


def place_of(location: str) -> str:
    """Return the country a location ends with, or all of it where it is one word."""
    return location.rpartition(",")[2].strip() or location.strip()


def clusters(
    rows: Sequence[ContactRow], grouping: Grouping, memberships: Memberships | None = None
) -> list[Cluster]:
    """Return everyone in groups, the largest first, people without a known group last.

    Each person is in one group: with several tags or groups it is the one that most people share.
    """
    names = _names_of(rows, grouping, memberships or {})
    spellings: dict[str, Counter[str]] = {}
    for found in names.values():
        for key, name in found:
            spellings.setdefault(key, Counter())[name] += 1
    sizes = {key: spelt.total() for key, spelt in spellings.items()}
    people: dict[str, list[ContactRow]] = {}
    for row in rows:
        keys = [key for key, _ in names.get(row.id, ())]
        chosen = min(keys, key=lambda key: (-sizes[key], key)) if keys else ""
        people.setdefault(chosen, []).append(row)
    heads = {row.id: row for row in rows} if grouping is Grouping.INTRODUCER else {}
    made = []
    for key, members in people.items():
        # Someone who introduced others names a group, and is on the map once.
        apart = [row for row in members if not (heads and str(row.id) in people)]
        head = heads[int(key)] if heads and key else None
        if apart or head is not None:
            name = head.name if head else spellings[key].most_common(1)[0][0] if key else grouping.no_group
            made.append(Cluster(key, name, tuple(sorted(apart, key=closest)), head, loose=not key))
    return sorted(made, key=lambda one: (one.loose, -one.size, fold(one.name), one.key))


def fold_small(found: Sequence[Cluster], most: int) -> list[Cluster]:
    """Return at most `most` clusters: the largest, and one of all the others where there are more."""
    if len(found) <= most:
        return list(found)
    named = [one for one in found if not one.loose]
    kept = named[: max(1, most - 1)]
    rest = [*named[len(kept) :], *(one for one in found if one.loose)]
    leading = [*rest[:_IN_ORDER], *(one for one in rest[_IN_ORDER:] if one.loose)]
    first = list(islice(merge(*(one.everyone for one in leading), key=closest), _IN_ORDER))
    seen = {row.id for row in first}
    others = (row for one in rest for row in one.everyone if row.id not in seen)
    return [*kept, Cluster(REST, "others", (*first, *others), loose=True)]


def closest(row: ContactRow) -> tuple[int, int, str, int]:
    """Return the order of people in a group: the closer first, then the last contact, then the name."""
    last = row.last_contact_on or date.min
    return _CLOSENESS[row.stage], -last.toordinal(), fold(row.name), row.id


def public_rows(rows: Sequence[ContactRow], *, named: bool = False) -> list[ContactRow]:
    """Return people as they may be published: new ids from 1, and no more than a map needs.

    People who did not agree to be named appear as "a person at Fastly", unless all are `named`. Emails,
    telephone numbers, links, birthdays and dates of contact are left out, of everybody.
    """
    ids = {row.id: number for number, row in enumerate(rows, start=1)}
    return [
        ContactRow(
            id=ids[row.id],
            name=row.name if named else public_name(row),
            positions=tuple(
                Position(company=one.company, since=one.since, until=one.until) for one in row.positions
            ),
            location=place_of(row.location),
            industry=row.industry,
            tags=tuple(row.tags),
            stage=row.stage,
            roles=tuple(row.roles),
            introduced_by=ids.get(row.introduced_by) if row.introduced_by is not None else None,
            naming=Naming.YES if named else row.naming,
        )
        for row in rows
    ]


def public_name(row: ContactRow) -> str:
    """Return a person's name where it may be published, else "a person at Fastly"."""
    if row.naming is Naming.YES:
        return row.name
    return f"{SOMEBODY} at {row.company}" if row.company else SOMEBODY


def _names_of(
    rows: Sequence[ContactRow], grouping: Grouping, memberships: Memberships
) -> dict[int, list[tuple[str, str]]]:
    """Return (key, name) of every group that each person could be in."""
    if grouping is Grouping.INTRODUCER:
        here = {row.id for row in rows}
        return {
            row.id: [(str(row.introduced_by), "")]
            for row in rows
            if row.introduced_by is not None and row.introduced_by in here
        }
    read = _READERS[grouping]
    key = company_key if grouping is Grouping.COMPANY else fold
    found = {}
    for row in rows:
        texts = memberships.get(row.id, ()) if grouping is Grouping.GROUP else read(row)
        named = [(key(name), name) for text in texts if (name := " ".join(text.split()))]
        if named:
            found[row.id] = named
    return found


_READERS: dict[Grouping, Callable[[ContactRow], Sequence[str]]] = {
    Grouping.COMPANY: lambda row: (row.company,),
    Grouping.INDUSTRY: lambda row: (row.industry,),
    Grouping.GROUP: lambda _: (),
    Grouping.LOCATION: lambda row: (place_of(row.location),),
    Grouping.STAGE: lambda row: (row.stage.value,),
    Grouping.TAG: lambda row: tuple(row.tags),
}
