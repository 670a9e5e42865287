"""The fast form of every experiment on the store; `python -m tests.faults --long` tries them longer."""

from pathlib import Path

import pytest

from tests.faults.crash_states import CRASH_STATES
from tests.faults.damage import CUT, FLIP
from tests.faults.days import BACKUP
from tests.faults.doctor_size import DOCTOR_AT_SIZE
from tests.faults.experiment import Experiment, must_hold
from tests.faults.failing_calls import FAULTS, FULL, PROGRAM
from tests.faults.foreign import FOREIGN
from tests.faults.hand_edits import DOCTOR, DOCTOR_LAYOUTS
from tests.faults.killing import KILL, MANY
from tests.faults.locking import FROZEN, NO_LOCKS, REPLACED
from tests.faults.modes import PRIVATE
from tests.faults.tables import TINYDB
from tests.faults.undoing import UNDO

EXPERIMENTS = (
    KILL,
    CUT,
    FLIP,
    FAULTS,
    PROGRAM,
    FULL,
    CRASH_STATES,
    MANY,
    FROZEN,
    REPLACED,
    NO_LOCKS,
    DOCTOR,
    DOCTOR_LAYOUTS,
    DOCTOR_AT_SIZE,
    BACKUP,
    UNDO,
    TINYDB,
    PRIVATE,
    FOREIGN,
)


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda experiment: experiment.name)
def test_the_guarantee_holds(experiment: Experiment, tmp_path: Path) -> None:
    must_hold(experiment, tmp_path)
