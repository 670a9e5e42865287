"""Several processes on one store, and processes that are killed: nothing acknowledged is lost."""

import errno
import fcntl
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from netui.domain.errors import StoreLockedError, StoreReadOnlyError
from netui.services.ports import Change
from tests.factories import make_contact
from tests.storage.committer import SHARED
from tests.storage.opened import add_contact, names, opened

ROOT = Path(__file__).parents[3]
HOLDER = """
import sys
from pathlib import Path
from tests.storage.opened import opened
store = opened(Path(sys.argv[1]))
with store.transaction("Hold"):
    print("held", flush=True)
    sys.stdin.read()
"""


def with_counter(folder: Path) -> None:
    store = opened(folder)
    with store.transaction("Begin"):
        store.contacts.add(make_contact(id=SHARED, name="Shared", custom={"count": "0"}))
    store.close()


def committer(folder: Path, name: str, count: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.storage.committer", str(folder), name, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def counted(folder: Path) -> int:
    store = opened(folder, read_only=True)
    shared = store.contacts.get(SHARED)
    assert shared is not None
    assert store.problems == []
    assert int(shared.custom["count"]) == store.contacts.count() - 1 == len(store.history()) - 1
    assert [entry.seq for entry in store.history()] == list(range(store.seq, 0, -1))
    store.close()
    return int(shared.custom["count"])


def test_two_processes_lose_no_update_and_a_third_sees_all(tmp_path: Path) -> None:
    with_counter(tmp_path)
    watcher = opened(tmp_path, "watcher")
    heard: list[Change] = []
    watcher.subscribe(heard.append)
    workers = [committer(tmp_path, name, 40) for name in ("one", "two")]
    while any(worker.poll() is None for worker in workers):
        watcher.catch_up()
    assert [worker.wait() for worker in workers] == [0, 0]
    watcher.catch_up()
    assert [change.seq for change in heard] == list(range(2, 82))
    assert not any(change.ours for change in heard)
    assert len(names(watcher)) == 81
    assert counted(tmp_path) == 80
    watcher.close()


def test_killed_at_random_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    with_counter(tmp_path)
    opportunity = random.Random(5)
    known = 0
    for round_number in range(20):
        worker = committer(tmp_path, f"r{round_number}", 1000)
        assert worker.stdout is not None
        wanted = opportunity.randint(1, 12)
        acknowledged = 0
        for _ in range(wanted):
            acknowledged = int(worker.stdout.readline()) + 1
        for _ in range(opportunity.randint(0, 20_000)):
            pass
        worker.kill()
        rest = worker.stdout.read().split()
        worker.wait()
        acknowledged = max([acknowledged, *(int(each) + 1 for each in rest)])
        found = counted(tmp_path)
        assert acknowledged <= found - known <= acknowledged + 1
        known = found


def test_a_frozen_holder_of_the_lock_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netui.storage.base.lock.WAIT_SECONDS", 0.05)
    monkeypatch.setattr("netui.storage.base.lock.WriteLock.acquire.__defaults__", (0.05,))
    store = opened(tmp_path)
    add_contact(store, "Ann")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    os.kill(holder.pid, signal.SIGSTOP)
    try:
        with pytest.raises(StoreLockedError, match=f"process {holder.pid} on {os.uname().nodename}"):
            add_contact(store, "Bob")
        assert names(store) == ["Ann"]
        assert store.sessions() == 2
    finally:
        holder.kill()
        holder.wait()
    add_contact(store, "Cy")
    assert names(store) == ["Ann", "Cy"]
    assert store.sessions() == 1
    store.close()


@pytest.mark.parametrize("way", ["refused", "of no effect"])
def test_without_working_locks_a_store_is_only_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    store = opened(tmp_path)
    add_contact(store, "Ann")
    store.close()
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    def flock(fd: int, operation: int) -> None:
        if way == "refused":
            raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", flock)
    store = opened(tmp_path)
    assert names(store) == ["Ann"]
    assert store.read_only is not None
    assert "locks do not work" in store.read_only
    with pytest.raises(StoreReadOnlyError, match="local disk"):
        add_contact(store, "Bob")
    store.close()
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
