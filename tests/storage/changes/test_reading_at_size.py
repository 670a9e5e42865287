"""Reading made for size gives what plain reading gives: files in pieces, journals backwards, lazy rows."""

import json
import threading
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest

from netui.domain.people.cadence import Cadence, Unit
from netui.domain.people.contact import Contact, ContactRow, Position, Role
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import field_names, replace
from netui.storage.changes import file as journal_module
from netui.storage.changes import snapshots
from netui.storage.changes.changes import encode_document
from netui.storage.changes.file import JOURNAL, read_backwards, read_journal
from netui.storage.changes.lines import TransactionLine, decode_outline
from netui.storage.changes.snapshots import decode_snapshot, encode_snapshot, mark_of, read_snapshot
from tests.factories import make_contact, make_interaction
from tests.storage.opened import abandon, add_contact, names, opened, raw_state


@pytest.mark.parametrize("piece", [1, 7, 64, 1 << 20])
@pytest.mark.parametrize("count", [0, 1, 2, 40])
@pytest.mark.parametrize("packed", [False, True])
def test_a_snapshot_in_pieces_is_the_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int, count: int, packed: bool
) -> None:
    documents = {
        number: encode_document({"name": f"Zoë {number}", "notes": 'a,\nb "}},{' * (number % 3)})
        for number in range(1, count + 1)
    }
    data = b"".join(encode_snapshot("contacts", documents, schema=3, seq=9))
    path = tmp_path / "contacts.json"
    path.write_bytes(data)
    monkeypatch.setattr(snapshots, "_PIECE", piece)
    found, mark = read_snapshot(path, "contacts", packed=packed)
    assert found is not None
    assert (mark.crc, mark.size) == (mark_of(data, 9).crc, len(data))
    assert (found.schema, found.seq) == (3, 9)
    assert {key: bytes(raw) for key, raw in found.documents.items()} == {
        key: bytes(raw) for key, raw in decode_snapshot("contacts", data).documents.items()
    }


@pytest.mark.parametrize("text", ["", "{}", "[1", '{"_meta": {}}', '{"contacts": {}, "_meta": {}}'])
@pytest.mark.parametrize("piece", [1, 1 << 20])
def test_a_file_of_another_make_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, piece: int
) -> None:
    path = tmp_path / "contacts.json"
    path.write_text(text)
    monkeypatch.setattr(snapshots, "_PIECE", piece)
    found, mark = read_snapshot(path, "contacts")
    assert found is None
    assert mark.crc == mark_of(text.encode(), 0).crc


def test_a_cut_snapshot_is_none_or_has_another_mark(tmp_path: Path) -> None:
    documents = {number: encode_document({"name": str(number)}) for number in range(1, 5)}
    data = b"".join(encode_snapshot("contacts", documents, schema=1, seq=4))
    path = tmp_path / "contacts.json"
    for cut in range(len(data)):
        path.write_bytes(data[:cut])
        _, mark = read_snapshot(path, "contacts")
        assert mark.size == cut
        assert mark.crc == mark_of(data[:cut], 0).crc


@pytest.mark.parametrize(("step", "window"), [(1, 1), (50, 7), (1 << 16, 1 << 20)])
def test_backwards_is_forwards_reversed_at_every_cut_and_flip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, window: int
) -> None:
    store = opened(tmp_path / "store")
    for name in ("Ann", "Bob", "Cy"):
        add_contact(store, name, notes="x" * 90)
    abandon(store)
    whole = (tmp_path / "store" / JOURNAL).read_bytes()
    path = tmp_path / JOURNAL
    monkeypatch.setattr(journal_module, "_BACKWARDS_STEP", step)
    monkeypatch.setattr(journal_module, "_WINDOW", window)
    header = whole.index(b"\n")
    damaged = [whole[:cut] for cut in range(header, len(whole) + 1, 3)]
    damaged += [whole[:at] + b"#" + whole[at + 1 :] for at in range(header + 1, len(whole), 11)]
    for data in damaged:
        path.write_bytes(data)
        forwards = [line for line in read_journal(path) if isinstance(line, TransactionLine)]
        backwards = [line for line in read_backwards(path) if isinstance(line, TransactionLine)]
        assert backwards == forwards[::-1]


def test_a_long_line_is_read_once(tmp_path: Path) -> None:
    """A change of 30,000 people is a line of 90 MB: its copies took 300 MB when history was looked at."""
    store = opened(tmp_path)
    for notes in ("x" * 8_000_000, "y"):
        add_contact(store, "Ann", notes=notes)
    abandon(store)
    tracemalloc.start()
    try:
        outline = sum(1 for _ in read_backwards(tmp_path / JOURNAL, decode_outline))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert outline == 3
    assert most < 15_000_000


def test_an_outline_names_what_the_whole_line_changed(tmp_path: Path) -> None:
    store = opened(tmp_path)
    contact = add_contact(store, "Ann")
    with store.transaction("Edit"):
        store.contacts.save(replace(contact, name="Anna", tags=("a",)))
    abandon(store)
    whole = [each for each in read_backwards(tmp_path / JOURNAL) if isinstance(each, TransactionLine)]
    outline = [
        each
        for each in read_backwards(tmp_path / JOURNAL, decode_outline)
        if isinstance(each, TransactionLine)
    ]
    assert [(e.seq, e.label, e.touched) for e in outline] == [(e.seq, e.label, e.touched) for e in whole]


