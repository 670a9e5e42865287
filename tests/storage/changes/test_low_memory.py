"""Reading and closing without room for a thread, or without memory."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from netui.storage.changes import snapshots
from netui.storage.store.store import TinyDBStore
from tests.storage.opened import add_contact, names, opened
from tests.waiting import HANG_SECONDS


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a store whose snapshot is so large that a thread of its own reads it."""
    store = opened(tmp_path / "store")
    for number in range(30):
        add_contact(store, f"Person {number}")
    store.close()
    assert (tmp_path / "store" / "contacts.json").stat().st_size > 1000
    monkeypatch.setattr(snapshots, "_PIECE", 1000)
    return tmp_path / "store"


def outcome(work: Callable[[], object]) -> object:
    """Return what work returned or raised, or "hangs"."""
    found: list[object] = ["hangs"]

    def run() -> None:
        try:
            found[0] = work()
        except BaseException as error:  # noqa: BLE001  the test says which
            found[0] = error

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(HANG_SECONDS)
    return found[0]


def test_a_reader_without_memory_ends_the_reading(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = snapshots._Reading._read
    count = 0

    def fail(reading: snapshots._Reading) -> bytes:
        nonlocal count
        count += 1
        if count > 2:
            raise MemoryError
        return real(reading)

    monkeypatch.setattr(snapshots._Reading, "_read", fail)
    found = outcome(lambda: snapshots.read_snapshot(place / "contacts.json", "contacts"))
    assert isinstance(found, MemoryError)


def test_a_store_is_read_where_no_thread_starts(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", fail)
    store = opened(place)
    assert len(names(store)) == 30
    add_contact(store, "Ann")
    store.daily = True
    store.stay_open()
    store.catch_up()
    store.close()
    assert len(names(opened(place, read_only=True))) == 31


def test_a_reader_ends_with_who_takes_its_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    def pieces() -> Iterator[bytes]:
        while True:
            yield b"piece"

    taken = snapshots._ahead(pieces())
    assert next(taken) == b"piece"
    assert outcome(taken.close) is None  # type: ignore[attr-defined]
    assert "netui-read" not in {thread.name for thread in threading.enumerate()}


def test_what_was_saved_is_saved_though_tidying_up_has_no_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(tmp_path / "store")
    add_contact(store, "Ann")

    def fail(_: TinyDBStore, **_most: int | None) -> None:
        raise MemoryError

    monkeypatch.setattr(TinyDBStore, "compact", fail)
    store.close()
    assert names(opened(tmp_path / "store", read_only=True)) == ["Ann"]
