"""What two contacts are to each other: typed, written, and seen from the other side."""

import pytest

from netui.domain.errors import InvalidValueError
from netui.domain.people.contact import Contact
from netui.domain.people.fields import contact_field
from netui.domain.people.merging import merged
from netui.domain.people.relation import Relation, RelationKind, other_side, read_relations, relation_words
from netui.domain.time.date_order import DateOrder
from tests.factories import TODAY, make_contact

PEOPLE = {"Ana Silva": 7, "Tom Weiss": 8, "Weiss, Tom": 8}
NAMES = {7: "Ana Silva", 8: "Tom Weiss", 9: "Tom Weiss"}
KIND = RelationKind


class Around:
    """Ana and two people called Tom Weiss."""

    def name_of(self, contact_id: int) -> str:
        return NAMES.get(contact_id, "")

    date_order = DateOrder.UNSAID

    def day(self, text: str) -> object:
        return TODAY if text else None

    def person(self, text: str) -> int:
        if text == "Tom Weiss":
            raise InvalidValueError("two people are called Tom Weiss")
        return int(text.removeprefix("#")) if text.startswith("#") else PEOPLE[text]


def find(_: RelationKind, name: str) -> int:
    return PEOPLE[name]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        (" ; ", ()),
        ("partner: Ana Silva", ((KIND.PARTNER, 7),)),
        ("Manager : Tom Weiss;partner:Ana Silva", ((KIND.MANAGER, 8), (KIND.PARTNER, 7))),
        ("manager: Tom Weiss, partner: Ana Silva", ((KIND.MANAGER, 8), (KIND.PARTNER, 7))),
        ("manager: Tom Weiss\nfriend: Ana Silva\n", ((KIND.MANAGER, 8), (KIND.FRIEND, 7))),
        ("manager: Weiss, Tom; wife: Ana Silva", ((KIND.MANAGER, 8), (KIND.PARTNER, 7))),
        ("boss: Tom Weiss; reports: Ana Silva", ((KIND.MANAGER, 8), (KIND.MANAGES, 7))),
        ("friend: Ana Silva; friend: Ana Silva", ((KIND.FRIEND, 7),)),
    ],
)
def test_relations_are_read_as_people_type_them(text: str, found: tuple[tuple[KIND, int], ...]) -> None:
    assert read_relations(text, find) == tuple(Relation(*one) for one in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ana Silva", "say who “Ana Silva” is to them: write partner: Ana Silva"),
        ("partner:", "say who “partner:” is to them"),
        ("manger: Ana Silva", "“manger” is no relation"),
    ],
)
def test_what_can_not_be_read_is_named(text: str, words: str) -> None:
    with pytest.raises(InvalidValueError, match=words):
        read_relations(text, find)


@pytest.mark.parametrize("kind", KIND)
def test_the_other_side_of_the_other_side_is_the_relation(kind: RelationKind) -> None:
    there = other_side(Relation(kind, 7), 5)
    assert there.contact_id == 5
    assert other_side(there, 7) == Relation(kind, 7)


def test_who_manages_is_seen_from_below_as_the_manager() -> None:
    assert other_side(Relation(KIND.MANAGER, 7), 5) == Relation(KIND.MANAGES, 5)
    assert other_side(Relation(KIND.ASSISTS, 7), 5) == Relation(KIND.ASSISTANT, 5)
    assert other_side(Relation(KIND.PARTNER, 7), 5) == Relation(KIND.PARTNER, 5)


def test_people_who_are_gone_are_not_written() -> None:
    relations = (Relation(KIND.MANAGER, 404), Relation(KIND.FRIEND, 7))
    assert relation_words(relations, Around().name_of) == "friend: Ana Silva"


def test_a_name_that_is_there_already_means_who_it_meant() -> None:
    field, around = contact_field("relations"), Around()
    both = (Relation(KIND.MANAGER, 9), Relation(KIND.MANAGER, 8))
    contact = make_contact(id=5, relations=both)
    text = field.show(contact, around)
    assert text == "manager: Tom Weiss; manager: Tom Weiss"
    again: Contact = field.put(contact, f"{text}; partner: Ana Silva", around)  # type: ignore[arg-type]
    assert again.relations == (*both, Relation(KIND.PARTNER, 7))
    with pytest.raises(InvalidValueError, match="two people"):
        field.put(contact, "friend: Tom Weiss", around)  # type: ignore[arg-type]


def test_two_records_of_one_person_are_not_related_to_each_other() -> None:
    keep = make_contact(id=5, relations=(Relation(KIND.FRIEND, 6), Relation(KIND.MANAGER, 7)))
    other = make_contact(
        id=6, relations=(Relation(KIND.FRIEND, 5), Relation(KIND.MANAGER, 7), Relation(KIND.PARTNER, 8))
    )
    one = merged(keep, other, {})
    assert one.relations == (Relation(KIND.MANAGER, 7), Relation(KIND.PARTNER, 8))
