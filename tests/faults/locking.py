"""The lock in bad hands: a frozen holder, a file system without locks, a store taken away under us."""

import errno
import fcntl
import os
import platform
import shutil
import signal
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from multiprocessing.connection import Connection
from pathlib import Path
from unittest.mock import patch

from netui.cli.main import main as run_netui
from netui.domain.errors import NetuiError, StoreError
from netui.storage.changes.file import JOURNAL
from netui.storage.store.store import TinyDBStore
from tests.faults.experiment import Experiment, Tally
from tests.faults.workers import working
from tests.storage.opened import abandon, add_contact, names, opened

_LOCKED_EXIT = 4
_PROMISED_SECONDS = 2.0
_ON_TOP_SECONDS = 3.0
"""What starting a process may cost on a busy machine, beside the wait for the lock."""


def hold_lock(folder: Path, acks: Connection) -> None:
    """Stop in the middle of a transaction, as a process does that was frozen."""
    store = opened(folder, "holder")
    with store.transaction("Hold"):
        add_contact(store, "Held")
        acks.send_bytes(b"held")
        os.kill(os.getpid(), signal.SIGSTOP)
    acks.send_bytes(b"saved")
    store.close()


def run_add(place: Path, name: str, acks: Connection) -> None:
    """Run `netui add NAME`, and say its exit code, the seconds it took and what it wrote."""
    output = place.with_name(f"output-{name}")
    started = time.monotonic()
    with output.open("w") as file, redirect_stdout(file), redirect_stderr(file):
        os.environ["NETUI_CONFIG"] = str(place.with_name("none.toml"))
        code = run_netui(["--store", str(place), "add", name])
    acks.send_bytes(f"{code} {time.monotonic() - started:.3f} {output.read_text()}".encode())


def frozen(folder: Path, size: int, tally: Tally) -> None:
    """Freeze a process that holds the lock: others learn who it is, and go on when it wakes or dies."""
    for number in range(size):
        place = folder / f"store-{number}"
        first = opened(place)
        add_contact(first, "Ann")
        with working(hold_lock, place) as holder:
            assert holder.receive() == b"held"
            tally.check(
                names(opened(place, read_only=True)) == ["Ann"], "a frozen holder hides what is there"
            )
            with working(run_add, place, "Bob") as other:
                code, seconds, message = other.receive().decode().split(" ", 2)
            tally.tried()
            tally.check(int(code) == _LOCKED_EXIT, f"exit code {code}: {message}")
            tally.check(f"process {holder.pid} on {platform.node()}" in message, f"not named: {message}")
            tally.check(message.count("\n") == 1, f"more than one line: {message!r}")
            tally.check(float(seconds) <= _PROMISED_SECONDS + _ON_TOP_SECONDS, f"waited {seconds} s")
            killed = number % 2 == 1
            if killed:
                holder.kill()
            else:
                os.kill(holder.pid, signal.SIGCONT)
                tally.check(holder.receive() == b"saved", "the holder did not go on")
            add_contact(first, "Cy")
            wanted = ["Ann", "Cy"] if killed else ["Ann", "Held", "Cy"]
            tally.check(sorted(names(first)) == sorted(wanted), f"after it {names(first)}")
        first.close()


# The store is taken away


def _replaced_by_a_copy(place: Path) -> None:
    shutil.copytree(place, place.with_name("copy"))
    place.rename(place.with_name("aside"))
    place.with_name("copy").rename(place)


def _replaced_by_another(place: Path) -> None:
    place.rename(place.with_name("aside"))
    other = opened(place)
    add_contact(other, "Zed")
    other.close()


def _deleted(place: Path) -> None:
    shutil.rmtree(place)


def _moved(place: Path) -> None:
    place.rename(place.with_name("aside"))


def _journal_of_another(place: Path) -> None:
    other = opened(place.with_name("other"))
    add_contact(other, "Zed")
    abandon(other)
    (place.with_name("other") / JOURNAL).replace(place / JOURNAL)


def _journal_deleted(place: Path) -> None:
    (place / JOURNAL).unlink()


def _journal_linked_elsewhere(place: Path) -> None:
    foreign = place.with_name("foreign.txt")
    foreign.write_text("somebody's letter\n")
    (place / JOURNAL).unlink()
    (place / JOURNAL).symlink_to(foreign)


def _lock_linked_elsewhere(place: Path) -> None:
    foreign = place.with_name("foreign.txt")
    foreign.write_text("somebody's letter\n")
    (place / "lock").unlink()
    (place / "lock").symlink_to(foreign)


def _journal_is_a_folder(place: Path) -> None:
    (place / JOURNAL).unlink()
    (place / JOURNAL).mkdir()


