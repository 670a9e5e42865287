"""System calls that fail once or for ever: the old state or the new one, and a session that says so."""

import errno
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from copy import copy
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from unittest.mock import patch

from netui.cli.main import main as run_netui
from netui.domain.errors import NetuiError, StoreReadOnlyError
from netui.domain.values import replace
from netui.services.safety.safekeeping import Person
from netui.storage.changes.file import JOURNAL
from netui.storage.safety.safekeeping import safekeeping_of
from netui.storage.store import store as store_module
from netui.storage.store.store import TinyDBStore
from tests.faults.calls import Failing, watched, without_syncing
from tests.faults.experiment import Experiment, NotPossibleError, Tally
from tests.faults.programs import arguments, environment
from tests.faults.workers import working
from tests.storage.opened import abandon, add_contact, names, opened, raw_state

ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS)
NOT_CONFIRMED = "did not confirm"
_BASE = ["Ann", "Bob"]
_READ_ONLY_EXIT = 4


@dataclass(slots=True)
class _Reported:
    """What a session heard about its saves: who is there, and who may be, had a refused one got through."""

    names: list[str]
    perhaps: list[str] | None = None
    saved: int = 0
    refused: int = 0
    shown: list[str] | None = None
    read_only: str = ""

    def save(self, act: Callable[[], object], after: list[str], *, either: bool = False) -> None:
        """Save, and note what the store says of it; with `either`, a refused act may be done all the same."""
        try:
            act()
        except NetuiError as error:
            self.refused += 1
            if (either or isinstance(error, StoreReadOnlyError)) and self.perhaps is None:
                self.perhaps = after
        else:
            self.saved += 1
            self.names = after


def _base(folder: Path) -> Path:
    store = opened(folder)
    for name in _BASE:
        add_contact(store, name)
    store.close()
    return folder


def _session(folder: Path) -> _Reported:
    """Open a store, save seven times, undo once, compact and start a new journal in between, keep a draft."""
    reported = _Reported(list(_BASE))
    try:
        store = opened(folder)
    except (NetuiError, OSError) as error:  # a command says either in one line, and ends
        reported.read_only = str(error)
        return reported
    for number in range(6):
        name = f"New {number}"
        reported.save(partial(add_contact, store, name), [*reported.names, name])
        if number == 3 and reported.names[-1] == name:
            reported.save(lambda: store.undo(store.seq), reported.names[:-1])
        if number % 3 == 2:
            store.compact()
    with suppress(NetuiError):
        store.drafts.save("note:1", "half a thought")
    with suppress(NetuiError):
        safekeeping_of(store).back_up("daily")
    before = reported.names
    reported.save(partial(_forget_first, store), reported.names[1:], either=True)
    with suppress(NetuiError):  # what can't be read is reported in one line, and nothing is shown
        reported.shown = names(store)
    if reported.names != before and reported.shown == before and store.read_only:
        reported.perhaps = (
            before  # it is done, but could not be read again: the session says that it has to end
        )
    reported.read_only = store.read_only or ""
    store.close()
    return reported


def _forget_first(store: TinyDBStore) -> None:
    first = store.contacts.all()[0]
    safekeeping_of(store).forget(Person(id=first.id, name=first.name))


def session(folder: Path, size: int, tally: Tally) -> None:
    """Fail each call of a session in turn; `size` of all the ways there are, at random."""
    origin = _base(folder / "origin")
    place = folder / "place"
    with patch.object(store_module, "SMALL", 700), without_syncing():
        shutil.copytree(origin, place)
        counting = Failing()
        with watched(place, counting):
            reported = _session(place)
        tally.check(reported.saved == 8, f"without any fault: {reported}")
        ways = [
            Failing(name, number, error, for_ever)
            for name, calls in sorted(counting.seen.items())
            for number in range(1, calls + 1)
            for error in ERRORS
            for for_ever in (False, True)
        ]
        for way in _some(ways, size):
            shutil.rmtree(place)
            shutil.copytree(origin, place)
            with watched(place, way):
                reported = _session(place)
            tally.tried()
            what = f"{way.name} {way.number}{'+' if way.for_ever else ''} {errno.errorcode[way.error]}"
            _judge(place, way, reported, what, tally)


