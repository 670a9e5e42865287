"""A number with what it counts."""

import re
from pathlib import Path

import pytest

import netui
from netui.domain.counted import count_of_kind, count_people, counted, whole_number

NETUI = Path(netui.__file__).parent


def test_one_is_singular_and_more_are_plural() -> None:
    assert [counted(count, "change") for count in (0, 1, 2, 1_200)] == [
        "0 changes",
        "1 change",
        "2 changes",
        "1,200 changes",
    ]
    assert counted(1, "opportunity", "opportunities") == "1 opportunity"
    assert counted(3, "opportunity", "opportunities") == "3 opportunities"
    assert [count_of_kind(1, kind) for kind in ("strategies", "follow_ups")] == ["1 strategy", "1 follow-up"]
    assert [count_people(count) for count in (1, 30_000)] == ["1 person", "30,000 people"]


def test_what_is_counted_on_the_screen_goes_through_it() -> None:
    """A count in front of a plural is wrong for one: "1 rows", "1 people"."""
    by_hand = re.compile(r"\{len\([^{}]*\)(?::,)?\} (?:people|(?!is\b|was\b|has\b)[a-z-]+s)\b")
    found = {
        f"{path.relative_to(NETUI)}: {match[0]}"
        for path in NETUI.rglob("*.py")
        for match in by_hand.finditer(path.read_text(encoding="utf-8"))
    }
    assert not found


@pytest.mark.parametrize(
    ("text", "number"),
    [(" 12 ", 12), ("0", 0), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("9" * 5000, None)]
    + [(text, None) for text in ("", "-1", "+1", "1_0", "1.5", "²", "one")],
)
def test_a_whole_number(text: str, number: int | None) -> None:
    assert whole_number(text) == number
