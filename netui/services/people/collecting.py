"""The log writes itself: entries proposed from mail and calendars, taken or refused in one transaction."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from netui.domain.counted import count_people, counted
from netui.domain.errors import InvalidValueError
from netui.domain.people.collecting import Found, Harvest, LeftOut, Proposal, Stranger, Window
from netui.domain.people.contact import Contact, Stage
from netui.domain.people.matching import Matcher, profile_key, profile_link
from netui.domain.time.calendar_ends import days_after, on_clock
from netui.domain.time.dates import full_day
from netui.domain.values import replace
from netui.services.people.collect_planning import CollectPlanner, Logged
from netui.services.people.people_services import PeopleServices
from netui.services.ports import Store, TraceReader
from netui.services.present import Present

if TYPE_CHECKING:
    from netui.services.people.messages import MessageService

DAYS_BACK = 365
_BEAT = 256
Progress = Callable[[int, int | None], None]
"""Told (messages read, None: no one knows how many there are)."""


class CollectPlan(Harvest, frozen=True, kw_only=True):
    """What was found, and the days it was looked for in; nothing is written until it is applied."""

    window: Window


class Collected(Struct, frozen=True, kw_only=True):
    """What was done: how many entries are in the log now, how many were refused, and who is new."""

    logged: int = 0
    refused: int = 0
    added: tuple[Contact, ...] = ()


class CollectService:
    """Proposes entries for the log from mail, calendars and messages.

    `reader` reads any file of these; `addresses` are the user's own, as the settings have them; `backup` is
    called before something is written.
    """

    def __init__(  # noqa: PLR0917 - one argument for each thing it works with
        self,
        store: Store,
        present: Present,
        people: PeopleServices,
        reader: Callable[[], TraceReader],
        addresses: Callable[[], Iterable[str]],
        backup: Callable[[], None],
    ) -> None:
        self._store = store
        self._present = present
        self._people = people
        self._reader = reader
        self._addresses = addresses
        self._backup = backup

    @property
    def messages(self) -> "MessageService":
        """What adds the person of one message."""
        from netui.services.people.messages import MessageService

        contacts, reader = self._people.contacts, self._reader()
        return MessageService(self._store, contacts, reader, self.mine, self.log_message)

    def log_message(self, contact_id: int, path: Path) -> bool:
        """Log a message of any day with one person, in a transaction that is open.

        Returns whether it is in the log now and wasn't before; it isn't where no addresses are the user's.
        """
        if not self.mine():
            return False
        plan = self.preview([path], since=date.min)
        theirs = [one for one in plan.proposals if contact_id in one.contact_ids]
        return self.log(theirs, plan.window) > 0

    def preview(
        self, paths: Iterable[Path], *, since: date | None = None, progress: Progress | None = None
    ) -> CollectPlan:
        """Read files and propose entries; raise ImportFileError for one that can't be read.

        Without `since` a year counts. Raises InvalidValueError for one that is still to come, and where it
        isn't known which addresses are the user's.
        """
        if since is not None and since > self._present.today():
            raise InvalidValueError(f"{full_day(since)} is still to come: give a day in the past")
        window = self._window(since or days_after(self._present.today(), -DAYS_BACK))
        planner = CollectPlanner(self._store, window, self.mine())
        read = 0
        for path in paths:
            for found in self._reader().read(path, window):
                planner.take(found)
                read += 1
                if progress and read % _BEAT == 0:
                    progress(read, None)
        planner.refuse_unsure()
        return self._plan(planner, window)

    def propose(self, traces: Iterable[Found | LeftOut], people: Matcher) -> CollectPlan:
        """Propose entries for what an import reads of any day; `people` are those here, and those to come."""
        found = list(traces)
        window = self._window(self._first_day(found))
        planner = CollectPlanner(self._store, window, self.mine(), people)
        for one in found:
            planner.take(one)
        return self._plan(planner, window)

    def apply(
        self,
        plan: CollectPlan,
        *,
        take: Iterable[Proposal] = (),
        add: Iterable[Stranger] = (),
        refuse: Iterable[Proposal] = (),
        refuse_people: Iterable[Stranger] = (),
    ) -> Collected:
        """Log the proposals that are taken, add people with theirs, and keep what is refused.

        All of it is one transaction. What another session logged since the plan was made is left out, and
        so is who was deleted.
        """
        taken, new, refused, unwanted = list(take), list(add), list(refuse), list(refuse_people)
        if not (taken or new or refused or unwanted):
            return Collected()
        self._backup()
        with self._store.transaction("Collect"):
            added = tuple(self._add(stranger) for stranger in new)
            for person, stranger in zip(added, new, strict=True):
                taken += [replace(each, contact_ids=(person.id,)) for each in stranger.proposals]
            logged = self.log(taken, plan.window)
            self._refuse(refused, unwanted)
            count = len(refused) + len(unwanted)
            self._store.relabel(_label(logged, len(added), count, taken or refused))
        return Collected(logged=logged, refused=count, added=added)

    def mine(self) -> Collection[str]:
        """Return the user's addresses in lower case, and the keys of their profiles."""
        own = [address.strip() for address in self._addresses() if address.strip()]
        return {profile_key(each) or each.lower() for each in own}

    def _window(self, first: date) -> Window:
        return Window(first, self._present.today(), self._present.zone, self._present.now())

    def _first_day(self, traces: Iterable[Found | LeftOut]) -> date:
        found = (one for one in traces if isinstance(one, Found))
        days = (on_clock(one.at, self._present.zone).date() if one.at else one.on for one in found)
        return min((day for day in days if day is not None), default=self._present.today())

    def _plan(self, planner: CollectPlanner, window: Window) -> CollectPlan:
        harvest = planner.harvest()
        return CollectPlan(
            proposals=harvest.proposals,
            strangers=harvest.strangers,
            left=harvest.left,
            unread=harvest.unread,
            window=window,
        )

    def _add(self, stranger: Stranger) -> Contact:
        party = stranger.party
        return self._people.contacts.add(
            Contact(
                id=0,
                uid="",
                name=stranger.name,
                emails=(party.address,) if party.address else (),
                links=(profile_link(party.profile),) if party.profile else (),
                stage=Stage.CONNECTED,
            )
        )

    def log(
        self, proposals: Collection[Proposal], window: Window, progress: Callable[[int], None] | None = None
    ) -> int:
        """Log what isn't in the log yet, in a transaction that is open; return how many entries that were."""
        logged, count = Logged(self._store, window), 0
        for done, each in enumerate(sorted(proposals, key=lambda each: each.on), start=1):
            if progress and (done % _BEAT == 0 or done == len(proposals)):
                progress(done)
            ids = [
                one
                for one in each.contact_ids
                if self._store.contacts.row(one) is not None
                and not logged.has(one, each.on, each.kind, each.keys)
            ]
            if not ids:
                continue
            count += 1
            self._people.log.log(
                contact_ids=ids,
                kind=each.kind,
                on=each.on,
                at=each.at,
                direction=each.direction,
                text=each.text,
                source=each.origin.value,
                came_from=each.keys,
            )
        return count

    def _refuse(self, proposals: Iterable[Proposal], strangers: Iterable[Stranger]) -> None:
        keys: dict[int, dict[str, None]] = {}
        for each in proposals:
            for contact_id in each.contact_ids:
                keys.setdefault(contact_id, {}).update(dict.fromkeys(each.keys))
        for person in self._store.contacts.get_many(keys):
            refused = dict.fromkeys((*person.refused, *keys[person.id]))
            self._store.contacts.save(replace(person, refused=tuple(refused)))
        if marks := [stranger.mark for stranger in strangers]:
            before = self._store.preferences.load()
            dismissed = dict.fromkeys((*before.dismissed, *marks))
            self._store.preferences.save(replace(before, dismissed=tuple(dismissed)))


def _label(logged: int, added: int, refused: int, proposals: Collection[Proposal]) -> str:
    """Return what history calls it: "Add 2 people, log 12 entries from mail"."""
    origins = dict.fromkeys(each.origin.value for each in proposals)
    parts = [f"add {count_people(added)}"] if added else []
    parts += [f"log {counted(logged, 'entry', 'entries')}"] if logged else []
    parts += [f"refuse {refused:,}"] if refused else []
    words = ", ".join(parts) or "collect nothing"
    source = " and ".join(one.replace("linkedin", "LinkedIn") for one in origins)
    return f"{words[0].upper()}{words[1:]}" + (f" from {source}" if source else "")
