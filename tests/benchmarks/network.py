"""Seeded networks of any size, in the store's own form."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from netui.domain.people.cadence import Cadence, Unit
from netui.domain.people.contact import Contact, Position, Role, Stage
from netui.domain.people.interaction import Direction, Interaction, InteractionKind
from netui.domain.time.partial_date import PartialDate
from netui.services.ports import Clock
from netui.storage.store.opening import open_store

_LOG_DAYS = 1500
TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
_FIRST = (
    "Ana",
    "Bodil",
    "Chidi",
    "Dewi",
    "Émile",
    "Fatou",
    "Gus",
    "Hana",
    "Ines",
    "Jörg",
    "Kaya",
    "Lior",
    "Maëlle",
    "Nuno",
    "Oona",
    "Pía",
    "Quinn",
    "Rui",
    "Ştefan",
    "Tove",
)
_LAST = (
    "Adeyemi",
    "Berg",
    "Costa",
    "Dvořák",
    "Eriksen",
    "Fujita",
    "Gruber",
    "Hansen",
    "Ito",
    "Jansen",
    "Koç",
    "Lindqvist",
    "Moreau",
    "Nagy",
    "Ortiz",
    "Popa",
)
_FIRMS = (
    "Northwind",
    "Bluefin",
    "Larch",
    "Quarry",
    "Saltmarsh",
    "Tidewater",
    "Umber",
    "Verdant",
    "Willow",
    "Yarrow",
    "Zephyr",
    "Arcadia",
    "Basalt",
)
_TRADES = (
    "Analytics",
    "Biotech",
    "Capital",
    "Design",
    "Energy",
    "Foods",
    "Games",
    "Health",
    "Logistics",
    "Media",
    "Robotics",
    "Software",
)
_TITLES = (
    "Engineer",
    "Designer",
    "Product lead",
    "Recruiter",
    "Researcher",
    "Founder",
    "Head of data",
    "Editor",
)
_TAGS = (
    "alumni",
    "climbing",
    "mentor-circle",
    "paris-2024",
    "hiring",
    "investor",
    "book-club",
    "neighbour",
    "open-source",
    "conference",
)
_CITIES = ("Lisbon", "Oslo", "Zürich", "Nairobi", "Kyoto", "Montréal", "Leeds", "Austin")
_WORDS = (
    "met",
    "after",
    "the",
    "talk",
    "and",
    "compared",
    "how",
    "small",
    "teams",
    "hire",
    "they",
    "know",
    "the",
    "person",
    "who",
    "runs",
    "the",
    "lab",
    "wants",
    "an",
    "intro",
    "to",
    "someone",
    "in",
    "grants",
    "recommends",
    "the",
    "book",
    "on",
    "maps",
    "moving",
    "in",
    "spring",
    "asked",
    "about",
    "the",
    "new",
    "role",
    "send",
    "the",
    "article",
)


class FixedClock:
    """A clock that doesn't move."""

    def now(self) -> datetime:
        return NOW


def prose(opportunity: random.Random, words: int) -> str:
    return " ".join(opportunity.choices(_WORDS, k=words))


def contacts(count: int, seed: int = 7) -> Iterator[Contact]:
    """Yield contacts with ids from 1, about 600 bytes each."""
    opportunity = random.Random(seed)
    for number in range(1, count + 1):
        first, last = opportunity.choice(_FIRST), opportunity.choice(_LAST)
        firm = f"{opportunity.choice(_FIRMS)} {opportunity.choice(_TRADES)}"
        contacted = TODAY - timedelta(days=opportunity.randint(0, 600))
        cadence = opportunity.choice([None, Cadence(6, Unit.WEEKS), Cadence(3, Unit.MONTHS)])
        yield Contact(
            id=number,
            uid=f"{number:032x}",
            name=f"{first} {last}",
            positions=(
                Position(
                    title=opportunity.choice(_TITLES),
                    company=firm,
                    since=str(opportunity.randint(2005, 2026)),
                ),
            ),
            emails=(f"{first}.{last}.{number}@{firm.partition(' ')[0]}.example".lower(),),
            phones=(f"+351 21 555 {number % 10000:04d}",),
            links=(f"https://www.linkedin.com/in/{first}-{last}-{number}".lower(),),
            location=opportunity.choice(_CITIES),
            birthday=PartialDate(opportunity.randint(1, 12), opportunity.randint(1, 28))
            if number % 3 == 0
            else None,
            tags=tuple(opportunity.sample(_TAGS, opportunity.randint(0, 4))),
            stage=opportunity.choice(list(Stage)),
            roles=(opportunity.choice(list(Role)),),
            met_on=contacted - timedelta(days=400),
            notes=prose(opportunity, 30),
            cadence=cadence,
            last_contact_on=contacted,
            next_due_on=None if cadence is None else cadence.after(contacted),
            created_at=NOW - timedelta(days=700),
            updated_at=NOW - timedelta(days=opportunity.randint(0, 600)),
        )


def interactions(count: int, people: int, seed: int = 8) -> Iterator[Interaction]:
    """Yield interactions, about 200 bytes each; few people have many, many have few.

    They are in the order of their days, but for one in ten, which was logged or imported later.
    """
    opportunity = random.Random(seed)
    for number in range(1, count + 1):
        ago = _LOG_DAYS * (count - number) // count
        yield Interaction(
            id=10_000_000 + number,
            uid=f"{number:032x}",
            contact_ids=(min(people, 1 + int(people * opportunity.random() ** 2)),),
            kind=opportunity.choice(list(InteractionKind)),
            on=TODAY
            - timedelta(days=ago if opportunity.random() < 0.9 else opportunity.randint(ago, _LOG_DAYS)),
            direction=opportunity.choice(list(Direction)),
            text=prose(opportunity, 15),
            created_at=NOW,
        )


def build(folder: Path, people: int, entries: int, clock: Clock | None = None) -> None:
    """Make a store of this size, compacted as after an ordinary end."""
    store = open_store(folder, clock=clock or FixedClock(), session="generator")
    with store.transaction("Generate"):
        for contact in contacts(people):
            store.contacts.add(contact)
        for interaction in interactions(entries, people):
            store.interactions.add(interaction)
    store.close()
