"""The rows of a list, apart from painting: ids, heights, and where a cursor can be."""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from msgspec import Struct


class Heading(Struct, frozen=True):
    """A row that names a group and is never under the cursor."""

    text: str
    note: str = ""
    tone: str = "primary"
    right: str = ""


class Blank(Struct, frozen=True):
    """An empty row."""


BLANK = Blank()


def grouped(groups: Iterable[tuple[Heading, Sequence[Any]]]) -> list[Any]:
    """Return the rows of groups under their headings, a blank between them; an empty group is left out."""
    rows: list[Any] = []
    for heading, group in groups:
        if group:
            rows += [*([BLANK] if rows else []), heading, *group]
    return rows


class Rows:
    """Rows with ids and heights; indexes count rows, lines count what is painted. -1 means none.

    `key(row)` is the id of a row (by default the row itself); ordinary rows are `height` lines high, headings
    and blanks one. Making one from rows of one line does no work for each row.
    """

    def __init__(
        self, items: Sequence[Any] = (), *, key: Callable[[Any], Hashable] | None = None, height: int = 1
    ) -> None:
        self.items = items
        self._key = key
        self._row_height = height
        self._starts = None if height == 1 else self._measure()

    def replaced(self, items: Sequence[Any]) -> "Rows":
        """Return other rows with the same ids and heights."""
        return Rows(items, key=self._key, height=self._row_height)

    def id_at(self, index: int) -> Any:
        """Return the id of the row at an index, or None."""
        return self._id(self.items[index]) if index >= 0 else None

    def selectable(self, index: int) -> bool:
        """Tell whether the row at an index may be under the cursor."""
        return not isinstance(self.items[index], Heading | Blank)

    def selectable_from(self, index: int, step: int) -> int:
        """Return the first index from `index` on, in steps, that may be under the cursor."""
        while 0 <= index < len(self.items):
            if self.selectable(index):
                return index
            index += step
        return -1

    def ids(self) -> dict[Hashable, int]:
        """Return the ids in order, with their indexes."""
        return {self._id(row): i for i, row in enumerate(self.items) if not isinstance(row, Heading | Blank)}

    def index_of(self, row_id: Hashable, near: int = -1) -> int:
        """Return the index of an id; `near` is looked at first."""
        if 0 <= near < len(self.items) and self.selectable(near) and self.id_at(near) == row_id:
            return near
        if self._key is None:
            try:
                return self.items.index(row_id)
            except ValueError:
                return -1
        for index, row in enumerate(self.items):
            if not isinstance(row, Heading | Blank) and self._key(row) == row_id:
                return index
        return -1

    def index_after(self, old: "Rows", cursor: int) -> int:
        """Return where a cursor of older rows goes: to the same id, else to the next that is still here."""
        index = self.index_of(old.id_at(cursor), cursor)
        if index >= 0 or not self.items:
            return index
        places = self.ids()
        for before in (*range(cursor + 1, len(old.items)), *range(cursor - 1, -1, -1)):
            if old.selectable(before) and (place := places.get(old.id_at(before))) is not None:
                return place
        return -1

    @property
    def height(self) -> int:
        """How many lines all rows take."""
        return len(self.items) if self._starts is None else self._starts[-1]

    def line_of(self, index: int) -> int:
        """Return the first line of a row."""
        return index if self._starts is None else self._starts[index]

    def lines_at(self, index: int) -> int:
        """Return how many lines a row takes."""
        return 1 if self._starts is None else self._starts[index + 1] - self._starts[index]

    def index_at(self, line: int) -> int:
        """Return the index of the row that a line belongs to."""
        if line < 0 or line >= self.height:
            return -1
        return line if self._starts is None else bisect_right(self._starts, line) - 1

    def _id(self, row: Any) -> Hashable:
        found: Hashable = row if self._key is None else self._key(row)
        return found

    def _measure(self) -> list[int]:
        starts, line = [], 0
        for row in self.items:
            starts.append(line)
            line += 1 if isinstance(row, Heading | Blank) else self._row_height
        starts.append(line)
        return starts
