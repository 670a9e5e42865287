"""What a screen is about, and whether the store still has it."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from netui.domain.errors import NotFoundError


class Gone(NamedTuple):
    """What a screen is about but the store no longer has, like “this person”, and its ids.

    `typed` says whether the screen keeps something the user typed.
    """

    what: str
    ids: frozenset[int]
    typed: bool = True


def is_here(get: Callable[[int], object], entity_id: int) -> bool:
    """Whether `get` finds something; it may have been deleted since."""
    try:
        return get(entity_id) is not None
    except NotFoundError:
        return False


class Interviews(Protocol):
    """Knows which interviews are in the store."""

    def get(self, interview_id: int, /) -> object:
        """Return an interview; raise NotFoundError if there is none."""
        ...


class People(Protocol):
    """Knows which people are in the store."""

    def row(self, contact_id: int, /) -> object | None:
        """Return a person, or None if there is none."""
        ...


def gone_person(people: People, contact_id: int | None) -> Gone | None:
    """Return the person a screen is about if the store no longer has them; a new one has no id yet."""
    if not contact_id or people.row(contact_id) is not None:
        return None
    return Gone("this person", frozenset({contact_id}))


def gone_interview(interviews: Interviews, interview_id: int) -> Gone | None:
    """Return the interview a screen is about if the store no longer has it."""
    return (
        None if is_here(interviews.get, interview_id) else Gone("this interview", frozenset({interview_id}))
    )
