"""Fields of one line, and the limit on them: a name, a title, a company, an address."""

from functools import cache

from msgspec import Struct

from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.values import field_names

LONGEST_LINE = 1_000
_ONE_LINE = frozenset({"name", "title", "company", "link", "place", "platform", "where", "checklist"})
_COPIES = frozenset({"FollowUp", "Interview", "CompanyNote"})  # of what a contact has, however long that is


def check_lines(entity: object, before: object = None) -> None:
    """Raise InvalidValueError for a field of one line that is too long now and wasn't so `before`."""
    if not isinstance(entity, Struct):
        return
    kind = type(entity).__name__
    for name in field_names(entity):
        value = getattr(entity, name)
        old = getattr(before, name, None)
        if name == "custom":
            for key in value.keys() - (old or {}).keys():
                check_line(key, "name of the field")
        if not value or value == old or not isinstance(value, str | tuple):
            continue
        if name not in _lines_of(kind):
            continue
        kept = old if isinstance(old, tuple) else ()
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, str) and item not in kept:
                check_line(item, name)
            elif isinstance(item, Struct) and item not in kept:
                _check_part(item, kept)


@cache
def _lines_of(kind: str) -> frozenset[str]:
    """Return the names of the fields that are limited in one kind of entity."""
    if kind == "Contact":
        from netui.domain.people.fields import LINES  # a command that changes no text doesn't need them

        return LINES
    return _ONE_LINE - {"title", "company"} if kind in _COPIES else _ONE_LINE


def _check_part(part: Struct, kept: tuple[object, ...]) -> None:
    """Check a position; a text that another position had before may stay as long as it is."""
    for name in field_names(part):
        value = getattr(part, name)
        if isinstance(value, str) and value not in {getattr(one, name, None) for one in kept}:
            check_line(value, name)


def required_line(text: str, problem: str) -> str:
    """Return a text on one line; raise InvalidValueError with the problem where it is empty."""
    words = " ".join(text.split())
    if not words:
        raise InvalidValueError(problem)
    return words


def check_line(text: str, name: str) -> None:
    """Raise InvalidValueError for a text that is too long for the field of this name."""
    if problem := line_problem(text, name):
        raise InvalidValueError(problem)


def line_problem(text: str, name: str) -> str:
    """Say what is wrong with a text of one line, or nothing."""
    if len(text) <= LONGEST_LINE:
        return ""
    words = name.removesuffix("s").replace("_", " ")
    return f"the {words} is {counted(len(text), 'character')} long: shorten it to {LONGEST_LINE:,} or fewer"
