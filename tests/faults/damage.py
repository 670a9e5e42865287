"""Files that were cut or changed: every damage is found and named, and nothing wrong is shown."""

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from netui.domain.errors import StoreDamagedError
from netui.domain.values import replace
from netui.storage.changes.file import JOURNAL
from netui.storage.changes.lines import Cursor, Ending, scan
from netui.storage.store.store import TinyDBStore
from tests.faults.calls import without_syncing
from tests.faults.experiment import Experiment, Tally
from tests.storage.opened import abandon, add_contact, names, opened, raw_state

_SNAPSHOT = "contacts.json"


def a_store(folder: Path, commits: int) -> Path:
    """Make a store with a snapshot of two people and `commits` changes after it in its journal."""
    store = opened(folder)
    ann = add_contact(store, "Ann", tags=("runs",))
    add_contact(store, "Bob", notes="Ünïcödé \u2028 and “more”")
    store.close()
    store = opened(folder)
    for number in range(commits):
        if number % 3 == 2:
            with store.transaction("Edit"):
                store.contacts.save(replace(ann, notes=f"note {number}"))
        else:
            add_contact(store, f"Person {number}")
    abandon(store)
    return folder


@contextmanager
def reading(folder: Path) -> Iterator[TinyDBStore]:
    """Open a store for reading."""
    store = opened(folder, read_only=True)
    try:
        yield store
    finally:
        store.close()


def _states(folder: Path, journal: bytes) -> dict[int, dict[str, dict[int, bytes]]]:
    """Return the state after each line of a journal, by the offset of the end of that line."""
    found = {}
    scratch = folder.with_name("scratch")
    shutil.copytree(folder, scratch)
    for end in [at for at, byte in enumerate(journal) if byte == 10]:
        (scratch / JOURNAL).write_bytes(journal[: end + 1])
        with reading(scratch) as store:
            found[end] = raw_state(store)
    shutil.rmtree(scratch)
    return found


@without_syncing()
def cut(folder: Path, size: int, tally: Tally) -> None:
    """Cut a journal of `size` commits at every byte; look, and now and then write on."""
    origin = a_store(folder / "origin", size)
    journal = (origin / JOURNAL).read_bytes()
    states = _states(origin, journal)
    ends = sorted(states)
    announced = journal.index(b"\n", journal.index(b'"kind":"snapshots"'))
    every = max(1, len(journal) // 60)
    place = folder / "cut"
    shutil.copytree(origin, place)
    for at in range(len(journal) + 1):
        tally.tried()
        (place / JOURNAL).write_bytes(journal[:at])
        with reading(place) as store:
            shown, problems = raw_state(store), [str(problem) for problem in store.problems]
        whole = [end for end in ends if end <= at]
        if at < announced:  # the snapshot is newer than all the journal knows: that is named, not guessed at
            tally.check(bool(problems), f"cut at {at}: nobody noticed")
            continue
        tally.check(shown == states[whole[-1]], f"cut at {at}: another state than after the last whole line")
        tally.check(problems == [], f"cut at {at}: taken for damage: {problems}")
        tally.check((place / JOURNAL).read_bytes() == journal[:at], f"cut at {at}: reading wrote")
        if at % every == 0:
            _write_on(place, states[whole[-1]], at, tally)
            shutil.rmtree(place)
            shutil.copytree(origin, place)


def _write_on(place: Path, state: dict[str, dict[int, bytes]], at: int, tally: Tally) -> None:
    store = opened(place)
    added = add_contact(store, "After the cut")
    abandon(store)
    with reading(place) as store:
        after = raw_state(store)
        tally.check(store.problems == [], f"cut at {at} and written on: damaged")
    after["contacts"].pop(added.id, None)
    tally.check(after == state, f"cut at {at} and written on: another state")


@without_syncing()
def flip(folder: Path, size: int, tally: Tally) -> None:
    """Flip bits of a journal and of a snapshot: every bit where `size` is above 4, else one of each byte."""
    bits = 8 if size > 4 else 1
    opportunity = random.Random(3)
    origin = a_store(folder / "origin", size)
    journal = (origin / JOURNAL).read_bytes()
    states = list(_states(origin, journal).values())
    place = folder / "flip"
    shutil.copytree(origin, place)
    for at in range(len(journal)):
        for bit in range(8):
            flipped = _flipped(journal, at, bit)
            fault = scan(flipped, Cursor()).fault
            tally.tried()
            tally.check(fault is not None and fault.ending is Ending.BROKEN, f"journal {at}.{bit}: not seen")
        for bit in opportunity.sample(range(8), bits):
            _open_flipped(place, _flipped(journal, at, bit), f"journal {at}.{bit}", states, tally)
    (place / JOURNAL).write_bytes(journal)
    snapshot = (origin / _SNAPSHOT).read_bytes()
    with reading(origin) as store:
        good = {contact.name: contact for contact in store.contacts.all()}
    for at in range(len(snapshot)):
        for bit in opportunity.sample(range(8), bits):
            (place / _SNAPSHOT).write_bytes(_flipped(snapshot, at, bit))
            tally.tried()
            _open_edited(place, f"snapshot {at}.{bit}", set(good), tally)


def _flipped(data: bytes, at: int, bit: int) -> bytes:
    changed = bytearray(data)
    changed[at] ^= 1 << bit
    return bytes(changed)


def _open_flipped(
    place: Path, data: bytes, what: str, states: list[dict[str, dict[int, bytes]]], tally: Tally
) -> None:
    (place / JOURNAL).write_bytes(data)
    store = opened(place)
    tally.check(raw_state(store) in states, f"{what}: a state is shown that never was")
    tally.check(f"{JOURNAL}, line " in (store.read_only or ""), f"{what}: named as {store.read_only!r}")
    _refuses(store, what, tally)
    abandon(store)
    tally.check((place / JOURNAL).read_bytes() == data, f"{what}: it was written to")


def _open_edited(place: Path, what: str, good: set[str], tally: Tally) -> None:
    before = (place / _SNAPSHOT).read_bytes()
    store = opened(place)
    shown = set(names(store))
    named = [str(problem) for problem in store.problems if str(problem).startswith(_SNAPSHOT)]
    tally.check(bool(named), f"{what}: not named: {[str(each) for each in store.problems]}")
    tally.check(_SNAPSHOT in (store.read_only or ""), f"{what}: read_only says {store.read_only!r}")
    tally.check(len(good - shown) <= 2, f"{what}: more is missing than one bit can hold: {good - shown}")
    _refuses(store, what, tally)
    abandon(store)
    tally.check((place / _SNAPSHOT).read_bytes() == before, f"{what}: it was written to")


def _refuses(store: TinyDBStore, what: str, tally: Tally) -> None:
    try:
        add_contact(store, "Never")
    except StoreDamagedError:
        return
    tally.check(False, f"{what}: it was written to")


CUT = Experiment(
    "cut", "a journal cut at any byte is read up to its last line", cut, fast=2, middle=12, long=60
)
FLIP = Experiment(
    "flip", "a flipped bit is found and named, nothing is written", flip, fast=2, middle=6, long=40
)
