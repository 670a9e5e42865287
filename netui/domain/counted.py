"""A number with what it counts, in words."""


def counted(count: int, one: str, many: str = "") -> str:
    """Return "1 person" or "1,200 people"; where `many` isn't given, it is `one` with an s."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def count_people(count: int) -> str:
    """Return "1 person" or "1,200 people"."""
    return counted(count, "person", "people")
