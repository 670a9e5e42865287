"""What happened with a person, as two-line rows."""

import pytest

from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.plan.favour import FavourEntry, FavourKind, FavourSource
from netui.tui.look.glyphs import UNICODE
from netui.tui.look.text import Line
from netui.tui.people.happenings import favour_lines, interaction_lines
from tests.factories import TODAY, make_interaction


def left(line: Line) -> str:
    return "".join(span.text for span in line.left)


@pytest.mark.parametrize(
    ("direction", "words"),
    [
        (Direction.GAVE, "Message  from you"),
        (Direction.RECEIVED, "Message  from them"),
        (Direction.BOTH, "Message"),
    ],
)
def test_a_message_says_who_it_came_from(direction: Direction, words: str) -> None:
    """A request I sent gave nothing, and was shown as "Message I gave"."""
    asked = make_interaction(kind=InteractionKind.MESSAGE, direction=direction, template="request")
    assert left(interaction_lines(asked, "", (), TODAY, UNICODE)[0]) == words


def test_a_favour_says_who_did_it_for_the_other() -> None:
    entry = FavourEntry(
        id=1,
        contact_id=2,
        direction=Direction.RECEIVED,
        kind=FavourKind.REVIEW,
        source=FavourSource.NOTED,
        on=TODAY,
    )
    assert left(favour_lines(entry, TODAY, UNICODE)[0]) == "they did for you  review"
