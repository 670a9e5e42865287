"""Relations on the disk: undone one by one, forgotten, repaired, merged from elsewhere, restored in part."""

import json
from pathlib import Path

import pytest

from netui.domain.people.contact import Contact
from netui.domain.people.relation import Relation, RelationKind
from netui.domain.values import replace
from netui.services.safety.safekeeping import Person
from netui.services.services import Services
from netui.storage.changes.changes import DocumentChange, encode_document, encode_value
from netui.storage.changes.lines import TransactionLine
from netui.storage.meeting.meeting import Meeting
from netui.storage.safety.safekeeping import safekeeping_of
from netui.storage.store.opening import open_store
from netui.storage.store.store import TinyDBStore
from tests.fakes import NOON, FakeClock
from tests.storage.opened import add_contact, examine, opened, raw_state, repair
from tests.tui.services_builder import build

KIND = RelationKind


@pytest.fixture
def store(tmp_path: Path) -> TinyDBStore:
    return open_store(tmp_path / "store", clock=FakeClock(), session="here")


@pytest.fixture
def services(store: TinyDBStore) -> Services:
    return build(store, keeping=lambda: safekeeping_of(store))


@pytest.fixture
def people(services: Services) -> tuple[Contact, Contact, Contact]:
    names = ("Ann Leeward", "Bob Rayner", "Cem Ozturk")
    found = [services.contacts.add(services.contacts.blank(name)) for name in names]
    return (found[0], found[1], found[2])


def relate(services: Services, one: Contact, *relations: tuple[RelationKind, Contact]) -> None:
    base = services.contacts.get(one.id)
    wanted = tuple(Relation(kind, other.id) for kind, other in relations)
    services.contacts.edit(base, replace(base, relations=wanted))


def of(services: Services, one: Contact) -> list[tuple[str, int]]:
    return [
        (relation.kind.value, relation.contact_id) for relation in services.contacts.get(one.id).relations
    ]


def test_an_undo_takes_back_one_relation_and_leaves_a_later_one(
    store: TinyDBStore, services: Services, people: tuple[Contact, Contact, Contact]
) -> None:
    ann, bob, cem = people
    relate(services, ann, (KIND.FRIEND, cem))
    seq = store.seq
    relate(services, bob, (KIND.MANAGER, cem))
    store.undo(seq)
    assert of(services, cem) == [("manages", bob.id)]
    assert of(services, ann) == []


def test_a_forgotten_person_is_in_no_relation(
    store: TinyDBStore, services: Services, people: tuple[Contact, Contact, Contact]
) -> None:
    ann, bob, cem = people
    relate(services, bob, (KIND.PARTNER, ann), (KIND.FRIEND, cem))
    safekeeping_of(store).forget(Person(id=ann.id, name=ann.name))
    assert of(services, bob) == [("friend", cem.id)]
    assert not any(str(ann.id).encode() in raw for raw in raw_state(store)["contacts"].values())
    assert safekeeping_of(store).examine().ok


def test_a_relation_to_no_one_is_found_and_repaired(tmp_path: Path) -> None:
    store = opened(tmp_path)
    ann = add_contact(store, "Ann")
    bob = add_contact(
        store, "Bob", relations=(Relation(KIND.FRIEND, ann.id), Relation(KIND.PARTNER, 4711)), tags=("kept",)
    )
    store.close()
    (finding,) = examine(tmp_path).problems
    assert finding.file == "contacts.json"
    assert "relations names 4711" in finding.what
    assert repair(tmp_path).ok
    store = opened(tmp_path)
    kept = store.contacts.get(bob.id)
    assert kept is not None
    assert (kept.relations, kept.tags) == ((Relation(KIND.FRIEND, ann.id),), ("kept",))
    store.close()


def test_a_relation_that_comes_from_elsewhere_names_the_same_person_here(tmp_path: Path) -> None:
    store = opened(tmp_path)
    tom = add_contact(store, "Tom", uid="tom")
    ann = add_contact(store, "Ann", uid="ann")  # elsewhere this id is Bea's
    bea = encode_document({"uid": "bea", "name": "Bea", "relations": [_relation(KIND.MANAGES, tom.id)]})
    theirs = encode_value([_relation(KIND.MANAGER, ann.id)])
    changes = {
        "contacts": {ann.id: DocumentChange(add=bea), tom.id: DocumentChange(sets={"relations": theirs})}
    }
    line = TransactionLine(prev="", seq=9, at=NOON, session="there", label="Add Bea", changes=changes)
    meeting = Meeting(store.collections, set(), ann.id)
    meeting.with_lines([line])
    documents = {key: json.loads(bytes(raw)) for key, raw in meeting.met.documents.items() if raw is not None}
    (here,) = [key[1] for key, document in documents.items() if document["name"] == "Bea"]
    assert here != ann.id
    assert documents["contacts", here]["relations"] == [_relation(KIND.MANAGES, tom.id)]
    assert documents["contacts", tom.id]["relations"] == [_relation(KIND.MANAGER, here)]
    store.close()


def _relation(kind: RelationKind, contact_id: int) -> dict[str, object]:
    return {"kind": kind.value, "contact_id": contact_id}


def test_a_part_that_is_restored_keeps_relations_to_others(
    store: TinyDBStore, services: Services, people: tuple[Contact, Contact, Contact], tmp_path: Path
) -> None:
    ann, bob, cem = people
    relate(services, ann, (KIND.PARTNER, bob), (KIND.FRIEND, cem))
    text = "".join(safekeeping_of(store).text(frozenset({ann.id, bob.id})))
    assert str(cem.id) not in text
    held = {one["name"]: one.get("relations") for one in json.loads(text)["contacts"]}
    assert held == {
        "Ann Leeward": [_relation(KIND.PARTNER, bob.id)],
        "Bob Rayner": [_relation(KIND.PARTNER, ann.id)],
    }
    file = tmp_path / "part.json"
    file.write_text(text, encoding="utf-8")
    relate(services, ann, (KIND.FRIEND, cem))
    assert of(services, bob) == []
    safekeeping_of(store).restore_file(file)
    assert sorted(of(services, ann)) == sorted([("partner", bob.id), ("friend", cem.id)])
    assert of(services, bob) == [("partner", ann.id)]
    assert of(services, cem) == [("friend", ann.id)]
