"""What undo and redo restore in a field of one line: Textual has that for longer texts alone."""

from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

_MOST = 100


class State(Struct, frozen=True):
    """A value, and where the cursor is in it."""

    value: str
    cursor: int


class _Kind(Enum):
    LETTER = "letter"
    SPACE = "space"
    DELETION = "deletion"
    OTHER = "other"


class FieldUndo:
    """The values before each word that was typed, each run of deletions and each paste."""

    def __init__(self) -> None:
        self._undo: list[State] = []
        self._redo: list[State] = []
        self._kind = _Kind.OTHER
        self._cursor = -1

    def note(self, before: State, after: State, typed: str) -> None:
        """Note an edit that put `typed` in place of what was selected."""
        kind = _kind(typed)
        goes_on = kind is self._kind or (kind is _Kind.SPACE and self._kind is _Kind.LETTER)
        if kind is _Kind.OTHER or not goes_on or before.cursor != self._cursor:
            self._undo = [*self._undo[1 - _MOST :], before]
        self._kind, self._cursor = kind, after.cursor
        self._redo.clear()

    def undo(self, now: State) -> State | None:
        """Return what was there before, or None."""
        return self._step(self._undo, self._redo, now)

    def redo(self, now: State) -> State | None:
        """Return what was undone last, or None."""
        return self._step(self._redo, self._undo, now)

    def clear(self) -> None:
        """Remember nothing."""
        self._undo.clear()
        self._redo.clear()
        self._cursor = -1

    def texts(self) -> Iterator[str]:
        """Yield each value that could be restored."""
        yield from (one.value for one in (*self._undo, *self._redo))

    def _step(self, source: list[State], other: list[State], now: State) -> State | None:
        self._cursor = -1
        if not source:
            return None
        other.append(now)
        return source.pop()


def _kind(typed: str) -> _Kind:
    if not typed:
        return _Kind.DELETION
    if len(typed) > 1:
        return _Kind.OTHER
    return _Kind.SPACE if typed.isspace() else _Kind.LETTER
