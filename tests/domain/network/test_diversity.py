"""The spread of a network, its thin spots, and who could bridge them."""

from datetime import timedelta
from typing import Any

import pytest

from netui.domain.network.diversity import diversity, generation, region_of
from netui.domain.people.contact import ContactRow, Position, Role, Stage
from netui.domain.time.partial_date import PartialDate
from tests.factories import TODAY


def person(number: int, **over: Any) -> ContactRow:
    values: dict[str, Any] = {
        "id": number,
        "name": f"Person {number}",
        "function": "engineering",
        "location": "Berlin, Germany",
        "stage": Stage.ACTIVE,
    }
    return ContactRow(**{**values, **over})


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ("Zürich, Switzerland", "Europe"),
        ("San Francisco, CA, USA", "North America"),
        ("Bengaluru", "Asia"),
        ("São Paulo, Brazil", "Latin America"),
        ("Remote", ""),
        ("", ""),
    ],
)
def test_places_lie_in_a_part_of_the_world(place: str, region: str) -> None:
    assert region_of(place) == region


def test_generations_need_a_year() -> None:
    assert generation(person(1, birthday=PartialDate(1, 2, 1970)), TODAY) == "50 and over"
    assert generation(person(1, birthday=PartialDate(1, 2)), TODAY) == ""
    assert generation(person(1, birthday=PartialDate(1, 2, 1700)), TODAY) == ""


def test_thin_spots_are_shown_with_their_counts_and_bridged() -> None:
    there = person(
        50,
        name="Yuki Tanaka",
        location="Kyoto, Japan",
        stage=Stage.CONNECTED,
        positions=(Position("Designer", "Sony"),),
        last_contact_on=TODAY - timedelta(days=200),
    )
    wanted = person(51, name="Mei Chen", location="Taipei, Taiwan", stage=Stage.POTENTIAL, introduced_by=3)
    colleague = person(52, name="Ivo Horn", positions=(Position("PM", "Sony"),))
    found = diversity([*(person(n) for n in range(1, 30)), there, wanted, colleague], TODAY)
    assert found.people == 31
    spot = next(one for one in found.thin if one.dimension == "place")
    assert (spot.words, spot.count, spot.total) == ("outside Europe", 1, 31)
    assert [(one.row.name, one.why) for one in spot.bridges] == [
        ("Person 3", "knows Mei Chen"),
        ("Mei Chen", "you want to meet them"),
        ("Ivo Horn", "at Sony, like Yuki Tanaka"),
    ]
    assert [one.row.name for one in found.deepen] == ["Yuki Tanaka"]
    assert "outside Europe" in found.deepen[0].why


def test_roles_one_would_want_are_missed_and_few_people_are_never_thin() -> None:
    peers = [person(n, roles=(Role.PEER,)) for n in range(1, 12)]
    found = diversity(peers, TODAY)
    assert {spot.words for spot in found.thin if spot.dimension == "relation"} == {"mentors", "sponsors"}
    assert diversity(peers[:5], TODAY).thin == ()
    assert diversity([], TODAY).dimensions == ()


def test_viewpoints_are_tags() -> None:
    people = [person(n, tags=("view:open source",) if n % 2 else ("other",)) for n in range(1, 11)]
    spread = next(one for one in diversity(people, TODAY).dimensions if one.name == "viewpoint")
    assert (spread.shares[0].name, spread.shares[0].count, spread.unknown) == ("open source", 5, 5)
