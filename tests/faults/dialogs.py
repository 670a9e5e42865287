"""Every form and dialog, opened and filled in by keys that come faster than it is made."""

import shutil
from contextlib import nullcontext
from pathlib import Path

from tests.faults.experiment import Experiment, Tally
from tests.terminal.dialogs.row import Pace, burning, try_row
from tests.terminal.dialogs.table import ROWS, SAMPLE
from tests.terminal.dialogs.world import build_world

_PATIENCE = 60.0
_BURNING = 2
_WORDS = {Pace.BURST: "at once", Pace.TYPED: "at 120 ms a key"}


def dialogs(folder: Path, size: int, tally: Tally) -> None:
    """Try each row of the table at both paces; with 2 also next to two processes that keep busy.

    With 0 a sample is tried, at once.
    """
    origin = build_world(folder / "origin")
    rows = [row for row in ROWS if size or row.name in SAMPLE]
    for busy in (False, True)[: max(1, size)]:
        with burning(_BURNING) if busy else nullcontext():
            for pace in Pace if size else (Pace.BURST,):
                words = _WORDS[pace] + (" on a busy machine" if busy else "")
                for row in rows:
                    place = folder / "place"
                    place.mkdir()
                    tally.tried()
                    try:
                        try_row(row, origin, place, pace, _PATIENCE)
                        tally.note(words)
                    except AssertionError as error:
                        tally.check(False, f"{row.name}, {words}: {str(error)[:1600]}")
                    shutil.rmtree(place)


DIALOGS = Experiment(
    "dialogs",
    "every form takes what is typed ahead, letter for letter",
    dialogs,
    fast=0,
    middle=1,
    long=2,
    minutes=40,
)
