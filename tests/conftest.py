"""What holds for every test: neither the speed of a machine nor the settings of its user decide anything."""

import compileall
import gc
import importlib
import os
import sys
from pathlib import Path

import pytest

sys.dont_write_bytecode = False
"""Where nothing is kept, every worker of every run rewrites the asserts of all tests: 8 s each."""
ROOT = Path(__file__).resolve().parent.parent

for _name in list(os.environ):
    if _name.startswith(("NETUI_", "XDG_")):  # the user's own folders: no test may write there
        del os.environ[_name]


def pytest_configure(config: pytest.Config) -> None:
    from hypothesis import HealthCheck, settings

    settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("any machine")
    if "PYTEST_XDIST_WORKER" in os.environ and not config.option.file_or_dir:
        share = int(os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw"))
        _compile_a_share(share, int(os.environ["PYTEST_XDIST_WORKER_COUNT"]))


def pytest_collection_finish() -> None:
    """Leave all tests and modules out of the search for garbage, and search less often: it took a quarter."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _compile_a_share(share: int, shares: int) -> None:
    """Compile what no other worker compiles: all of them collect the same files in the same order."""
    for path in sorted(ROOT.glob("netui/**/*.py"))[share::shares]:
        compileall.compile_file(path, quiet=1)
    for path in sorted(ROOT.glob("tests/**/test_*.py"))[share::shares]:
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
