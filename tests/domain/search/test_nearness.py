"""How near a text is to what is typed."""

import pytest

from netui.domain.search.nearness import rank


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("jo", ["Jo Li", "Li Jo", "Journal", "a journal", "Major", "J. Ono"]),
        ("log", ["log coffee", "a log", "logs", "a blog", "long days"]),
        ("lc", ["log coffee", "lonely choice", "follow each"]),
        ("zoe b", ["Zoë B", "Zoë Brânză"]),
        ("o neil", ["O-Neil", "O Neilsen"]),
    ],
)
def test_texts_are_in_order_of_nearness(typed: str, texts: list[str]) -> None:
    ranks = [rank(typed.split(), text) for text in texts]
    assert None not in ranks
    assert sorted(texts, key=lambda text: rank(typed.split(), text) or ()) == texts


def test_other_words_count_less_than_parts_and_more_than_letters() -> None:
    part, other, letters = (rank(["star"], *texts) for texts in (["upstart"], ["note", "star"], ["so tar"]))
    assert part
    assert other
    assert letters
    assert part < other < letters


def test_what_lacks_a_letter_has_no_rank() -> None:
    assert rank(["xyz"], "undo") is None
