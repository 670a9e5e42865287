"""Readable replacements for characters that a stream's encoding doesn't have."""

import unicodedata

_ALIKE = [
    '“"',
    '”"',
    '„"',
    "‘'",
    "’'",
    "‚'",
    "‹<",
    "›>",
    "«<<",
    "»>>",
    "–-",
    "—-",
    "‐-",
    "‑-",
    "−-",
    "·-",
    "•*",
    "×x",
    "€EUR",
    "⁄/",
    "→->",
    "←<-",
    "✓x",
    "ßss",
    "ẞSS",
]
_ALIKE += ["æae", "ÆAE", "œoe", "ŒOE", "øo", "ØO", "łl", "ŁL", "đd", "ĐD", "ðd", "ÐD", "ıi", "þth", "ÞTh"]
_LIKE = str.maketrans({pair[0]: pair[1:] for pair in _ALIKE})


def replacement(error: UnicodeError) -> tuple[str, int]:
    """Write the nearest ASCII for what can't be encoded, or its escape: an error handler of codecs."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_nearest, error.object[error.start : error.end])), error.end


def _nearest(character: str) -> str:
    apart = unicodedata.normalize("NFKD", character).translate(_LIKE)
    kept = "".join(one for one in apart if not unicodedata.combining(one))
    if kept.isascii() and (kept or unicodedata.combining(character)):
        return kept
    return character.encode("ascii", "backslashreplace").decode("ascii")
