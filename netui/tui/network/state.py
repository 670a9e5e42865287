"""What the network screen has read, and what the user has chosen to see of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.network.diversity import Diversity
from netui.domain.network.map_layout import Wish
from netui.domain.network.network import REST, Cluster, Grouping, fold_small, is_known
from netui.domain.network.warm_path import Act, NextNote, Step, next_note
from netui.domain.people.contact import ContactRow
from netui.services.network.network import NetworkSource

_NOTE_WORDS = {Act.ASK: "ask for the introduction", Act.REMIND: "remind of the introduction"}


class Reading(Struct, frozen=True):
    """What was computed from the network at one moment."""

    source: NetworkSource
    clusters: Sequence[Cluster]
    spread: Diversity
    rows: dict[int, ContactRow]
    to_meet: int


def read(source: NetworkSource, grouping: Grouping) -> Reading:
    """Compute groups and thin spots, and how many are still to be met."""
    rows = {row.id: row for row in source.rows}
    to_meet = sum(1 for row in source.rows if not is_known(row))
    return Reading(source, source.clusters(grouping), source.diversity(), rows, to_meet)


@dataclass(slots=True)
class WaySought:
    """The way that is still looked for: its target, who was selected then, and whether a note waits."""

    target: int | None = None
    asked_at: int | None = None
    note: bool = False

    def is_sought_from(self, contact_id: int | None) -> bool:
        """Tell whether a way is looked for, and no one else was selected since."""
        return self.target is not None and contact_id == self.asked_at


@dataclass(slots=True)
class MapView:
    """What the user has chosen: how to group, how many people (-1: as fits), who, which group, which way."""

    grouping: Grouping = Grouping.COMPANY
    people: int = -1
    found: tuple[int, ...] = ()
    opened: str | None = None
    every_group: bool = False
    target: int | None = None
    path: tuple[Step, ...] = ()
    rows: dict[int, ContactRow] = field(default_factory=dict)
    to_meet: int = 0

    def use(self, reading: Reading) -> None:
        """Take what was read; forget what is no longer there."""
        self.rows, self.to_meet = reading.rows, reading.to_meet
        if self.opened not in (None, REST) and all(one.key != self.opened for one in reading.clusters):
            self.opened = None
        if self.target not in self.rows:
            self.target, self.path = None, ()

    def matches(self, found: Sequence[ContactRow], text: str) -> list[int]:
        """Return who of the found is on the map; raise InvalidValueError if no one is."""
        shown = [row.id for row in found if row.id in self.rows]
        if not shown:
            raise InvalidValueError(f"no one on the map fits “{text}”")
        return shown

    def cluster(self, clusters: Sequence[Cluster], key: int | str, most: int) -> Cluster | None:
        """Return the cluster of a place; small ones are joined if there are more than `most`."""
        known = fold_small(clusters, most) if key == REST else clusters
        return next((one for one in known if one.key == key), None)

    def toggle(self, key: str) -> None:
        """Open a group, or close it; opening the joined ones lists every group."""
        self.opened = None if self.opened == key else key
        self.every_group = self.every_group or key == REST

    def wish(self) -> Wish:
        """Return what the map is to show."""
        way = tuple(step.row.id for step in self.path)
        return Wish(people=self.people, always=self.found, path=way, opened=self.opened)

    def light(self, target: int | None, path: tuple[Step, ...] = ()) -> None:
        """Light the way to a person, or none."""
        self.target, self.path = target, path
        if target is not None:
            self.found = (target,)

    @property
    def narrowed(self) -> bool:
        """Whether esc has something to clear."""
        return bool(self.found) or self.target is not None or self.opened is not None

    def step_back(self) -> bool:
        """Clear the way and who was found, else the open group; return whether there was any."""
        narrowed = self.narrowed
        if self.target is not None or self.found:
            self.light(None)
            self.found = ()
        else:
            self.opened = None
        return narrowed

    def is_on_way(self, contact_id: int) -> bool:
        """Tell whether the way that was asked for is about a person."""
        return contact_id == self.target or any(step.row.id == contact_id for step in self.path)

    def note_from(self, contact_id: int | None) -> NextNote | None:
        """Return the next note of the way where the person selected is its end, or gets the note."""
        note = next_note(self.path)
        return note if note is not None and contact_id in (self.target, note.to.id) else None

    def key_words(self, binding_id: str, contact_id: int | None) -> str | None:
        """Return what a key does to the selected person, where that is more than its own text."""
        match binding_id:
            case "network.warm-path" if self.target is not None and contact_id == self.target:
                return "path off"
            case "person.note" if (note := self.note_from(contact_id)) is not None:
                return _NOTE_WORDS.get(note.act)
            case "network.back" if self.path or self.opened is not None:
                return "path off" if self.path else "all groups"
        return None
