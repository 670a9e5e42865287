"""Words in published texts that may name someone netui doesn't know: it can list them, never be sure."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from netui.domain.journal.words import Word, begins_sentence, words_of
from netui.domain.text import fold
from netui.domain.time.date_words import MONTHS, WEEKDAYS

_BETWEEN = frozenset(" -'’‐‑")
_CALENDAR = frozenset({*WEEKDAYS, *MONTHS})
_FIRST_WORDS = """
a after also an and as ask asked at because before both but by call called can coffee could dear did do does
each even every finally first for from had has have he hello her here hi his how i if in into is it its last
later lunch meet met most my next no not now of on once one only or our perhaps read said saw see send sent
she since so some talk talked tell thank thanks that the their then there these they this those through to
today told tomorrow two until was we what when where which while who why will with without write wrote
yesterday yes you your
"""
_NO_NAMES = frozenset(_FIRST_WORDS.split())
"""Words that often begin a sentence, with a name behind them."""


class _Run(NamedTuple):
    """Words with a capital letter, one right after the other; whether they begin a sentence."""

    shown: str
    words: tuple[str, ...]
    begins: bool


class PossibleNames:
    """Notices words with a capital letter that nothing in the store explains; one may be a person's name.

    Words in `known`, folded, are those of companies, titles, places and so on. A single word at the beginning
    of a sentence is left out, as is one that some text has in small letters.
    """

    def __init__(self, known: Collection[str]) -> None:
        self._known = frozenset(known) | _CALENDAR | _NO_NAMES
        self._small: set[str] = set()
        self._runs: list[_Run] = []

    def fresh(self) -> "PossibleNames":
        """Return one that knows the same words and has read nothing yet."""
        return PossibleNames(self._known)

    def read(self, text: str, taken: Sequence[tuple[int, int]]) -> None:
        """Read a text; what is between the (start, end) pairs of `taken` is a known name."""
        for capitals in self._capitals(text, taken):
            begins = begins_sentence(text[: capitals[0].start])
            opening = begins and fold(capitals[0].text) in _NO_NAMES
            run = capitals[1:] if opening else capitals
            if run:
                shown = text[run[0].start : run[-1].end]
                words = tuple(fold(word.text) for word in run)
                self._runs.append(_Run(shown, words, begins and not opening))

    def found(self) -> Sequence[tuple[str, int]]:
        """Return the words as first written and how often: whole names before single words."""
        explained = self._known | self._small
        counts: dict[tuple[str, ...], tuple[str, int]] = {}
        for run in self._runs:
            if not explained.issuperset(run.words[1:] if run.begins else run.words):
                shown, before = counts.get(run.words, (run.shown, 0))
                counts[run.words] = shown, before + 1
        found = sorted(counts.items(), key=lambda one: (len(one[0]) == 1, one[0]))
        return [shown for _, shown in found]

    def _capitals(self, text: str, taken: Sequence[tuple[int, int]]) -> Iterator[list[Word]]:
        """Yield the runs of words with a capital letter, none of them in capitals alone."""
        run: list[Word] = []
        for word in words_of(text):
            if word.text[0].islower():
                self._small.add(fold(word.text))
            may_be = _may_be_name(word, text) and not any(start <= word.start < end for start, end in taken)
            if run and not (may_be and text[run[-1].end : word.start] in _BETWEEN):
                yield run
                run = []
            if may_be:
                run.append(word)
        if run:
            yield run


def _may_be_name(word: Word, text: str) -> bool:
    """Whether a word has a capital and a small letter, or is the O of O'Neil."""
    if len(word.text) == 1:
        return word.text.isupper() and text[word.end : word.end + 2].strip("'’").isupper()
    return word.text[0].isupper() and word.text[1].islower()
