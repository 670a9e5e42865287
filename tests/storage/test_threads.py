"""Threads that read while another writes: no reader walks through what a writer can change."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier, Event, Thread

from netui.storage.store import TinyDBStore
from tests.factories import make_contact, make_follow_up, make_interaction, make_interview
from tests.storage.opened import opened

ROUNDS = 40


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


def write(store: TinyDBStore, rounds: int) -> None:
    """Add, change, remove and bring back people and all kinds of entries."""
    for number in range(rounds):
        with store.transaction("Add some"):
            person = make_contact(id=store.new_id(), name=f"Person {number}")
            store.contacts.add(person)
            day = date(2024, 1, 1 + number % 28)
            entry = make_interaction(id=store.new_id(), contact_ids=(person.id,), on=day)
            store.interactions.add(entry)
            store.follow_ups.add(make_follow_up(id=store.new_id(), contact_id=person.id))
            store.interviews.add(make_interview(id=store.new_id(), contact_id=person.id))
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


def test_threads_read_while_another_writes(tmp_path: Path) -> None:
    assert check_reads(tmp_path / "store", ROUNDS // 4, packed=False) == []


def test_threads_read_a_packed_log_while_another_writes(tmp_path: Path) -> None:
    assert check_reads(tmp_path / "store", ROUNDS // 4, packed=True) == []
