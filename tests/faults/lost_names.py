"""Textual without private names that netui uses: netui starts, paints, takes keys and quits all the same."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from netui.tui.terminal.private_textual import PRIVATE_NAMES, Part, PrivateName
from tests.faults.experiment import Experiment, Tally
from tests.faults.program_without_names import LOST
from tests.faults.programs import copied, demo_store, press, program

_ROUNDS = 5
_READ_ELSEWHERE = "_batch_count"


def lost_names(folder: Path, size: int, tally: Tally) -> None:
    """Start netui without each name alone, or with 0 without all names of some parts of netui at a time."""
    origin = demo_store(folder / "origin")
    of_textual = [one for one in PRIVATE_NAMES if one.owner.startswith("textual")]
    for lost in _alone(of_textual) if size else _by_part(of_textual):
        tally.tried()
        try:
            _use(copied(origin, folder / "place"), " ".join(lost), tally)
        except AssertionError as error:
            tally.check(False, f"without {lost}: {str(error)[-2000:]}")


def _alone(names: Iterable[PrivateName]) -> Iterator[list[str]]:
    yield from ([name] for name in sorted({one.name for one in names}))


def _by_part(names: Iterable[PrivateName]) -> Iterator[list[str]]:
    """Yield all names of every fifth part: a part without all of its names does what it does without one.

    Then one alone: what reads it was left out together with the rest of its part.
    """
    parts = [part for part in Part if any(one.part is part for one in names)]
    for first in range(_ROUNDS):
        lost = parts[first::_ROUNDS]
        yield sorted({one.name for one in names if one.part in lost})
    yield [_READ_ELSEWHERE]


def _use(place: Path, lost: str, tally: Tally) -> None:
    with program(place, module="tests.faults.program_without_names", more={LOST: lost}) as running:
        running.wait_for("This week")
        press(running, ("2", "Preview"), ("/", "to the list"), ("zq", "zq"))
        running.send("\x1b\x11")
        tally.check(running.wait_exit() == 0, f"without {lost}: exit code {running.exit_code}")
    tally.check(b"Traceback" not in running.output, f"without {lost}: {running.output[-2000:]!r}")


LOST_NAMES = Experiment(
    "lost-names",
    "netui works without any private name of Textual that it uses",
    lost_names,
    fast=0,
    middle=1,
    long=1,
)
