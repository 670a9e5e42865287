"""A number with what it counts."""

from netui.domain.counted import count_people, counted


def test_one_is_singular_and_more_are_plural() -> None:
    assert [counted(count, "change") for count in (0, 1, 2, 1_200)] == [
        "0 changes",
        "1 change",
        "2 changes",
        "1,200 changes",
    ]
    assert counted(1, "opportunity", "opportunities") == "1 opportunity"
    assert counted(3, "opportunity", "opportunities") == "3 opportunities"
    assert [count_people(count) for count in (1, 30_000)] == ["1 person", "30,000 people"]
