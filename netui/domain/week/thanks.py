"""Thanks that were given, and which of those owed they are."""

import re
from collections.abc import Iterable

from netui.domain.people.follow_up import FollowUp
from netui.domain.people.interaction import Direction, Interaction
from netui.domain.text import fold

_THANKS = re.compile(
    r"(?:^|: )(?:(?:to|to say|said|sent|say) )?(?:(?:an?|the|my|many|big) )*"
    r"thank(?:s|ed|[ -]you)?\b(?P<what>.*)",
    re.IGNORECASE | re.DOTALL,
)
_FOR = re.compile(r"\bfor\b(?P<what>.+)", re.IGNORECASE | re.DOTALL)
_COMPARED = 4
"""How many letters of a word are compared: “intro” is “introduction”."""
_OF_AN_INTERVIEW = frozenset(
    ("advi", "answ", "call", "chat", "coff", "conv", "insi", "inte", "meet", "spea", "talk", "time")
)
_OF_ANY = frozenset(("ever", "help", "that", "thei", "this", "your"))
_NOTES = frozenset(("thank-you", "introduction-thanks", "thanks-for-help"))
"""The templates of notes that thank."""


def is_thanks(entry: Interaction) -> bool:
    """Tell whether an entry of the log is a thank-you of mine: a note of that kind, or in its own words."""
    if entry.direction is not Direction.GAVE:
        return False
    return entry.template in _NOTES if entry.template else _THANKS.search(entry.text) is not None


def thanks_given(text: str, owed: Iterable[FollowUp]) -> FollowUp | None:
    """Return which of the thanks owed to one person a text says were given; None for none of them.

    Where the text does not say what for, they are those due first.
    """
    found = _THANKS.search(" ".join(text.split()))
    if found is None:
        return None
    named = _FOR.search(found["what"])
    words = _stems(named["what"]) - _OF_ANY if named else frozenset[str]()
    by_day = sorted(owed, key=lambda one: (one.shown_on, one.id))
    return next((one for one in by_day if not words or words & _named_by(one)), None)


def _named_by(follow_up: FollowUp) -> frozenset[str]:
    return _stems(follow_up.text) | (_OF_AN_INTERVIEW if follow_up.interview_id is not None else frozenset())


def _stems(text: str) -> frozenset[str]:
    return frozenset(
        word[:_COMPARED] for word in re.findall(r"\w+", fold(text)) if len(word) >= _COMPARED
    ) - {"than"}
