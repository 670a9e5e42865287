"""The store against the floor of this machine: `python -m tests.benchmarks.bench_store`.

The floor is the fastest possible save: appending a line of the same length to an open file in the same
folder and waiting for the disk. Both are measured in turns, so that a busy disk hits both.
"""

import gc
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from threading import Thread
from time import perf_counter, sleep

from netui.domain.people.contact import Contact
from netui.domain.values import replace
from netui.storage.changes.file import JOURNAL
from netui.storage.store.opening import open_store
from netui.storage.store.store import TinyDBStore
from tests.benchmarks.network import TODAY, FixedClock, interactions

SIZES = ((1_000, 10_000), (30_000, 300_000))
ROUNDS = 500


def milliseconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def percentile(figures: list[float], part: float) -> float:
    return sorted(figures)[min(len(figures) - 1, int(len(figures) * part))]


def memory() -> float:
    """Return the present size of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


@contextmanager
def reported(label: str) -> Iterator[None]:
    start = perf_counter()
    yield
    say(label, f"{(perf_counter() - start) * 1000:.1f} ms")


def say(label: str, figure: str) -> None:
    print(f"  {label:<52}{figure}")


class Floor:
    """The fastest possible save: append as many bytes in the same folder, and wait for the disk."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "floor.tmp"
        self._fd = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def append(self, size: int) -> float:
        line = b"x" * size

        def work() -> None:
            os.write(self._fd, line)
            os.fdatasync(self._fd)

        return milliseconds(work)

    def close(self) -> None:
        os.close(self._fd)
        self._path.unlink()


def against_floor(label: str, journal: Path, floor: Floor, works: list[Callable[[], None]]) -> None:
    """Save, and after each save append a line of the same length: caches and a busy disk hit both."""
    saved, floors, sizes = [], [], []
    for work in works:
        before = journal.stat().st_size
        saved.append(milliseconds(work))
        sizes.append(journal.stat().st_size - before)
        floors.append(floor.append(sizes[-1]))
    mine, base = median(saved), median(floors)
    say(f"{label}, median", f"{mine:.3f} ms = {mine / base:.2f} x {base:.3f} ms for {median(sizes):.0f} B")
    say(
        f"{label}, p99", f"{percentile(saved, 0.99):.2f} ms; append + fsync {percentile(floors, 0.99):.2f} ms"
    )


def saves(store: TinyDBStore, folder: Path) -> None:
    floor = Floor(folder)
    template = next(interactions(1, 10))
    ids = [row.id for row in store.contacts.rows()][:ROUNDS]
    store.interactions.for_contact(1)

    def log() -> None:
        with store.transaction("Log coffee with Ana"):
            store.interactions.add(replace(template, id=store.new_id()))

    def edit(contact: Contact) -> None:
        with store.transaction("Edit Ana"):
            store.contacts.save(contact)

    edited = [replace(contact, notes=contact.notes + ".") for contact in store.contacts.get_many(ids)]
    log()
    journal = folder / JOURNAL
    against_floor("log an interaction", journal, floor, [log] * ROUNDS)
    against_floor("edit a contact", journal, floor, [partial(edit, each) for each in edited])
    floor.close()


def longest_stall(work: Callable[[], object]) -> float:
    """Run work in a thread; return by how many milliseconds this one woke too late, at the most."""
    thread = Thread(target=work)
    longest = 0.0
    thread.start()
    while thread.is_alive():
        longest = max(longest, milliseconds(lambda: sleep(0.001)) - 1)
    return longest


def reads(store: TinyDBStore) -> None:
    with reported("interactions: load and index, in a thread"):
        stall = longest_stall(lambda: store.interactions.for_contact(1))
    say("longest stall of the screen meanwhile", f"{stall:.1f} ms")
    pages = [milliseconds(partial(store.interactions.for_contact, each)) for each in range(1, 501)]
    say("a person's interactions, p50 / p99", f"{median(pages):.2f} / {percentile(pages, 0.99):.2f} ms")
    with reported("a week of interactions, first"):
        store.interactions.between(TODAY - timedelta(days=7), TODAY)
    with reported("a week of interactions, again"):
        store.interactions.between(TODAY - timedelta(days=7), TODAY)
    with reported("all contact days"):
        sum(1 for _ in store.interactions.contact_days())


def measure(people: int, entries: int) -> None:
    print(f"{people} contacts, {entries} interactions")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "store"
        code = "import sys; from pathlib import Path; from tests.benchmarks.network import build; "
        code += "build(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))"
        start = perf_counter()
        subprocess.run([sys.executable, "-c", code, str(folder), str(people), str(entries)], check=True)
        say("generate, import in one transaction, compact", f"{perf_counter() - start:.1f} s")
        gc.collect()
        before = memory()
        with reported("open"):
            store = open_store(folder, clock=FixedClock(), session="bench")
        with reported("rows, first"):
            store.contacts.rows()
        with reported("rows, again"):
            store.contacts.rows()
        say("memory for contacts and rows", f"{memory() - before:.0f} MB")
        with reported("all haystacks"):
            for row in store.contacts.rows():
                store.contacts.haystack(row.id)
        say("memory with haystacks", f"{memory() - before:.0f} MB")
        reads(store)
        say("memory with interactions", f"{memory() - before:.0f} MB")
        saves(store, folder)
        with reported("rows after a change"):
            store.contacts.rows()
        say(
            "catch up when nothing happened",
            f"{milliseconds(lambda: [store.catch_up() for _ in range(1000)]):.2f} us",
        )
        with reported("history, the newest 50"):
            store.history(50)
        with reported("next undo of a session without one"):
            next(store.entries(ours=True), None)
        with reported("history, all"):
            store.history()
        with reported("close"):
            store.close()


def main() -> None:
    for people, entries in SIZES:
        measure(people, entries)


if __name__ == "__main__":
    main()
