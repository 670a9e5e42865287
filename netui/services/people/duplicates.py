"""Finds duplicates in the background, merges them as one change, or marks them as different."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Interview
from netui.domain.people.check_in import cadence_of
from netui.domain.people.contact import Contact, ContactRow
from netui.domain.people.duplicates import Duplicate, find_duplicates, pair_key
from netui.domain.people.follow_up import FollowUp
from netui.domain.people.interaction import Interaction, InteractionKind
from netui.domain.plan.introduction import Introduction
from netui.domain.values import replace
from netui.domain.week.agenda import AgendaRow, DuplicatePair, Lead, RowKind, ToScreen, Verb
from netui.services.agenda_source import AgendaSource
from netui.services.people.awaited import AwaitedConversations
from netui.services.people.cadences import CadenceService
from netui.services.people.people import name_of, require_contact
from netui.services.people.relations import Relations
from netui.services.ports import Change, Store
from netui.services.present import Present

if TYPE_CHECKING:
    from netui.domain.people.merging import MergeField, Side

_MANY = 1_000
_BY_CONTACT = frozenset({Contact, Interaction, FollowUp, Interview})


class DuplicateSearch(Protocol):
    """Looks for duplicates where no one has to wait for it."""

    def __call__(self) -> Sequence[Duplicate] | None:
        """Return the pairs among everybody in the store, or None if it cannot look."""

    def stop(self) -> None:
        """Look no longer: no one waits for it any more."""


class DuplicateService(AgendaSource[DuplicatePair]):
    """Finds people who are here twice and merges them; puts the most certain pair on the agenda.

    The agenda offers what the last search of this session found: it never waits for one.
    """

    subjects = (DuplicatePair,)
    done_words = "compare"

    def __init__(
        self,
        store: Store,
        present: Present,
        cadences: CadenceService,
        background: DuplicateSearch | None = None,
    ) -> None:
        """Take what is read and written, and `background`, which searches many people in another process."""
        self._store = store
        self._present = present
        self._cadences = cadences
        self._background = background
        self._awaited = AwaitedConversations(store, present)
        self._found: tuple[Duplicate, ...] | None = None
        self._searched: Sequence[ContactRow] | None = None
        store.subscribe(self._on_change)

    # Finding

    def search(self) -> Callable[[], Sequence[Duplicate]]:
        """Return the search through everybody as they are now; it may run in another thread."""
        rows = self._store.contacts.rows()
        people, apart = list(rows), frozenset(self._store.preferences.load().dismissed)

        def run() -> Sequence[Duplicate]:
            found = self._background() if self._background is not None and len(people) > _MANY else None
            if found is None:
                found = find_duplicates(people, apart)
            self._found, self._searched = tuple(found), rows
            return found

        return run

    def find(self) -> Sequence[Duplicate]:
        """Search now; return the pairs that may be one person, the most certain first."""
        return self.search()()

    def stop(self) -> None:
        """Look no longer: the program ends."""
        if self._background is not None:
            self._background.stop()

    def _on_change(self, change: Change) -> None:
        if "contacts" in change.touched:
            self._searched = None  # or everybody would be held as they were, too

    @property
    def is_current(self) -> bool:
        """Whether no one changed since the last search."""
        return self._found is not None and self._searched is self._store.contacts.rows()

    def known(self) -> Sequence[Duplicate]:
        """Return what the last search found, without people merged, deleted or marked as different since."""
        apart = frozenset(self._store.preferences.load().dismissed)
        return [pair for pair in self._found or () if pair.key not in apart and self._are_here(pair)]

    def count_among(self, ids: Collection[int]) -> int:
        """Return how many known pairs have one of these people."""
        wanted = frozenset(ids)
        return sum(1 for pair in self.known() if pair.one_id in wanted or pair.other_id in wanted)

    def _are_here(self, pair: Duplicate) -> bool:
        rows = (self._store.contacts.row(pair.one_id), self._store.contacts.row(pair.other_id))
        return all(row is not None and row.archived_at is None for row in rows)

    # Acting

    def fields(self, keep_id: int, other_id: int) -> "list[MergeField]":
        """Return the two records field by field, with what is taken unless the user chooses otherwise."""
        keep, other = self._two(keep_id, other_id)
        from netui.domain.people.merging import merge_fields

        return merge_fields(keep, other, partial(name_of, self._store))

    def merge(self, keep_id: int, other_id: int, choices: "Mapping[str, Side] | None" = None) -> Contact:
        """Make one person of two: `keep_id` stays, and all that happened with the other is theirs.

        `choices` says which value of a field is taken, by its name; the newest is by default. Raises
        InvalidValueError for one person twice, and for two who were introduced to one another.
        """
        with self._store.transaction("Merge"):
            keep, other = self._two(keep_id, other_id)
            for introduction in self._store.of(Introduction).all():
                if {keep_id, other_id} <= set(introduction.people):
                    raise InvalidValueError(
                        f"{keep.name} and {other.name} stand in one introduction: they are two people"
                    )
            from netui.domain.people.merging import merge_label, merged

            self._store.relabel(merge_label(keep.name, other.name))
            self._move(keep_id, other_id)
            relations = Relations(self._store, self._present)
            relations.end(other)
            self._store.contacts.remove(other_id)
            one = replace(
                merged(keep, other, choices or {}),
                last_contact_on=self._store.interactions.last_contact_on(keep_id),
                updated_at=self._present.now(),
            )
            one = self._cadences.current(one)
            self._store.contacts.save(one)
            relations.follow(keep_id, keep.relations, one.relations)
            return one

    def not_same(self, one_id: int, other_id: int) -> None:
        """Remember that two records are two people: they are not suggested again."""
        one, other = self._two(one_id, other_id)
        with self._store.transaction(f"Two people: {one.name} and {other.name}"):
            before = self._store.preferences.load()
            dismissed = (*before.dismissed, pair_key(one_id, other_id))
            self._store.preferences.save(replace(before, dismissed=dismissed))

    def _move(self, keep_id: int, other_id: int) -> None:
        from netui.domain.people.merging import readdressed

        for interaction in self._store.interactions.for_contact(other_id):
            self._store.interactions.save(readdressed(interaction, other_id, keep_id))
        for follow_up in self._store.follow_ups.for_contact(other_id):
            self._store.follow_ups.save(readdressed(follow_up, other_id, keep_id))
        for follow_up in self._store.follow_ups.after(other_id):
            self._store.follow_ups.save(readdressed(follow_up, other_id, keep_id))
        self._awaited.settle([keep_id])
        for interview in self._store.interviews.for_contact(other_id):
            self._store.interviews.save(readdressed(interview, other_id, keep_id))
        for row in list(self._store.contacts.rows()):
            if row.introduced_by == other_id and row.id not in (keep_id, other_id):
                person = require_contact(self._store, row.id)
                self._store.contacts.save(replace(person, introduced_by=keep_id))
        for kind in self._store.kinds():
            if kind not in _BY_CONTACT:
                self._move_all(kind, keep_id, other_id)
        self._move_rows(keep_id, other_id)

    def _move_all(self, kind: type[Any], keep_id: int, other_id: int) -> None:
        from netui.domain.people.merging import readdressed

        entries = self._store.of(kind)
        for entry in entries.all():
            moved = readdressed(entry, other_id, keep_id)
            if moved is not entry:
                entries.save(moved)

    def _move_rows(self, keep_id: int, other_id: int) -> None:
        """Move what was closed or snoozed on the agenda to the person who stays."""
        old, new = str(other_id), str(keep_id)

        def moved(row_id: str) -> str:
            kind, *parts = row_id.split(":")
            if old not in parts:
                return row_id
            parts = [new if part == old else part for part in parts]
            if kind == "duplicate" and all(part.isdigit() for part in parts[:2]):
                return pair_key(int(parts[0]), int(parts[1]))
            return ":".join((kind, *parts))

        before = self._store.preferences.load()
        after = replace(
            before,
            dismissed=tuple(dict.fromkeys(map(moved, before.dismissed))),
            snoozed={moved(row_id): day for row_id, day in before.snoozed.items()},
        )
        if after != before:
            self._store.preferences.save(after)

    def _two(self, one_id: int, other_id: int) -> tuple[Contact, Contact]:
        if one_id == other_id:
            raise InvalidValueError("a merge needs two people")
        return require_contact(self._store, one_id), require_contact(self._store, other_id)

    # On the agenda

    def rows(self, last: date) -> Iterator[AgendaRow]:
        """Yield the most certain pair with someone who has a cadence."""
        today, preferences = self._present.today(), self._store.preferences.load()
        if today > last:
            return
        for pair in self.known():
            rows = [self._store.contacts.row(one) for one in (pair.one_id, pair.other_id)]
            kept = [row for row in rows if row is not None and cadence_of(row, preferences.rules) is not None]
            if not kept or preferences.snoozed.get(pair.key, today) > today:
                continue
            one, other = (row.name if row is not None else "" for row in rows)
            yield AgendaRow(
                id=pair.key,
                kind=RowKind.DUPLICATE,
                subject=DuplicatePair(pair.one_id, pair.other_id),
                due_on=today,
                text=f"and {other}" if other != one else "twice in your contacts",
                contact_id=pair.one_id,
                who=one,
                why=f"may be one person: {', '.join(pair.reasons)}; space compares them, x: they are two",
            )
            return

    def done(self, _row: AgendaRow, subject: DuplicatePair, _kind: InteractionKind | None = None) -> None:
        """Merge the pair as its defaults say."""
        self.merge(*subject)

    def skip(self, _row: AgendaRow, subject: DuplicatePair) -> None:
        """Remember that they are two people."""
        self.not_same(*subject)

    def leads(self, verb: Verb, row: AgendaRow, subject: DuplicatePair) -> Lead | None:
        """Compare the two, also before they are merged."""
        return super().leads(verb, row, subject) if verb is Verb.EDIT else ToScreen("merge", tuple(subject))
