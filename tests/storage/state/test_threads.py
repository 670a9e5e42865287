"""Threads that read while another writes: no reader walks through what a writer can change."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier, Event, Thread
from types import FrameType
from typing import Any

import pytest

from netui import storage
from netui.domain.people.contact import Contact
from netui.domain.people.interaction import Interaction
from netui.domain.values import replace
from netui.storage.store.store import TinyDBStore
from tests.factories import make_contact, make_follow_up, make_interaction, make_interview
from tests.storage.opened import opened

ROUNDS = 40
_STEPS = 100
_TRACED = (__file__, str(Path(storage.__file__).parent))


@contextmanager
def switching_often() -> Iterator[None]:
    """Let threads take turns after nearly every step."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def reads(store: TinyDBStore) -> list[Callable[[], object]]:
    """Return the read paths, each of which a thread repeats."""
    first, last = date(2020, 1, 1), date(2030, 1, 1)
    return [
        lambda: [row.name for row in store.contacts.rows()],
        lambda: [store.contacts.haystack(row.id) for row in store.contacts.rows()],
        lambda: (store.contacts.all(), list(store.contacts.added_at()), store.problems),
        lambda: (store.interactions.between(first, last), list(store.interactions.contact_days())),
        lambda: [store.interactions.for_contact(row.id) for row in store.contacts.rows()],
        lambda: (list(store.interactions.during(first, last)), list(store.interactions.gone_names())),
        lambda: (store.follow_ups.all(), store.interviews.all(), store.interactions.all()),
    ]


def add_some(store: TinyDBStore, number: int) -> tuple[Contact, Interaction]:
    """Add a person and one entry of each kind."""
    with store.transaction("Add some"):
        person = make_contact(id=store.new_id(), name=f"Person {number}")
        store.contacts.add(person)
        day = date(2024, 1, 1) + timedelta(days=number)
        entry = make_interaction(id=store.new_id(), contact_ids=(person.id,), on=day)
        store.interactions.add(entry)
        store.follow_ups.add(make_follow_up(id=store.new_id(), contact_id=person.id))
        store.interviews.add(make_interview(id=store.new_id(), contact_id=person.id))
    return person, entry


def write(store: TinyDBStore, rounds: int) -> None:
    """Add, change, remove and restore people and all kinds of entries."""
    for number in range(rounds):
        person, entry = add_some(store, number)
        with store.transaction("Change one"):
            store.contacts.save(replace(person, name=f"Changed {number}"))
        with store.transaction("Remove one"):
            store.contacts.remove(person.id)
            store.interactions.remove(entry.id)
        if number % 2:
            store.undo(store.seq)


def read_while_writing(store: TinyDBStore, rounds: int) -> list[BaseException]:
    """Have one thread for each read path read until the writing is over; return what they raised."""
    over, raised = Event(), list[BaseException]()
    paths = reads(store)
    ready = Barrier(len(paths) + 1)

    def repeat(path: Callable[[], object]) -> None:
        ready.wait()
        try:
            while not over.is_set():
                path()
        except BaseException as error:  # noqa: BLE001  the test says which
            raised.append(error)

    threads = [Thread(target=repeat, args=(path,)) for path in paths]
    with switching_often():
        for thread in threads:
            thread.start()
        ready.wait()
        try:
            write(store, rounds)
        finally:
            over.set()
            for thread in threads:
                thread.join()
    return raised


def check_reads(folder: Path, rounds: int, *, packed: bool) -> list[str]:
    """Return what went wrong with reading in threads, and where a reader kept something old."""
    store = opened(folder)
    write(store, 3)
    store.close()
    store = opened(folder)
    if packed:
        store.stay_open()
    wrong = [repr(error) for error in read_while_writing(store, rounds)]
    names = [row.name for row in store.contacts.rows()]
    haystacks = [store.contacts.haystack(row.id) for row in store.contacts.rows()]
    days = list(store.interactions.contact_days())
    entries = [one.id for one in store.interactions.between(date(2020, 1, 1), date(2030, 1, 1))]
    store.close()
    store = opened(folder)
    if names != [row.name for row in store.contacts.rows()]:
        wrong.append("rows are not what is stored")
    if haystacks != [store.contacts.haystack(row.id) for row in store.contacts.rows()]:
        wrong.append("texts to search are not what is stored")
    if days != list(store.interactions.contact_days()):
        wrong.append("the log is not what is stored")
    if entries != [one.id for one in store.interactions.between(date(2020, 1, 1), date(2030, 1, 1))]:
        wrong.append("the index of the log is not what is stored")
    store.close()
    return wrong


def is_waited_for(store: TinyDBStore) -> bool:
    """Whether a writer would have to wait for the reader that is stopped."""
    collections = store.collections.values()
    locks = [store.contacts._making, store.interactions._index._building]
    locks += [lock for each in collections for lock in (each._loading, each._writing)]
    return any(lock.locked() for lock in locks)


def read_and_write_between(store: TinyDBStore, path: Callable[[], object], step: int) -> bool:
    """Read, stopping before line `step` of it while another thread writes; return whether it has so many."""
    count, done = 0, False

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count, done
        if not frame.f_code.co_filename.startswith(_TRACED):
            return None
        if event == "line":
            count += 1
            if count >= step and not done and not is_waited_for(store):
                done = True
                writer = Thread(target=add_some, args=(store, count))
                writer.start()
                writer.join()
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        path()
    finally:
        sys.settrace(before)
    return done


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("path", range(7))
def test_threads_read_while_another_writes(tmp_path: Path, path: int, packed: bool) -> None:
    store = opened(tmp_path / "store")
    write(store, 3)
    store.close()
    store = opened(tmp_path / "store")
    if packed:
        store.stay_open()
    step = 1
    while step < _STEPS and read_and_write_between(store, reads(store)[path], step):
        step += 1
    assert step > 2
    store.close()


def test_threads_read_and_write_at_once(tmp_path: Path) -> None:
    assert check_reads(tmp_path / "store", ROUNDS // 4, packed=False) == []


def test_threads_read_and_write_a_packed_log_at_once(tmp_path: Path) -> None:
    assert check_reads(tmp_path / "store", ROUNDS // 4, packed=True) == []
