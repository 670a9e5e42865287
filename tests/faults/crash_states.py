"""Every state a crash of the machine may leave on the disk: opened, each is the old state or the new one.

The calls of a session are recorded. What was synced is there after a crash; of what was not, any part may be:
any subset of the names made, renamed and removed, and of each write nothing, all, its beginning, its end, or
its length without its content.
"""

import itertools
import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from netui.domain.errors import ConflictError, NetuiError, NotFoundError
from netui.services.safety.safekeeping import Person
from netui.storage.changes.file import JOURNAL
from netui.storage.safety.safekeeping import safekeeping_of
from netui.storage.store import store as store_module
from netui.storage.store.store import TinyDBStore
from tests.faults.calls import Call, watched, without_syncing
from tests.faults.experiment import Experiment, Tally
from tests.storage.opened import abandon, add_contact, names, opened, raw_state

_SECTOR = 512
_MOST_STATES_A_MOMENT = 4_000
_NOT_OF_INTEREST = {"lock", "drafts", "backups"}
State = dict[str, dict[int, bytes]]
Files = dict[str, bytes | None]
"""The files of a folder by their path in it; None for a folder."""


@dataclass(frozen=True, slots=True)
class _Write:
    """Bytes written to a file that were not synced yet; a cut where `data` is None."""

    file: int
    offset: int
    data: bytes | None


@dataclass(frozen=True, slots=True)
class _Naming:
    """Names that changed in one step: each leads to a file, or to nothing with 0."""

    names: dict[str, int]


@dataclass(slots=True)
class Disk:
    """What is surely on a disk, and what may be; gets the calls of a session as a hook."""

    folder: Path
    content: dict[int, bytes] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    pending: list[_Write | _Naming] = field(default_factory=list)
    now: dict[str, int] = field(default_factory=dict)
    open_files: dict[int, int] = field(default_factory=dict)
    moments: Callable[[], None] = lambda: None
    made: int = 0

    @classmethod
    def of(cls, folder: Path, moments: Callable[[], None]) -> "Disk":
        """Take a folder as it is for synced."""
        disk = cls(folder, moments=moments)
        for path in sorted(folder.rglob("*")):
            name = str(path.relative_to(folder))
            if path.is_dir():
                disk.folders.add(name)
            elif not _is_dull(name):
                disk.content[disk.new_file()] = path.read_bytes()
                disk.names[name] = disk.now[name] = disk.made
        return disk

    def new_file(self) -> int:
        """Number a file."""
        self.made += 1
        return self.made

    def __call__(self, call: Call, make: Callable[[], Any]) -> Any:
        """Record one call."""
        names = [os.path.relpath(path, os.path.realpath(self.folder)) for path in call.paths]
        if _is_dull(names[0]):
            return make()
        if call.name in {"fsync", "fdatasync"}:
            self.moments()
        result = make()
        record = getattr(self, f"_{call.name}")
        record(names, call.args, result)
        return result

    def _open(self, names: list[str], args: tuple[Any, ...], result: int) -> None:
        flags = args[1]
        if flags & os.O_DIRECTORY:
            return
        if names[0] not in self.now:
            file = self.now[names[0]] = self.new_file()
            self.content[file] = b""
            self.pending.append(_Naming({names[0]: file}))
        elif flags & os.O_TRUNC:
            self.pending.append(_Write(self.now[names[0]], 0, None))
        self.open_files[result] = self.now[names[0]]

    def _pwrite(self, names: list[str], args: tuple[Any, ...], result: int) -> None:
        self.pending.append(_Write(self.open_files[args[0]], args[2], bytes(args[1])[:result]))

    def _ftruncate(self, names: list[str], args: tuple[Any, ...], result: None) -> None:
        self.pending.append(_Write(self.open_files[args[0]], args[1], None))

    def _fsync(self, names: list[str], args: tuple[Any, ...], result: None) -> None:
        if names[0] == "." or names[0] in self.folders:
            self._settle_names(names[0])
            return
        file = self.open_files[args[0]]
        for write in [each for each in self.pending if isinstance(each, _Write) and each.file == file]:
            self.content[file] = _written(self.content[file], write)
            self.pending.remove(write)

    _fdatasync = _fsync

    def _settle_names(self, folder: str) -> None:
        for naming in [each for each in self.pending if isinstance(each, _Naming)]:
            if any(str(Path(name).parent) == folder for name in naming.names):
                _rename(self.names, naming)
                self.pending.remove(naming)

    def _replace(self, names: list[str], args: tuple[Any, ...], result: None) -> None:
        naming = _Naming({names[0]: 0, names[1]: self.now[names[0]]})
        _rename(self.now, naming)
        self.pending.append(naming)

    _rename = _replace

    def _unlink(self, names: list[str], args: tuple[Any, ...], result: None) -> None:
        naming = _Naming({names[0]: 0})
        _rename(self.now, naming)
        self.pending.append(naming)

    def _mkdir(self, names: list[str], args: tuple[Any, ...], result: None) -> None:
        self.folders.add(names[0])

    def states(self) -> Iterator[Files]:
        """Yield what a crash may leave now."""
        chosen = [list(_variants(each)) for each in self.pending]
        for parts in itertools.product(*chosen):
            names, content = dict(self.names), dict(self.content)
            for part in itertools.chain.from_iterable(parts):
                if isinstance(part, _Naming):
                    _rename(names, part)
                else:
                    content[part.file] = _written(content[part.file], part)
            files: Files = dict.fromkeys(sorted(self.folders))
            files.update({name: content[file] for name, file in names.items()})
            yield files


