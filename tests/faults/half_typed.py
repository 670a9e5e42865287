"""Words half typed when the program ends: they are there at the next start, whatever ended it."""

import select
import signal
import time
from collections.abc import Callable
from pathlib import Path

from tests.faults.experiment import Experiment, Tally
from tests.faults.programs import copied, demo_store, press, program
from tests.terminal.pty_driver import PtyProgram

_WORD = "qzjword"
_LATE = "qzlater"
_LOST_SECONDS = 1.0
_GONE_SECONDS = 10.0

_TO_GROUPS = (("5", "Goals"), ("]", "Strategies"), ("]", "Groups"))
PLACES: dict[str, tuple[tuple[str, str], ...]] = {
    "note": (("2", "Preview"), ("n", "Subject")),
    "talk mode": (("3", "Preparation"), ("T", "asked   ")),
    "rehearsal": (("3", "Preparation"), ("j", "R rehearse"), ("R", "Rehearsal: ")),
    "form field": (("2", "Preview"), ("e", "next page")),
    "quick add": (("A", "Quick add"),),
    "log form": (("2", "Preview"), ("l", "Log with")),
    "follow-up form": (("2", "Preview"), ("f", "Follow up with")),
    "goal form": (("a", "something that happened"), ("g", "Set a goal")),
    "new person": (("a", "something that happened"), ("p", "next page")),
    "new talk": (("2", "Preview"), ("i", "New interview with")),
    "moved talk": (("3", "Preparation"), ("s", "Move the interview")),
    "debrief": (("3", "Preparation"), ("c", "What I learned")),
    "reflection": (("6", "Reflections"), ("a", "network check"), ("\r", "ctrl+s keep")),
    "company note": (("2", "Preview"), ("\r", "Card"), ("c", "Who I know there"), ("e", "Note on")),
    "group": (*_TO_GROUPS, ("a", "Add a group")),
    "event mode": (
        ("5", "Goals"),
        ("]", "Strategies"),
        ("]", "Groups"),
        ("]", "Events"),
        ("\r", "esc end, review"),
    ),
}
"""The keys that lead to a place to type, each with what is then on the screen."""


def _kill(running: PtyProgram, place: Path) -> float:
    """Wait until the words are on the disk, type on, and kill at once; return how long they took."""
    began = time.monotonic()
    running.wait_until(lambda: _is_kept(place))
    took = time.monotonic() - began
    running.send(_LATE)
    running.signal(signal.SIGKILL)
    running.wait_exit()
    return took


def _is_kept(place: Path) -> bool:
    """Whether the words are in a draft, or in the journal if a screen saves while the user types."""
    files = [*(place / "drafts").glob("*.draft"), place / "journal.jsonl"]
    return any(_WORD.encode() in path.read_bytes() for path in files if path.exists())


def _hang_up(running: PtyProgram, place: Path) -> float:
    running.signal(signal.SIGHUP)
    running.wait_exit(_GONE_SECONDS)
    return 0.0


def _terminate(running: PtyProgram, place: Path) -> float:
    running.signal(signal.SIGTERM)
    running.wait_exit(_GONE_SECONDS)
    return 0.0


def _close_window(running: PtyProgram, place: Path) -> float:
    running.hang_up()
    running.wait_exit_unread(_GONE_SECONDS)
    return 0.0


def _stall(running: PtyProgram, place: Path) -> float:
    """Fill the line, which no one reads any more, and end the program."""
    for size in range(60, 160):
        running.resize(size, 24 + size % 20)
        select.select([], [], [], 0.01)  # let it paint, and fill the line
    running.signal(signal.SIGTERM)
    running.wait_exit_unread(_GONE_SECONDS)
    return 0.0


ENDS: dict[str, tuple[Callable[[PtyProgram, Path], float], int]] = {
    "kill -9": (_kill, 128 + signal.SIGKILL),
    "hang-up": (_hang_up, 128 + signal.SIGHUP),
    "TERM": (_terminate, 128 + signal.SIGTERM),
    "closed window": (_close_window, 128 + signal.SIGHUP),
    "stalled line": (_stall, 128 + signal.SIGTERM),
}


def drafts(folder: Path, size: int, tally: Tally) -> None:
    """End the program in every way while the user types: `size` times in every place, or with 0 in one of
    them.
    """
    origin = demo_store(folder / "origin")
    slowest = 0.0
    for turn in range(max(1, size)):
        for number, (end, (act, code)) in enumerate(ENDS.items()):
            for at, (name, way) in enumerate(PLACES.items()):
                if not size and at != number % len(PLACES):
                    continue
                place = copied(origin, folder / "place")
                what = f"{end} in {name}, turn {turn}"
                tally.tried()
                try:
                    took = _end(place, way, act, code, what, tally)
                    slowest = max(slowest, took)
                    _look_again(place, way, what, tally)
                except AssertionError as error:
                    tally.check(False, f"{what}: {str(error)[-1600:]}")
    tally.note("ms until typed words were on the disk, at most", round(slowest * 1000))
    if size:
        tally.check(slowest <= _LOST_SECONDS, f"words were on the disk after {slowest:.2f} s")


def _end(
    place: Path,
    way: tuple[tuple[str, str], ...],
    act: Callable[[PtyProgram, Path], float],
    code: int,
    what: str,
    tally: Tally,
) -> float:
    with program(place) as running:
        running.wait_for("This week")
        press(running, *way, (_WORD, _WORD))
        took = act(running, place)
        tally.check(running.exit_code == code, f"{what}: exit code {running.exit_code}")
        return took


def _look_again(place: Path, way: tuple[tuple[str, str], ...], what: str, tally: Tally) -> None:
    with program(place) as running:
        running.wait_for("This week")
        running.wait_for("Draft from")
        press(running, *way)
        running.wait_for(_WORD)
        tally.check(_WORD in running.text, f"{what}: the words are not offered")


DRAFTS = Experiment(
    "drafts",
    "half-typed words are there again, whatever ended the program",
    drafts,
    fast=0,
    middle=1,
    long=4,
    minutes=12,
)
