"""The words of a text and where each is."""

import unicodedata
from typing import NamedTuple


class Word(NamedTuple):
    """A run of letters, from `start` up to `end`."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Return the runs of letters with their marks; digits and fractions part words as blanks do."""
    found, start = [], -1
    for index, ch in enumerate(text):
        if ch.isalpha() or (start >= 0 and ch > "\u02ff" and unicodedata.category(ch)[0] == "M"):
            start = index if start < 0 else start
        elif start >= 0:
            found.append(Word(text[start:index], start, index))
            start = -1
    return found if start < 0 else [*found, Word(text[start:], start, len(text))]


def begins_sentence(before: str) -> bool:
    """Tell whether what follows a text is the beginning of a sentence."""
    tail = before.rstrip(" ")
    return not tail or tail[-1] in ".!?\n:"
