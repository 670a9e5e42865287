"""The name of a person in a vCard: as it is written in whole, or made of its parts where that is better."""

import re

from netui.domain.one_line import LONGEST_LINE
from netui.domain.people.person_name import is_courtesy, parse_name, written_parts
from netui.domain.text import fold
from netui.exchange.reading.card import Card, one_line
from netui.exchange.reading.content_lines import split_value
from netui.exchange.reading.csv_text import MAX_CELL
from netui.exchange.reading.person_names import tidy_name

_MOST = 5
_WORD = re.compile(r"[^\W_]+")
_FIRMS = re.compile(
    r"(?:inc|llc|ltd|limited|gmbh|ag|sa|plc|corp|co|bv|nv|srl|sarl|kg|ab|oy)\.?", re.IGNORECASE
)
"""What follows the comma of a company: "Ximian, Inc."."""


def name_of(card: Card, company: str) -> tuple[str, str, dict[str, str]]:
    """Take the name of a card, and return it, the pronouns that were in it, and the own fields of the rest.

    The parts are better where the whole is missing, an address, the company, or begins with the family name.
    What the whole leaves out of the parts is an own field: "Mum" has a full name.
    """
    whole = card.words("FN").strip("'\"; ")
    line = card.take_first("N")
    parts = _parts(line.value) if line is not None else [""] * 5
    family, given = parts[:2]
    is_company = card.kind == "org" or (company == whole and not any(parts))
    if any(parts) and not is_company:
        begins = bool(family and given) and whole.casefold().startswith(f"{family},".casefold())
        if begins and _says_more(whole, parts):
            whole = _turned(whole)
        elif not whole or "@" in whole or whole == company or begins:
            whole = _built(*parts)
    elif "," in whole and not is_company:
        whole = _turned(whole)
    rest = {} if is_company else _left_out(whole, parts)
    # A second N is in another language, say: a card has one where it is written back.
    for other in card.take("N")[:_MOST]:
        more = _left_out(" ".join((whole, *rest.values())), _parts(other.value)).get("Full name", "")
        if more:
            rest["Full name"] = ", ".join(filter(None, (rest.get("Full name"), more)))
    return *tidy_name("", whole), rest


def in_order(given: str, family: str, between: str = "") -> str:
    """Return a name as it is spoken: the family name comes first in Chinese, Japanese and Korean."""
    if given and family and not given.isascii() and not parse_name(f"{given} {family}").family:
        return f"{family} {given}"
    return " ".join(filter(None, (given, between, family)))


def _parts(value: str) -> list[str]:
    """Return family name, given name, the names between, what is before them and what is behind."""
    parts = [one_line(part.replace(",", " ")) for part in split_value(value[:MAX_CELL], ";")]
    return (parts + [""] * 5)[:5]


def _built(family: str, given: str, between: str, before: str, behind: str) -> str:
    return " ".join(filter(None, (before, in_order(given, family, between), behind)))


def _left_out(whole: str, parts: list[str]) -> dict[str, str]:
    """Return as own fields what a whole name doesn't say of its parts: the full name, and "Mrs."."""
    family, given, between, before, behind = (part[:LONGEST_LINE] for part in parts)
    if not any(parts[2:]) and whole == f"{given} {family}".strip():
        return {}
    run = _WORD.findall(fold(whole[:LONGEST_LINE]))
    words, run_on = frozenset(run), "".join(run)

    def missing(text: str) -> bool:  # names in Japanese may be written without a blank
        found = _WORD.findall(fold(text))
        return any(word not in words and (word.isascii() or word not in run_on) for word in found)

    courtesy = " ".join(filter(is_courtesy, before.split()))
    title = " ".join(word for word in before.split() if not is_courtesy(word))
    rest = {"Salutation": courtesy} if missing(courtesy) else {}
    if missing(f"{family} {given} {between} {title} {behind}"):
        rest["Full name"] = _built(family, given, between, title, behind)
    return rest


def _says_more(whole: str, parts: list[str]) -> bool:
    """Whether a name has words that its parts lack: the "DJ" of "Weiss, Tom (DJ)"."""
    return not set(_WORD.findall(fold(whole))) <= set(_WORD.findall(fold(" ".join(parts))))


def _turned(whole: str) -> str:
    """Return "Last, First" as "First Last", and any other name as it is."""
    parts = written_parts(whole)
    begins = parts.given and parts.family and whole.casefold().startswith(f"{parts.family},".casefold())
    if not begins or _FIRMS.fullmatch(parts.given):
        return whole
    turned = " ".join(filter(None, (parts.title, parts.given, parts.family)))
    return f"{turned}, {parts.behind}" if parts.behind else turned