def _some(ways: list[Failing], size: int) -> list[Failing]:
    return ways if size >= len(ways) else random.Random(4).sample(ways, size)


def _judge(place: Path, way: Failing, reported: _Reported, what: str, tally: Tally) -> None:
    """Look at what is there once the disk is well again."""
    store = opened(place)
    there = names(store)
    tally.check(
        there in (reported.names, reported.perhaps),
        f"{what}: acknowledged {reported.names}, there is {there}",
    )
    tally.check(store.problems == [], f"{what}: damaged: {[str(each) for each in store.problems]}")
    tally.check(
        reported.shown in (None, reported.names, reported.perhaps),
        f"{what}: the session showed {reported.shown}, not {reported.names}",
    )
    not_synced = [call for call in way.failed if call.name == "fdatasync" and call.paths[0].name == JOURNAL]
    if not_synced:
        tally.note("syncs not confirmed")
        tally.check(NOT_CONFIRMED in reported.read_only, f"{what}: went on after a failed sync: {reported}")
    elif not way.for_ever and not reported.read_only:
        tally.check(reported.refused <= 1, f"{what}: one failed call, but {reported.refused} saves refused")
    try:
        add_contact(store, "Afterwards")
    except NetuiError as error:
        tally.check(False, f"{what}: nothing can be saved afterwards: {error}")
    abandon(store)
    again = opened(place, read_only=True)
    tally.check(names(again) == [*there, "Afterwards"], f"{what}: another state at the next opening")
    again.close()


# The program itself


@dataclass(frozen=True, slots=True)
class _Ended:
    """How a command ended."""

    code: int
    output: str


_SYSCALLS = {
    "open": "?open,?openat",
    "write": "write,pwrite64",
    "fsync": "fsync",
    "fdatasync": "fdatasync",
    "rename": "?rename,?renameat,?renameat2",
    "ftruncate": "ftruncate",
    "unlink": "?unlink,?unlinkat",
    "mkdir": "?mkdir,?mkdirat",
}
_BY_PATH = frozenset({"open", "write", "fsync", "fdatasync", "ftruncate", "rename"})
_LINE = re.compile(r"(?:\[pid +\d+\] |\d+ +)?([a-z0-9_]+)\(")
_SHIMMED = {"write": "pwrite", "rename": "replace"}


def program(folder: Path, size: int, tally: Tally) -> None:
    """Fail the calls of `netui add`, by strace where that works, else by a shim: `size` ways at random."""
    origin = _base(folder / "origin")
    if size >= 100:
        _fill_journal(origin)
    tracing = _can_trace(folder)
    place = folder / "place"
    for what, ended, way in _runs(origin, place, size, tracing=tracing):
        tally.tried()
        tally.note("by strace" if tracing else "by a shim")
        _judge_program(place, ended, what, way, tally)


def _fill_journal(folder: Path) -> None:
    """Let the journal be full, so that the next command starts a new one."""
    store = opened(folder)
    ann = store.contacts.all()[0]
    for number in range(20):
        with store.transaction("Edit"):
            store.contacts.save(replace(ann, notes=str(number % 10) * 60_000))
    abandon(store)


def _can_trace(folder: Path) -> bool:
    if shutil.which("strace") is None:
        return False
    trial = ["strace", "-qq", "-o", str(folder / "trial"), "-e", "inject=fsync:error=EIO", "true"]
    return subprocess.run(trial, check=False, capture_output=True).returncode == 0


