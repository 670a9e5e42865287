"""Reading one of a fixed set of words."""

from enum import StrEnum
from typing import TypeVar

from netui.domain.errors import InvalidValueError

EnumT = TypeVar("EnumT", bound=StrEnum)


def choose(enum: type[EnumT], text: str, what: str) -> EnumT:
    """Return the member with this slug; raise InvalidValueError that lists them for any other."""
    slug = "-".join(text.strip().casefold().replace("_", " ").split())
    try:
        return enum(slug)
    except ValueError as error:
        raise InvalidValueError(f"{text.strip()!r} is no {what}: it is one of {', '.join(enum)}") from error
