"""What rows of files say of one person, and what the user chose for everyone in them."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from msgspec import Struct

from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Contact
from netui.domain.people.import_changes import KnownT, changes, joined
from netui.domain.people.importing import CONNECTED, ImportedPerson
from netui.domain.values import replace

LINKEDIN = "linkedin"


class Options(Struct, frozen=True, kw_only=True):
    """What the user chose: tags for everyone in the files, a cadence for those who are new."""

    tags: tuple[str, ...] = ()
    every: Cadence | None = None

    @classmethod
    def of(cls, tags: Iterable[str], every: Cadence | None) -> Self:
        """Return the options with tidy tags."""
        tidy = {tag.casefold(): tag for tag in (one.strip().lstrip("#") for one in tags) if tag}
        return cls(tags=tuple(tidy.values()), every=every)


class Fact(Struct, frozen=True):
    """One row about someone known; `jobs` is whether it may say something new of the present job."""

    person: ImportedPerson
    jobs: bool


class Edit(Struct, frozen=True):
    """What the rows say about one contact of the network."""

    contact_id: int
    facts: tuple[Fact, ...]


def apply_facts(known: KnownT, facts: Iterable[Fact], options: Options, on: date) -> tuple[KnownT, list[str]]:
    """Return the contact with what rows and options add, and the reasons; none means nothing is new."""
    reasons: list[str] = []
    before = known.met_on
    for fact in facts:
        known, more = changes(known, fact.person, on, jobs=fact.jobs)
        reasons += more
    if isinstance(known, Contact) and known.met_on != before and not known.met:
        known = replace(known, met=CONNECTED)
    tags = joined(known.tags, options.tags, str.casefold)
    reasons += [f"tag {tag} added" for tag in tags[len(known.tags) :]]
    return replace(known, tags=tags), reasons
