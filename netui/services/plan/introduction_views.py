"""Introductions as they are looked at: loops still open, and who introduces me to which people."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from netui.domain.people.contact import ContactRow, Stage
from netui.domain.people.follow_up import FollowUp, FollowUpKind, FollowUpState
from netui.domain.plan.introduction import Introduction, IntroductionState, Way
from netui.services.people.follow_ups import FollowUpService
from netui.services.plan.introduction_loop import IntroductionLoop
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.remembered import Remembered

_OWED = frozenset({FollowUpKind.THANK_YOU, FollowUpKind.UPDATE})


class Received(Struct, frozen=True, kw_only=True):
    """Someone's introduction of a person to me; `thank` and `tell` are the follow-ups still open, and due.

    One that was not made has no day: its `record` says whether it was asked for. `record` is None if only
    the contact says who introduced us; `introducer` and `contact` are None once that person is gone.
    """

    introducer_id: int
    contact_id: int
    introducer: ContactRow | None
    contact: ContactRow | None
    on: date | None = None
    record: Introduction | None = None
    thank: FollowUp | None = None
    tell: FollowUp | None = None
    thanked_on: date | None = None
    told_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether the introducer is still owed something, or has not introduced us yet."""
        asked = self.record is not None and self.record.is_open
        return asked or bool(self.owed)

    @property
    def owed(self) -> tuple[FollowUp, ...]:
        """The follow-ups still open: thanks, then word of how it went."""
        return tuple(one for one in (self.thank, self.tell) if one is not None)

    @property
    def is_made(self) -> bool:
        """Whether we were introduced."""
        return self.record is None or self.record.state is IntroductionState.MADE


class Connector(Struct, frozen=True, kw_only=True):
    """Someone who introduces me to people: which ones, and how many came through those in turn."""

    row: ContactRow
    introduced: tuple[ContactRow, ...]
    further: int = 0


