"""Threads that read everything while another writes: none fails, and none keeps something old."""

from pathlib import Path

from tests.faults.experiment import Experiment, Tally
from tests.storage.state.test_threads import check_reads

_ROUNDS = 10


def threads(folder: Path, size: int, tally: Tally) -> None:
    """Write `size` times ten rounds while a thread repeats each read path."""
    for turn in range(size):
        tally.tried()
        for wrong in check_reads(folder / str(turn), _ROUNDS, packed=bool(turn % 2)):
            tally.check(False, f"turn {turn}: {wrong}")


THREADS = Experiment(
    "threads",
    "what is read in one thread while another writes is whole",
    threads,
    fast=1,
    middle=10,
    long=200,
    minutes=6,
)
