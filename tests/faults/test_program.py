"""The fast form of every experiment on the program; `python -m tests.faults --long` tries them longer."""

from pathlib import Path

import pytest

from tests.faults.ending import SIGNALS
from tests.faults.experiment import Experiment, must_hold
from tests.faults.half_typed import DRAFTS
from tests.faults.monkey import MONKEY
from tests.faults.odd import ODD
from tests.faults.sessions import SESSIONS
from tests.faults.strangers_files import HOSTILE_FILES
from tests.faults.strangers_words import HOSTILE_WORDS

EXPERIMENTS = (DRAFTS, SIGNALS, SESSIONS, HOSTILE_FILES, HOSTILE_WORDS, MONKEY, ODD)


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda experiment: experiment.name)
def test_the_guarantee_holds(experiment: Experiment, tmp_path: Path) -> None:
    must_hold(experiment, tmp_path)
