"""An opportunity that came up: a lead, a referral, a job; and where it came from."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct


class OpportunityKind(StrEnum):
    """What kind of opportunity it is."""

    LEAD = "lead"
    REFERRAL = "referral"
    PARTNERSHIP = "partnership"
    COLLABORATION = "collaboration"
    JOB = "job"


class OpportunityState(StrEnum):
    """The state of an opportunity."""

    OPEN = "open"
    PURSUED = "pursued"
    WON = "won"
    LOST = "lost"


NEXT_STATE = {
    OpportunityState.OPEN: OpportunityState.PURSUED,
    OpportunityState.PURSUED: OpportunityState.WON,
}
"""Where a chance goes when all goes well."""


class Opportunity(Struct, frozen=True, kw_only=True):
    """An opportunity; `contact_name` keeps who it came from when that person is deleted."""

    id: int
    uid: str
    title: str
    kind: OpportunityKind = OpportunityKind.LEAD
    state: OpportunityState = OpportunityState.OPEN
    contact_id: int | None = None
    contact_name: str = ""
    strategy_id: int | None = None
    company: str = ""
    text: str = ""
    next_step: str = ""
    next_on: date | None = None
    found_on: date | None = None
    pursued_on: date | None = None
    closed_on: date | None = None
    created_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is neither won nor lost."""
        return self.state in NEXT_STATE


class Tally(Struct, frozen=True, kw_only=True):
    """How many opportunities came from one source, and how many of them were won."""

    source_id: int | None
    name: str
    brought: int
    won: int


def tallies(found: Iterable[tuple[int | None, str, Opportunity]]) -> list[Tally]:
    """Return what each source (id, name) led to, the best first; ids tell sources of one name apart."""
    sources: dict[tuple[int | None, str], list[Opportunity]] = {}
    for source_id, name, opportunity in found:
        sources.setdefault((source_id, name), []).append(opportunity)
    made = [
        Tally(
            source_id=source_id,
            name=name,
            brought=len(brought),
            won=sum(1 for one in brought if one.state is OpportunityState.WON),
        )
        for (source_id, name), brought in sources.items()
    ]
    return sorted(made, key=lambda one: (-one.won, -one.brought, one.name.casefold()))
