"""The words that begin a job title in a typed line: "SRE", "Senior Engineer"."""

import re

_NUMERAL = re.compile(r"[IVX]+")
_TITLE_WORD = re.compile(
    r"(?:senior|junior|staff|principal|lead|head|chief|vice|associate|assistant|founder|co-founder|professor"
    r"|engineer|developer|designer|manager|director|scientist|researcher|analyst|consultant|recruiter"
    r"|architect|student|partner|president|owner|editor|product|software|data|site)",
    re.IGNORECASE,
)


def is_title_word(word: str) -> bool:
    """Whether a word is an abbreviation, such as SRE, or a rank, and no part of a name."""
    short = word.isupper() and 2 <= len(word) <= 5 and not _NUMERAL.fullmatch(word)
    return short or _TITLE_WORD.fullmatch(word) is not None
