"""The name of a person in a vCard: as it is written in whole, or made of its parts where that is better."""

from netui.domain.people.person_name import parse_name
from netui.exchange.reading.card import Card, one_line
from netui.exchange.reading.content_lines import split_value
from netui.exchange.reading.csv_text import MAX_CELL
from netui.exchange.reading.person_names import tidy_name


def name_of(card: Card, company: str) -> tuple[str, str]:
    """Take the name of a card, and return it with the pronouns that were in it; "" for none.

    The parts are better where the whole is missing, an address, the company, or begins with the family name.
    """
    whole = card.words("FN").strip("'\" ")
    line = card.take_first("N")
    parts = _parts(line.value) if line is not None else [""] * 5
    family, given = parts[:2]
    is_company = card.kind == "org" or (company == whole and not any(parts))
    if any(parts) and not is_company:
        begins = bool(family and given) and whole.casefold().startswith(f"{family},".casefold())
        if not whole or "@" in whole or whole == company or begins:
            whole = _built(*parts)
    elif "," in whole and not is_company:
        whole = _turned(whole)
    return tidy_name("", whole)


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


def _turned(whole: str) -> str:
    """Return "Last, First" as "First Last", and any other name as it is."""
    parts = parse_name(whole)
    if not (parts.given and parts.family and whole.casefold().startswith(f"{parts.family},".casefold())):
        return whole
    turned = " ".join(filter(None, (parts.title, parts.given, parts.family)))
    return f"{turned}, {parts.behind}" if parts.behind else turned
