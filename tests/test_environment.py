"""The tests know nothing of the settings and folders of the user who runs them."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOOK = "import os, tests.conftest; print([name for name in os.environ if name[:4] in ('XDG_', 'NETU')])"


def test_no_folder_of_the_user_is_used() -> None:
    theirs = {"XDG_STATE_HOME": "/x", "XDG_RUNTIME_DIR": "/x", "NETUI_STORE": "/x", "NETUI_CONFIG": "/x"}
    done = subprocess.run(
        [sys.executable, "-c", LOOK], cwd=ROOT, env={**os.environ, **theirs}, capture_output=True, check=True
    )
    assert done.stdout == b"[]\n"
