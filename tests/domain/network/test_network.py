"""The network as a graph: groups, the way to someone, a layout without overlaps."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.domain.network.map_layout import Kind, Layout, Wish, comfortable, lay_out, most_groups
from netui.domain.network.map_moves import DIRECTIONS, moves
from netui.domain.network.network import (
    REST,
    Grouping,
    clusters,
    fold_small,
    on_the_map,
    place_of,
    public_rows,
)
from netui.domain.network.warm_path import _ME, Tie, _graph, _shortest_way, next_words, reason, warm_path
from netui.domain.people.company import company_key
from netui.domain.people.contact import ContactRow, Naming, Position, Role, Stage
from netui.domain.plan.introduction import Introduction
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from tests.factories import TODAY
from tests.fakes import NOON


def person(number: int, name: str = "", company: str = "", **over: Any) -> ContactRow:
    positions = (Position("Engineer", company),) if company else ()
    return ContactRow(**{"id": number, "name": name or f"Person {number}", "positions": positions, **over})


def names(rows: Sequence[ContactRow]) -> list[str]:
    return [row.name for row in rows]


def cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1] + "…"


ANA = person(1, "Ana Ruiz", "Nordlicht", stage=Stage.ACTIVE, roles=(Role.MENTOR,), last_contact_on=TODAY)
BEN = person(2, "Ben Ito", "Stripe Inc.", tags=("alumni", "go"))
CHEN = person(3, "Chen Li", "stripe", stage=Stage.POTENTIAL, introduced_by=1, tags=("go",))
DANA = person(4, "Dana Okafor", "", location="Zürich, Switzerland")


@pytest.mark.parametrize(
    ("grouping", "found"),
    [
        (Grouping.COMPANY, {"Stripe Inc.": 2, "Nordlicht": 1, "no company": 1}),
        (Grouping.TAG, {"go": 2, "no tag": 2}),
        (Grouping.STAGE, {"connected": 2, "active": 1, "potential": 1}),
        (Grouping.LOCATION, {"Switzerland": 1, "place unknown": 3}),
        (Grouping.GROUP, {"Rust meetup": 2, "in no group": 2}),
        (Grouping.INTRODUCER, {"Ana Ruiz": 1, "no introducer": 2}),
    ],
)
def test_everyone_is_in_one_group(grouping: Grouping, found: dict[str, int]) -> None:
    made = clusters([ANA, BEN, CHEN, DANA], grouping, {1: ["Rust meetup"], 4: ["rust  meetup"]})
    sizes = {one.name: one.size for one in made}
    assert {name.casefold(): size for name, size in sizes.items()} == {
        name.casefold(): size for name, size in found.items()
    }
    assert sum(len(one.everyone) for one in made) == 4


def test_the_closest_come_first_and_small_groups_are_put_together() -> None:
    rows = [
        person(n, company="Big" if n < 9 else f"Firm {n}", stage=Stage.ACTIVE if n == 5 else Stage.DORMANT)
        for n in range(1, 30)
    ]
    made = clusters(rows, Grouping.COMPANY)
    assert (made[0].name, made[0].people[0].id) == ("Big", 5)
    folded = fold_small(made, 5)
    assert [one.key == REST for one in folded] == [False, False, False, False, True]
    assert sum(one.size for one in folded) == 29


def test_company_names_meet_whatever_their_form() -> None:
    assert company_key("Stripe, Inc.") == company_key("STRIPE") == "stripe"
    assert company_key("Zoë GmbH") == "zoe"
    assert company_key("AG") == "ag"
    assert company_key("The New York Times") == company_key("New York Times Co.")
    assert company_key("The") == "the"
    assert place_of("Bengaluru, India") == "India"


def test_archived_people_are_not_on_the_map() -> None:
    assert names(on_the_map([ANA, person(9, archived_at=NOON)])) == ["Ana Ruiz"]


def test_the_way_leads_over_introductions_companies_and_groups() -> None:
    eve = person(5, "Eve Fox", "Fastly", stage=Stage.POTENTIAL)
    kai = person(
        6,
        "Kai Lin",
        stage=Stage.CONNECTED,
        positions=(Position("SRE", "Arm"), Position("SRE", "Fastly", "2018", "2021")),
    )
    rows = [ANA, BEN, CHEN, DANA, eve, kai]
    to_chen = warm_path(rows, 3)
    assert [(step.row.id, step.tie) for step in to_chen] == [(1, Tie.MINE), (3, Tie.INTRODUCED)]
    assert [reason(step, TODAY) for step in to_chen] == ["mentor, Fri 20 Nov", "named by Ana"]
    to_eve = warm_path(rows, 5)
    assert [step.row.name for step in to_eve] == ["Kai Lin", "Eve Fox"]
    assert reason(to_eve[1], TODAY) == "at Fastly, where Kai was"
    by_group = warm_path([DANA, eve], 5, {4: ["Rust meetup"], 5: ["Rust Meetup"]})
    assert [reason(step, TODAY) for step in by_group] == ["you know each other", "both in Rust Meetup"]
    assert [step.tie for step in warm_path(rows, 1)] == [Tie.MINE]
    assert warm_path([DANA, eve], 5) == ()
    assert warm_path(rows, 99) == ()


def test_an_introduction_holds_better_than_a_company_of_earlier_years() -> None:
    friend = person(
        7,
        "Old Mate",
        stage=Stage.DORMANT,
        positions=(Position("x", "Here"), Position("x", "Quarry", until="2010")),
    )
    wanted = person(8, "Wanted", "Quarry", stage=Stage.POTENTIAL, introduced_by=1)
    assert [step.row.id for step in warm_path([friend, ANA, wanted], 8)] == [1, 8]


def test_what_is_published_names_only_who_agreed_and_holds_no_details() -> None:
    rows = [
        person(
            11, "Ana Ruiz", "Fastly", naming=Naming.YES, emails=("a@b.c",), birthday=PartialDate(1, 2, 1990)
        ),
        person(12, "Ben Ito", "Fastly", naming=Naming.ASK, introduced_by=11, phones=("+1",)),
        person(13, "Chen Li", naming=Naming.NO, introduced_by=99, last_contact_on=TODAY),
    ]
    public = public_rows(rows)
    assert names(public) == ["Ana Ruiz", "a person at Fastly", "a person"]
    assert [(row.id, row.introduced_by) for row in public] == [(1, None), (2, 1), (3, None)]
    assert all(not (row.emails or row.phones or row.birthday or row.last_contact_on) for row in public)
    step = warm_path([*public, person(4, "Z", stage=Stage.POTENTIAL, introduced_by=2)], 4)[-1]
    assert reason(step, TODAY) == "named by a person at Fastly"


def test_a_way_shows_what_was_asked_or_made_and_what_comes_next() -> None:
    ben = person(7, "Ben Ito", "Far", stage=Stage.CONNECTED)
    wanted = person(8, "Wei Wu", "Fastly", stage=Stage.POTENTIAL)
    last = person(9, "Lia Far", "Moon", stage=Stage.POTENTIAL, introduced_by=8)
    rows = [ANA, ben, wanted, last]
    asked = Introduction(id=1, uid="", by_id=7, contact_id=8, asked_on=date(2026, 11, 2))

    def way_to(to: int, one: Introduction) -> tuple[list[int], str, list[str]]:
        way = warm_path(rows, to, {}, {(7, 8): one})
        place = min(1, len(way) - 1)
        return [step.row.id for step in way], reason(way[place], TODAY), next_words(way, "w", "a", "r")

    assert way_to(8, asked) == ([7, 8], "you asked Ben on Mon 2 Nov", ["r Ben to introduce you to Wei"])
    reminded = replace(asked, reminded_on=date(2026, 11, 9))
    assert way_to(8, reminded)[1] == "you asked Ben on Mon 2 Nov, reminded on Mon 9 Nov"
    made = replace(asked, on=date(2026, 11, 11))
    assert way_to(8, made) == ([7, 8], "Ben introduced you on Wed 11 Nov", ["w to Wei"])
    assert way_to(8, replace(made, on=None, asked_on=None))[1] == "Ben introduced you"
    assert way_to(9, made) == (
        [7, 8, 9],
        "Ben introduced you on Wed 11 Nov",
        ["a Wei to introduce you to Lia"],
    )
    assert way_to(9, asked)[2] == ["r Ben to introduce you to Wei", "then Wei to introduce you to Lia"]
    closed = replace(asked, dropped_on=date(2026, 11, 12))
    rows = [person(7, "Ben Ito", "Fastly", stage=Stage.CONNECTED), wanted]
    assert way_to(8, closed) == (
        [7, 8],
        "both at Fastly; you asked Ben on Mon 2 Nov, closed on Thu 12 Nov",
        ["a Ben to introduce you to Wei"],
    )


@given(
    ties=st.lists(
        st.tuples(st.integers(1, 25), st.none() | st.integers(1, 25), st.integers(0, 6)), max_size=25
    ),
    groups=st.dictionaries(st.integers(1, 25), st.lists(st.sampled_from("abc"), unique=True), max_size=8),
    stage=st.sampled_from([Stage.POTENTIAL, Stage.CONNECTED, Stage.DORMANT]),
)
def test_the_way_to_a_person_is_the_shortest(
    ties: list[tuple[int, int | None, int]], groups: dict[int, list[str]], stage: Stage
) -> None:
    rows = {
        number: person(
            number,
            company=f"Firm {firm}" if firm else "",
            introduced_by=introducer,
            stage=stage if number % 3 == 0 else Stage.POTENTIAL,
        )
        for number, introducer, firm in ties
    }
    for to in rows:
        graph = _graph(list(rows.values()), to, groups, {})
        checked = nx.Graph()
        checked.add_nodes_from((_ME, to))
        checked.add_weighted_edges_from(
            (node, other, cost) for node, others in graph.items() for other, cost in others.items()
        )
        found = nx.dijkstra_path(checked, _ME, to) if nx.has_path(checked, _ME, to) else []
        way = _shortest_way(graph, to)
        assert bool(way) == bool(found)
        assert sum(graph[a][b] for a, b in pairwise(way)) == pytest.approx(
            nx.path_weight(checked, found, "weight")
        )


def network(size: int, firms: int) -> list[ContactRow]:
    return [
        person(
            n,
            "Name " + "x" * (n % 23),
            f"Firm {'y' * (n % 9)} {n % firms}",
            stage=list(Stage)[n % 5],
        )
        for n in range(1, size + 1)
    ]


def overlaps(layout: Layout) -> list[tuple[str, str]]:
    found = []
    for index, one in enumerate(layout.places):
        for other in layout.places[index + 1 :]:
            (a, b), (c, d) = one.cells, other.cells
            if one.y == other.y and a < d and c < b:
                found.append((one.text, other.text))
    return found


@settings(max_examples=40, deadline=None)
@given(
    size=st.integers(0, 120),
    firms=st.integers(1, 40),
    width=st.integers(10, 160),
    height=st.integers(3, 50),
    people=st.integers(0, 80),
    opened=st.booleans(),
)
def test_labels_never_overlap_and_no_one_is_lost(
    size: int, firms: int, width: int, height: int, people: int, opened: bool
) -> None:
    found = clusters(network(size, firms), Grouping.COMPANY)
    key = found[0].key if found and opened else None
    layout = lay_out(found, width, height, Wish(people=people, opened=key), cut=cut)
    assert overlaps(layout) == []
    assert layout.people == size
    shown = [place for place in layout.places if place.kind is Kind.PERSON]
    assert layout.shown == len(shown) <= max(people, 0)
    for place in layout.places:
        assert 0 <= place.y < height
        assert 0 <= place.cells[0] <= place.cells[1] <= width
    groups = [place for place in layout.places if place.kind is Kind.GROUP]
    hidden = sum(int(place.text.rpartition("+")[2]) for place in groups if "+" in place.text)
    if {place.key for place in groups} == {one.key for one in fold_small(found, most_groups(height))}:
        assert layout.shown + hidden == size
    assert layout == lay_out(found, width, height, Wish(people=people, opened=key), cut=cut)


@pytest.mark.parametrize(("width", "height"), [(58, 15), (78, 20), (81, 32), (150, 50)])
def test_arrows_reach_every_label(width: int, height: int) -> None:
    found = clusters(network(60, 9), Grouping.COMPANY)
    layout = lay_out(found, width, height, Wish(people=comfortable(width, height)), cut=cut)
    found_moves = moves(layout)
    reached, queue = {0}, [0]
    while queue:
        index = queue.pop()
        for right, down in DIRECTIONS:
            other = found_moves.get((index, right, down))
            if other is not None and other not in reached:
                reached.add(other)
                queue.append(other)
    missing = [layout.places[index].text for index in range(len(layout.places)) if index not in reached]
    assert missing == []


def test_a_long_name_is_shown_without_titles_or_with_an_initial() -> None:
    long = ("Prof. Ingrid Sørensen", "Chukwuemeka Okonkwo-Adeyemi", "Jo Li", "x" * 40)
    rows = [person(place, name) for place, name in enumerate(long, 1)]
    layout = lay_out(clusters(rows, Grouping.COMPANY), 78, 20, Wish(people=9), cut=cut)
    shown = {place.text for place in layout.places if place.kind is Kind.PERSON}
    assert shown == {"Ingrid Sørensen", "Chukwuemeka O.", "Jo Li", cut("x" * 40, 19)}


def test_a_lit_way_is_on_the_map_however_few_are_shown() -> None:
    rows = network(120, 12)
    layout = lay_out(
        clusters(rows, Grouping.COMPANY), 80, 30, Wish(people=0, path=(7, 99), always=(50,)), cut=cut
    )
    assert all(layout.index_of(one) is not None for one in (7, 99, 50))
    lit = [edge for edge in layout.edges if edge.lit]
    assert [layout.places[edge.end].kind for edge in lit] == [Kind.GROUP, Kind.PERSON, Kind.PERSON]
