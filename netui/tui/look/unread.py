"""What an empty list says where some of the store can't be read: what belongs there may be in that part."""

from typing import TypeVar

WordsT = TypeVar("WordsT")

UNREAD = "Nothing to show here: some of the store can't be read. Run netui doctor to see what."


def has_unread(app: object) -> bool:
    """Whether an app can't read all of the store."""
    return getattr(app, "has_unread", False) is True


def unless_unread(app: object, words: WordsT) -> WordsT | str:
    """Return the words for something empty, or others where some of the store can't be read."""
    return UNREAD if words and has_unread(app) else words
