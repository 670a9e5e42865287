"""Prints the lowest versions that pyproject.toml allows, one on a line, as pip takes them.

`python -m tests.lowest` needs no package: `.ci/lowest` runs it before anything is installed.
"""

import re
import sys
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
_CODE_CHECKERS = ("import-linter", "mypy", "ruff", "types-")
"""Packages that look at the code and never run it."""
_BOUND = re.compile(r"([A-Za-z0-9._-]+)>=([0-9.]+),<([0-9.]+)")


class Bound(NamedTuple):
    """The versions of one package that are allowed, from the lowest up to the first that isn't."""

    package: str
    lowest: str
    below: str


def bounds() -> list[Bound]:
    """Return the bounds of everything that netui is built with, runs with and is tested with."""
    project: dict[str, Any] = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    requirements = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    for extra in project["project"]["optional-dependencies"].values():
        requirements.extend(extra)
    return [_bound(requirement) for requirement in requirements]


def _bound(requirement: str) -> Bound:
    found = _BOUND.fullmatch(requirement)
    if found is None:
        raise ValueError(f"{requirement!r} in pyproject.toml isn't written as package>=lowest,<below")
    return Bound(*found.groups())


def pins() -> list[str]:
    """Return what pip is asked for: exactly the lowest version of each package that the tests import."""
    return [f"{one.package}=={one.lowest}" for one in bounds() if not one.package.startswith(_CODE_CHECKERS)]


if __name__ == "__main__":
    sys.stdout.write("\n".join([*pins(), ""]))
