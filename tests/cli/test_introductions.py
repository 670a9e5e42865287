"""netui introduce: both directions, the loop on the agenda, clear refusals."""

import pytest

from tests.cli.conftest import Netui


@pytest.fixture
def people(netui: Netui) -> Netui:
    for name in ("Ana Ruiz", "Dana Okafor", "Tom Weiss"):
        netui("add", name)
    return netui


def test_who_introduced_a_person_is_owed_thanks_and_news(people: Netui) -> None:
    shape = people.json("introduce", "Dana", "--by", "Ana", "--on", "yesterday")

    assert (shape["way"], shape["state"], shape["on"]) == ("received", "made", "2026-11-19")
    assert shape["introducer"]["name"] == "Ana Ruiz"
    assert (shape["contact"]["name"], shape["other"]) == ("Dana Okafor", None)
    assert [one["kind"] for one in shape["follow_ups"]] == ["thank-you"]
    assert (
        "Then: tell Ana how it went, once you have talked to Dana Okafor"
        in people("introduce", "Dana", "--by", "Ana").lines
    )
    people("log", "Dana", "tea", "--kind", "coffee")
    due = people.json("due")
    assert [(row["kind"], row["contact"]["name"], row["state"]) for row in due] == [
        ("thank-you", "Ana Ruiz", "today"),
        ("update", "Ana Ruiz", "week"),
    ]
    for row in due:
        people("done", row["id"])
    assert people.json("due") == []
    reported = people.json("introduce", "Dana", "--by", "Ana")
    assert (reported["thanked_on"], reported["told_on"], reported["follow_ups"]) == (
        "2026-11-20",
        "2026-11-20",
        [],
    )
    assert people.json("show", "Dana")["introduced_by"]["name"] == "Ana Ruiz"


def test_an_introduction_asked_for_is_waited_for(people: Netui) -> None:
    done = people("introduce", "Dana", "--by", "Ana", "--asked", "--on", "10 nov")
    assert done.lines == [
        "You asked Ana Ruiz to introduce you to Dana Okafor on Tue 10 Nov 2026, 10 days ago"
    ]
    (row,) = people.json("due")
    assert (row["kind"], row["contact"]["name"], row["state"]) == ("introduction", "Ana Ruiz", "today")
    assert row["text"] == "no introduction to Dana Okafor yet: remind Ana once"
    assert people.json("show", "Dana")["introduced_by"] is None
    people("done", row["id"])
    shape = people.json("introduce", "Dana", "--by", "Ana")
    assert (shape["state"], shape["asked_on"], shape["reminded_on"]) == ("made", "2026-11-10", "2026-11-20")
    assert (
        "introduced you to Dana Okafor already"
        in people("introduce", "Dana", "--by", "Ana", "--asked", code=2).err
    )


def test_i_introduce_two_people(people: Netui) -> None:
    shape = people.json("introduce", "Ana", "Tom")

    assert (shape["way"], shape["state"], shape["introducer"]) == ("made", "made", None)
    assert (shape["contact"]["name"], shape["other"]["name"]) == ("Ana Ruiz", "Tom Weiss")
    for name in ("Ana", "Tom"):
        (entry,) = people.json("show", name)["timeline"]
        assert (entry["direction"], entry["text"]) == ("gave", "Introduced Ana Ruiz to Tom Weiss")
    people("undo")
    assert people.json("show", "Ana")["timeline"] == []


def test_for_a_day_to_come_both_are_asked_first(people: Netui) -> None:
    done = people("introduce", "Ana", "Tom", "--on", "in 2 weeks")
    assert done.lines == [
        "Planned: introduce Ana Ruiz to Tom Weiss",
        "First: Ask Ana whether to introduce Tom Weiss, due Sun 22 Nov 2026, in 2 days",
    ]
    for _ in range(3):
        (row,) = people.json("due")
        people("done", row["id"])
    assert people.json("due") == []
    people("introduce", "Tom", "Ana", code=2)


@pytest.mark.parametrize(
    ("arguments", "words", "code"),
    [
        (("Ana",), "who else?", 2),
        (("Ana", "Tom", "--asked"), "add --by NAME", 2),
        (("Ana", "Tom", "--by", "Dana"), "give A and B", 2),
        (("Ana", "Ana"), "cannot be introduced to themself", 2),
        (("Ana", "--by", "Ana"), "cannot be introduced by themself", 2),
        (("Ana", "--by", "Tom", "--on", "tomorrow"), "still to come", 2),
        (("Ana", "--by", "Nobody Here"), "no one is called", 3),
    ],
)
def test_bad_input_gets_one_line_and_changes_nothing(
    people: Netui, arguments: tuple[str, ...], words: str, code: int
) -> None:
    before = people.json("history")
    assert words in people("introduce", *arguments, code=code).err
    assert people.json("history") == before


def test_a_circle_is_refused(people: Netui) -> None:
    people("introduce", "Dana", "--by", "Ana")
    people("introduce", "Tom", "--by", "Dana")
    before = people.json("history")
    assert "you know Tom Weiss through Ana Ruiz" in people("introduce", "Ana", "--by", "Tom", code=2).err
    assert people.json("history") == before