def _runs(origin: Path, place: Path, size: int, *, tracing: bool) -> Iterator[tuple[str, _Ended, Failing]]:
    run = _traced if tracing else _shimmed
    shutil.copytree(origin, place)
    counting = Failing()
    run(place, counting)
    ways = [
        Failing(name, number, error, for_ever)
        for name, calls in sorted(counting.seen.items())
        for number in range(1, calls + 1)
        for error in ERRORS
        for for_ever in (False, True)
    ]
    for way in _some(ways, size):
        shutil.rmtree(place)
        shutil.copytree(origin, place)
        what = f"{way.name} {way.number}{'+' if way.for_ever else ''} {errno.errorcode[way.error]}"
        yield what, run(place, way), way


def _judge_program(place: Path, ended: _Ended, what: str, way: Failing, tally: Tally) -> None:
    tally.check("Traceback" not in ended.output, f"{what}: a crash: {ended.output[-300:]}")
    complaints = [line for line in ended.output.splitlines() if line.startswith("netui: ")]
    store = opened(place)
    there = names(store)
    if ended.code == 0:
        tally.check(there == [*_BASE, "Dee"], f"{what}: said saved, and there is {there}")
    else:
        tally.note("refused")
        tally.check(len(complaints) == 1, f"{what}: exit {ended.code}, said {ended.output!r}")
        tally.check(there in (_BASE, [*_BASE, "Dee"]), f"{what}: neither old nor new: {there}")
    if way.name == "fdatasync" and way.number == 1:
        tally.check(ended.code == _READ_ONLY_EXIT, f"{what}: exit code {ended.code} after a failed sync")
        tally.check(NOT_CONFIRMED in ended.output, f"{what}: a failed sync, said {ended.output!r}")
    tally.check(store.problems == [], f"{what}: damaged: {[str(each) for each in store.problems]}")
    before = raw_state(store)
    abandon(store)
    again = _command(place)
    with suppress(OSError):
        shutil.rmtree(place / "drafts")
    tally.check(again.code == 0, f"{what}: afterwards nothing can be saved: {again.output}")
    store = opened(place, read_only=True)
    after = raw_state(store)
    tally.check(
        all(after[name].items() >= documents.items() for name, documents in before.items()),
        f"{what}: the next command changed what was there",
    )
    store.close()


def _command(place: Path) -> _Ended:
    """Run `netui add` with a disk that is well."""
    with working(run_command, place, Failing(), "Zed") as worker:
        output = worker.receive().decode()
    code, _, text = output.partition(" ")
    return _Ended(int(code), text)


def _traced(place: Path, way: Failing) -> _Ended:
    """Run `netui add` under strace; count the calls where the way fails none."""
    log = place.with_name("trace")
    paths = [place, *(place / each for each in (JOURNAL, "lock", "contacts.json", "contacts.json.tmp"))]
    paths += [place / each for each in ("drafts", "history", "history/journal-000001.jsonl.gz")]
    paths.append(place / "history/journal-000001.jsonl.gz.tmp")
    ended = _Ended(0, "")
    for by_path in [True, False] if not way.name else [way.name in _BY_PATH]:
        concerned = [name for name in _SYSCALLS if (name in _BY_PATH) == by_path]
        command = ["strace", "-f", "-qq", "-o", str(log), "-e"]
        command.append("trace=" + ",".join(_SYSCALLS[name] for name in concerned))
        if by_path:
            command += [part for path in paths for part in ("-P", str(path))]
        if way.name:
            error = errno.errorcode[way.error]
            when = f"{way.number}{'+' if way.for_ever else ''}"
            command += ["-e", f"inject={_SYSCALLS[way.name]}:error={error}:when={when}"]
        command += [sys.executable, "-B", "-m", "netui", *arguments(place), "add", "Dee"]
        own = {**os.environ, "LANG": "C.UTF-8", **environment(place)}
        result = subprocess.run(command, check=False, capture_output=True, text=True, env=own)
        ended = _Ended(result.returncode, result.stdout + result.stderr)
        if not way.name:
            for line in log.read_text("utf-8", "replace").splitlines():
                found = _LINE.match(line)
                for name in concerned:
                    if found and found[1] in _SYSCALLS[name].replace("?", "").split(","):
                        way.seen[name] = way.seen.get(name, 0) + 1
            if by_path:
                shutil.rmtree(place)
                shutil.copytree(place.with_name("origin"), place)
    return ended


