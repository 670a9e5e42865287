"""A relation is kept on both people, whatever happens to either of them."""

import pytest

from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.people.contact import Contact
from netui.domain.people.relation import Relation, RelationKind
from netui.domain.values import replace
from tests.factories import make_contact
from tests.services.conftest import Core

KIND = RelationKind


@pytest.fixture
def people(core: Core) -> tuple[Contact, Contact, Contact]:
    found = [core.contacts.add(core.contacts.blank(name)) for name in ("Ann Lee", "Bob Ray", "Cem Oz")]
    return (found[0], found[1], found[2])


def relate(core: Core, one: Contact, *relations: tuple[RelationKind, Contact]) -> Contact:
    base = core.contacts.get(one.id)
    return core.contacts.edit(
        base, replace(base, relations=tuple(Relation(kind, other.id) for kind, other in relations))
    )


def of(core: Core, one: Contact) -> list[tuple[str, int]]:
    return [(relation.kind.value, relation.contact_id) for relation in core.contacts.get(one.id).relations]


def test_both_hold_their_side_and_let_go_of_it(core: Core, people: tuple[Contact, Contact, Contact]) -> None:
    ann, bob, cem = people
    relate(core, ann, (KIND.MANAGER, bob), (KIND.PARTNER, cem))
    assert of(core, bob) == [("manages", ann.id)]
    assert of(core, cem) == [("partner", ann.id)]
    relate(core, bob, (KIND.MANAGES, ann), (KIND.ASSISTANT, cem))
    assert of(core, cem) == [("partner", ann.id), ("assists", bob.id)]
    relate(core, cem, (KIND.ASSISTS, bob))
    assert of(core, ann) == [("manager", bob.id)]
    assert core.contacts.names_in(core.contacts.get(ann.id)) == {bob.id: "Bob Ray"}
    core.history.undo()
    assert of(core, ann) == [("manager", bob.id), ("partner", cem.id)]
    assert of(core, cem) == [("partner", ann.id), ("assists", bob.id)]


def test_a_new_person_brings_theirs(core: Core, people: tuple[Contact, Contact, Contact]) -> None:
    ann, bob, _ = people
    relation = (Relation(KIND.ASSISTANT, ann.id), Relation(KIND.ASSISTANT, ann.id))
    dee = core.contacts.add(replace(core.contacts.blank("Dee"), relations=relation))
    assert of(core, dee) == [("assistant", ann.id)]
    assert of(core, ann) == [("assists", dee.id)]
    core.history.undo()
    assert of(core, ann) == []
    assert of(core, bob) == []


def test_an_undo_takes_back_one_relation_and_leaves_a_later_one(
    core: Core, people: tuple[Contact, Contact, Contact]
) -> None:
    ann, bob, cem = people
    relate(core, ann, (KIND.FRIEND, cem))
    relate(core, bob, (KIND.MANAGER, cem))
    seq = core.history.entries()[1].seq
    core.store.undo(seq)
    assert of(core, cem) == [("manages", bob.id)]
    assert of(core, ann) == []


def test_two_sessions_add_one_each(core: Core, people: tuple[Contact, Contact, Contact]) -> None:
    ann, bob, cem = people
    base = core.contacts.get(ann.id)
    relate(core, ann, (KIND.FRIEND, bob))
    mine = core.contacts.edit(base, replace(base, relations=(Relation(KIND.MANAGER, cem.id),)))
    assert set(mine.relations) == {Relation(KIND.FRIEND, bob.id), Relation(KIND.MANAGER, cem.id)}
    assert of(core, bob) == [("friend", ann.id)]
    assert of(core, cem) == [("manages", ann.id)]


def test_no_one_is_related_to_themself_or_to_someone_who_is_gone(
    core: Core, people: tuple[Contact, Contact, Contact]
) -> None:
    ann, bob, _ = people
    with pytest.raises(InvalidValueError, match="Ann Lee can't be related to themself"):
        relate(core, ann, (KIND.FRIEND, ann))
    with pytest.raises(NotFoundError):
        relate(core, ann, (KIND.FRIEND, bob), (KIND.FRIEND, make_contact(id=404)))
    assert of(core, ann) == of(core, bob) == []


def test_who_is_deleted_leaves_the_others(core: Core, people: tuple[Contact, Contact, Contact]) -> None:
    ann, bob, cem = people
    relate(core, ann, (KIND.MANAGER, bob), (KIND.PARTNER, cem))
    core.contacts.delete([ann.id, cem.id])
    assert of(core, bob) == []
    core.history.undo()
    assert of(core, bob) == [("manages", ann.id)]
    assert of(core, cem) == [("partner", ann.id)]


def test_a_merge_leads_everybody_to_who_stays(core: Core, people: tuple[Contact, Contact, Contact]) -> None:
    ann, bob, cem = people
    twin = core.contacts.add(core.contacts.blank("A. Lee"))
    relate(core, ann, (KIND.FRIEND, twin), (KIND.MANAGER, bob))
    relate(core, twin, (KIND.FRIEND, ann), (KIND.MANAGER, bob), (KIND.PARTNER, cem))
    core.services.duplicates.merge(ann.id, twin.id)
    assert of(core, ann) == [("manager", bob.id), ("partner", cem.id)]
    assert of(core, bob) == [("manages", ann.id)]
    assert of(core, cem) == [("partner", ann.id)]
    core.history.undo()
    assert of(core, cem) == [("partner", twin.id)]
    assert sorted(of(core, bob)) == sorted([("manages", ann.id), ("manages", twin.id)])


def test_the_brief_names_them(core: Core, people: tuple[Contact, Contact, Contact]) -> None:
    ann, bob, cem = people
    relate(core, ann, (KIND.MANAGER, bob), (KIND.PARTNER, cem))
    assert core.services.briefs.of(ann.id).related == ("manager Bob Ray", "partner Cem Oz")
