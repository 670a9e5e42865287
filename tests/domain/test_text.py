"""Strangers' text: nothing in it reaches the terminal as a command, and what people write stays."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.domain.text import clean, fold

ANY_TEXT = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs", "Cc", "Cf", "Mn", "Me", "Zl", "Zp"]),
        st.sampled_from("a\n\r\té\u0301\u200c\u200d\u202e\ufe0f\U000e0100\U000e0041👩🏽💻میक\u094dষ葛"),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("", ""),
        ("Ana Silva", "Ana Silva"),
        ("\x1b[31mred", "␛[31mred"),
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("a\x00b\x7fc", "a␀b␡c"),
        ("\x9b31m\x85", "�31m�"),
        ("lone \ud800 half", "lone � half"),
        ("not a character \uffff \U0001fffe", "not a character � �"),
        ("one\u2028two\u2029three", "one two three"),
        ("a\tb", "a b"),
        ("a\r\nb", "a␍␊b"),
        ("\u202eevil\u202c \u2066x\u2069\u200e\u200f\u061c", "evil x"),
        ("in\u00advis\u200bible\ufeff\u2060", "invisible"),
        ("flag🏴\U000e0067\U000e0062\U000e007f", "flag🏴"),
        ("Hangul\u3164filler", "Hangul filler"),
        ("[/b] [@click=app.quit]", "[/b] [@click=app.quit]"),
        ("Zoë Brânză 王小明 Łukasz", "Zoë Brânză 王小明 Łukasz"),
    ],
)
def test_one_line(given_text: str, shown: str) -> None:
    assert clean(given_text) == shown


def test_lines_and_indents_stay_where_they_are_asked_for() -> None:
    assert clean("a\r\nb\rc\n\td\x1b", newlines=True) == "a\nb\nc\n    d␛"


@pytest.mark.parametrize(
    "text",
    [
        "👩‍💻 👩🏽‍💻 ❤️‍🔥 🏳️‍🌈 👨‍👩‍👧",
        "می‌خواهم",
        "क्‍ष क्‌ष",
        "র‍্যা",
        "1️⃣",
        "葛\U000e0100城",
        "Nguye\u0302\u0303n",
    ],
)
def test_writing_that_needs_invisible_characters_keeps_them(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A\u200dn\u200cn", "Ann"),
        ("\u200dAnn\u200d", "Ann"),
        ("👩\u200d\u200d\u200d💻", "👩\u200d💻"),
        ("👩\u200c💻", "👩💻"),
        ("👩\u200d and", "👩 and"),
        ("a\U000e0100\U000e0101", "a"),
        ("\ufe0f\ufe0f", ""),
        ("\u0301a", "◌\u0301a"),
        ("z" + "\u0300" * 500 + "!", "z" + "\u0300" * 8 + "!"),
    ],
)
def test_joiners_and_piles_without_a_use_go(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 5, "abcd…"),
        ("abcdef", 1, "…"),
        ("abcdef", 0, ""),
        ("", 0, ""),
        ("abce\u0301f", 5, "abc…"),
        ("ab👩\u200d💻cd", 5, "ab👩…"),
    ],
)
def test_limit(text: str, limit: int, shown: str) -> None:
    assert clean(text, limit=limit) == shown


def test_a_huge_cell_of_nothing_is_cut_and_says_so() -> None:
    assert clean("\u202e" * 1_000_000, limit=10) == "…"


@given(ANY_TEXT, st.booleans(), st.none() | st.integers(0, 20))
@settings(max_examples=100, deadline=None)
def test_nothing_that_steers_a_terminal_is_left(text: str, newlines: bool, limit: int | None) -> None:
    shown = clean(text, newlines=newlines, limit=limit)
    for ch in shown:
        if ch == "\n" and newlines:
            continue
        assert unicodedata.category(ch) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.category(ch) != "Cf" or ch in "\u200c\u200d"
    assert clean(shown, newlines=newlines, limit=limit) == shown
    shown.encode()
    if limit is not None:
        assert len(shown) <= limit


LETTERS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("é̈ñ̂'`´\u0345ß"), max_size=12)


@settings(max_examples=60)
@given(st.lists(LETTERS.map(lambda text: "".join(text.splitlines()).replace("\n", "")), max_size=5))
def test_lines_fold_as_each_of_them(lines: list[str]) -> None:
    assert fold("\n".join(lines)).split("\n") == [fold(line) for line in lines or [""]]
