"""People are found by words of their names: whole ones, then beginnings, then parts, then letters."""

import tracemalloc
from datetime import UTC, datetime

import pytest

from netui.domain.people.contact import Position
from netui.services.people.names import NameSearch
from tests.factories import make_contact
from tests.fakes import InMemoryStore

GONE = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def store() -> InMemoryStore:
    store = InMemoryStore()
    for number, name, company, archived_at in (
        (1, "Ana Silva", "Acme", None),
        (2, "Zoë Brânză", "Silver Birch", None),
        (3, "Silvia Ana-Maria O’Neil", "ACME, Inc.", None),
        (4, "Ana Gone", "Gone Ltd", GONE),
        (5, "Diana Prince", "", None),
        (6, "Okafor, Dana", "Silver Birch", None),
    ):
        positions = (Position("", company),) if company else ()
        store.seed(make_contact(id=number, name=name, positions=positions, archived_at=archived_at))
    return store


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("ana", [1, 3, 5, 6]),
        ("silv", [3, 1]),
        ("sil ana", [1, 3]),
        ("ana maria", [3]),
        ("zoe br", [2]),
        ("oneil", [3]),
        ("dana o", [6]),
        ("prince", [5]),
        ("aria", [3]),
        ("dprn", [5]),
        ("qq", []),
        ("gone", []),
        ("", []),
        (" ,.- ", []),
    ],
)
def test_people_are_found_by_words_of_their_names(store: InMemoryStore, text: str, ids: list[int]) -> None:
    assert [row.id for row in NameSearch(store).search(text, 5)] == ids


def test_no_more_are_found_than_asked_for_and_the_best_are_among_them(store: InMemoryStore) -> None:
    for number in range(10, 40):
        store.seed(make_contact(id=number, name=f"Ada Silva {number}"))
    found = NameSearch(store).search("sil", 3)
    assert [row.name for row in found][:1] == ["Silvia Ana-Maria O’Neil"]
    assert len(found) == 3


def test_who_was_added_is_found_at_once(store: InMemoryStore) -> None:
    names = NameSearch(store)
    assert not names.search("newcomer", 5)
    with store.transaction("add"):
        store.contacts.add(make_contact(id=0, name="Newcomer Lund"))
    assert [row.name for row in names.search("newcomer", 5)] == ["Newcomer Lund"]


def test_what_was_read_ahead_finds_the_same(store: InMemoryStore) -> None:
    for number in range(10, 1300):
        store.seed(make_contact(id=number, name=f"Ada Sil {number}"))
    names = NameSearch(store)
    names.prepare()
    assert names.search("sil 12", 50) == NameSearch(store).search("sil 12", 50)


def test_a_long_text_that_no_name_has_is_not_kept(store: InMemoryStore) -> None:
    names, text = NameSearch(store), "dz" * 10_000
    names.search("dz", 5)
    tracemalloc.start()
    try:
        assert not names.search(text, 5)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 10 * len(text)
