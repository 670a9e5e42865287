"""The command palette: everything that can be done now, found by a few letters."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from netui.domain.text import fold
from netui.tui.modals.choose import Choice, ChoiceModal

_BY_OTHER_WORDS = 500
"""What it counts to be found by other words: less than by its own, more than by letters in between."""
_BY_NAME = 1_100
"""What a name counts: less than words that begin with what is typed, more than words that hold it."""


class Entry(NamedTuple):
    """One thing to do: its words, a dim note at the right, more words it is found by."""

    text: str
    note: str = ""
    also: str = ""


class PaletteModal(ChoiceModal[int]):
    """Pick one of many by letters of it in order, or by words for it; returns the index of the entry.

    `find` gives more entries for what is typed, whose indexes follow.
    """

    def __init__(
        self, entries: Sequence[Entry], find: Callable[[str], Sequence[Entry]] = lambda _: ()
    ) -> None:
        super().__init__(
            "What to do",
            [Choice(index, entry.text, entry.note) for index, entry in enumerate(entries)],
            filterable=True,
        )
        self._also = [fold(f"{entry.text} {entry.also}") for entry in entries]
        self._find = find

    def matching(self, words: Sequence[str]) -> Sequence[int]:
        """Return the entries that match, the best first."""
        query = " ".join(words)
        count = len(self._also)
        if not query:
            return range(count)
        named = [Choice(count + i, one.text, one.note) for i, one in enumerate(self._find(query))]
        self.choices[count:] = named
        scored = ((self._points(query, words, index), index) for index in range(count))
        found = [(points, index) for points, index in scored if points is not None]
        found += [(_BY_NAME, one.value) for one in named]
        found.sort(key=lambda entry: (-entry[0], entry[1]))
        return [index for _, index in found]

    def _points(self, query: str, words: Sequence[str], index: int) -> int | None:
        points = score(query.replace("-", " "), fold(self.choices[index].label).replace("-", " "))
        others = self._also[index].split()
        if all(any(other.startswith(word) for other in others) for word in words):
            return max(points or 0, _BY_OTHER_WORDS)
        return points


def score(query: str, text: str) -> int | None:
    """Score how well letters in order match a text (starts of words and runs count more), or None."""
    if query in text:
        at = text.index(query)
        return 1000 - at + (200 if at == 0 or text[at - 1] == " " else 0)
    points, at, previous = 0, 0, -2
    for letter in query.replace(" ", ""):
        found = text.find(letter, at)
        if found < 0:
            return None
        points += 10 if found == previous + 1 else 1
        points += 8 if found == 0 or text[found - 1] == " " else 0
        previous, at = found, found + 1
    return points
