"""The journal: cut at every byte, every bit flipped, damaged in the middle, replaced under us."""

import os
import shutil
import tracemalloc
from pathlib import Path

import msgspec
import pytest
from msgspec import Raw

from netui.domain.errors import StoreDamagedError, StoreError, StoreReadOnlyError
from netui.storage.base.registry import KINDS
from netui.storage.changes.changes import DocumentChange, difference
from netui.storage.changes.file import JOURNAL
from netui.storage.changes.lines import (
    Cursor,
    Ending,
    TransactionLine,
    decode_line,
    encode_line,
    scan,
    whole_line,
)
from tests.fakes import NOON
from tests.storage.opened import abandon, add_contact, names, opened


@pytest.fixture
def journal(tmp_path: Path) -> bytes:
    """Three commits, never compacted."""
    store = opened(tmp_path / "origin")
    for name in ("Ann", "Bob", "Cy"):
        add_contact(store, name)
    abandon(store)
    return (tmp_path / "origin" / JOURNAL).read_bytes()


def with_journal(folder: Path, data: bytes) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / JOURNAL).write_bytes(data)
    return folder


def test_every_cut_keeps_whole_lines_and_can_be_written_again(tmp_path: Path, journal: bytes) -> None:
    ends = [at for at, byte in enumerate(journal) if byte == 10]
    header = ends[0]
    for cut in range(header, len(journal) + 1):
        folder = with_journal(tmp_path / "cut", journal[:cut])
        whole = sum(1 for end in ends[1:] if cut >= end)
        store = opened(folder, read_only=True)
        assert names(store) == ["Ann", "Bob", "Cy"][:whole], cut
        assert store.problems == []
        store.close()
        assert (folder / JOURNAL).read_bytes() == journal[:cut]
        if cut % 40 == 0 or cut in ends:
            store = opened(folder)
            add_contact(store, "Dee")
            abandon(store)
            store = opened(folder, read_only=True)
            assert names(store) == [*["Ann", "Bob", "Cy"][:whole], "Dee"]
            assert store.problems == []
            torn = cut not in ends and cut - 1 not in ends
            assert len(list((folder / "history").glob("torn-*"))) == torn
            shutil.rmtree(folder)


def test_the_line_of_a_large_change_is_made_without_a_copy_of_it() -> None:
    document = Raw(b'{"notes":"%s"}' % (b"x" * 1_000))
    added = {number: DocumentChange(add=document) for number in range(1, 500)}
    line = TransactionLine(
        prev="", seq=1, at=NOON, session="s", label="Import", changes={"contacts": added}, last_id=499
    )
    tracemalloc.start()
    text, crc = whole_line(line)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * len(text)
    assert text[-1:] == b"\n"
    assert encode_line(line) == (bytes(text[:-1]), crc)
    assert decode_line(bytes(text[:-1])) == (line, crc)


def test_a_cut_first_line_is_damage(tmp_path: Path, journal: bytes) -> None:
    for cut in range(journal.index(b"\n")):
        store = opened(with_journal(tmp_path / "cut", journal[:cut]), read_only=True)
        assert store.problems, cut
        assert names(store) == []
        store.close()


def test_every_flipped_bit_is_detected_and_none_is_shown(tmp_path: Path, journal: bytes) -> None:
    for at in range(len(journal)):
        for bit in range(8):
            flipped = bytearray(journal)
            flipped[at] ^= 1 << bit
            found = scan(bytes(flipped), Cursor())
            assert found.fault is not None, (at, bit)
            assert found.fault.ending is Ending.BROKEN, (at, bit)


def test_flips_leave_the_good_part_readable_and_nothing_is_written(tmp_path: Path, journal: bytes) -> None:
    for at in range(0, len(journal), 7):
        flipped = bytearray(journal)
        flipped[at] ^= 4
        folder = with_journal(tmp_path / "flip", bytes(flipped))
        store = opened(folder)
        shown = names(store)
        assert shown == ["Ann", "Bob", "Cy"][: len(shown)]
        line = journal.count(b"\n", 0, at) + 1
        assert store.read_only is not None
        assert f"{JOURNAL}, line {line}" in store.read_only
        with pytest.raises(StoreDamagedError, match="doctor"):
            add_contact(store, "Dee")
        abandon(store)
        assert (folder / JOURNAL).read_bytes() == bytes(flipped)


def test_the_last_newline_flipped_loses_nothing(tmp_path: Path, journal: bytes) -> None:
    store = opened(with_journal(tmp_path / "flip", journal[:-1] + b"\x0b"))
    assert names(store) == ["Ann", "Bob", "Cy"]
    assert store.read_only is not None
    store.close()


