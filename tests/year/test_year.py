"""A quarter of the year; `python -m tests.faults --long year` lives through several years."""

from pathlib import Path

from tests.faults.experiment import must_hold
from tests.year.experiment import YEAR


def test_a_quarter_of_a_lively_network(tmp_path: Path) -> None:
    must_hold(YEAR, tmp_path)