def _shimmed(place: Path, way: Failing) -> _Ended:
    """Run `netui add` in a process of its own whose calls go through a shim."""
    way = copy(way)
    way.name = _SHIMMED.get(way.name, way.name)
    with working(run_command, place, way, "Dee") as worker:
        output = worker.receive().decode()
        counts = worker.receive().decode()
    code, _, text = output.partition(" ")
    for each in counts.split():
        name, _, number = each.partition("=")
        way.seen[name] = int(number)
    return _Ended(int(code), text)


def run_command(place: Path, way: Failing, name: str, acks: Connection) -> None:
    """Run `netui add NAME` and say its exit code, what it wrote, and how many calls of each name it made."""
    output = place.with_name("output")
    os.environ.update(environment(place))
    with output.open("w") as file, redirect_stdout(file), redirect_stderr(file), watched(place, way):
        code = run_netui([*arguments(place), "add", name])
    acks.send_bytes(f"{code} {output.read_text()}".encode())
    acks.send_bytes(" ".join(f"{call}={times}" for call, times in way.seen.items()).encode())


# A disk that is full


def full(folder: Path, size: int, tally: Tally) -> None:
    """Fill a small disk while a session saves; make room `size` times: the same session goes on."""
    disk = folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k,mode=0700", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False, capture_output=True).returncode:
        raise NotPossibleError("a small disk cannot be mounted: that takes root and tmpfs")
    try:
        _fill_and_empty(disk, size, tally)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def _fill_and_empty(disk: Path, size: int, tally: Tally) -> None:
    place = disk / "store"
    ballast = disk / "ballast"
    store = opened(place)
    saved: list[str] = []
    for turn in range(size):
        with suppress(OSError), ballast.open("wb", buffering=0) as file:
            while file.write(b"x" * 1024):
                pass
        refused = 0
        for number in range(20):
            name = f"Person {turn}.{number} " + "x" * 400
            try:
                add_contact(store, name)
            except NetuiError as error:
                refused += 1
                tally.check("make room" in str(error), f"said {error}")
                tally.check(store.read_only is None, f"the session is closed: {store.read_only}")
            else:
                saved.append(name)
            tally.tried()
        tally.check(refused > 0, "the disk was never full")
        tally.note("saves refused", refused)
        store.compact()
        tally.check(names(store) == saved, f"turn {turn}: the session shows another state")
        ballast.unlink()
        name = f"Room again {turn}"
        add_contact(store, name)
        saved.append(name)
        other = opened(place, read_only=True)
        tally.check(names(other) == saved, f"turn {turn}: {len(names(other))} of {len(saved)} are there")
        tally.check(other.problems == [], [str(each) for each in other.problems])
        other.close()
        if turn % 4 == 3:  # the small disk itself must not be what ends the experiment
            with store.transaction("Clear"):
                for contact in store.contacts.all():
                    store.contacts.remove(contact.id)
            saved.clear()
            store.close()
            shutil.rmtree(place)
            store = opened(place)
    store.close()


FAULTS = Experiment(
    "faults",
    "a call that fails leaves the old state or the new one",
    session,
    fast=100,
    middle=100_000,
    long=100_000,
)
PROGRAM = Experiment(
    "faults-program",
    "the same for the program: exit code and one line say so",
    program,
    fast=7,
    middle=90,
    long=5000,
)
FULL = Experiment(
    "full", "a full disk costs nothing, the session goes on with room", full, fast=3, middle=20, long=100
)
