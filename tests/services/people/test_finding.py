"""A typed name means one person, or it is asked back."""

from datetime import UTC, datetime

import pytest

from netui.domain.errors import AmbiguousError, NotFoundError
from netui.domain.people.contact import Position
from netui.services.people import finding
from netui.services.people.finding import find_contact, find_contacts, row_named
from tests.factories import make_contact
from tests.fakes import InMemoryStore

GONE = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def store() -> InMemoryStore:
    store = InMemoryStore()
    people = [
        (1, "Ana Silva", Position("Engineer", "Acme"), None),
        (2, "Ana Silvestre", Position("", "Globex"), None),
        (3, "Zoë Brânză", Position(), None),
        (4, "Priya Raman", Position("SRE"), None),
        (5, "Tom Okafor", Position(), GONE),
        (6, "Thomas Ek", Position(), None),
        (7, "Okafor, Dana", Position(), None),
        (8, "Lee Chen", Position("PM", "Acme"), None),
        (9, "Lee Chen", Position("PM", "Globex"), GONE),
        (10, "Xu", Position(), GONE),
        (11, "Mat 77", Position(), None),
        (12, "Nadia Benali", Position(), None),
        (13, "Ben Ray", Position(), None),
        (14, "Sean O’Neil", Position(), None),
        (15, "Anna‑Lena Wu", Position(), None),
    ]
    for number, name, position, archived_at in people:
        positions = (position,) if position != Position() else ()
        store.seed(make_contact(id=number, name=name, positions=positions, archived_at=archived_at))
    return store


@pytest.mark.parametrize(
    ("text", "contact_id"),
    [
        ("1", 1),
        ("#9", 9),
        ("ana silva", 1),
        ("  ANA   Silva ", 1),
        ("ana silvest", 2),
        ("silvestre ana", 2),
        ("zoe branza", 3),
        ("priya", 4),
        ("raman p", 4),
        ("amar", None),
        ("aman", 4),
        ("lee chen", 8),
        ("lee", 8),
        ("xu", 10),
        ("tom okafor", 5),
        ("okafor, dana", 7),
        ("dana okafor", 7),
        ("ben", 13),
        ("bena", 12),
        ("sean o'neil", 14),
        ("oneil", 14),
        ("anna-lena wu", 15),
        ("anna lena", 15),
        ("77", 11),
        ("ana glob", 2),
        ("lee globex", 9),
        ("glob ana", None),
        ("acme", None),
    ],
)
def test_who_is_meant(store: InMemoryStore, text: str, contact_id: int | None) -> None:
    if contact_id is None:
        with pytest.raises(NotFoundError):
            find_contact(store, text)
    else:
        assert find_contact(store, text).id == contact_id


def test_archived_people_come_last(store: InMemoryStore) -> None:
    assert find_contact(store, "okafor").id == 7
    assert find_contact(store, "thom").id == 6
    assert find_contact(store, "tom").id == 5


def test_several_are_listed_to_choose_from(store: InMemoryStore) -> None:
    with pytest.raises(AmbiguousError) as caught:
        find_contact(store, "ana")
    assert str(caught.value) == "“ana” can be 2 people: give more of the name, the company, or the id of one"
    assert caught.value.candidates == ("1  Ana Silva · Engineer · Acme", "2  Ana Silvestre · Globex")


def test_no_one_names_those_like_it(store: InMemoryStore) -> None:
    for text, near in (
        ("Prya", "Priya Raman"),
        ("ana sliva", "Ana Silva"),
        ("prya xyz", "Priya Raman"),
        ("Brnza", "Zoë Brânză"),
    ):
        with pytest.raises(NotFoundError) as caught:
            find_contact(store, text)
        assert near in str(caught.value)
    with pytest.raises(NotFoundError, match="no one is called “qqqq”; check the spelling"):
        find_contact(store, "qqqq")
    with pytest.raises(NotFoundError, match="no name was given"):
        find_contact(store, "  ")
    with pytest.raises(NotFoundError, match="no one is called “99999999999999999999”"):
        find_contact(store, "99999999999999999999")


def test_several_names_at_once(store: InMemoryStore) -> None:
    assert [row.id for row in find_contacts(store, "priya, 1; zoe ,priya")] == [4, 1, 3]
    assert [row.id for row in find_contacts(store, "Okafor, Dana")] == [7]
    assert [row.id for row in find_contacts(store, "priya,")] == [4]
    with pytest.raises(NotFoundError, match="no one is called “qqqq”"):
        find_contacts(store, "priya, qqqq")
    with pytest.raises(NotFoundError, match="no name"):
        find_contacts(store, " , ")


def test_only_names_with_the_first_part_are_taken_apart(
    store: InMemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A form looks for a name at every key, among 30,000 people too."""
    words: list[str] = []

    def words_of(name: str) -> list[str]:
        words.append(name)
        return name.casefold().split()

    monkeypatch.setattr(finding, "name_words", words_of)
    assert find_contact(store, "ana silva").id == 1
    assert words == ["ana silva", "Ana Silva", "Ana Silvestre", "Okafor, Dana"]


def test_no_near_name_is_looked_for_where_only_a_person_is_asked_for(
    store: InMemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "_no_one", lambda *_: pytest.fail("looked for near names"))
    assert row_named(store, "Anna Silvan") is None
    with pytest.raises(AmbiguousError):
        row_named(store, "ana")
