"""Undo beyond the contract: conflicts are named, bytes come back, unknown keys survive."""

from pathlib import Path
from typing import Any

import pytest

from netui.domain.errors import ConflictError, InvalidValueError, NotFoundError
from netui.domain.values import replace
from tests.factories import make_contact, make_goal
from tests.storage.opened import add_contact, names, opened, raw_state


def edit(store: Any, contact_id: int, label: str, **changes: Any) -> None:
    with store.transaction(label):
        store.contacts.save(replace(store.contacts.get(contact_id), **changes))


def test_the_later_change_is_named(tmp_path: Path) -> None:
    store = opened(tmp_path)
    ann = add_contact(store, "Ann")
    edit(store, ann.id, "Write notes", notes="first")
    edit(store, ann.id, "Move to Oslo", location="Oslo")
    edit(store, ann.id, "Write more", notes="second")
    with pytest.raises(
        ConflictError, match=r"“Write notes” \(2\).*“Write more” \(4\) changed the notes of “Ann”"
    ):
        store.undo(2)
    with pytest.raises(ConflictError, match=r"“Add Ann” \(1\).*“Move to Oslo” \(3\)"):
        store.undo(1)
    with pytest.raises(NotFoundError, match="no change 99"):
        store.undo(99)
    assert len(store.history()) == 4
    store.undo(3)
    store.close()


def test_undo_of_an_undo_is_a_redo(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add_contact(store, "Ann")
    store.undo(1)
    assert names(store) == []
    change = store.undo(2)
    assert change.label == "Redo: Add Ann"
    assert names(store) == ["Ann"]
    assert store.undo(3).label == "Undo: Add Ann"
    assert [(e.label, e.undone, e.undoes) for e in store.history()] == [
        ("Undo: Add Ann", False, 1),
        ("Redo: Add Ann", False, 1),
        ("Undo: Add Ann", False, 1),
        ("Add Ann", True, None),
    ]
    store.close()


def test_what_was_brought_back_around_another_change_comes_back_whole(tmp_path: Path) -> None:
    store = opened(tmp_path)
    ann = add_contact(store, "Ann")
    edit(store, ann.id, "Describe", tags=("b", "c"), notes="x")
    whole = raw_state(store)
    store.undo(2)
    edit(store, ann.id, "Tag", tags=("b", "c"))
    store.redo(2)  # which now restores only the notes
    store.undo(2)
    store.undo(4)
    store.redo(2)
    assert raw_state(store) == whole
    store.close()


def test_keys_that_no_one_knows_survive(tmp_path: Path) -> None:
    store = opened(tmp_path)
    ann = add_contact(store, "Ann")
    store.table("contacts").update({"shoe_size": {"eu": 38}}, doc_ids=[ann.id])
    edit(store, ann.id, "Write notes", notes="text")
    store.undo(3)
    document = store.table("contacts").get(doc_id=ann.id)
    assert isinstance(document, dict)
    assert document["shoe_size"] == {"eu": 38}
    assert "notes" not in document
    store.close()


def test_only_fields_that_differ_are_written(tmp_path: Path) -> None:
    one, two = opened(tmp_path, "one"), opened(tmp_path, "two")
    ann = add_contact(one, "Ann")
    two.catch_up()
    edit(one, ann.id, "Notes", notes="from one")
    edit(two, ann.id, "Place", location="Oslo")
    one.catch_up()
    found = one.contacts.get(ann.id)
    assert found is not None
    assert (found.notes, found.location) == ("from one", "Oslo")
    assert one.undo(2).label == "Undo: Notes"
    one.close()
    two.close()


def test_an_inner_failure_takes_back_the_inner_part_alone(tmp_path: Path) -> None:
    store = opened(tmp_path)

    def fail() -> None:
        with store.transaction("Inner"):
            store.contacts.add(make_contact(id=store.new_id(), name="Bob"))
            store.contacts.add(make_contact(id=store.new_id(), name="\ud83d"))

    with store.transaction("Outer"):
        store.contacts.add(make_contact(id=store.new_id(), name="Ann"))
        with pytest.raises(InvalidValueError, match="half"):
            fail()
        store.goals.add(make_goal(id=store.new_id()))
    assert names(store) == ["Ann"]
    assert store.goals.count() == 1
    assert len(store.contacts.rows()) == 1
    store.close()


def test_half_a_character_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    store = opened(tmp_path)
    with pytest.raises(InvalidValueError, match="half a character"):
        add_contact(store, "Ann", notes="\ud83d")
    with store.transaction("Label \ud83d"):
        store.contacts.add(make_contact(id=store.new_id(), name="Bob"))
    assert names(store) == ["Bob"]
    store.close()


def test_a_document_that_does_not_decode_is_named_and_skipped(tmp_path: Path) -> None:
    store = opened(tmp_path)
    ann = add_contact(store, "Ann")
    broken = store.table("contacts").insert({"name": 7})
    assert [contact.id for contact in store.contacts.all()] == [ann.id]
    assert [row.id for row in store.contacts.rows()] == [ann.id]
    assert store.contacts.count() == 2
    (problem,) = store.problems
    assert (problem.file, problem.id) == ("contacts.json", broken)
    assert "contacts.json" in str(problem)
    store.table("contacts").update({"name": "Bob", "uid": "b"}, doc_ids=[broken])
    assert names(store) == ["Ann", "Bob"]
    assert store.problems == []
    store.close()
