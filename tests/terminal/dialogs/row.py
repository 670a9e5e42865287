"""One row of the table of dialogs: the keys that open and fill one, and what has to come of it."""

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any

from msgspec import Struct

from tests.faults.programs import environment
from tests.terminal.dialogs.found import at
from tests.terminal.dialogs.recording import MADE
from tests.terminal.dialogs.world import NOW
from tests.terminal.pty_driver import PtyProgram
from tests.waiting import HANG_SECONDS

SAVE, QUIT, CLEAR = "\x13", "\x11", "\x15"
FOLDER = "FOLDER"
"""Stands in the options of a row for a folder of its own."""
_KEY = re.compile(r"\x1b\[[0-9;]*[A-Za-z~]|.", re.DOTALL)
_KEY_SECONDS = 0.12
_BURN = "while True: pass"


class Pace(Enum):
    """How fast the keys come: all at once, or as someone types who knows the keys."""

    BURST = 0.0
    TYPED = _KEY_SECONDS


class Row(Struct, frozen=True, kw_only=True):
    """The dialogs made at the places `at` of the code, opened and filled by `keys` from the first screen.

    `stored` are entries, each with the fields that it must have been given since (... is any value), `shown`
    texts that must then be on the screen. A row that stores something leaves no draft.
    A dialog that opens unasked gets no key that was pressed earlier: in `then` are texts, each with the keys
    that are pressed once it is shown.
    With `options` the program is started with them instead of the store of `world.py`; `settings` are in its
    file. The keys come once `first` is shown, and `last` ends the program.
    """

    name: str
    at: tuple[str, ...]
    keys: str
    then: tuple[tuple[str, str], ...] = ()
    stored: tuple[dict[str, Any], ...] = ()
    shown: tuple[str, ...] = ()
    options: tuple[str, ...] | None = None
    settings: str = ""
    first: str = "This week"
    last: str = QUIT


def try_row(row: Row, origin: Path, folder: Path, pace: Pace, patience: float = HANG_SECONDS) -> None:
    """Press the keys of a row in a program of its own; raise AssertionError if not all came of them."""
    store, made = folder / "store", folder / "made"
    shutil.copytree(origin, store)
    before = len(journal_lines(store))
    with start_for(row, store, made) as running:
        running.wait_for(row.first, patience)
        early = [text for text in row.shown if text in running.text]
        assert not early, f"shown before any key was pressed: {early}"
        _press(running, row.keys, pace)
        for text, keys in row.then:
            running.wait_for(text, patience)
            _press(running, keys, pace)
        for text in row.shown:
            running.wait_for(text, patience)
        wanted = list(row.stored)
        end = time.monotonic() + patience
        while wanted and time.monotonic() < end:
            running.read(0.02)
            entries = entries_of(journal_lines(store)[before:])
            wanted = [one for one in row.stored if not any(fits(one, entry) for entry in entries)]
        screen = running.text
        assert not wanted, f"not stored: {wanted}, but: {[*map(str, entries)]}; the screen:\n{screen}"
        running.send(row.last)
        code = running.wait_exit(patience)
    assert code == 0, f"exit code {code}; the screen was:\n{screen}"
    opened = _opened(made)
    assert opened.issuperset(row.at), (
        f"not made: {set(row.at) - opened}, but: {opened}; the screen:\n{screen}"
    )
    drafts = [path.name for path in (store / "drafts").rglob("*.draft")]
    assert not (row.stored and drafts), f"stored, but the draft stays: {drafts}"


def start_for(row: Row, store: Path, made: Path) -> PtyProgram:
    """Start the program for the keys of a row."""
    folder = store.parent
    options = ["--store", str(store)] if row.options is None else list(row.options)
    options = [one.replace(FOLDER, str(folder)) for one in options]
    arguments = [sys.executable, "-m", "tests.terminal.dialogs.recording", *options]
    (folder / "settings.toml").write_text(row.settings, encoding="utf-8")
    more = {"TMPDIR": str(folder), "NETUI_NOW": NOW, "TZ": "Europe/Zurich", MADE: str(made)}
    return PtyProgram(arguments, environment={**environment(store), **more})


@contextmanager
def burning(processes: int) -> Iterator[None]:
    """Keep processors busy for as long as this is open."""
    running = [subprocess.Popen([sys.executable, "-c", _BURN]) for _ in range(processes)]
    try:
        yield
    finally:
        for process in running:
            process.kill()
            process.wait()


def keys_of(text: str) -> Sequence[str]:
    """Return the keys of a text, each with its whole escape sequence."""
    return _KEY.findall(text)


def _press(running: PtyProgram, keys: str, pace: Pace) -> None:
    if pace is Pace.BURST:
        running.send(keys)
        return
    for key in keys_of(keys):
        running.send(key)
        end = time.monotonic() + pace.value
        while (left := end - time.monotonic()) > 0:
            running.read(left)


def _opened(made: Path) -> set[str]:
    lines = made.read_text(encoding="utf-8").splitlines() if made.exists() else []
    return {at(place[0], int(place[2])) if (place := line.rpartition(":"))[1] else line for line in lines}


def journal_lines(store: Path) -> list[str]:
    """Return the whole lines of the journal of a store."""
    text = (store / "journal.jsonl").read_text(encoding="utf-8")
    return text[: text.rfind("\n") + 1].splitlines()


def entries_of(lines: Sequence[str]) -> list[dict[str, Any]]:
    """Return all that lines of a journal add or set: each entry, each mapping inside one."""
    return [
        entry
        for line in lines
        for documents in json.loads(line).get("changes", {}).values()
        for change in documents.values()
        for part in ("add", "set")
        for entry in _mappings(change.get(part))
    ]


def fits(wanted: dict[str, Any], entry: dict[str, Any]) -> bool:
    """Tell whether an entry has all the fields that are wanted."""
    return all(name in entry and (value is ... or entry[name] == value) for name, value in wanted.items())


def _mappings(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _mappings(inner)
