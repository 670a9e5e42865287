"""The command palette: everything that can be done now, found by a few letters."""

from collections.abc import Sequence

from netui.domain.folding import fold
from netui.tui.modals.choose import Choice, ChoiceModal


class PaletteModal(ChoiceModal[int]):
    """Pick one of many by typing some of its letters in order; returns the index of the entry."""

    def __init__(self, entries: Sequence[tuple[str, str]]) -> None:
        """Offer (text, keys) pairs."""
        super().__init__(
            "What to do", [Choice(i, text, keys) for i, (text, keys) in enumerate(entries)], filterable=True
        )

    def matching(self, words: Sequence[str]) -> Sequence[int]:
        """Return the entries that match, the best first."""
        query = " ".join(words)
        if not query:
            return range(len(self.choices))
        scored = ((score(query, fold(choice.label)), index) for index, choice in enumerate(self.choices))
        found = [(points, index) for points, index in scored if points is not None]
        found.sort(key=lambda entry: (-entry[0], entry[1]))
        return [index for _, index in found]


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
