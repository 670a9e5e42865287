"""A number as it is typed, and with what it counts, in words."""

_ONE = {"opportunities": "opportunity", "pitches": "pitch", "strategies": "strategy"}


_MOST_DIGITS = 18
"""So many hold every id there is; from 4,301 on Python refuses to read a number."""


def whole_number(text: str) -> int | None:
    """Return the number that a text is, without a sign; None for any other text."""
    digits = text.strip()
    return int(digits) if digits.isdecimal() and len(digits) <= _MOST_DIGITS else None


def counted(count: int, one: str, many: str = "") -> str:
    """Return "1 person" or "1,200 people"; where `many` isn't given, it is `one` with an s."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def count_people(count: int) -> str:
    """Return "1 person" or "1,200 people"."""
    return counted(count, "person", "people")


def count_of_kind(count: int, kind: str) -> str:
    """Return "3 follow-ups" or "1 follow-up" for the name of a collection."""
    many = kind.replace("follow_ups", "follow-ups").replace("_", " ")
    return counted(count, _ONE.get(kind, many.removesuffix("s")), many)
