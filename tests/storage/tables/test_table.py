"""The tables answer as stock TinyDB does, and hand out nothing that is shared."""

from pathlib import Path

import pytest
from tinydb import where
from tinydb.operations import increment
from tinydb.table import Document, Table

from netui.domain.errors import NotFoundError
from tests.storage.opened import add_contact, opened


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return opened(tmp_path).table("contacts")


def test_what_is_handed_out_is_the_callers_own(table: Table) -> None:
    document_id = table.insert({"tags": ["a"], "deep": {"list": [1]}})
    found = table.search(where("tags").any(["a"]))[0]
    found["tags"].append("b")
    found["deep"]["list"].clear()
    got = table.get(doc_id=document_id)
    assert isinstance(got, Document)
    got["deep"]["list"].append(2)
    given = {"tags": ["z"]}
    table.update(given, doc_ids=[document_id])
    given["tags"].append("mine")
    assert table.all() == [{"tags": ["z"], "deep": {"list": [1]}}]


def test_a_failing_update_changes_nothing(table: Table) -> None:
    ids = table.insert_multiple([{"x": 1}, {"y": 1}])
    with pytest.raises(KeyError):
        table.update(increment("x"))
    assert [table.get(doc_id=each) for each in ids] == [{"x": 1}, {"y": 1}]
    with pytest.raises(ValueError, match="Mapping"):
        table.insert_multiple([{"x": 2}, 3])  # type: ignore[list-item]
    assert len(table) == 2


def test_a_change_of_many_documents_is_one_entry_of_history(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.table("contacts").insert_multiple([{"name": str(number)} for number in range(50)])
    store.table("contacts").update({"location": "Oslo"})
    assert [entry.label for entry in store.history()] == ["Edit contacts", "Edit contacts"]
    store.undo(2)
    assert all("location" not in document for document in store.table("contacts"))
    store.close()


def test_tables_and_repositories_share_one_truth(tmp_path: Path) -> None:
    store = opened(tmp_path)
    ann = add_contact(store, "Ann")
    assert len(store.contacts.rows()) == 1
    with store.transaction("By both ways"):
        store.table("contacts").update({"location": "Oslo", "mystery": [1]}, where("name") == "Ann")
        found = store.contacts.get(ann.id)
        assert found is not None
        assert found.location == "Oslo"
    assert store.contacts.rows()[0].location == "Oslo"
    store.close()


def test_whole_tables_can_be_dropped_and_undone(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add_contact(store, "Ann")
    assert store.db.tables() == {"contacts"}
    store.db.drop_table("contacts")
    assert store.contacts.count() == 0
    store.undo(2)
    store.db.drop_tables()
    assert store.contacts.count() == 0
    assert len(store.db.table("contacts")) == 0
    store.close()


def test_an_unknown_table_is_refused(tmp_path: Path) -> None:
    store = opened(tmp_path)
    with pytest.raises(NotFoundError, match="no table"):
        store.table("enemies").insert({})
    store.close()
