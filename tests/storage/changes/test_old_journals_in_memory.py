"""An old journal that is read for history is held once, and little of it stays."""

import tracemalloc
import zlib
from pathlib import Path
from threading import Barrier, Thread

import pytest
from msgspec import Raw

from netui.domain.errors import StoreDamagedError
from netui.storage.changes import archive
from netui.storage.changes.archive import Archive
from netui.storage.changes.changes import DocumentChange
from netui.storage.changes.lines import (
    Decode,
    HeaderLine,
    TransactionLine,
    WrittenChanges,
    decode_written,
    encode_line,
)
from tests.fakes import NOON

IDS = [(1 << 50) + number for number in range(20_000)]


@pytest.fixture
def old(tmp_path: Path) -> tuple[Archive, int]:
    """Return an archive of one journal with one large change, and the bytes of that change."""
    header, crc = encode_line(
        HeaderLine(store="s", generation=1, schema=1, seq=0, last_id=0, at=NOON, snapshots={})
    )
    change = DocumentChange(add=Raw(b'{"name":"Priya Raman","notes":"%s"}' % (b"x" * 200)))
    line, _ = encode_line(
        TransactionLine(
            prev=crc,
            seq=1,
            at=NOON,
            session="a",
            label="Import",
            changes={"contacts": dict.fromkeys(IDS, change)},
        )
    )
    (tmp_path / "history").mkdir()
    packed = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    data = packed.compress(header + b"\n" + line + b"\n") + packed.flush()
    (tmp_path / "history" / archive.archive_name(1)).write_bytes(data)
    return Archive(tmp_path), len(line)


def test_a_large_change_is_held_once_and_little_of_it_is_kept(old: tuple[Archive, int]) -> None:
    history, size = old
    tracemalloc.start()
    try:
        entries = history.entries(archive.archive_name(1))
        kept, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert list(entries[0].touched["contacts"]) == IDS
    assert IDS[7] in entries[0].touched["contacts"]
    assert 5 not in entries[0].touched["contacts"]
    assert most < 1.9 * size
    assert kept < 12 * len(IDS) + 200_000


def test_a_large_change_that_may_be_undone_is_held_as_it_is_written(old: tuple[Archive, int]) -> None:
    history, size = old
    tracemalloc.start()
    try:
        (line,) = history.transactions(archive.archive_name(1), decode_written)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert b"Priya Raman" in bytes(line.changes["contacts"][IDS[7]].add)
    assert len(line.changes["contacts"]) == len(IDS)
    assert most < 2.4 * size


@pytest.mark.parametrize("written", [b'{"add":5}', b'{"remove":[1]}', b'{"set":1}', b"[]"])
def test_a_change_that_is_none_is_named(written: bytes) -> None:
    with pytest.raises(StoreDamagedError, match=r"what history says of 7 can't be read: run `netui doctor`"):
        WrittenChanges({7: Raw(written)})[7]


def test_two_that_ask_at_once_read_it_once(old: tuple[Archive, int], monkeypatch: pytest.MonkeyPatch) -> None:
    history, _ = old
    reads, found = [], []
    real = Archive.transactions
    together = Barrier(2)

    def counted(self: Archive, name: str, decode: Decode) -> list[TransactionLine]:
        reads.append(name)
        return real(self, name, decode)

    def ask() -> None:
        together.wait()
        found.append(history.entries(archive.archive_name(1)))

    monkeypatch.setattr(Archive, "transactions", counted)
    asking = [Thread(target=ask) for _ in range(2)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert found[0] is found[1]
    assert reads == [archive.archive_name(1)]
