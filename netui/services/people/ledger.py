"""What an import does, or did: row by row, and next to people."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Self

from msgspec import Struct

from netui.domain.counted import counted
from netui.domain.people.collecting import LEFT_OUT_WORDS, Harvest, LeftOut, OtherFile
from netui.domain.people.importing import LedgerAction, LedgerRow
from netui.services.people.packed_rows import ChosenRows

_MARKS: Mapping[LedgerAction, int] = {action: number for number, action in enumerate(LedgerAction)}
_KEPT = 0x80
KEPT = "kept"
_NOTHING_LEFT: Mapping[LeftOut, int] = MappingProxyType({})


class Ledger(Struct, frozen=True, kw_only=True, dict=True):
    """What became of every row, in the order of the files.

    `files` are those of an export that aren't about people; `logged` counts the entries for the log that
    they give, and `left` what gives none. `own` are the fields of the user's own bio that are filled in.
    """

    rows: Sequence[LedgerRow] = ()
    files: tuple[OtherFile, ...] = ()
    logged: int = 0
    left: Mapping[LeftOut, int] = _NOTHING_LEFT
    own: tuple[str, ...] = ()

    @cached_property
    def counts(self) -> Mapping[LedgerAction, int]:
        """How many rows there are of each action."""
        return {
            action: self._marks.count(mark) + self._marks.count(mark | _KEPT)
            for action, mark in _MARKS.items()
        }

    def only(self, which: str) -> Sequence[LedgerRow]:
        """Return the rows of an action, those where something is `KEPT`, or all for ""."""
        if not which:
            return self.rows
        if which == KEPT:
            return ChosenRows(self.rows, [at for at, mark in enumerate(self._marks) if mark & _KEPT])
        wanted = _MARKS[LedgerAction(which)]
        return ChosenRows(self.rows, [at for at, mark in enumerate(self._marks) if mark & ~_KEPT == wanted])

    def count(self, which: str) -> int:
        """Return how many rows there are of an action, or of those where something is `KEPT`."""
        return self.kept if which == KEPT else self.counts[LedgerAction(which)]

    @cached_property
    def kept(self) -> int:
        """How many rows have something else than what was changed by hand, which stays."""
        return sum(mark & _KEPT for mark in self._marks) // _KEPT

    @cached_property
    def _marks(self) -> bytes:
        """What became of each row, in a byte: to look at all rows, which are compressed, takes long."""
        return bytes(_MARKS[row.action] | (_KEPT if row.kept else 0) for row in self.rows)

    def looked_through(self) -> Self:
        """Return the ledger, with its rows counted already: for a thread that may take its time."""
        _ = self._marks, self.added_ids  # which are kept
        return self

    @property
    def added(self) -> int:
        """How many people are new."""
        return self.counts[LedgerAction.ADDED]

    @property
    def updated(self) -> int:
        """How many rows say something new about someone known."""
        return self.counts[LedgerAction.UPDATED]

    @property
    def brings_something(self) -> bool:
        """Whether anything changes by it."""
        return bool(self.added or self.updated or self.logged or self.own)

    def other_lines(self, ask: str) -> list[str]:
        """Return what there is next to people, in lines; `ask` says how messages are read."""
        unread = [one for one in self.files if not one.read]
        lines = [f"{one.file}: {one.words}" + (f"; {ask}" if one.messages_left else "") for one in unread]
        if read := [one.words for one in self.files if one.read]:
            lines.append(f"Next to people: {', '.join(read)}")
        if self.logged or self.left:
            left = ", ".join(f"{count:,} {LEFT_OUT_WORDS[reason]}" for reason, count in self.left.items())
            entries = f"{counted(self.logged, 'entry', 'entries')} for the log"
            lines.append(f"{entries}; left out: {left}" if left else entries)
        if self.own:
            lines.append(f"Your own bio: {', '.join(self.own)}")
        return lines

    @cached_property
    def added_ids(self) -> tuple[int, ...]:
        """The contacts that were added; empty in a plan."""
        ids = (row.contact_id for row in self.rows if row.action is LedgerAction.ADDED)
        return tuple(contact_id for contact_id in ids if contact_id is not None)


def left_out(harvest: Harvest | None) -> Mapping[LeftOut, int]:
    """Return how many messages an import makes no entry of; it offers no strangers."""
    if harvest is None:
        return _NOTHING_LEFT
    strangers = sum(len(each.keys) for one in harvest.strangers for each in one.proposals)
    counts = Counter(harvest.left) + Counter({LeftOut.STRANGERS: strangers})
    return {reason: counts[reason] for reason in LeftOut if counts[reason]}
