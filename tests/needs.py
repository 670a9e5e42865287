"""What some tests need and not every machine has: where it is missing, they are skipped and say so."""

import shutil
from pathlib import Path

import pytest

needs_full_device = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")


def needs(program: str) -> pytest.MarkDecorator:
    """Return the mark of a test that runs a program."""
    return pytest.mark.skipif(shutil.which(program) is None, reason=_missing(program))


def skip_without(*programs: str) -> None:
    """Skip the test from one of its fixtures if any of these programs is missing."""
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(_missing(program))


def _missing(program: str) -> str:
    return f"{program} is not installed"
