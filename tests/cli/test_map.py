"""`netui map`: groups and thin spots in words, the way to someone, the map as a file."""

import stat
from typing import Any

import pytest

from tests.cli.conftest import Netui


@pytest.fixture
def people(netui: Netui) -> Netui:
    netui("add", "Ana Ruiz", "--company", "Fastly", "--email", "ana@example.org", "--role", "mentor")
    netui("add", "Ben Ito", "--company", "Stripe")
    netui("add", "Dana Okafor", "--company", "Fastly", "--stage", "potential")
    netui("edit", "Ana", "--set", "naming=yes")
    return netui


def test_the_network_in_words_and_as_json(people: Netui) -> None:
    assert people("map").lines == ["Fastly (2): Ana Ruiz, (Dana Okafor)", "Stripe (1): Ben Ito"]
    shape: Any = people.json("map", "--by", "stage")
    assert (shape["by"], shape["people"], shape["to_meet"], shape["path"]) == ("stage", 3, 1, None)
    assert [(one["name"], one["count"]) for one in shape["groups"]] == [("connected", 2), ("potential", 1)]
    people("map", "--by", "shoe-size", code=2)


def test_the_way_to_someone(people: Netui) -> None:
    assert people("map", "--path-to", "dana").lines == [
        "The way to Dana Okafor",
        "  you",
        "  Ana Ruiz: mentor",
        "  Dana Okafor: both at Fastly",
        "Ask Ana to introduce you to Dana",
    ]
    path = people.json("map", "--path-to", "dana")["path"]
    assert [(one["contact"]["name"], one["why"]) for one in path] == [
        ("Ana Ruiz", "mentor"),
        ("Dana Okafor", "both at Fastly"),
    ]
    people("map", "--path-to", "nobody", code=3)


def test_an_introduction_asked_for_or_made_is_shown_and_not_asked_for_again(people: Netui) -> None:
    people("introduce", "dana", "--by", "ben", "--asked")
    *_, asked, todo = people("map", "--path-to", "dana").lines
    assert asked.startswith("  Dana Okafor: you asked Ben on ")
    assert todo == "Remind Ben to introduce you to Dana"
    people("introduce", "dana", "--by", "ben")
    *_, made, todo = people("map", "--path-to", "dana").lines
    assert made.startswith("  Dana Okafor: Ben introduced you on ")
    assert todo == "Write to Dana"


@pytest.mark.parametrize("suffix", ["svg", "html", "graphml"])
def test_files_are_private_and_name_only_who_agreed(people: Netui, suffix: str) -> None:
    target = people.folder / f"map.{suffix}"
    assert people("map", "--path-to", "dana", "-o", str(target)).err == f"Wrote the map to {target}\n"
    text = target.read_text(encoding="utf-8")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert "Ana Ruiz" in text
    assert "a person at Stripe" in text
    assert not {"Ben Ito", "Dana", "ana@example.org"} & set(text.split('"'))
    assert "Ben" not in text
    assert "Dana" not in text
    assert "example.org" not in text


def test_for_ones_own_eyes_everyone_is_named(people: Netui) -> None:
    target = people.folder / "map.svg"
    people("edit", "Ben", "--set", "naming=no")
    people("map", "--named", "-o", str(target))
    text = target.read_text(encoding="utf-8")
    assert all(name in text for name in ("Ana Ruiz", "Ben Ito", "Dana Okafor", "for your own eyes"))
    assert "ana@example.org" not in text
    assert "give one with -o" in people("map", "--named", code=2).err


def test_a_file_that_cannot_be_written_is_reported(people: Netui) -> None:
    people("map", "-o", str(people.folder / "map.png"), code=2)
    people("map", "-o", str(people.folder / "no" / "where.svg"), code=1)
    assert people("map", "-o", "-").out.startswith("<?xml")


def test_an_empty_network(netui: Netui) -> None:
    assert "No one here yet" in netui("map").err
    assert netui.json("map")["groups"] == []
