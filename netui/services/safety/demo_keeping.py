"""Keeping what was added to a demo network: it goes into the user's store, the made-up people stay behind."""

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from typing import Any

from msgspec import Struct

from netui.domain.interviews.interview import Interview
from netui.domain.people.contact import Contact
from netui.domain.people.follow_up import FollowUp
from netui.domain.people.interaction import Interaction
from netui.domain.values import field_names, replace
from netui.services.ports import Store

_FREE = frozenset({"introduced_by"})
"""Fields that may lose whom they name, and leave something worth keeping."""
_WORDS: dict[type[Any], tuple[str, str]] = {
    Contact: ("person", "people"),
    Interview: ("interview", "interviews"),
    Interaction: ("entry in the log", "entries in the log"),
    FollowUp: ("follow-up", "follow-ups"),
}

Added = list[tuple[type[Any], Any]]


class DemoKeeping:
    """Finds what was added to the demo, and copies it into the user's store, as one transaction.

    The first entry of a demo is of the session that built it; all other sessions are the user's.
    """

    def __init__(self, demo: Store, own: Callable[[], AbstractContextManager[Store]] | None = None) -> None:
        """Take the demo, and the user's own store where something may be kept."""
        self._demo = demo
        self._own = own

    def added(self) -> str:
        """Say what could be kept: “2 people, 1 interview”; empty where there is nothing."""
        counts: dict[tuple[str, str], int] = {}
        for kind, _ in self._added():
            words = _WORDS.get(kind, ("other thing", "other things"))
            counts[words] = counts.get(words, 0) + 1
        return ", ".join(f"{count} {words[count > 1]}" for words, count in counts.items())

    def keep(self) -> str:
        """Put it into the user's store, and report it; raise StoreError if that cannot be written."""
        assert self._own is not None
        words, added = self.added(), self._added()
        with self._own() as own, own.transaction("Keep what was added in the demo"):
            new = {entity.id: own.new_id() for _, entity in added}
            for kind, entity in added:
                own.of(kind).add(_renumbered(entity, new))
        return f"Kept in your own network: {words} (`netui undo` takes it back)"

    def _added(self) -> Added:
        """Return what was made after the demo was built, still exists and isn't about people of the demo."""
        entries = sorted(self._demo.entries(), key=lambda entry: entry.seq)
        mine = {entry.seq for entry in entries if entry.session != entries[0].session}
        made: set[int] = set()
        built: set[int] = set()
        for entry in entries:
            for collection, ids in entry.touched.items():
                if collection != "preferences":  # one document, whose id means nothing elsewhere
                    (made if entry.seq in mine else built).update(ids)
        found = [
            (kind, entity)
            for kind in self._demo.kinds()
            for entity in self._demo.of(kind).get_many(sorted(made - built))
        ]
        kept = [(kind, entity) for kind, one in found if (entity := _without(one, built)) is not None]
        while len(kept) < len(found):  # what is about something left behind is left behind with it
            there = {entity.id for _, entity in kept}
            built |= {entity.id for _, entity in found} - there
            found = kept
            kept = [(kind, entity) for kind, one in found if (entity := _without(one, built)) is not None]
        return kept


def _without(entity: Any, gone: Collection[int]) -> Any | None:
    """Return an entity without what is gone, or None if nothing would be left of it."""
    changed: dict[str, Any] = {}
    for name in field_names(entity):
        value = getattr(entity, name)
        if isinstance(value, tuple | frozenset) and any(_names(one, gone) for one in value):
            changed[name] = type(value)(one for one in value if not _names(one, gone))
            if not changed[name] and name.endswith("_ids"):
                return None
        elif _names(value, gone):
            if name not in _FREE:
                return None
            changed[name] = None
    return replace(entity, **changed) if changed else entity


def _names(value: Any, ids: Collection[int]) -> bool:
    if isinstance(value, int):
        return value in ids and not isinstance(value, bool)
    if isinstance(value, tuple | frozenset):
        return any(_names(one, ids) for one in value)
    if isinstance(value, Struct):
        return any(_names(getattr(value, name), ids) for name in field_names(value))
    return False


def _renumbered(value: Any, new: Mapping[int, int]) -> Any:
    """Return a value with every id in it that has become another; ids are too large to be anything else."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return new.get(value, value)
    if isinstance(value, tuple | frozenset):
        return type(value)(_renumbered(one, new) for one in value)
    if isinstance(value, Struct):
        return replace(value, **{name: _renumbered(getattr(value, name), new) for name in field_names(value)})
    return value