_WAYS: dict[str, Callable[[Path], None]] = {
    "replaced by a copy of itself": _replaced_by_a_copy,
    "replaced by another store": _replaced_by_another,
    "deleted": _deleted,
    "moved": _moved,
    "journal of another store": _journal_of_another,
    "journal deleted": _journal_deleted,
    "journal a link elsewhere": _journal_linked_elsewhere,
    "lock a link elsewhere": _lock_linked_elsewhere,
    "journal a folder": _journal_is_a_folder,
}
_SIGNED_BY_US = frozenset({"lock"})


def replaced(folder: Path, size: int, tally: Tally) -> None:
    """Take the store away under an open session, in every way, at `size` moments."""
    moments = ("before a save", "in a save", "before the session ends")[:size]
    for way, take_away in _WAYS.items():
        for moment in moments:
            base = folder / f"{way} {moment}"
            base.mkdir()
            place = base / "store"
            store = opened(place)
            add_contact(store, "Ann")
            tally.tried()
            what = f"{way} {moment}"
            _lose(store, place, take_away, moment, what, tally)


def _lose(
    store: TinyDBStore, place: Path, take_away: Callable[[Path], None], moment: str, what: str, tally: Tally
) -> None:
    before: dict[Path, bytes] = {}

    def take() -> None:
        take_away(place)
        before.update(_files(place.parent))

    try:
        if moment == "before a save":
            take()
            add_contact(store, "Bob")
            tally.check("lock" in what, f"{what}: it was saved, nobody knows where")
        elif moment == "in a save":
            with store.transaction("Add Bob"):
                add_contact(store, "Bob")
                take()
            tally.check("lock" in what, f"{what}: it was saved, nobody knows where")
        else:
            take()
    except StoreError as error:
        tally.check("Errno" not in str(error), f"{what}: said {error}")
        tally.note("refused")
    try:
        store.close()
    except NetuiError as error:
        tally.check(False, f"{what}: closing said {error}")
    after = _files(place.parent)
    changed = {
        str(path.relative_to(place.parent))
        for path in {*before, *after}
        if before.get(path) != after.get(path)
        and path.name not in _SIGNED_BY_US
        and "drafts" not in path.parts
    }
    if "lock" not in what:
        tally.check(not changed, f"{what}: written to afterwards: {sorted(changed)}")
    tally.check(
        not any("foreign" in each for each in changed), f"{what}: a foreign file was written: {changed}"
    )


def _files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# A file system without locks


def no_locks(folder: Path, size: int, tally: Tally) -> None:
    """Let the file system know no locks, or none that can be tried: nothing is written, one line says so."""
    for number in range(size):
        for error in (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS):
            for only_tries in (False, True):
                place = folder / f"{errno.errorcode[error]}-{number}-{only_tries}"
                store = opened(place)
                add_contact(store, "Ann")
                store.close()
                tally.tried()
                with patch.object(fcntl, "flock", _no_flock(error, only_tries=only_tries)):
                    _refused(place, f"{errno.errorcode[error]}, {only_tries=}", tally)


def _no_flock(error: int, *, only_tries: bool) -> Callable[[int, int], None]:
    real = fcntl.flock

    def flock(fd: int, operation: int) -> None:
        if only_tries and not operation & fcntl.LOCK_NB:
            real(fd, operation)
            return
        raise OSError(error, os.strerror(error))

    return flock


def _refused(place: Path, what: str, tally: Tally) -> None:
    before = (place / JOURNAL).read_bytes()
    code, message = _run(place, "add", "Bob")
    tally.check(code in {1, _LOCKED_EXIT}, f"{what}: exit code {code}: {message}")
    tally.check(message.startswith("netui: ") and message.count("\n") == 1, f"{what}: said {message!r}")
    code, message = _run(place, "list")
    tally.check(code == 0 and "Ann" in message, f"{what}: not even shown: {message}")
    tally.check((place / JOURNAL).read_bytes() == before, f"{what}: written without a lock")


def _run(place: Path, *words: str) -> tuple[int, str]:
    output = place.with_name("output")
    with output.open("w") as file, redirect_stdout(file), redirect_stderr(file):
        os.environ["NETUI_CONFIG"] = str(place.with_name("none.toml"))
        code = run_netui(["--store", str(place), *words])
    return code, output.read_text()


FROZEN = Experiment(
    "frozen", "a frozen holder of the lock costs 2 s and is named", frozen, fast=1, middle=6, long=40
)
REPLACED = Experiment(
    "replaced", "a store replaced, moved or deleted is not written to", replaced, fast=3, middle=3, long=3
)
NO_LOCKS = Experiment(
    "no-locks", "without locks nothing is written, all is shown", no_locks, fast=1, middle=4, long=20
)
