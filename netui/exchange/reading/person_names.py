"""Names as people write them on a profile: with degrees after a comma and pronouns in brackets."""

import re

from netui.domain.one_line import LONGEST_LINE
from netui.domain.text import clean

_LIMIT = LONGEST_LINE
_PRONOUN = (
    "she|her|hers|he|him|his|they|them|theirs|ze|zie|zir|hir|hirs|xe|xem|xyr|any|all|ask|sie|er|ihr|ihm"
    "|elle|elles|il|iel|ella|él|el|elli|lei|lui|ela|ele|elu|hän|hon|hen|han|zij|hij|die|hun|haar|hem"
)
_PRONOUNS = re.compile(
    rf"\s*[(\[]\s*((?:{_PRONOUN})(?:\s*[/|·,]\s*(?:{_PRONOUN})){{1,4}}|she|he|they|elle)\s*[)\]]"
    rf"|(?<=\s)((?:{_PRONOUN})(?:\s?/\s?(?:{_PRONOUN})){{1,4}})(?=\s|,|$)",
    re.IGNORECASE,
)
_DEGREES = re.compile(
    r"^(?:phd|dphil|edd|md|dds|dvm|jd|llm|llb|mba|emba|msc|bsc|ma|ba|mph|mpa|mfa|"
    r"mse|meng|beng|ms|bs|dr|ing|dipling|dring|mag|cpa|cfa|caia|frm|pmp|pmiacp|"
    r"csm|cspo|psm|rn|np|esq|pe|cissp|cisa|cism|ceng|fcca|acca|aca|shrmcp|"
    r"shrmscp|phr|sphr|gphr|capm|cipp|cippe|mrics|frics|licsw|lcsw)$"
)
_LETTERS_OF_A_TITLE = re.compile(r"^(?=(?:.*[A-Z]){2})[A-Za-z]{2,6}$")


def tidy_name(first: str, last: str) -> tuple[str, str]:
    """Return the name to greet and search by, and what was taken out of it: "PhD, he/him".

    What is taken out is worth keeping next to the name: it says how to write to a person.
    """
    taken: list[str] = []

    def take(match: re.Match[str]) -> str:
        taken.append(match[1] or match[2])
        return ""

    first = _PRONOUNS.sub(take, _one_line(first))
    last = _PRONOUNS.sub(take, _one_line(last))
    if first:
        last, degrees = _without_degrees(last)
        taken[:0] = degrees
    name = " ".join(f"{first} {last}".split())
    return clean(name, limit=_LIMIT), clean(", ".join(taken), limit=_LIMIT)


def _one_line(text: str) -> str:
    return " ".join(clean(" ".join(text[: _LIMIT * 4].split())).split())


def _without_degrees(last: str) -> tuple[str, list[str]]:
    surname, *suffixes = last.split(",")
    shouted = surname.isupper()
    kept, taken = [surname], []
    for suffix in suffixes:
        if _is_degree(suffix, shouted=shouted):
            taken.append(suffix.strip())
        elif suffix.strip():
            kept.append(suffix)
    return ",".join(kept), taken


def _is_degree(suffix: str, *, shouted: bool) -> bool:
    bare = re.sub(r"[\s.®™©'’()-]", "", suffix)
    if _DEGREES.match(bare.casefold()):
        return True
    # A surname written in capitals may hold a second one after a comma: there only known degrees count.
    return not shouted and bool(_LETTERS_OF_A_TITLE.match(bare)) and " " not in suffix.strip()
