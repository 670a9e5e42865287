"""What was probably meant by a word that is none of those known."""

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean X?", or else the words there are; for the end of a message."""
    from difflib import get_close_matches  # loaded for a mistake only

    choices = list(known)
    close = get_close_matches(word.strip().casefold(), choices, n=1, cutoff=0.6)
    if close:
        return f"; did you mean {close[0]}?"
    return f"; use one of {', '.join(choices)}" if choices else ""
