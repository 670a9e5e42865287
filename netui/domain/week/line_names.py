"""The names in a typed line: without their quotes, and asked about where a word can't be a name."""

import re
from datetime import date
from itertools import combinations

from netui.domain.errors import InvalidValueError
from netui.domain.people.person_name import is_particle
from netui.domain.text import shortened
from netui.domain.time.date_grammar import Reading, read_day
from netui.domain.time.date_words import MONTHS, WEEKDAYS
from netui.domain.week.title_words import tells_on

_ODD_NAME = re.compile(
    r"\d|^(?:today|yesterday|tomorrow)$|^an?\s|(?:^|\s)(?:at|the|for|to|by|with|in|every|each)\s",
    re.IGNORECASE,
)
_IN_MONTH = re.compile(rf"\sin\s+({'|'.join(MONTHS)})$", re.IGNORECASE)
_IN_NO_NAME = frozenset(["again", "back", "happy", "too"])
_PRONOUNS = frozenset(["me", "him", "her", "them", "us", "you", "it", "myself", "someone", "everyone"])
_PRONOUNS |= {"i", "we", "he", "she", "they", "he'll", "she'll", "they'll"}
_ROLE = (
    r"(?:(?:my|our|an?|the|his|her|their)\s+)?(?:[^\W\d_a-z]\S*\s+)?"
    r"(?:(?:old|former|fellow|new|ex-?|hiring|engineering|phd|career)\s*)*"
    r"(?:mentor|mentee|manager|boss|recruiter|advis[eo]r|supervisor|friend|colleague|co-?worker|teammate"
    r"|classmate|roommate|flatmate|neighbou?r|alum|alumn[aio]|alumnus|coach|teacher|student|intern|founder)"
)
_ROLE_ALONE = re.compile(_ROLE)
_WITH_ROLE = re.compile(rf"(?P<what>{_ROLE})\s+(?P<who>(?!(?:from|at|in|of|and|who)\s)[^\W\d_].*)")


def settled_names(names: tuple[str, ...]) -> tuple[tuple[str, ...], list[str]]:
    """Return the names without their quotes, and what is in doubt about those that had none."""
    if not names:
        return (), ['who with? Write a name, as in "coffee with Ana"']
    doubts = [
        _question_about_name(name)
        for name in names
        if not name.startswith('"')
        and (
            _ODD_NAME.search(name)
            or len(name.split()) > 5
            or (name.islower() and name in WEEKDAYS)
            or name.casefold() in _PRONOUNS
            or _ROLE_ALONE.fullmatch(name)
        )
    ]
    bare = (" ".join(name.replace('"', "").split()) for name in names)
    settled = tuple(name for name in bare if name)
    return settled, doubts if settled or doubts else ["who with? Write a name between the quotes"]


def without_role(name: str) -> tuple[str, str]:
    """Return "my mentor Tom" as "Tom" and "mentor"; a name in capital letters alone is left as it is."""
    found = None if '"' in name else _WITH_ROLE.fullmatch(name)
    if found is None:
        return name, ""
    return found["who"], re.sub(r"^(?:my|our|an?|the)\s+", "", found["what"])


def words_behind(name: str) -> tuple[str, str]:
    """Split "Tom went well" and "Tom back" where words begin that are in no name; "" where none do."""
    words = name.split() if '"' not in name else []
    for at, word in enumerate(words[1:], 1):
        if word in _IN_NO_NAME or tells_on(word):
            return " ".join(words[:at]), " ".join(words[at:])
        if not words[0].islower() and word[0].islower() and not is_particle(word) and len(words) > at + 1:
            return " ".join(words[:at]), " ".join(words[at:])
    return name, ""


def _question_about_name(name: str) -> str:
    if name.casefold() in _PRONOUNS:
        return f"who is “{name}”? Write their name"
    if re.match(r"(?:at|in)\s", name, re.IGNORECASE):
        return f'who with? “{shortened(name)}” is a place: write a name before it, as in "Ana at Acme"'
    if month := _IN_MONTH.search(name):
        return f"which day is “{month[0].strip()}”? Write one, as in “1 {month[1][:3].casefold()}”"
    try:
        words = name.split()
        for start, end in combinations(range(len(words) + 1), 2):
            read_day(" ".join(words[start:end]), Reading(date(2000, 1, 1)))
    except InvalidValueError as error:
        return str(error)
    return f"is “{shortened(name)}” a name? Put a name in quotes, and what it was about after “about”"
