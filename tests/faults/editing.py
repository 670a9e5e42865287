"""An editor of the user's is open when netui ends: what was saved in it is offered at the next start."""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.faults.experiment import Experiment, Tally
from tests.faults.programs import copied, demo_store, press, program
from tests.terminal.pty_driver import PtyProgram

_WORD = "qzjeditor"
_GONE_SECONDS = 10.0
_EDITOR = """#!{python}
import os, pathlib, signal, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)
note, here = pathlib.Path(sys.argv[-1]), pathlib.Path({here!r})
text = note.read_text()
def save(words):
    (note.parent / "new~").write_text(words)
    os.replace(note.parent / "new~", note)
    (here / "saved").write_text(words)
(note.parent / ".note.md.swp").write_text(text)
save("{word}0 " + text)
os.write(1, b"editor is open")
with open(here / "go") as gate:
    gate.readline()
save("{word}last " + text)
os.unlink(note.parent / ".note.md.swp")
(here / "over").write_text("")
"""

WAYS: dict[str, tuple[tuple[str, str], ...]] = {
    "note": (("2", "Preview"), ("n", "Subject"), ("\x0f", "editor is open")),
    "notes on a person": (("2", "Preview"), ("E", "editor is open")),
}


def _kill(running: PtyProgram) -> None:
    running.signal(signal.SIGKILL)
    running.wait_exit_unread(_GONE_SECONDS)


def _hang_up(running: PtyProgram) -> None:
    running.hang_up()
    running.wait_exit_unread(_GONE_SECONDS)


def _terminate(running: PtyProgram) -> None:
    running.signal(signal.SIGTERM)
    running.wait_exit_unread(_GONE_SECONDS)


ENDS: dict[str, Callable[[PtyProgram], None]] = {
    "kill -9": _kill,
    "dropped line": _hang_up,
    "TERM": _terminate,
}


def editing(folder: Path, size: int, tally: Tally) -> None:
    """End netui in every way with an editor open, `size` times in all; it ends before or after."""
    origin = demo_store(folder / "origin")
    cases = [(end, way) for end in ENDS for way in WAYS]
    opportunity = random.Random(9)
    for turn in range(size):
        end, way = cases[turn % len(cases)]
        place = copied(origin, folder / "place")
        what = f"{end} in {way}, turn {turn}"
        tally.tried()
        try:
            with started_with_editor(folder, place) as running:
                running.wait_for("This week")
                press(running, *WAYS[way])
                ended_first = opportunity.random() < 0.5
                if ended_first:
                    ENDS[end](running)
                with (folder / "go").open("w") as gate:
                    gate.write("\n")
                if not ended_first:
                    time.sleep(opportunity.random() * 0.08)  # while the editor saves, ends, and netui reads
                    ENDS[end](running)
            wait_for_file(folder / "over")
            _look_again(place, way, what, tally)
        except AssertionError as error:
            tally.check(False, f"{what}: {str(error)[-1600:]}")
        tally.check(not list(Path(place.with_name("tmp")).iterdir()), f"{what}: something is left in TMPDIR")


def started_with_editor(folder: Path, place: Path, word: str = _WORD) -> PtyProgram:
    """Start netui with an editor that saves, waits for a line in the pipe `go`, saves again and ends."""
    script, gate = folder / "editor", folder / "go"
    script.write_text(_EDITOR.format(python=sys.executable, here=str(folder), word=word))
    script.chmod(0o700)
    for path in (gate, folder / "over", folder / "saved"):
        path.unlink(missing_ok=True)
    os.mkfifo(gate)
    temporary = place.with_name("tmp")
    temporary.mkdir(exist_ok=True)
    own = {"EDITOR": f"{script} -f", "TMPDIR": str(temporary)}
    return program(place, more=own)


def wait_for_file(path: Path) -> None:
    """Wait until there is a file."""
    deadline = time.monotonic() + _GONE_SECONDS
    while not path.exists():
        assert time.monotonic() < deadline, f"the editor did not end: no {path.name}"
        time.sleep(0.005)


def _look_again(place: Path, way: str, what: str, tally: Tally) -> None:
    """Find the last words that were saved: as a draft that is offered, or stored."""
    last = f"{_WORD}last"
    if way == "notes on a person" and last.encode() in (place / "journal.jsonl").read_bytes():
        return
    with program(place) as running:
        running.wait_for("This week")
        running.wait_for("Draft from" if way == "note" else "notes on")
        press(running, *WAYS[way][:1])
        if way == "note":
            press(running, *WAYS[way][1:2])
            running.wait_for(last)
    written = b"".join(path.read_bytes() for path in (place / "drafts").rglob("*") if path.is_file())
    tally.check(last.encode() in written, f"{what}: the words are not kept")


EDITOR = Experiment(
    "editor",
    "what was saved in an editor is there again, whatever ended netui",
    editing,
    fast=2,
    middle=12,
    long=120,
    minutes=6,
)