def test_good_lines_after_damage_count_where_the_snapshot_covers_it(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    store = opened(folder)
    add_contact(store, "Ann")
    store.close()
    store = opened(folder)
    add_contact(store, "Bob")
    abandon(store)
    data = (folder / JOURNAL).read_bytes()
    (folder / JOURNAL).write_bytes(data.replace(b'"label":"Add Ann"', b'"label":"Add Axn"'))
    store = opened(folder)
    assert names(store) == ["Ann", "Bob"]
    assert store.read_only is not None
    assert "line 2" in store.read_only
    store.close()


def test_a_line_that_was_lost_breaks_the_chain(tmp_path: Path, journal: bytes) -> None:
    lines = journal.splitlines(keepends=True)
    store = opened(with_journal(tmp_path / "gap", b"".join([*lines[:2], lines[3]])))
    assert names(store) == ["Ann"]
    assert store.read_only is not None
    store.close()


def test_a_power_cut_that_left_zeros_is_a_torn_end(tmp_path: Path, journal: bytes) -> None:
    store = opened(with_journal(tmp_path / "zeros", journal + bytes(700) + b"\n"))
    assert names(store) == ["Ann", "Bob", "Cy"]
    add_contact(store, "Dee")
    assert store.problems == []
    store.close()


def test_a_missing_journal_with_snapshots_is_damage(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add_contact(store, "Ann")
    store.close()
    (tmp_path / JOURNAL).unlink()
    store = opened(tmp_path)
    assert store.read_only is not None
    assert "missing" in store.read_only
    with pytest.raises(StoreDamagedError):
        add_contact(store, "Bob")
    store.close()


def test_a_store_deleted_under_us_is_not_written_again(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    store = opened(folder)
    add_contact(store, "Ann")
    shutil.rmtree(folder)
    with pytest.raises(StoreError, match="deleted"):
        add_contact(store, "Bob")
    assert not folder.exists()
    store.close()


def test_another_store_in_its_place_is_not_written(tmp_path: Path) -> None:
    store, other = opened(tmp_path / "one"), opened(tmp_path / "two")
    add_contact(store, "Ann")
    add_contact(other, "Zed")
    abandon(other)
    (tmp_path / "two" / JOURNAL).rename(tmp_path / "one" / JOURNAL)
    before = (tmp_path / "one" / JOURNAL).read_bytes()
    with pytest.raises(StoreError, match="another store"):
        add_contact(store, "Bob")
    assert names(store) == ["Ann"]
    abandon(store)
    assert (tmp_path / "one" / JOURNAL).read_bytes() == before


def test_a_journal_deleted_alone_stops_writing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add_contact(store, "Ann")
    (tmp_path / JOURNAL).unlink()
    with pytest.raises(StoreError, match="it was deleted, moved or unmounted"):
        add_contact(store, "Bob")
    assert names(store) == ["Ann"]
    store.close()
    assert not (tmp_path / JOURNAL).exists()


def test_a_full_disk_costs_nothing_and_the_session_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(tmp_path)
    add_contact(store, "Ann")
    before = (tmp_path / JOURNAL).read_bytes()
    real = os.pwrite

    def full(fd: int, data: memoryview, offset: int) -> int:
        if len(data) > 300:
            return real(fd, data[:10], offset)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", full)
        with pytest.raises(StoreError, match="disk is full"):
            add_contact(store, "Bob", notes="x" * 400)
    assert (tmp_path / JOURNAL).read_bytes() == before
    assert names(store) == ["Ann"]
    assert store.read_only is None
    add_contact(store, "Cy")
    abandon(store)
    assert names(opened(tmp_path, read_only=True)) == ["Ann", "Cy"]


def test_a_failed_sync_is_not_trusted_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(tmp_path)
    add_contact(store, "Ann")

    def fails(fd: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr("netui.storage.changes.file.sync_data", fails)
        with pytest.raises(StoreReadOnlyError, match="did not confirm"):
            add_contact(store, "Bob")
    assert names(store) == ["Ann"]
    with pytest.raises(StoreReadOnlyError, match="did not confirm"):
        add_contact(store, "Cy")
    store.drafts.save("note:1", "still kept")
    store.close()
    store = opened(tmp_path)
    assert names(store) == ["Ann"]
    assert store.drafts.load("note:1") == "still kept"
    store.close()


def test_people_who_are_added_share_what_says_that_nothing_changed() -> None:
    """Two dicts and a list for each of 30,000 made a third of what an import held while it was written."""
    first, second = (difference(None, Raw(b'{"name":"%d"}' % number), KINDS[0]) for number in range(2))
    gone = difference(Raw(b'{"name":"1"}'), None, KINDS[0])
    assert first is not None
    assert second is not None
    assert gone is not None
    assert first.sets is second.sets is gone.sets
    assert first.unset is gone.unset
    assert msgspec.json.encode(first) == b'{"add":{"name":"0"}}'
    assert msgspec.json.encode(gone) == b'{"remove":{"name":"1"}}'
