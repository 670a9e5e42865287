"""Searching the contact list as the user types, and as the store changes."""

import random
from datetime import UTC, timedelta

import pytest

from netui.domain.errors import InvalidValueError
from netui.domain.search.sorting import SortOrder
from netui.domain.values import replace
from netui.services.people.search import ContactSearch
from netui.services.present import Present
from tests.factories import TODAY, hostile_contact, make_contact
from tests.fakes import FakeClock, InMemoryStore

ANA = make_contact(name="Ana", company="Stripe", notes="compilers")
BOB = make_contact(name="Bob", company="Acme", next_due_on=TODAY + timedelta(days=1))
CLEO = make_contact(name="Cleo", company="Stripe", introduced_by=BOB.id)


@pytest.fixture
def store() -> InMemoryStore:
    store = InMemoryStore(FakeClock())
    store.seed(CLEO, ANA, BOB)
    return store


@pytest.fixture
def search(store: InMemoryStore) -> ContactSearch:
    return ContactSearch(store, Present(store.clock, UTC))


def names(search: ContactSearch, text: str = "", sort: SortOrder = SortOrder.NAME) -> list[str]:
    return [row.name for row in search.search(text, sort)]


def count_fetches(store: InMemoryStore, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    fetched: list[int] = []
    real = store.contacts.haystack

    def haystack(contact_id: int) -> str:
        fetched.append(contact_id)
        return real(contact_id)

    monkeypatch.setattr(store.contacts, "haystack", haystack)
    return fetched


def test_lists_everyone_sorted(search: ContactSearch) -> None:
    assert names(search) == ["Ana", "Bob", "Cleo"]
    assert names(search, "", SortOrder.NEWEST) == ["Cleo", "Bob", "Ana"]


def test_finds_in_notes_rows_and_introducers(search: ContactSearch) -> None:
    assert names(search, "compilers") == ["Ana"]
    assert names(search, "company:stripe") == ["Ana", "Cleo"]
    assert names(search, "by:bob") == ["Cleo"]
    assert names(search, "has:notes") == ["Ana"]


def test_typing_on_and_back_and_over(search: ContactSearch) -> None:
    for text, expected in (
        ("s", ["Ana", "Bob", "Cleo"]),
        ("st", ["Ana", "Cleo"]),
        ("str", ["Ana", "Cleo"]),
        ("str c", ["Cleo", "Ana"]),
        ("str cl", ["Cleo"]),
        ("str", ["Ana", "Cleo"]),
        ("acme", ["Bob"]),
        ("", ["Ana", "Bob", "Cleo"]),
    ):
        assert names(search, text) == [name for name in expected if text != "s" or name != "Bob"]


def test_text_is_fetched_once_and_only_when_words_need_it(
    store: InMemoryStore, search: ContactSearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched = count_fetches(store, monkeypatch)
    names(search)
    names(search, "company:stripe due:week")
    assert fetched == []
    names(search, "str")
    names(search, "acme")
    assert sorted(fetched) == [ANA.id, BOB.id, CLEO.id]
    with store.transaction("Edit"):
        store.contacts.save(replace(BOB, notes="Erlang"))
    assert names(search, "erlang") == ["Bob"]
    assert sorted(fetched) == sorted([ANA.id, BOB.id, CLEO.id, BOB.id])


def test_warms_up_in_slices(
    store: InMemoryStore, search: ContactSearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched = count_fetches(store, monkeypatch)
    assert list(search.warm(2)) == [1, 0]
    assert len(fetched) == 3
    names(search, "stripe")
    assert len(fetched) == 3


def test_the_same_question_gets_the_same_answer(search: ContactSearch) -> None:
    assert search.search("stripe") is search.search("stripe")


def test_follows_changes_here_and_elsewhere(store: InMemoryStore, search: ContactSearch) -> None:
    assert names(search, "stripe") == ["Ana", "Cleo"]
    with store.transaction("Add"):
        store.contacts.add(make_contact(name="Billie", company="Stripe"))
    assert names(search, "stripe") == ["Ana", "Billie", "Cleo"]
    with store.elsewhere("Rename"):
        store.contacts.save(replace(ANA, name="Zana"))
    assert names(search, "stripe") == ["Billie", "Cleo", "Zana"]
    with store.transaction("Remove"):
        store.contacts.remove(CLEO.id)
    assert names(search, "stripe") == ["Billie", "Zana"]
    store.undo(store.history()[0].seq)
    assert names(search, "stripe") == ["Billie", "Cleo", "Zana"]


def test_the_generation_grows_with_changes_of_contacts(store: InMemoryStore, search: ContactSearch) -> None:
    before = search.generation
    with store.transaction("Edit"):
        store.contacts.save(replace(ANA, why="x"))
    assert search.generation > before


def test_a_new_day_is_a_new_answer(store: InMemoryStore, search: ContactSearch) -> None:
    assert names(search, "due:today") == []
    assert isinstance(store.clock, FakeClock)
    store.clock.advance(timedelta(days=1))
    assert names(search, "due:today") == ["Bob"]


def test_a_bad_term_leaves_the_last_result(search: ContactSearch) -> None:
    assert names(search, "stripe") == ["Ana", "Cleo"]
    with pytest.raises(InvalidValueError):
        search.search("stage:foo")
    assert names(search, "stripe c") == ["Cleo", "Ana"]


def test_the_hostile_are_found_too(store: InMemoryStore, search: ContactSearch) -> None:
    hostile = hostile_contact()
    with store.transaction("Add"):
        store.contacts.add(hostile)
    assert [row.id for row in search.search("[/b]")] == [hostile.id]


@pytest.mark.parametrize("seed", range(3))
def test_after_any_changes_it_answers_like_a_new_one(
    store: InMemoryStore, search: ContactSearch, seed: int
) -> None:
    opportunity = random.Random(seed)
    for step in range(60):
        with store.transaction(f"Step {step}"):
            for _ in range(opportunity.choice((1, 2, 150))):
                people = store.contacts.all()
                person = opportunity.choice(people)
                what = opportunity.randrange(3)
                if what == 0 and len(people) > 2:
                    store.contacts.remove(person.id)
                elif what == 1:
                    store.contacts.save(
                        replace(person, name=opportunity.choice(("Ana", "Émile", "Zoë", "Bo")))
                    )
                elif len(people) < 60:
                    store.contacts.add(
                        make_contact(name=f"P{step}", company=opportunity.choice(("Stripe", "Acme")))
                    )
        text = opportunity.choice(("", "s", "st", "stripe", "stripe or zoe", "company:acme", "-zoe"))
        order = opportunity.choice(list(SortOrder))
        fresh = ContactSearch(store, Present(store.clock, UTC))
        assert search.search(text, order) == fresh.search(text, order)


def test_those_come_first_whose_name_is_meant(store: InMemoryStore, search: ContactSearch) -> None:
    store.seed(
        make_contact(name="Clara Wu", notes="Tom's doctoral student"),
        make_contact(name="Cy Thomas"),
        make_contact(name="Bottomley, Al"),
        make_contact(name="Ada Tom"),
        make_contact(name="Tom Weiss"),
    )
    search = ContactSearch(store, Present(store.clock, UTC))
    assert names(search, "tom") == ["Tom Weiss", "Ada Tom", "Bottomley, Al", "Clara Wu"]
    assert names(search, "to") == ["Tom Weiss", "Ada Tom", "Bottomley, Al", "Clara Wu"]
    assert names(search, "tom", SortOrder.NEWEST) == ["Tom Weiss", "Ada Tom", "Bottomley, Al", "Clara Wu"]


@pytest.mark.parametrize(
    "typed", ["0791234567", "+41791234567", '"+41 79 123 45 67"', "0041791234567", "079/123.45.67", "1234567"]
)
def test_a_number_is_found_by_its_digits(store: InMemoryStore, typed: str) -> None:
    store.seed(
        make_contact(name="Tom Weiss", phones=("+41 79 123 45 67",)),
        make_contact(phones=("+41 79 1234 999",)),
    )
    assert names(ContactSearch(store, Present(store.clock, UTC)), typed) == ["Tom Weiss"]


@pytest.mark.parametrize(
    "typed", ["O'Neil", "oneil", "O’Neil", "ONEIL sean", "anna-lena", "anna‑lena", "anna lena"]
)
def test_apostrophes_and_hyphens_do_not_count(store: InMemoryStore, typed: str) -> None:
    store.seed(make_contact(name="Sean O’Neil"), make_contact(name="Anna–Lena Ek\u200b"))
    expected = "Anna–Lena Ek\u200b" if "lena" in typed else "Sean O’Neil"
    assert names(ContactSearch(store, Present(store.clock, UTC)), typed) == [expected]
