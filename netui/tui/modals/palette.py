"""The command palette: everything that can be done now, found by a few letters."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from netui.domain.people.person_name import name_words
from netui.domain.search.nearness import rank
from netui.tui.modals.choose import Choice, ChoiceModal


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
        self._also = [" ".join(name_words(entry.also)) for entry in entries]
        self._find = find

    def matching(self, words: Sequence[str]) -> Sequence[int]:
        """Return the entries that match, the best first."""
        count = len(self._also)
        if not words:
            return range(count)
        query = " ".join(words)
        named = [Choice(count + i, one.text, one.note) for i, one in enumerate(self._find(query))]
        self.choices[count:] = named
        typed, known = name_words(query), [*self._also, *("" for _ in named)]
        ranked = ((rank(typed, one.label, known[index]), index) for index, one in enumerate(self.choices))
        return [index for _, index in sorted((near, index) for near, index in ranked if near is not None)]
