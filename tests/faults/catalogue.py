"""Every experiment, in the order in which they are run."""

from tests.faults.crash_states import CRASH_STATES
from tests.faults.damage import CUT, FLIP
from tests.faults.days import BACKUP
from tests.faults.dialogs import DIALOGS
from tests.faults.doctor_size import DOCTOR_AT_SIZE
from tests.faults.editing import EDITOR
from tests.faults.ending import SIGNALS
from tests.faults.experiment import Experiment
from tests.faults.failing_calls import FAULTS, FULL, PROGRAM
from tests.faults.foreign import FOREIGN
from tests.faults.forgotten import FORGET_OPEN
from tests.faults.half_typed import DRAFTS
from tests.faults.hand_edits import DOCTOR, DOCTOR_LAYOUTS
from tests.faults.killing import KILL, MANY
from tests.faults.locking import FROZEN, NO_LOCKS, REPLACED
from tests.faults.lost_names import LOST_NAMES
from tests.faults.modes import PRIVATE
from tests.faults.monkey import MONKEY
from tests.faults.odd import ODD
from tests.faults.sessions import SESSIONS
from tests.faults.strangers_files import HOSTILE_FILES
from tests.faults.strangers_words import HOSTILE_WORDS
from tests.faults.tables import TINYDB
from tests.faults.threads import THREADS
from tests.faults.undoing import UNDO
from tests.year.experiment import YEAR

CATALOGUE: tuple[Experiment, ...] = (
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
    DRAFTS,
    DIALOGS,
    EDITOR,
    FORGET_OPEN,
    THREADS,
    SIGNALS,
    SESSIONS,
    LOST_NAMES,
    FOREIGN,
    ODD,
    HOSTILE_FILES,
    HOSTILE_WORDS,
    MONKEY,
    YEAR,
)
