"""The bounds of pyproject.toml: each has two ends, and `.ci/run` tries the lowest versions."""

import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.lowest import Bound, bounds, pins

ROOT = Path(__file__).resolve().parent.parent


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


@pytest.mark.parametrize("bound", bounds(), ids=lambda bound: bound.package)
def test_a_bound_has_two_ends_and_holds_what_is_installed(bound: Bound) -> None:
    assert _numbers(bound.lowest) < _numbers(bound.below)
    if bound.package != "setuptools":  # builds netui in an environment of its own
        assert _numbers(bound.lowest) <= _numbers(version(bound.package)) < _numbers(bound.below)


def test_the_lowest_versions_are_read_from_pyproject() -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-m", "tests.lowest"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == pins()
    assert any(pin.startswith("textual==") for pin in pins())
    assert not [pin for pin in pins() if pin.startswith(("mypy", "ruff", "types-"))]


def test_the_whole_run_tries_the_lowest_versions() -> None:
    assert ".ci/lowest" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_no_package_comes_from_an_address_of_its_own() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "://" not in text
    assert " @ " not in text


def test_netui_runs_without_networkx() -> None:
    """It takes 150 ms to import, so only tests use it."""
    import_line = re.compile(r"^\s*(import|from) networkx", re.MULTILINE)
    found = [path for path in (ROOT / "netui").rglob("*.py") if import_line.search(path.read_text("utf-8"))]
    assert found == []
