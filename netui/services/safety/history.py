"""What was done, and taking it back."""

from collections.abc import Callable
from typing import TypeVar

from netui.domain.errors import ConflictError, NotFoundError
from netui.domain.interviews.interview import Interview
from netui.domain.people.contact import Contact
from netui.domain.people.follow_up import FollowUp
from netui.domain.people.interaction import Interaction
from netui.domain.plan.goal import Goal
from netui.services.people.interactions import InteractionService
from netui.services.ports import Change, HistoryEntry, Store

Subject = Interview | FollowUp | Goal | Interaction | Contact

_SUBJECTS: dict[type[Subject], str] = {
    Interview: "interviews",
    FollowUp: "follow_ups",
    Goal: "goals",
    Interaction: "interactions",
    Contact: "contacts",
}
T = TypeVar("T")


class HistoryService:
    """Undo, redo and the list of everything that was changed."""

    def __init__(self, store: Store, log: InteractionService) -> None:
        self._store = store
        self._log = log
        self.entries = store.history

    def entry(self, seq: int) -> HistoryEntry | None:
        """Return one change, or None if history has none of that number."""
        for entry in self._store.entries():
            if entry.seq <= seq:
                return entry if entry.seq == seq else None
        return None

    def subject(self, change: Change) -> tuple[int, Subject | None] | None:
        """Return what a change was about: its id, and what it is now or None once it is gone.

        An interview comes first, then its follow-ups, a goal, the log and the people.
        """
        gone: int | None = None
        for kind, name in _SUBJECTS.items():
            for entity_id in sorted(change.touched.get(name, ())):
                entity = self._store.of(kind).get(entity_id)
                if entity is not None:
                    return entity_id, entity
                gone = entity_id if gone is None else gone
        return None if gone is None else (gone, None)

    def at_once(self, label: str, change: Callable[[], T]) -> T:
        """Make several changes as one: one entry, one undo, and none of them if one is refused."""
        with self._store.transaction(label):
            return change()

    def next_undo(self, *, any_session: bool = False) -> HistoryEntry | None:
        """Return what `undo` would undo: the last change not yet undone."""
        own = self._store.entries(ours=not any_session)
        return next((entry for entry in own if not entry.undone and _is_original(entry)), None)

    def next_redo(self, *, any_session: bool = False) -> HistoryEntry | None:
        """Return what `redo` would redo: the change undone last, if nothing was done since."""
        for entry in self._store.entries(ours=not any_session):
            if _is_original(entry) and not entry.undone:
                return None
            if entry.undoes is not None and not entry.undone:
                target = self.entry(entry.undoes)
                if target is not None and target.undone:
                    return target
        return None

    def undo(self, seq: int | None = None, *, any_session: bool = False) -> Change:
        """Undo one change: the one with this number, else the last. Raises ConflictError."""
        entry = self.next_undo(any_session=any_session) if seq is None else self._require(seq)
        if entry is None:
            raise ConflictError("there is nothing to undo" if any_session else _NOTHING_OURS)
        return self._store.undo(entry.seq, lambda: self._refresh(entry))

    def redo(self, seq: int | None = None, *, any_session: bool = False) -> Change:
        """Redo what was undone: the change with this number, else the last one undone."""
        entry = self.next_redo(any_session=any_session) if seq is None else self._require(seq)
        if entry is None:
            raise ConflictError("there is nothing to redo")
        return self._store.redo(entry.seq, lambda: self._refresh(entry))

    def _refresh(self, entry: HistoryEntry) -> None:
        """Recount what the lists keep of each person whose log was touched: last contact and next due."""
        if "interactions" in entry.touched:
            self._log.recount(entry.touched.get("contacts", ()))

    def _require(self, seq: int) -> HistoryEntry:
        entry = self.entry(seq)
        if entry is None:
            raise NotFoundError(f"history has no change number {seq}: `netui history` lists them")
        return entry


_NOTHING_OURS = (
    "nothing to undo in this session; the history has all earlier changes: under 6, or `netui history`"
)


def _is_original(entry: HistoryEntry) -> bool:
    return entry.undoes is None and not entry.erases
