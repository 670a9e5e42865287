"""The names in a typed line: without their quotes, and asked about where a word can't be a name."""

import re
from datetime import date

from netui.domain.errors import InvalidValueError
from netui.domain.text import shortened
from netui.domain.time.date_grammar import Reading, read_day
from netui.domain.time.date_words import WEEKDAYS

_ODD_NAME = re.compile(
    r"\d|^(?:today|yesterday|tomorrow)$|(?:^|\s)(?:at|the|for|to|by|with|in)\s", re.IGNORECASE
)
_PRONOUNS = frozenset(["me", "him", "her", "them", "us", "you", "it", "myself", "someone", "everyone"])


def settled_names(names: tuple[str, ...]) -> tuple[tuple[str, ...], list[str]]:
    """Return the names without their quotes, and what is in doubt about those that had none."""
    if not names:
        return (), ['with whom? Write a name, as in "coffee with Ana"']
    doubts = [
        _question_about_name(name)
        for name in names
        if not name.startswith('"')
        and (
            _ODD_NAME.search(name)
            or len(name.split()) > 5
            or (name.islower() and name in WEEKDAYS)
            or name.casefold() in _PRONOUNS
        )
    ]
    bare = (" ".join(name.replace('"', "").split()) for name in names)
    settled = tuple(name for name in bare if name)
    return settled, doubts if settled or doubts else ["with whom? Write a name between the quotes"]


def _question_about_name(name: str) -> str:
    if name.casefold() in _PRONOUNS:
        return f"who is “{name}”? Write their name"
    try:
        for word in name.split():
            read_day(word, Reading(date(2000, 1, 1)))
    except InvalidValueError as error:
        return str(error)
    return f"is “{shortened(name)}” a name? Put a name in quotes, and what it was about after “about”"
