"""What the safety of a store needs from the storage: one Protocol, and the values it speaks in."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol

from msgspec import Struct, field

from netui.domain.counted import counted

_MOST_NAMED = 5
NOT_OURS = "isn't netui's: it was left as it is"


class Backup(Struct, frozen=True, kw_only=True):
    """One backup file; `kind` is daily, by-hand, before-import, before-migration, -repair or -restore.

    `left_out` are files next to the settings that can't be read, each with why. `as_it_was` means that the
    store is damaged: the backup holds its files unverified.
    """

    path: Path
    kind: str
    at: datetime
    seq: int
    size: int
    left_out: tuple[str, ...] = ()
    as_it_was: bool = False


class Restoration(Struct, frozen=True, kw_only=True):
    """What a restore does or did.

    `whole` means that the files themselves are put in place, because the store is empty or damaged; else it
    is one transaction that can be undone, and the numbers count documents. `settings` are the files put
    next to the settings, `kept` those that were there and stay as they are, `missing` those that are in the
    backup alone, where only a whole restore puts files; `left_out` is what it holds and never comes from
    one, `left` what is in the store's folders and isn't netui's. `forgotten` are the names of those who
    come back although they were forgotten here, `out_of_order` the changes whose clock says otherwise than
    their order, which counts.
    """

    label: str
    at: datetime
    whole: bool = False
    damaged: bool = False
    added: int = 0
    changed: int = 0
    removed: int = 0
    settings: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    forgotten: tuple[str, ...] = ()
    out_of_order: tuple[str, ...] = ()
    seq: int | None = None

    @property
    def touched(self) -> int:
        """How many documents become others."""
        return self.added + self.changed + self.removed

    @property
    def counts(self) -> str:
        """What becomes of the documents: "3 changed, 14 removed"."""
        parts = ((self.added, "restored"), (self.changed, "changed"), (self.removed, "removed"))
        return ", ".join(f"{count:,} {words}" for count, words in parts if count) or "nothing differs"

    @property
    def about_forgotten(self) -> str:
        """Who comes back although they were forgotten, in a line; nothing if no one does."""
        people = counted(len(self.forgotten), "person who was", "people who were")
        return f"It brings back {people} forgotten here: {_some(self.forgotten)}" if self.forgotten else ""

    @property
    def about_clock(self) -> str:
        """Which changes count by their order, not by their clock, in a line; nothing if none does."""
        changes = counted(len(self.out_of_order), "change counts by its", "changes count by their")
        named = _some(self.out_of_order)
        return f"The clock was changed, so {changes} order: {named}" if named else ""


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


class Finding(Struct, frozen=True, kw_only=True):
    """Something in a file of the store; `damage` is False for what is only worth knowing.

    Nothing is damaged where it is `exposed` (others on this machine may read the file) or `refused` (you may
    not read or write it).
    """

    file: str
    what: str
    remedy: str
    line: int | None = None
    column: int | None = None
    damage: bool = True
    exposed: bool = False
    refused: bool = False


class Health(Struct, frozen=True, kw_only=True):
    """What an examination found, and what is good all the same.

    Of a repair: what it did, how many changes can't be read, and what had happened to which files.
    """

    findings: tuple[Finding, ...] = ()
    good: dict[str, int] = field(default_factory=dict)
    done: tuple[str, ...] = ()
    lost: int = 0
    hurt: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[Finding, ...]:
        """What has to be fixed."""
        return tuple(finding for finding in self.findings if finding.damage)

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What is only worth knowing."""
        return tuple(finding for finding in self.findings if not finding.damage)

    @property
    def ok(self) -> bool:
        """Whether there is nothing to fix."""
        return not self.problems

    @property
    def is_damaged(self) -> bool:
        """Whether what is to fix is more than who may read and write the files."""
        return any(not (finding.exposed or finding.refused) for finding in self.problems)

    @property
    def is_refused(self) -> bool:
        """Whether something of the store may not be read or written."""
        return any(finding.refused for finding in self.problems)


class Erasure(Struct, frozen=True, kw_only=True):
    """What `forget` erased: documents removed by collection, texts changed, files rewritten."""

    name: str
    removed: dict[str, int] = field(default_factory=dict)
    changed: int = 0
    drafts: int = 0
    history: int = 0
    backups: int = 0
    left: tuple[str, ...] = ()


class Person(Struct, frozen=True, kw_only=True):
    """Someone who can be forgotten: in the store, or only in what history still tells of them."""

    id: int
    name: str
    company: str = ""


class Examination(Protocol):
    """Looks at every file of the store without making this session larger."""

    def __call__(self) -> Health | None:
        """Return what was found, or None if it cannot look."""

    def stop(self) -> None:
        """Look no longer: no one waits for it any more."""


class Safekeeping(Protocol):
    """The files of one open store, taken care of."""

    def back_up(self, kind: str) -> Backup:
        """Put a backup of the store into its own folder, and delete those that are too many."""

    def write_backup(self, target: Path, *, replace: bool) -> Backup:
        """Write store, settings, templates and drafts into one file; raise InvalidValueError, StoreError."""

    def backups(self) -> list[Backup]:
        """Return the backups in the store's own folder, the newest first."""

    def plan_file(self, source: Path) -> Restoration:
        """Say what restoring a file would do; raise ImportFileError, ConflictError, StoreTooNewError."""

    def restore_file(self, source: Path) -> Restoration:
        """Make the state that of a backup; raise as `plan_file` does, and StoreError."""

    def text(self, people: frozenset[int] | None, *, uids: bool = False) -> Iterator[str]:
        """Yield the whole store as JSON, or some people with all that is about no one else.

        With `uids` it is a text to compare with that of another machine.
        """

    def plan_instant(self, at: datetime, after: int | None = None) -> Restoration:
        """Say what going back to an instant would do; with `after`, to right after that change.

        Raises ConflictError if history does not reach.
        """

    def restore_instant(self, at: datetime, after: int | None = None) -> Restoration:
        """Make the state that of an instant, or right after a change, as one transaction."""

    def examine(self) -> Health:
        """Look at every file; nothing is written."""

    def repair(self) -> Health:
        """Back everything up, fix what can be fixed, and check again."""

    def people_gone(self) -> list[Person]:
        """Return those who were deleted but are still told of in history."""

    def merged_into(self, person: Person) -> list[Person]:
        """Return the records that were merged into a person's and are still told of in history."""

    def people_in_drafts(self, name: str) -> list[Person]:
        """Return those who are only told of in drafts that name them."""

    def foreign(self) -> list[str]:
        """Name what is in the store's folders and isn't netui's."""

    def unsearchable(self) -> int:
        """Count the files that a forgetting deletes because no one can be looked for in them."""

    def finish_forgetting(self) -> bool:
        """Finish what was cut off after someone was taken out of the store; False if nothing was."""

    def forget(self, person: Person) -> Erasure:
        """Erase one person everywhere, for good, with the records that were merged into theirs."""
