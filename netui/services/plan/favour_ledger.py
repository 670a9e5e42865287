"""The ledger of favours: what was noted by hand, and what the rest of the store says beyond doubt."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from netui.domain.people.follow_up import FollowUp, FollowUpState
from netui.domain.people.interaction import Direction, Interaction
from netui.domain.plan.favour import OF_PROMISE, Favour, FavourEntry, FavourKind, FavourSource, favour_in
from netui.domain.plan.introduction import Introduction, Way
from netui.domain.time.calendar_ends import days_after
from netui.services.plan.introduction_views import IntroductionViews
from netui.services.ports import Change, Store
from netui.services.present import Present

LOG_DAYS = 730


class FavourLedger:
    """Gathers what went each way. The log counts for two years, everything else for ever.

    Counted by themselves: introductions, both ways; follow-ups done to send something or to congratulate; and
    what `domain.plan.favour.favour_in` reads in the log. What the whole log says is read once, then kept
    up to date by the changes of the store.
    """

    def __init__(self, store: Store, present: Present, introductions: IntroductionViews) -> None:
        self._store = store
        self._present = present
        self._introductions = introductions
        self._from_log: dict[int, tuple[FavourEntry, ...]] | None = None
        self._from_follow_ups: dict[int, tuple[FavourEntry, ...]] | None = None
        self._people: dict[int, list[FavourEntry]] | None = None
        self._read_on: date | None = None
        self._changes = 0
        store.subscribe(self._changed)

    def of(self, contact_id: int) -> list[FavourEntry]:
        """Return what went each way with a person, the newest first."""
        if self._people is not None and self.is_read:
            return list(self._people.get(contact_id, ()))
        log = (self._of_log(one) for one in self._store.interactions.for_contact(contact_id))
        follow_ups = (self._of_follow_up(one) for one in self._store.follow_ups.for_contact(contact_id))
        entries = self._put_together(
            (entry for found in log for entry in found), (entry for found in follow_ups for entry in found)
        )
        return _newest(entry for entry in entries if entry.contact_id == contact_id)

    @property
    def is_read(self) -> bool:
        """Whether what went each way with everyone is loaded."""
        return self._people is not None and self._read_on == self._present.today()

    def by_person(self) -> dict[int, list[FavourEntry]]:
        """Return what went each way with everybody, by person, the newest first."""
        today, changes = self._present.today(), self._changes
        if self._people is not None and self._read_on == today:
            return self._people
        log, follow_ups = self._from_log, self._from_follow_ups
        if log is None or self._read_on != today:
            entries = self._store.interactions.during(days_after(today, -LOG_DAYS), today)
            log = {one.id: found for one in entries if (found := self._of_log(one))}
        if follow_ups is None:
            kept = self._store.follow_ups.all()
            follow_ups = {one.id: found for one in kept if (found := self._of_follow_up(one))}
        people: dict[int, list[FavourEntry]] = {}
        for entry in self._put_together(
            (entry for found in list(log.values()) for entry in found),
            (entry for found in list(follow_ups.values()) for entry in found),
        ):
            people.setdefault(entry.contact_id, []).append(entry)
        people = {one: _newest(found) for one, found in people.items()}
        if changes == self._changes:  # else something changed while a worker read
            self._from_log, self._from_follow_ups, self._people = log, follow_ups, people
            self._read_on = today
        return people

    def _put_together(
        self, log: Iterable[FavourEntry], follow_ups: Iterable[FavourEntry]
    ) -> Iterator[FavourEntry]:
        """Yield every entry once: a follow-up done by a note that was logged is one favour, not two."""
        yield from self._noted()
        yield from self._introduced()
        logged = set()
        for entry in log:
            logged.add((entry.contact_id, entry.direction, entry.kind, entry.on))
            yield entry
        for entry in follow_ups:
            if (entry.contact_id, entry.direction, entry.kind, entry.on) not in logged:
                yield entry

    def _noted(self) -> Iterator[FavourEntry]:
        for favour in self._store.of(Favour).all():
            if favour.contact_id is not None:
                yield FavourEntry(
                    id=favour.id,
                    contact_id=favour.contact_id,
                    direction=favour.direction,
                    kind=favour.kind,
                    source=FavourSource.NOTED,
                    on=favour.on,
                    text=favour.text,
                )

    def _introduced(self) -> Iterator[FavourEntry]:
        for (introducer_id, contact_id), record in self._introductions.pairs().items():
            row = self._store.contacts.row(contact_id)
            yield FavourEntry(
                id=record.id if record is not None else contact_id,
                contact_id=introducer_id,
                direction=Direction.RECEIVED,
                kind=FavourKind.INTRODUCTION,
                source=FavourSource.INTRODUCTION,
                on=record.on if record is not None else row.met_on if row is not None else None,
                text=f"to {row.name}" if row is not None else "to someone",
            )
        for made in self._store.of(Introduction).all():
            if made.way is Way.MADE and made.on is not None:
                yield from self._made(made)

    def _made(self, made: Introduction) -> Iterator[FavourEntry]:
        for one, other in ((made.contact_id, made.other_id), (made.other_id, made.contact_id)):
            row = self._store.contacts.row(other) if other is not None else None
            if one is not None:
                yield FavourEntry(
                    id=made.id,
                    contact_id=one,
                    direction=Direction.GAVE,
                    kind=FavourKind.INTRODUCTION,
                    source=FavourSource.INTRODUCTION,
                    on=made.on,
                    text=f"to {row.name}" if row is not None else "to someone",
                )

    def _of_log(self, interaction: Interaction) -> tuple[FavourEntry, ...]:
        if interaction.on < days_after(self._present.today(), -LOG_DAYS):
            return ()
        kind = favour_in(interaction)
        if kind is None:
            return ()
        return tuple(
            FavourEntry(
                id=interaction.id,
                contact_id=contact_id,
                direction=interaction.direction,
                kind=kind,
                source=FavourSource.LOG,
                on=interaction.on,
                text=interaction.text,
            )
            for contact_id in interaction.contact_ids
        )

    def _of_follow_up(self, follow_up: FollowUp) -> tuple[FavourEntry, ...]:
        kind = OF_PROMISE.get(follow_up.kind)
        if kind is None or follow_up.state is not FollowUpState.DONE:
            return ()
        if follow_up.contact_id is None or follow_up.closed_at is None:
            return ()
        return (
            FavourEntry(
                id=follow_up.id,
                contact_id=follow_up.contact_id,
                direction=Direction.GAVE,
                kind=kind,
                source=FavourSource.PROMISE,
                on=self._present.local(follow_up.closed_at).date(),
                text=follow_up.text,
            ),
        )

    def _changed(self, change: Change) -> None:
        touched = change.touched
        self._changes += 1
        if self._from_log is not None:
            ids = touched.get("interactions", frozenset())
            _refresh(self._from_log, ids, self._store.interactions.get, self._of_log)
        if self._from_follow_ups is not None:
            ids = touched.get("follow_ups", frozenset())
            _refresh(self._from_follow_ups, ids, self._store.follow_ups.get, self._of_follow_up)
        if touched.keys() & {"interactions", "follow_ups", "favours", "introductions", "contacts"}:
            self._people = None


def _refresh(
    kept: dict[int, tuple[FavourEntry, ...]],
    ids: frozenset[int],
    get: Callable[[int], object],
    read: Callable[..., tuple[FavourEntry, ...]],
) -> None:
    for one in ids:
        entity = get(one)
        found = read(entity) if entity is not None else ()
        if found:
            kept[one] = found
        else:
            kept.pop(one, None)


def _newest(entries: Iterable[FavourEntry]) -> list[FavourEntry]:
    return sorted(entries, key=lambda entry: (entry.on or date.min, entry.id), reverse=True)


class NotedFavours:
    """Favours noted by hand, and follow-ups done to send something or to congratulate."""

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._present = present

    def given_on(self, first: date, last: date) -> Iterable[date]:
        """Return one day for each from `first` to `last`; a follow-up done by a note is in the log."""
        noted = (one.on for one in self._store.of(Favour).all() if one.direction is Direction.GAVE)
        return [day for day in (*noted, *self._kept(first, last)) if first <= day <= last]

    def _kept(self, first: date, last: date) -> Iterator[date]:
        for follow_up in self._store.follow_ups.all():
            if follow_up.kind not in OF_PROMISE or follow_up.state is not FollowUpState.DONE:
                continue
            on = self._present.local(follow_up.closed_at).date() if follow_up.closed_at is not None else None
            if on is not None and first <= on <= last and not self._is_logged(follow_up, on):
                yield on

    def _is_logged(self, follow_up: FollowUp, on: date) -> bool:
        if follow_up.contact_id is None:
            return False
        return any(
            entry.on == on
            and entry.direction is Direction.GAVE
            and favour_in(entry) is OF_PROMISE[follow_up.kind]
            for entry in self._store.interactions.for_contact(follow_up.contact_id)
        )
