"""What someone else promised, and whether what is logged with them kept it."""

import pytest

from netui.domain.week.owed_by_them import kept_for_sure, may_be_kept

DECK = "Tom promised to send me the deck"


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("got the deck", DECK),
        ("Got the deck from Tom.", DECK),
        ("received his slides and the deck", DECK),
        ("coffee, he sent me the deck", DECK),
        ("The deck arrived", DECK),
        ("got the deck", "waiting for Tom to send the deck"),
        ("got the deck", "Tom to send the deck"),
        ("got the CVs", "he'll send me CVs"),
        ("introduced me to Sara Lind", "Tom will introduce me to Sara"),
        ("reviewed my résumé", "Tom offered to review my resume"),
    ],
)
def test_what_came_is_what_was_promised(text: str, promised: str) -> None:
    assert kept_for_sure(text, promised, "Tom Weiss", from_them=True)


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("got the deck", "Tom promised to send me the deck of the board meeting"),
        ("got feedback", "Tom will give feedback on my pitch"),
        ("", "Tom promised to call me"),
        ("he had news", "Tom said he'd get back to me"),
    ],
)
def test_what_may_be_it_is_in_doubt(text: str, promised: str) -> None:
    assert may_be_kept(text, promised, "Tom Weiss")
    assert not kept_for_sure(text, promised, "Tom Weiss")


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("got a question about the deck", DECK),
        ("the deck is late", DECK),
        ("still no deck", DECK),
        ("he hasn't sent me the deck", DECK),
        ("he promised the deck again", DECK),
        ("I sent the deck", DECK),
        ("sent the deck", DECK),
        ("got the book", DECK),
        ("got the deck", "send Tom the deck"),
        ("", "call Tom"),
    ],
)
def test_anything_else_keeps_nothing_that_they_owe(text: str, promised: str) -> None:
    assert not may_be_kept(text, promised, "Tom Weiss")


def test_what_was_sent_is_theirs_where_all_of_it_came_from_them() -> None:
    assert kept_for_sure("sent the deck", DECK, "Tom Weiss", from_them=True)
