"""How near a text is to what is typed: whole words first, then beginnings, parts, and letters in order."""

from collections.abc import Sequence

from netui.domain.people.person_name import name_words

_NOT_IN_IT = 9
_BY_OTHER_WORDS, _BY_LETTERS = 5, 6

Rank = tuple[int, int]
"""What texts are sorted by, the nearest first."""


def word_distance(word: str, text: str, parts: Sequence[str]) -> int:
    """Return how far a word is from a text in `parts`, from 0 for its first word to 9 for what lacks it."""
    if word not in text:
        return _NOT_IN_IT
    if word in parts:
        return 0 if parts[0] == word else 1
    if parts[0].startswith(word):
        return 2
    return 3 if any(part.startswith(word) for part in parts) else 4


def rank(words: Sequence[str], text: str, also: str = "") -> Rank | None:
    """Return how near a text is to folded words, or None where it does not even have the letters in order.

    `also` is more, folded, that the text is known by: it counts less than the text itself.
    """
    parts = name_words(text) or [""]
    compared = " ".join(parts)
    far = [word_distance(word, compared, parts) for word in words]
    if max(far, default=0) < _NOT_IN_IT:
        return max(far, default=0), sum(far)
    known = [*parts, *also.split()]
    if all(any(one.startswith(word) for one in known) for word in words):
        return _BY_OTHER_WORDS, 0
    points = _letters("".join(words), compared)
    return None if points is None else (_BY_LETTERS, -points)


def _letters(wanted: str, text: str) -> int | None:
    """Return the points of letters found in order: runs and beginnings of words count more."""
    points, at, previous = 0, 0, -2
    for letter in wanted:
        found = text.find(letter, at)
        if found < 0:
            return None
        points += 10 if found == previous + 1 else 1
        points += 8 if found == 0 or text[found - 1] == " " else 0
        previous, at = found, found + 1
    return points