class IntroductionViews:
    """Reads introductions; never writes."""

    def __init__(self, store: Store, present: Present, follow_ups: FollowUpService) -> None:
        self._store = store
        self._present = present
        self._loop = IntroductionLoop(store, follow_ups)
        self._pairs = Remembered(store, self.pairs, "contacts", "introductions")
        self._connectors = Remembered(store, self._find_connectors, "contacts", "introductions")
        self._received = Remembered(
            store, self._find_received, "contacts", "introductions", "follow_ups", by=present.today
        )

    def received(self) -> list[Received]:
        """Return everyone I was introduced to, or asked to be; open loops first, then the newest.

        Someone who was only named to me, and who I have not met, was not introduced yet.
        """
        return list(self._received())

    @property
    def are_read(self) -> bool:
        """Whether what came to me can be asked without looking through everybody."""
        return self._received.is_known and self._connectors.is_known

    def read(self) -> None:
        """Look through everybody now."""
        self._received()
        self._connectors()

    def _find_received(self) -> Sequence[Received]:
        owed = self._owed()
        records = {**self._pairs(), **self._not_made()}
        found = [self._one(pair, record, owed.get(pair, ())) for pair, record in records.items()]
        return sorted(found, key=lambda one: (not one.is_open, -(one.on or date.min).toordinal()))

    def between(self, introducer_id: int, contact_id: int) -> Received:
        """Return one introduction to me."""
        pair = (introducer_id, contact_id)
        record = {**self.pairs(), **self._not_made()}.get(pair)
        return self._one(pair, record, self._loop.owed(*pair))

    def made(self) -> list[Introduction]:
        """Return the introductions of mine: planned ones first, then the newest first."""
        mine = [one for one in self._store.of(Introduction).all() if one.way is Way.MADE]
        return sorted(mine, key=lambda one: (not one.is_open, -(one.on or date.min).toordinal(), -one.id))

    def open_count(self) -> int:
        """Return how many loops are open, both ways."""
        owed = {
            (follow_up.contact_id, follow_up.about_id)
            for follow_up in self._store.follow_ups.open()
            if follow_up.kind in _OWED and follow_up.about_id is not None
        }
        planned = sum(one.is_open for one in self._store.of(Introduction).all())
        return planned + (len(owed & set(self._pairs())) if owed else 0)

    def with_contact(self, contact_id: int) -> list[Introduction]:
        """Return the introductions of mine that a person is part of."""
        return [one for one in self.made() if contact_id in (one.contact_id, one.other_id)]

    def asked_about(self, contact_id: int) -> list[Introduction]:
        """Return the introductions to me that are not made and a person is part of."""
        return [one for pair, one in self._not_made().items() if contact_id in pair]

    def top_connectors(self, limit: int | None = None) -> list[Connector]:
        """Return who introduced me to most people, and which; who those led to in turn counts second."""
        return list(self._connectors()[:limit])

    def _find_connectors(self) -> list[Connector]:
        rows = {row.id: row for row in self._store.contacts.rows()}
        brought: dict[int, list[ContactRow]] = {}
        for introducer_id, contact_id in self._pairs():
            contact = rows.get(contact_id)
            if introducer_id in rows and contact is not None:
                brought.setdefault(introducer_id, []).append(contact)
        found = [
            Connector(row=rows[one], introduced=tuple(people), further=_reach(one, brought) - len(people))
            for one, people in brought.items()
        ]
        found.sort(key=lambda one: (-len(one.introduced), -one.further, one.row.name.casefold()))
        return found

    def chain(self, contact_id: int) -> tuple[ContactRow, ...]:
        """Return how I came to know a person: them, who introduced us, who introduced those, and so on."""
        chain: list[ContactRow] = []
        row = self._store.contacts.row(contact_id)
        while row is not None and row not in chain:
            chain.append(row)
            row = self._store.contacts.row(row.introduced_by) if row.introduced_by is not None else None
        return tuple(chain)

    def pairs(self) -> dict[tuple[int, int], Introduction | None]:
        """Return (introducer, contact) of every introduction made to me, with its record if there is one."""
        pairs: dict[tuple[int, int], Introduction | None] = {
            (row.introduced_by, row.id): None
            for row in self._store.contacts.rows()
            if row.introduced_by is not None and row.stage is not Stage.POTENTIAL
        }
        for pair, one in self._records():
            if one.state is IntroductionState.MADE:
                pairs[pair] = one
            else:
                pairs.pop(pair, None)
        return pairs

    def _not_made(self) -> dict[tuple[int, int], Introduction]:
        return {pair: one for pair, one in self._records() if one.state is not IntroductionState.MADE}

    def _records(self) -> Iterator[tuple[tuple[int, int], Introduction]]:
        for one in self._store.of(Introduction).all():
            if one.way is Way.RECEIVED and one.by_id is not None and one.contact_id is not None:
                yield (one.by_id, one.contact_id), one

    def _owed(self) -> dict[tuple[int, int], list[FollowUp]]:
        """Return what was promised to each introducer about each person, the newest first."""
        owed: dict[tuple[int, int], list[FollowUp]] = {}
        for follow_up in reversed(self._store.follow_ups.all()):
            if follow_up.about_id is not None and follow_up.contact_id is not None:
                owed.setdefault((follow_up.contact_id, follow_up.about_id), []).append(follow_up)
        return owed

    def _one(self, pair: tuple[int, int], record: Introduction | None, owed: Sequence[FollowUp]) -> Received:
        introducer_id, contact_id = pair
        contact = self._store.contacts.row(contact_id)
        thanks = [one for one in owed if one.kind is FollowUpKind.THANK_YOU]
        updates = [one for one in owed if one.kind is FollowUpKind.UPDATE]
        return Received(
            introducer_id=introducer_id,
            contact_id=contact_id,
            introducer=self._store.contacts.row(introducer_id),
            contact=contact,
            on=record.on if record is not None else contact.met_on if contact is not None else None,
            record=record,
            thank=next((one for one in thanks if one.is_open), None),
            tell=next((one for one in updates if one.is_open and not one.waits), None),
            thanked_on=self._kept_on(thanks),
            told_on=self._kept_on(updates),
        )

    def _kept_on(self, follow_ups: Sequence[FollowUp]) -> date | None:
        days = [
            self._present.local(one.closed_at).date()
            for one in follow_ups
            if one.state is FollowUpState.DONE and one.closed_at is not None
        ]
        return max(days, default=None)


def _reach(introducer_id: int, brought: dict[int, list[ContactRow]]) -> int:
    """Return how many people came through someone, directly and in turn, each once."""
    seen: set[int] = {introducer_id}
    waiting = [introducer_id]
    while waiting:
        for row in brought.get(waiting.pop(), ()):
            if row.id not in seen:
                seen.add(row.id)
                waiting.append(row.id)
    return len(seen) - 1
