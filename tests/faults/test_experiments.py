"""The fast form of every experiment; `python -m tests.faults --long` tries them longer."""

from pathlib import Path

import pytest

from tests.faults.catalogue import CATALOGUE
from tests.faults.experiment import Experiment, must_hold
from tests.year.experiment import YEAR

TRIED_ELSEWHERE = {YEAR.name: "tests/year/test_year.py"}
EXPERIMENTS = [each for each in CATALOGUE if each.name not in TRIED_ELSEWHERE]


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda experiment: experiment.name)
def test_the_guarantee_holds(experiment: Experiment, tmp_path: Path) -> None:
    must_hold(experiment, tmp_path)