def test_history_can_be_asked_for_its_newest(tmp_path: Path) -> None:
    store = opened(tmp_path, "then")
    for name in ("Ann", "Bob"):
        add_contact(store, name)
    store.close()
    store = opened(tmp_path, "now")
    assert list(store.entries(ours=True)) == []
    add_contact(store, "Cy")
    store.undo(store.history()[0].seq)
    assert [entry.label for entry in store.history(1)] == ["Undo: Add Cy"]
    assert store.history(2) == store.history()[:2]
    assert store.history(2)[1].undone
    assert list(store.entries()) == store.history()
    assert [entry.seq for entry in store.entries(ours=True)] == [4, 3]
    store.close()


def test_a_row_has_all_that_the_contact_has(tmp_path: Path) -> None:
    store = opened(tmp_path)
    contact = make_contact(
        positions=(Position("Engineer", "Larch", "2020"),),
        tags=("a", "b"),
        roles=(Role.PEER,),
        birthday=PartialDate(2, 29),
        cadence=Cadence(6, Unit.WEEKS),
        location="Oslo",
        emails=("a@b.example",),
    )
    with store.transaction("Add"):
        store.contacts.add(contact)
    row = store.contacts.row(contact.id)
    plain = ContactRow(**{name: getattr(contact, name) for name in field_names(ContactRow)})
    assert isinstance(row, ContactRow)
    assert row == plain
    assert plain == row
    assert (row.title, row.company) == ("Engineer", "Larch")
    assert row != replace(plain, tags=())
    assert len({row, store.contacts.row(contact.id)}) == 1


def test_a_row_over_a_bad_field_is_shown_without_it(tmp_path: Path) -> None:
    store = opened(tmp_path)
    bad = {"tags": 5, "roles": ["king"], "cadence": [], "birthday": "soon", "positions": {}}
    with store.transaction("Put"):
        store.put("contacts", 7, encode_document({"uid": "x", "name": "Ann", **bad}))
    row = store.contacts.rows()[0]
    assert (row.id, row.name) == (7, "Ann")
    assert (row.tags, row.roles, row.cadence, row.birthday, row.positions) == ((), (), None, None, ())
    assert store.contacts.get(7) is None
    assert "document 7" in str(store.problems[0])


def test_what_was_changed_in_place_is_saved_all_the_same(tmp_path: Path) -> None:
    store = opened(tmp_path)
    contact = add_contact(store, "Ann", custom={"coffee": "black"})
    read = store.contacts.get(contact.id)
    assert read is not None
    read.custom["tea"] = "green"
    with store.transaction("Edit"):
        store.contacts.save(read)
    abandon(store)
    again = opened(tmp_path).contacts.get(contact.id)
    assert again is not None
    assert again.custom == {"coffee": "black", "tea": "green"}


def test_a_field_saved_twice_in_one_transaction_is_one_change(tmp_path: Path) -> None:
    store = opened(tmp_path)
    contact = add_contact(store, "Ann")
    before = raw_state(store)
    with store.transaction("Edit"):
        store.contacts.save(replace(contact, name="Anna"))
        with store.transaction("Within"):
            store.contacts.save(replace(contact, name="Anne", location="Oslo"))
    line = json.loads((tmp_path / JOURNAL).read_bytes().splitlines()[-1])
    assert line["changes"]["contacts"][str(contact.id)] == {
        "set": {"name": "Anne", "location": "Oslo"},
        "was": {"name": "Ann"},
    } | ({"was": {"name": "Ann"}} if not contact.location else {"was": {"name": "Ann", "location": ""}})
    store.undo(store.history(1)[0].seq)
    assert raw_state(store) == before


def test_one_thread_reads_while_another_writes(tmp_path: Path) -> None:
    store = opened(tmp_path)
    with store.transaction("Fill"):
        people = [make_contact(id=store.new_id()) for _ in range(50)]
        for contact in people:
            store.contacts.add(contact)
        for number in range(3000):
            store.interactions.add(make_interaction(id=store.new_id(), contact_ids=(people[number % 50].id,)))
    store.close()
    store = opened(tmp_path)
    counted: list[int] = []

    def read() -> None:
        counted.append(sum(len(store.interactions.for_contact(contact.id)) for contact in people))

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(20):
        with store.transaction("Log"):
            store.interactions.add(make_interaction(id=store.new_id(), contact_ids=(people[0].id,)))
    for thread in threads:
        thread.join()
    assert all(3000 <= count <= 3020 for count in counted)
    assert sum(len(store.interactions.for_contact(contact.id)) for contact in people) == 3020
    assert len(names(store)) == 50
    store.close()


def test_a_row_needs_no_more_than_a_name(tmp_path: Path) -> None:
    store = opened(tmp_path)
    with store.transaction("Put"):
        store.put("contacts", 7, encode_document({"uid": "x", "name": "Ann"}))
    assert store.contacts.row(7) == ContactRow(id=7, name="Ann")
    assert store.contacts.get(7) == Contact(id=7, uid="x", name="Ann")


def test_all_of_a_kind_is_read_once_and_again_after_every_change(tmp_path: Path) -> None:
    store, other = opened(tmp_path, "one"), opened(tmp_path, "other")
    ana, bo = add_contact(store, "Ana"), add_contact(store, "Bo")
    first = store.contacts.all()
    first.clear()
    assert store.contacts.all() == [ana, bo]
    assert store.contacts.all()[0] is store.contacts.all()[0]
    with suppress(KeyError), store.transaction("Rename"):
        store.contacts.save(replace(ana, name="Anna"))
        assert [one.name for one in store.contacts.all()] == ["Anna", "Bo"]
        raise KeyError
    assert store.contacts.all() == [ana, bo]
    cleo = add_contact(other, "Cleo")
    store.catch_up()
    assert store.contacts.all() == [ana, bo, cleo]
    store.undo(store.seq)
    assert names(store) == ["Ana", "Bo"]
    for each in (store, other):
        each.close()
