"""The tables answer as stock TinyDB does, and hand out nothing that is shared."""

import random
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.operations import add, delete, increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from netui.domain.errors import NotFoundError
from tests.storage.opened import abandon, add_contact, opened


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return opened(tmp_path).table("contacts")


def by_id(documents: list[Any]) -> list[tuple[int, dict[str, Any]]]:
    return sorted((document.doc_id, dict(document)) for document in documents)


@pytest.mark.parametrize("seed", range(3))
def test_random_operations_give_the_answers_of_stock_tinydb(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netui.storage.journal.sync_data", lambda fd: None)
    store = opened(tmp_path)
    ours: Table = store.table("contacts")
    stock = TinyDB(storage=MemoryStorage).table("contacts")
    chance = random.Random(seed)
    known: list[int] = [1]

    def both(call: Any) -> None:
        results: list[Any] = []
        for table in (ours, stock):
            try:
                results.append(call(table))
            except (ValueError, KeyError, RuntimeError) as error:
                results.append(type(error))
        one, other = (
            sorted(r) if isinstance(r, list) and r and isinstance(r[0], int) else r for r in results
        )
        if isinstance(one, list) and one and isinstance(one[0], Document):
            one, other = by_id(one), by_id(other)
        assert one == other

    for step in range(1500):
        x, y, one = chance.randint(0, 9), chance.randint(0, 3), chance.choice(known)
        ids = [chance.choice(known) for _ in range(2)]
        tags = {"tags": [x, y]}
        match chance.choice("iimduUvVrRggsscnefw" if step % 300 else "t"):
            case "i":
                known.append(ours.insert({"x": x, **tags}))
                stock.insert(Document({"x": x, **tags}, known[-1]))
            case "m":
                new = ours.insert_multiple([{"x": x}, {"y": y}])
                known += new
                stock.insert_multiple([Document({"x": x}, new[0]), Document({"y": y}, new[1])])
            case "d":
                both(lambda t, i=one, x=x: t.insert(Document({"x": x}, i)))
            case "u":
                both(lambda t, i=ids, x=x: t.update({"x": x, "n": {"deep": [x]}}, doc_ids=i))
            case "U":
                both(lambda t, x=x, y=y: t.update({"y": y}, where("x") == x))
            case "v":
                both(lambda t, x=x: t.update(increment("x"), where("x") == x))
            case "V":
                both(
                    lambda t, x=x, y=y: t.update_multiple(
                        [
                            ({"x": y}, where("x") == x),
                            (add("x", 1), where("x") == y),
                            (delete("x"), where("x") == 5),
                        ]
                    )
                )
            case "r":
                both(lambda t, i=one: t.remove(doc_ids=[i]))
            case "R":
                both(lambda t, x=x, y=y: t.remove((where("x") == x) & (where("y") == y)))
            case "g":
                both(lambda t, i=one: t.get(doc_id=i))
            case "s":
                both(lambda t, x=x: t.search(where("x") == x))
            case "c":
                both(lambda t, x=x: (t.count(where("x") == x), len(t), t.contains(where("x") == x)))
            case "n":
                both(lambda t, i=ids: sorted((d.doc_id, d.get("x")) for d in t.get(doc_ids=i)))
            case "e":
                both(lambda t, i=one, x=x: t.upsert(Document({"x": x, "z": 1}, i)))
            case "f":
                both(lambda t, x=x: t.update({"all": x}))
            case "w":
                both(lambda t, last=known[-1]: t.update(delete("missing"), doc_ids=[last]))
            case "t":
                both(lambda t: t.truncate())
        assert by_id(ours.all()) == by_id(stock.all()), step
    abandon(store)
    again = opened(tmp_path, read_only=True).table("contacts")
    assert by_id(again.all()) == by_id(stock.all())


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
