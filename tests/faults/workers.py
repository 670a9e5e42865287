"""Processes that work on a store and say what is done: forked from a server that has imported netui once."""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any
from unittest.mock import patch

from netui.domain.errors import StoreLockedError
from netui.domain.values import replace
from netui.storage.store import store as store_module
from tests.factories import make_contact
from tests.storage.opened import opened

SHARED = 7
ROTATE_AT = 6_000
"""Bytes of journal after which a worker starts a new one; so small that it happens all the time."""

_AT = " begun at "

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.faults.workers"])


class Worker:
    """A process that runs `job(*args, acks)`; whatever it sends through `acks` can be received here."""

    def __init__(self, job: Callable[..., None], *args: Any) -> None:
        self._acks, theirs = _context.Pipe(duplex=False)
        self.process: ForkServerProcess = _context.Process(target=job, args=(*args, theirs), daemon=True)
        self.process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        """The process."""
        assert self.process.pid is not None
        return self.process.pid

    def receive(self, wait: float = 30.0) -> bytes:
        """Return the next thing it said; b"" when it is gone; raise TimeoutError."""
        if not self._acks.poll(wait):
            raise TimeoutError(f"process {self.pid} said nothing within {wait} seconds")
        try:
            return self._acks.recv_bytes()
        except EOFError:
            return b""

    def has_printed(self) -> bool:
        """Whether something can be received at once."""
        return self._acks.poll(0)

    def rest(self) -> Iterator[bytes]:
        """Yield all it still has to say, until it is gone."""
        while message := self.receive():
            yield message

    def kill(self) -> None:
        """Kill it with a signal it cannot see, and wait for its end."""
        self.process.kill()
        self.process.join(10)

    def end(self) -> int:
        """Wait for its end; return its exit code."""
        self.process.join(60)
        return -1 if self.process.exitcode is None else self.process.exitcode


@contextmanager
def working(job: Callable[..., None], *args: Any) -> Iterator[Worker]:
    """Run a worker that is surely gone afterwards."""
    worker = Worker(job, *args)
    try:
        yield worker
    finally:
        worker.kill()


def with_counter(folder: Path) -> None:
    """Make a store with one contact whose field counts the commits of all."""
    store = opened(folder)
    with store.transaction("Begin"):
        store.contacts.add(make_contact(id=SHARED, name="Shared", custom={"count": "0"}))
    store.close()


def seconds_since(label: str) -> float:
    """Return how long ago a transaction of a worker was begun, which its label tells; 0 for another's."""
    begun = label.partition(_AT)[2]
    return (time.monotonic_ns() - int(begun)) / 1e9 if begun else 0.0


def commit(folder: Path, name: str, count: int, acks: Connection) -> None:
    """Add contacts, count each in the shared field, say its number once it is saved; compact in between.

    A lock that was not to be had is waited for again: nothing was saved, and nothing was acknowledged.
    """
    patch.object(store_module, "SMALL", ROTATE_AT).start()
    store = opened(folder, name)
    number = 0
    while number < count:
        try:
            with store.transaction(f"{name} {number}"):
                store.relabel(f"{name} {number}{_AT}{time.monotonic_ns()}")
                store.contacts.add(make_contact(id=store.new_id(), name=f"{name}-{number}"))
                shared = store.contacts.get(SHARED)
                assert shared is not None
                counted = str(int(shared.custom["count"]) + 1)
                store.contacts.save(replace(shared, custom={"count": counted}))
        except StoreLockedError:
            continue
        acks.send_bytes(b"%d" % number)
        number += 1
        if number % 5 == 0:
            store.compact()
    store.close()
