"""Documents kept compressed answer as a plain dict in the order of its ids does, whatever is written."""

import tracemalloc
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from netui.domain.values import replace
from netui.storage.base.packed import PackedDocuments, in_order, last_id
from netui.storage.changes.changes import encode_document
from tests.factories import make_interaction
from tests.storage.opened import add_contact, opened

IDS = st.integers(1, 150)


def document(number: int, version: int = 0) -> Raw:
    return encode_document({"text": f"Zoë\n{number}", "version": version})


@given(
    st.lists(st.sets(IDS, max_size=80), max_size=3),
    st.lists(st.tuples(st.sampled_from(["put", "remove"]), IDS), max_size=60),
)
def test_packed_documents_are_a_dict_in_the_order_of_its_ids(
    pieces: list[set[int]], steps: list[tuple[str, int]]
) -> None:
    packed, plain = PackedDocuments(), dict[int, Raw]()
    for piece in pieces:
        documents = {number: document(number) for number in sorted(piece)}
        packed.pack(documents)
        plain.update(documents)
    for version, (verb, number) in enumerate(steps, 1):
        if verb == "put":
            packed[number] = plain[number] = document(number, version)
        else:
            assert packed.pop(number, None) == plain.pop(number, None)
    assert packed.items() == plain.items()
    assert list(packed.items()) == sorted(plain.items())
    assert list(packed) == sorted(plain)
    assert len(packed) == len(plain)
    assert last_id(packed) == max(plain, default=0)
    assert in_order(packed) is packed
    for number in range(152):
        assert packed.get(number) == plain.get(number)
        assert (number in packed) is (number in plain)


def test_a_document_that_is_kept_keeps_no_others_in_memory() -> None:
    """A transaction keeps what it changes, one entry of most blocks: it must not keep the blocks too."""
    packed = PackedDocuments()
    packed.pack({number: encode_document({"text": "x" * 1_000}) for number in range(4_800)})
    tracemalloc.start()
    try:
        kept = [packed[number] for number in range(0, 4_800, 16)]
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(kept) == 300
    assert held < 2_000_000  # them and the blocks that are open; 300 blocks hold 4.8 million bytes


def test_a_log_is_packed_again_after_most_of_it_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netui.storage.base.packed._LOOSE", 200)
    with closing(opened(tmp_path, "first")) as first:
        ann = add_contact(first, "Ann Lee")
        with first.transaction("Log"):
            for day in range(1, 301):
                first.interactions.add(make_interaction(contact_ids=(ann.id,), text=f"talk {day}"))
    with closing(opened(tmp_path, "second")) as store:
        store.stay_open()
        log = store.collections["interactions"]
        entries = [replace(one, text=one.text + ", again") for one in store.interactions.all()]
        with store.transaction("Edit"):
            for entry in entries:
                store.interactions.save(entry)
        documents = log.documents
        assert isinstance(documents, PackedDocuments)
        assert not documents.is_loose
        assert store.interactions.all() == entries
        assert store.interactions.for_contact(ann.id) == list(reversed(entries))


def test_a_document_that_is_not_there_is_named() -> None:
    packed = PackedDocuments()
    packed.pack({7: document(7)})
    del packed[7]
    with pytest.raises(KeyError, match="7"):
        packed[7]
    with pytest.raises(KeyError, match="7"):
        del packed[7]


def test_a_program_that_stays_open_has_the_log_of_any_other(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as store:
        ana = add_contact(store, "Ana")
        log = [make_interaction(contact_ids=(ana.id,), text=f"talk {number}") for number in range(70)]
        with store.transaction("Log"):
            for entry in log:
                store.interactions.add(entry)
        store.compact()
    with closing(opened(tmp_path)) as store:
        store.stay_open()
        before = store.interactions.for_contact(ana.id)
        assert isinstance(store.collections["interactions"].documents, PackedDocuments)
        with store.transaction("Change"):
            store.interactions.save(replace(before[3], text="another talk"))
            store.interactions.remove(before[5].id)
            store.interactions.add(new := make_interaction(contact_ids=(ana.id,), text="the newest"))
        after = store.interactions.for_contact(ana.id)
        assert {entry.text for entry in after} == {
            *(entry.text for entry in before if entry.id not in (before[3].id, before[5].id)),
            "another talk",
            new.text,
        }
        store.compact()
    with closing(opened(tmp_path)) as store:
        assert store.interactions.for_contact(ana.id) == after
