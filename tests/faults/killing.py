"""Processes killed at any moment, alone and among others: what was acknowledged is there."""

import random
import time
from contextlib import ExitStack
from pathlib import Path

from netui.services.ports import Change
from tests.faults.experiment import Experiment, Tally
from tests.faults.programs import press, program
from tests.faults.sessions import until_seen
from tests.faults.workers import SHARED, Worker, commit, seconds_since, with_counter, working
from tests.storage.opened import opened, raw_state
from tests.terminal.pty_driver import PtyProgram

_KILLS_A_STORE = 25
POLL_SECONDS = 0.2
"""As often as the program looks."""
_SEEN_SECONDS = 1.0
_TOLD = "ms from the beginning of a change until another session was told, at most"
_SHOWN = "ms from the end of the last process until a program had painted all"


def kill(folder: Path, size: int, tally: Tally) -> None:
    """Kill `size` processes while they commit, one after another; a new store now and then."""
    opportunity = random.Random(1)
    store, known = folder, 0
    for number in range(size):
        if number % _KILLS_A_STORE == 0:
            store, known = folder / f"store-{number}", 0
            with_counter(store)
        name = f"r{number}"
        with working(commit, store, name, 1_000_000) as worker:
            acknowledged = _wait_then_kill(worker, opportunity)
        tally.tried(acknowledged)
        tally.note("kills")
        last = number % _KILLS_A_STORE == _KILLS_A_STORE - 1 or number == size - 1
        known = _look(store, name, acknowledged, known, tally, deep=last)


def _wait_then_kill(worker: Worker, opportunity: random.Random) -> int:
    """Kill at a random moment after a random number of commits; return how many were acknowledged."""
    acknowledged = 0
    for _ in range(opportunity.randint(0, 14)):
        reported = worker.receive()
        if not reported:
            message = f"the process ended by itself after {acknowledged} commits"
            raise AssertionError(message)
        acknowledged = int(reported) + 1
    for _ in range(opportunity.randint(0, 60_000)):
        pass
    worker.process.kill()
    for reported in worker.rest():
        acknowledged = int(reported) + 1
    return acknowledged


def _look(folder: Path, name: str, acknowledged: int, known: int, tally: Tally, *, deep: bool) -> int:
    store = opened(folder, read_only=True)
    try:
        tally.check(store.problems == [], f"{name}: {[str(each) for each in store.problems]}")
        shared = store.contacts.get(SHARED)
        count = -1 if shared is None else int(shared.custom["count"])
        numbers = {
            int(contact.name.partition("-")[2])
            for contact in store.contacts.all()
            if contact.name.startswith(f"{name}-")
        }
        lost = set(range(acknowledged)) - numbers
        tally.check(not lost, f"{name}: acknowledged and lost: {sorted(lost)}")
        tally.note("saved, but killed before it could say so", len(numbers) - acknowledged)
        more = numbers - set(range(acknowledged + 1))
        tally.check(not more, f"{name}: there, though it was not even begun: {sorted(more)}")
        tally.check(
            count == known + len(numbers), f"{name}: {known} + {len(numbers)} commits, counted {count}"
        )
        tally.check(store.contacts.count() == count + 1, f"{name}: {store.contacts.count()} contacts")
        if deep:
            tally.note("new journals", len(store._archive.names(1 << 30)))
            seqs = [entry.seq for entry in store.history()]
            tally.check(seqs == list(range(count + 1, 0, -1)), f"{name}: history has gaps")
        return count
    finally:
        store.close()


def many(folder: Path, size: int, tally: Tally) -> None:
    """Let processes commit at once, `size` times each; kill one; look from a session that is open.

    Where there are 8 of them a program shows the people at the same time: it has to show the last one in
    time, and the session that looks as often as the program does hears of every change in time.
    """
    processes = 4 if size <= 50 else 8
    place = folder / "store"
    with_counter(place)
    with ExitStack() as programs:
        running = None
        if processes > 4:
            running = programs.enter_context(program(place))
            running.wait_for("This week")
            press(running, ("2", "Shared"))
        _many(place, size, processes, running, tally)


def _many(folder: Path, size: int, processes: int, running: PtyProgram | None, tally: Tally) -> None:
    opportunity = random.Random(2)
    watcher = opened(folder, "watcher")
    heard: list[int] = []

    def hear(change: Change) -> None:
        heard.append(change.seq)
        tally.took(_TOLD, seconds_since(change.label))

    watcher.subscribe(hear)
    looked = time.monotonic()
    workers = [Worker(commit, folder, f"p{number}", size) for number in range(processes)]
    try:
        victim = opportunity.randrange(processes)
        kill_after = opportunity.randint(size // 4, size // 2)
        acknowledged = dict.fromkeys(range(processes), 0)
        while any(worker.process.is_alive() for worker in workers):
            for number, worker in enumerate(workers):
                while worker.has_printed() and (reported := worker.receive()):
                    acknowledged[number] = int(reported) + 1
            if acknowledged[victim] >= kill_after and workers[victim].process.is_alive():
                workers[victim].process.kill()
            if running is not None:
                running.read(0.001)
            if time.monotonic() - looked >= POLL_SECONDS:
                watcher.catch_up()
                looked = time.monotonic()
        watcher.catch_up()
        if running is not None:
            tally.took(_SHOWN, until_seen(f" of {watcher.contacts.count():,} ", (running,)))
            for what in (_TOLD, _SHOWN):
                tally.check(tally.notes[what] <= _SEEN_SECONDS * 1000, f"{tally.notes[what]} {what}")
        for number, worker in enumerate(workers):
            for reported in worker.rest():
                acknowledged[number] = int(reported) + 1
            code = worker.end()
            if number != victim:
                tally.check(code == 0, f"process {number} ended with {code}")
                tally.check(acknowledged[number] == size, f"process {number}: {acknowledged[number]}")
    finally:
        for worker in workers:
            worker.kill()
    watcher.catch_up()
    tally.tried(sum(acknowledged.values()))
    tally.note("processes", processes)
    total = len(watcher.contacts.all()) - 1
    by_process = dict.fromkeys(range(processes), 0)
    for contact in watcher.contacts.all():
        if contact.id != SHARED:
            by_process[int(contact.name[1:].partition("-")[0])] += 1
    for number, reported_saved in acknowledged.items():
        held = reported_saved <= by_process[number] <= reported_saved + (number == victim)
        tally.check(held, f"process {number}: {reported_saved} acknowledged, {by_process[number]} there")
    ids = [contact.id for contact in watcher.contacts.all()]
    tally.check(len(ids) == len(set(ids)), "ids are not unique")
    fresh = opened(folder, read_only=True)
    # Two new journals between two looks are one change: numbers may be skipped, never the last.
    tally.check(
        heard == sorted(set(heard)) and heard[-1:] == [fresh.seq], f"told of {heard[-5:]}, not of all"
    )
    tally.check(raw_state(fresh) == raw_state(watcher), "an open session shows another state than a new one")
    watcher.close()
    shared = fresh.contacts.get(SHARED)
    tally.check(shared is not None and shared.custom["count"] == str(total), "the shared count is wrong")
    tally.check(fresh.problems == [], [str(each) for each in fresh.problems])
    fresh.close()


KILL = Experiment(
    "kill",
    "what was saved is there after kill -9, compaction in between",
    kill,
    fast=20,
    middle=200,
    long=10_000,
    minutes=8,
)
MANY = Experiment(
    "many", "sessions at once lose no update, one of them killed", many, fast=25, middle=200, long=1000
)
