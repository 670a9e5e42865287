"""What the log says was given, where it says so beyond doubt."""

import pytest

from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.plan.favour import Balance, FavourKind, favour_in
from tests.factories import HOSTILE_TEXT, make_interaction


@pytest.mark.parametrize(
    ("over", "kind"),
    [
        ({"kind": InteractionKind.INTERVIEW}, FavourKind.TIME),
        ({"kind": InteractionKind.SOCIAL, "text": "Liked her post"}, FavourKind.ENGAGED),
        ({"template": "share-resource", "text": "Hello"}, FavourKind.ARTICLE),
        ({"template": "congratulations", "text": "Hello"}, FavourKind.CONGRATULATION),
        ({"template": "thank-you", "text": "Sent the article"}, None),
        ({"template": "make-introduction"}, None),
        ({"text": "Sent the eBPF article"}, FavourKind.ARTICLE),
        ({"text": "shared his  reading\nlist"}, FavourKind.ARTICLE),
        ({"text": "Reading list for networks, in order"}, FavourKind.ARTICLE),
        ({"text": "Review of my first patch: every line"}, FavourKind.REVIEW),
        ({"text": "Congratulated him on the paper"}, FavourKind.CONGRATULATION),
        ({"text": "Referred me to her team lead"}, FavourKind.REFERRAL),
        ({"text": "Helped with the move"}, FavourKind.HELP),
        ({"text": "Asked for the article"}, None),
        ({"text": "Thanked her for the review"}, None),
        ({"text": "Sent my regards"}, None),
        ({"text": "Introduced Dana"}, None),
        ({"text": ""}, None),
        ({"text": HOSTILE_TEXT}, None),
        ({"text": "Sent the article", "source": "linkedin"}, None),
        ({"text": "Sent the article", "direction": Direction.BOTH}, None),
        ({"kind": InteractionKind.SOCIAL, "direction": Direction.BOTH}, None),
    ],
)
def test_only_what_is_beyond_doubt_counts(over: dict[str, object], kind: FavourKind | None) -> None:
    values = {"kind": InteractionKind.EMAIL, "direction": Direction.RECEIVED, **over}
    assert favour_in(make_interaction(**values)) is kind


def test_a_balance_says_who_gives() -> None:
    assert (Balance(2, 5).net, Balance(2, 5).only_received) == (-3, False)
    assert Balance(0, 1).only_received
    assert not Balance().only_received


def test_a_balance_is_in_the_same_words_everywhere() -> None:
    assert Balance(2, 1).words == "you did 2 for them, they did 1 for you"
    assert Balance(2, 1).short == "you did 2, they did 1"
