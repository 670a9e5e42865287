"""Text made comparable: without case, accents and doubled spaces."""

import unicodedata

# Letters that have no decomposition, as people type them without their keyboard.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def fold(text: str) -> str:
    """Return text as search sees it; "Zoë Brânză" and "zoe branza" fold to the same."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch)).casefold().translate(_PLAIN)
