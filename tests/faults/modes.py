"""Files of a careless umask: no one else can read what netui writes, and no report or log names people."""

import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.commands import command
from tests.faults.experiment import Experiment, Tally
from tests.faults.programs import press, program
from tests.terminal.pty_driver import PtyProgram

_OTHERS = 0o077
_NAME, _TEXT = "Quirina Secretova", "hush about the merger"
_TRACES = (b"Quirina", b"Secretova", b"hush", b"merger", b"quirina@example.org")
_EVERY_COMMAND = (
    ("add", _NAME, "--email", "quirina@example.org", "--note", _TEXT),
    ("add", "Somebody Else"),
    ("log", "Quirina", _TEXT, "--follow-up", "send it by fri"),
    ("interview", "add", "Quirina", "--at", "mon 19:00"),
    ("due", "--prompt"),
    ("note", "Quirina", "--template", "confirm-time", "--copy"),
    ("import", "Connections.csv"),
    ("reflect", "--text", _TEXT),
    ("export", "portfolio", "-o", "portfolio.html"),
    ("export", "portfolio", "-o", "portfolio.md"),
    ("map", "-o", "map.svg"),
    ("map", "-o", "map.html"),
    ("map", "-o", "map.graphml"),
    ("backup", "moved.zip"),
    ("undo",),
    ("redo",),
    ("restore", "moved.zip", "--yes"),
    ("doctor",),
    ("forget", "Somebody Else", "--yes"),
)


def modes(folder: Path, size: int, tally: Tally) -> None:
    """Use every command that writes under umask 0, and with `size` also the program until it fails."""
    place = folder / "home-of-all" / "netui" / "store"
    place.parent.parent.mkdir()
    with _careless(), _watched(place.parent.parent, tally):
        place.parent.mkdir(0o700)
        for words in _EVERY_COMMAND:
            tally.tried()
            os.umask(0)
            _in_folder(place, words, tally)
        os.umask(0)
        for _ in range(size):
            tally.tried()
            _until_it_fails(place, tally)
    _look(place.parent.parent, tally)
    log = next(place.parent.parent.rglob("netui.log"), None)
    tally.check(log is not None, "there is no log")
    if log is not None:
        reported = [trace for trace in _TRACES if trace in log.read_bytes()]
        tally.check(not reported, f"the log tells {reported}")


@contextmanager
def _careless() -> Iterator[None]:
    before = os.umask(0)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def _watched(folder: Path, tally: Tally) -> Iterator[None]:
    """Look at all modes over and over, so that not even for a moment anything can be read."""
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.002):
            _look(folder, tally)
            tally.note("looks at every mode meanwhile")

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _look(folder: Path, tally: Tally) -> None:
    for path in (Path(top, name) for top, *names in os.walk(folder) for each in names for name in each):
        try:
            mode = stat.S_IMODE(path.lstat().st_mode)
        except OSError:
            continue
        open_to_all = mode & _OTHERS and not path.is_symlink() and path.name not in _OURS
        tally.check(not open_to_all, f"{path.relative_to(folder)}: {mode:04o}")


_OURS = frozenset({"Connections.csv", "home"})
"""What the experiment itself puts there."""


def _in_folder(place: Path, words: tuple[str, ...], tally: Tally) -> None:
    """Run a command in a folder of its own, for the files that it should write."""
    table = place.parent / "Connections.csv"
    if not table.exists():
        table.write_text(
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nZoe,Li,,,,,\n"
        )
    paths = tuple(str(place.parent / word) if "." in word and " " not in word else word for word in words)
    if words[0] == "add":
        paths = words
    message = command(place, *paths)
    tally.check(message.code == 0, f"{words}: exit code {message.code}: {message.err}")


def _until_it_fails(place: Path, tally: Tally) -> None:
    """Type in the program, copy a note, and let a bug end it: its report names no one."""
    with program(place, module="tests.faults.program_with_a_bug") as running:
        running.wait_for("This week")
        press(running, ("2", "Preview"), ("n", "Subject"))
        press(running, ("typed ", "typed"), ("\x19", "gap"))
        _fail(running)
        start = running.output.rfind(b"netui met an error")
        tally.check(start >= 0, "there is no report")
        reported = [trace for trace in _TRACES if trace in running.output[start:]]
        tally.check(not reported, f"the report tells {reported}")


def _fail(running: PtyProgram) -> None:
    press(running, ("\x1b", "q close"))
    running.send("?")
    running.wait_exit()


PRIVATE = Experiment(
    "modes",
    "nobody else reads a file of netui, no report or log tells of people",
    modes,
    fast=0,
    middle=1,
    long=10,
)
