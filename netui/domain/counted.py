"""A number with what it counts, in words."""

_ONE = {"opportunities": "opportunity", "pitches": "pitch", "strategies": "strategy"}


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
