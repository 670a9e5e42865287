"""Turns messages and meetings into proposals for the log, without writing anything."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime

from msgspec import Struct

from netui.domain.errors import UnknownUserError
from netui.domain.people.collecting import (
    MET_OFTEN,
    MOST_OTHERS,
    Found,
    Harvest,
    LeftOut,
    Origin,
    OtherFile,
    Party,
    Proposal,
    Stranger,
    Window,
)
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.people.matching import Matcher
from netui.domain.people.senders import is_robot
from netui.domain.time.calendar_ends import on_clock
from netui.domain.values import replace
from netui.services.ports import Store

Who = int | str
"""A contact's id, or the address of someone who isn't here."""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_WHO_ARE_YOU = (
    'netui doesn\'t know {}: press , in netui and set “Your addresses”, or write addresses = ["{}"] '
    "into the file that `netui path` shows"
)
_MEETINGS = frozenset(
    {
        InteractionKind.CALL,
        InteractionKind.COFFEE,
        InteractionKind.MEETING,
        InteractionKind.EVENT,
        InteractionKind.INTERVIEW,
    }
)


_SAYS = {Direction.GAVE: "You", Direction.RECEIVED: "They", Direction.BOTH: "Both"}


class _Trace(Struct, frozen=True):
    """One message or meeting, as it concerns one person."""

    at: datetime | None
    direction: Direction
    kind: InteractionKind
    key: str
    text: str


_Days = dict[tuple[date, InteractionKind], list[_Trace]]


class Logged:
    """What the log of some days has already: the keys of messages, and who was met how on which day."""

    def __init__(self, store: Store, window: Window) -> None:
        self._keys: set[tuple[int, str]] = set()
        self._days: set[tuple[int, date, InteractionKind]] = set()
        for entry in store.interactions.during(window.first, window.last):
            for contact_id in entry.contact_ids:
                self._keys.update((contact_id, key) for key in entry.came_from)
                self._days.add((contact_id, entry.on, _channel(entry.kind)))

    def has(self, contact_id: int, on: date, kind: InteractionKind, keys: Collection[str]) -> bool:
        """Whether one of these messages is in the log, or that day has such a contact with them."""
        if (contact_id, on, _channel(kind)) in self._days:
            return True
        return any((contact_id, key) in self._keys for key in keys)


class CollectPlanner:
    """Takes messages and meetings one after the other, and gathers what they say of each person and day."""

    def __init__(
        self, store: Store, window: Window, mine: Collection[str], people: Matcher | None = None
    ) -> None:
        """Take the days that count, the addresses and profiles of the user, and who is here or will be."""
        self._store = store
        self._window = window
        self._mine = frozenset(mine)
        self._people = people or Matcher(store.contacts.rows())
        self._logged = Logged(store, window)
        self._dismissed = frozenset(store.preferences.load().dismissed)
        self._traces: dict[Who, dict[tuple[date, InteractionKind], list[_Trace]]] = {}
        self._origins: dict[str, Origin] = {}
        self._strangers: dict[str, Party] = {}
        self._wrote: set[str] = set()
        self._seen: set[str] = set()
        self._unsure = self._sure = 0
        self.left: Counter[LeftOut] = Counter()
        self._unread: list[OtherFile] = []

    def take(self, found: Found | LeftOut | OtherFile) -> None:
        """Take one message or meeting, or count why it isn't one; or keep which file can't be read.

        Raises UnknownUserError for mail where it isn't known which addresses are the user's.
        """
        if isinstance(found, Found) and found.origin is Origin.MAIL and not self._mine:
            raise UnknownUserError(_WHO_ARE_YOU.format("your email addresses", "ana@example.org"))
        if isinstance(found, OtherFile):
            self._unread.append(found)
            return
        reason = found if isinstance(found, LeftOut) else self._refusal(found)
        if reason is not None:
            self.left[reason] += 1
        if isinstance(found, Found) and found.origin is Origin.LINKEDIN:
            self._unsure += reason is LeftOut.NOT_YOURS
            self._sure += reason is not LeftOut.NOT_YOURS

    def refuse_unsure(self) -> None:
        """Raise UnknownUserError for LinkedIn's messages where it isn't known who of them the user is."""
        if self._unsure and not self._sure:
            raise UnknownUserError(_WHO_ARE_YOU.format("your LinkedIn profile", "linkedin.com/in/ana-silva"))

    def harvest(self) -> Harvest:
        """Return what is proposed; each message that nothing is proposed for is counted."""
        proposals: list[Proposal] = []
        strangers: list[Stranger] = []
        for who, days in self._traces.items():
            if isinstance(who, int):
                proposals += self._proposals(who, days)
            elif (stranger := self._stranger(who, days)) is not None:
                strangers.append(stranger)
            else:
                self.left[LeftOut.STRANGERS] += sum(map(len, days.values()))
        strangers.sort(key=lambda one: (-one.days, one.name))
        return Harvest(
            proposals=tuple(_shared(proposals)),
            strangers=tuple(strangers),
            left={reason: count for reason in LeftOut if (count := self.left[reason])},
            unread=tuple(self._unread),
        )

    def _refusal(self, found: Found) -> LeftOut | None:
        """Take what is found for everyone it concerns; return why it concerns no one."""
        on = on_clock(found.at, self._window.zone).date() if found.at is not None else found.on
        if on is None:
            return LeftOut.UNDATED
        if not self._window.first <= on <= self._window.last:
            return LeftOut.OLD if on < self._window.first else LeftOut.TO_COME
        if found.at > self._window.now if found.at is not None else on >= self._window.last:
            return LeftOut.TO_COME
        if found.key in self._seen:
            return LeftOut.TWICE
        self._seen.add(found.key)
        others = list(
            {one.known_by or one.name: one for one in found.others if not self._is_me(one)}.values()
        )
        if any(one.declined and self._is_me(one) for one in found.others):
            return LeftOut.DECLINED
        if others and all(one.declined for one in others):
            return LeftOut.DECLINED
        others = [one for one in others if not one.declined]
        if len(others) > MOST_OTHERS:
            return LeftOut.GROUP
        direction = Direction.BOTH
        if found.sender is not None:
            if self._is_me(found.sender):
                direction = Direction.GAVE
            elif not any(map(self._is_me, found.others)):
                return LeftOut.NOT_YOURS
            else:
                direction, others = Direction.RECEIVED, [found.sender]
        people = [one for one in others if not is_robot(one.address)]
        if not people:
            return LeftOut.AUTOMATIC if others else LeftOut.ALONE
        reasons = [self._note(found, on, direction, one) for one in people]
        return None if None in reasons else reasons[0]

    def _note(self, found: Found, on: date, direction: Direction, party: Party) -> LeftOut | None:
        """Note that someone was in touch; return why it doesn't count."""
        contact = self._people.who(party, by_name=found.origin is not Origin.MAIL)
        who: Who = party.known_by
        if contact is not None:
            if contact.archived_at is not None:
                return LeftOut.ARCHIVED
            if self._logged.has(contact.id, on, found.kind, (found.key,)):
                return LeftOut.KNOWN
            who = contact.id
        elif not who:
            return LeftOut.STRANGERS
        else:
            known = self._strangers.get(party.known_by)
            if known is None or not known.name:
                self._strangers[party.known_by] = party
            if direction is Direction.GAVE:
                self._wrote.add(party.known_by)
        self._origins[found.key] = found.origin
        trace = _Trace(found.at, direction, found.kind, found.key, found.text)
        days = self._traces.setdefault(who, {})
        days.setdefault((on, _channel(found.kind)), []).append(trace)
        return None

    def _is_me(self, party: Party) -> bool:
        return party.mine or party.address in self._mine or party.profile in self._mine

    def _proposals(self, contact_id: int, days: _Days) -> Iterator[Proposal]:
        """Yield what is proposed for one person; what was refused before is counted."""
        contact = self._store.contacts.get(contact_id)
        refused = frozenset(contact.refused if contact is not None else ())
        for (on, _), day in days.items():
            left = [trace for trace in day if trace.key not in refused]
            self.left[LeftOut.REFUSED] += len(day) - len(left)
            if left:
                yield self._proposal((contact_id,), on, left)

    def _stranger(self, address: str, days: _Days) -> Stranger | None:
        """Return someone who isn't here, if they are worth offering."""
        met_on = {on for on, _ in days}
        if len(met_on) < MET_OFTEN or address not in self._wrote:
            return None
        found = Stranger(
            party=self._strangers[address],
            days=len(met_on),
            last_on=max(met_on),
            proposals=tuple(self._proposal((), on, day) for (on, _), day in days.items()),
        )
        return None if found.mark in self._dismissed else found

    def _proposal(self, contact_ids: tuple[int, ...], on: date, day: list[_Trace]) -> Proposal:
        """Return one entry for all of a day: the latest counts, and both wrote where each did."""
        latest = max(day, key=_instant)
        directions = {trace.direction for trace in day}
        return Proposal(
            origin=self._origins[latest.key],
            contact_ids=contact_ids,
            kind=latest.kind,
            on=on,
            direction=latest.direction if len(directions) == 1 else Direction.BOTH,
            keys=tuple(dict.fromkeys(trace.key for trace in day)),
            at=latest.at,
            text=_text_of(day, latest),
        )


def _text_of(day: Iterable[_Trace], latest: _Trace) -> str:
    """Return the texts of a day's messages one below the other; of meetings that of the latest."""
    if latest.kind in _MEETINGS:
        return latest.text
    texts = {(one.direction, one.text): None for one in sorted(day, key=_instant) if one.text}
    both = len({direction for direction, _ in texts}) > 1
    return "\n".join(f"{_SAYS[way]}: {text}" if both else text for way, text in texts)


def _instant(trace: _Trace) -> datetime:
    return trace.at or _LONG_AGO


def _channel(kind: InteractionKind) -> InteractionKind:
    """Return what counts as one kind on a day: a call that is in the log is the meeting of a calendar."""
    return InteractionKind.MEETING if kind in _MEETINGS else kind


def _shared(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return the proposals by day, with one for a meeting or a message with several people."""
    found: dict[tuple[object, ...], Proposal] = {}
    for each in proposals:
        same = (each.on, each.keys, each.direction, each.kind)
        known = found.get(same)
        ids = (*known.contact_ids, *each.contact_ids) if known is not None else each.contact_ids
        found[same] = replace(each, contact_ids=ids)
    return sorted(found.values(), key=lambda each: (each.on, each.contact_ids))