def _is_dull(name: str) -> bool:
    return name.split("/", maxsplit=1)[0] in _NOT_OF_INTEREST


def _rename(names: dict[str, int], naming: _Naming) -> None:
    for name, file in naming.names.items():
        if file:
            names[name] = file
        else:
            names.pop(name, None)


def _written(content: bytes, write: _Write) -> bytes:
    if write.data is None:
        return content[: write.offset].ljust(write.offset, b"\0")
    before = content[: write.offset].ljust(write.offset, b"\0")
    return before + write.data + content[write.offset + len(write.data) :]


def _variants(pending: _Write | _Naming) -> Iterator[tuple[_Write | _Naming, ...]]:
    """Yield what may be there of one change that was not synced."""
    yield ()
    yield (pending,)
    if isinstance(pending, _Naming) or pending.data is None:
        return
    file, offset, data = pending.file, pending.offset, pending.data
    sectors = range(_SECTOR - offset % _SECTOR, len(data), _SECTOR)
    cuts = sorted({1, len(data) // 2, len(data) - 1, *sectors[:2], *sectors[-1:]} & set(range(1, len(data))))
    for cut in cuts:
        yield (_Write(file, offset, data[:cut]),)
        yield (_Write(file, offset, data[:cut] + bytes(len(data) - cut)),)
    for sector in {*sectors[:1], *sectors[-1:]}:
        yield (_Write(file, offset, bytes(sector) + data[sector:]),)
    yield (_Write(file, offset, bytes(len(data))),)


# What is done, and on what


def _commit(store: TinyDBStore) -> None:
    add_contact(store, "Dee")


def _commit_long(store: TinyDBStore) -> None:
    add_contact(store, "Dee", notes="long " * 400)


def _compact(store: TinyDBStore) -> None:
    store.compact()


def _turn_over(store: TinyDBStore) -> None:
    with patch.object(store_module, "SMALL", 1):
        store.compact()


def _undo(store: TinyDBStore) -> None:
    with suppress(NotFoundError, ConflictError):  # there is nothing yet, or it is for good
        store.undo(store.seq)


def _back_up(store: TinyDBStore) -> None:
    safekeeping_of(store).back_up("daily")


def _forget(store: TinyDBStore) -> None:
    for person in store.contacts.all()[:1]:
        safekeeping_of(store).forget(Person(id=person.id, name=person.name))


OPERATIONS: dict[str, Callable[[TinyDBStore], None]] = {
    "commit": _commit,
    "long commit": _commit_long,
    "compact": _compact,
    "turn over": _turn_over,
    "undo": _undo,
    "back up": _back_up,
    "forget": _forget,
}


def _nothing(folder: Path) -> None:
    folder.mkdir(mode=0o700)


def _used(folder: Path) -> None:
    store = opened(folder)
    add_contact(store, "Ann")
    store.close()
    store = opened(folder)
    add_contact(store, "Bob")
    abandon(store)


def _torn(folder: Path) -> None:
    _used(folder)
    with (folder / JOURNAL).open("ab") as file:
        file.write(b'{"crc":"00000000","kind":"tra')


def _unfinished(folder: Path) -> None:
    _used(folder)
    with (folder / JOURNAL).open("r+b") as file:
        file.truncate((folder / JOURNAL).stat().st_size - 1)


def _near_a_sector(folder: Path) -> None:
    """Let the journal end a few bytes before a sector does."""
    _used(folder)
    store = opened(folder)
    for _ in range(3):
        left = -(folder / JOURNAL).stat().st_size % _SECTOR
        if left < 30:
            break
        before = (folder / JOURNAL).stat().st_size
        add_contact(store, "Cy")
        line = (folder / JOURNAL).stat().st_size - before
        add_contact(store, "Cy" + "y" * (((left - line) % _SECTOR - line - 9) % _SECTOR))
    abandon(store)


BASES: dict[str, Callable[[Path], None]] = {
    "new store": _nothing,
    "used store": _used,
    "torn journal": _torn,
    "newline missing": _unfinished,
    "end of a sector": _near_a_sector,
}


def crash_states(folder: Path, size: int, tally: Tally) -> None:
    """Crash at every moment of sequences of operations, on several stores; `size` sequences at random."""
    # Ids hold random bits; the state an operation leads to is found on a copy.
    with patch("secrets.randbits", return_value=0), without_syncing():
        _try_all(folder, size, tally)


def _try_all(folder: Path, size: int, tally: Tally) -> None:
    chains = [(one,) for one in OPERATIONS] + list(itertools.product(OPERATIONS, repeat=2))
    trials = [(base, chain) for base in BASES for chain in chains]
    if size < len(trials):
        trials = random.Random(5).sample(trials, size)
    for base, chain in trials:
        _try(folder, base, chain, tally)
        tally.note("sequences")


def _try(folder: Path, base: str, chain: tuple[str, ...], tally: Tally) -> None:
    place = folder / "recorded"
    shutil.rmtree(place, ignore_errors=True)
    BASES[base](place)
    store = opened(place)
    allowed: list[State] = []
    seen: set[int] = set()
    doing = ""

    def crash() -> None:
        possible = itertools.islice(disk.states(), _MOST_STATES_A_MOMENT)
        for files in possible:
            mark = hash((tuple(files.items()), len(allowed)))
            if mark not in seen:
                seen.add(mark)
                _look(folder / "crashed", files, allowed, f"{base}, {doing}", tally)

    disk = Disk.of(place, crash)
    allowed.append(raw_state(store))
    with watched(place, disk):
        for number, name in enumerate(chain):
            doing = " then ".join(chain[: number + 1])
            allowed[:] = [allowed[-1], _after(place, folder / "ahead", name)]
            OPERATIONS[name](store)
            allowed[:] = [raw_state(store)]
            crash()
    abandon(store)


def _after(place: Path, scratch: Path, name: str) -> State:
    """Return the state that an operation leads to, tried on a copy."""
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(place, scratch)
    store = opened(scratch)
    OPERATIONS[name](store)
    state = raw_state(store)
    abandon(store)
    return state


def _look(place: Path, files: Files, allowed: list[State], what: str, tally: Tally) -> None:
    tally.tried()
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700)
    for name, data in files.items():
        if data is None:
            (place / name).mkdir(parents=True, exist_ok=True)
        else:
            (place / name).write_bytes(data)
    try:
        store = opened(place)
        state, problems = raw_state(store), [str(problem) for problem in store.problems]
        tally.check(problems == [], f"{what}: damaged: {problems}")
        tally.check(state in allowed, f"{what}: neither the old state nor the new: {names(store)}")
        if not problems:
            add_contact(store, "Afterwards")
            abandon(store)
            store = opened(place, read_only=True)
            tally.check(store.problems == [], f"{what}: damaged by writing on")
            tally.check(names(store)[-1] == "Afterwards", f"{what}: what was written on is not there")
            tally.check(len(store.history()) == store.seq, f"{what}: history has gaps")
        abandon(store)
    except NetuiError as error:
        tally.check(False, f"{what}: {error}")


CRASH_STATES = Experiment(
    "crash-states",
    "a crash of the machine leaves the old state or the new one",
    crash_states,
    fast=10,
    middle=40,
    long=100_000,
)
