"""Names of people netui doesn't know: found by their capitals, never for sure."""

import pytest

from netui.domain.journal.anonymity import Anonymiser, Nameable
from netui.domain.journal.possible_names import PossibleNames


def found(*texts: str, known: str = "") -> list[tuple[str, int]]:
    names = PossibleNames(known.split())
    for text in texts:
        names.read(text, [])
    return list(names.found())


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["I met Rosa Klein there. Later Rosa wrote."], [("Rosa Klein", 1), ("Rosa", 1)]),
        (["Meanwhile Rosa wrote. Rosa Klein wrote."], [("Meanwhile Rosa", 1), ("Rosa Klein", 1)]),
        (["Rosa Klein said so", "as Rosa Klein does"], [("Rosa Klein", 2)]),
        (["When Rosa Klein came, we left", "only when asked"], [("Rosa Klein", 1)]),
        (["Met Anna-Lena O’Neil"], [("Anna-Lena O’Neil", 1)]),
        (["Ask earlier! Write it down.\nThen rest"], []),
        (["On Monday in March I said LLVM"], []),
        (["They use rust at Fastly", "in Rust"], []),
        (["nothing here", ""], []),
    ],
)
def test_capitals_within_a_sentence_may_be_names(texts: list[str], names: list[tuple[str, int]]) -> None:
    assert found(*texts, known="fastly") == names


def test_a_name_of_which_one_word_is_known_is_still_found() -> None:
    assert found("I met Rosa Fastly at Fastly", known="fastly") == [("Rosa Fastly", 1)]


def test_what_is_a_known_name_is_not_found_again_and_comes_first() -> None:
    names = Anonymiser([Nameable(1, "Dana Okafor")], words=["fastly"])
    assert names.text("With Dana Okafor of Fastly and Rosa Klein") == "With someone of Fastly and Rosa Klein"
    assert [(one.words, one.who, one.hidden) for one in names.names()] == [
        ("Dana Okafor", "Dana Okafor", True),
        ("Rosa Klein", "", False),
    ]
    assert names.fresh().names() == []
